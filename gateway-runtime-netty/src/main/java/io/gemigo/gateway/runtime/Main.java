package io.gemigo.gateway.runtime;

import java.io.PrintStream;
import java.util.Map;

/** The command line: {@code java -jar gateway.jar}. */
public final class Main {
    /** Netty's search for leaks takes samples of every 128th buffer unless it is told not to; tests tell it to look at all. */
    private static final String LEAK_DETECTION = "io.netty.leakDetection.level";

    /** Netty's events of buffers, for the JDK's flight recorder: making them known to it takes a tenth of the start. */
    private static final String BUFFER_EVENTS = "io.netty.jfr.enabled";

    /** The allocator of channels unless they are told otherwise, as all of ours are: no second one is set up for nothing. */
    private static final String ALLOCATOR = "io.netty.allocator.type";

    private Main() {}

    /** Runs the gateway until it is told to stop; exits with 2 if it is configured wrongly. */
    public static void main(String[] args) {
        unlessSet(LEAK_DETECTION, "disabled");
        unlessSet(BUFFER_EVENTS, "false");
        unlessSet(ALLOCATOR, "pooled");
        PrintStream out = System.out;
        Integer code = new CommandLineRun(Map.copyOf(System.getenv()), out, System.err).run(args);
        if (code != null) {
            out.flush();
            System.exit(code);
        }
    }

    private static void unlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
