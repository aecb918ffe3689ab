package io.gemigo.gateway.runtime;

import java.io.PrintStream;
import java.util.Map;

/** The command line: {@code java -jar gateway.jar}. */
public final class Main {
    /** Netty's search for leaks takes samples of every 128th buffer unless it is told not to; tests tell it to look at all. */
    private static final String LEAK_DETECTION = "io.netty.leakDetection.level";

    private Main() {}

    /** Runs the gateway until it is told to stop; exits with 2 if it is configured wrongly. */
    public static void main(String[] args) {
        if (System.getProperty(LEAK_DETECTION) == null) {
            System.setProperty(LEAK_DETECTION, "disabled");
        }
        PrintStream out = System.out;
        Integer code = new CommandLineRun(Map.copyOf(System.getenv()), out, System.err).run(args);
        if (code != null) {
            out.flush();
            System.exit(code);
        }
    }
}
