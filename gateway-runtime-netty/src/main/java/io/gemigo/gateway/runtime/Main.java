package io.gemigo.gateway.runtime;

import java.io.PrintStream;
import java.util.Map;

/** The command line: {@code java -jar gateway.jar}. */
public final class Main {
    private Main() {}

    /** Runs the gateway until it is told to stop; exits with 2 if it is configured wrongly. */
    public static void main(String[] args) {
        PrintStream out = System.out;
        Integer code = new CommandLineRun(Map.copyOf(System.getenv()), out, System.err).run(args);
        if (code != null) {
            out.flush();
            System.exit(code);
        }
    }
}
