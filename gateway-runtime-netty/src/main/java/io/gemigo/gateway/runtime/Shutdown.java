package io.gemigo.gateway.runtime;

import ch.qos.logback.classic.LoggerContext;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;

/** Goes down in order when the process is told to, and at once when it is told again. */
final class Shutdown {
    private final GatewayProcess process;
    private final AtomicBoolean told = new AtomicBoolean();

    private Shutdown(GatewayProcess process) {
        this.process = process;
    }

    static void install(GatewayProcess process) {
        Signals.onEnd(new Shutdown(process)::tell);
    }

    private void tell() {
        if (told.compareAndSet(false, true)) {
            Thread drain = new Thread(this::drain, "gateway-drain");
            drain.start();
        } else {
            flushLog();
            Runtime.getRuntime().halt(0);
        }
    }

    private void drain() {
        try {
            process.drain();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } finally {
            process.close();
            flushLog();
            Runtime.getRuntime().exit(0);
        }
    }

    private static void flushLog() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.stop();
        }
    }
}
