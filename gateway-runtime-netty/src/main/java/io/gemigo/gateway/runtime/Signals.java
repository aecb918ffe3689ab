package io.gemigo.gateway.runtime;

import java.lang.reflect.Proxy;
import org.slf4j.LoggerFactory;

/**
 * Hears the signals that tell a process to end. The JDK's only API for them is {@code sun.misc.Signal}, which javac warns of
 * without a way to say that it is meant, hence by reflection; a shutdown hook would hear the first signal only, and the JVM
 * would then report that signal in its exit code.
 */
final class Signals {
    private static final String[] ENDING = {"TERM", "INT"};

    private Signals() {}

    /** Calls the task on each such signal; not at all where the JVM keeps them to itself. */
    static void onEnd(Runnable task) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object listener = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getDeclaringClass() == Object.class) {
                            return method.invoke(task, arguments);
                        }
                        task.run();
                        return null;
                    });
            for (String name : ENDING) {
                Object wanted = signal.getConstructor(String.class).newInstance(name);
                signal.getMethod("handle", signal, handler).invoke(null, wanted, listener);
            }
        } catch (ReflectiveOperationException notHere) {
            LoggerFactory.getLogger("gateway.runtime").warn("signals end this process at once", notHere);
        }
    }
}
