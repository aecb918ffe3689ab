package io.gemigo.gateway.bench;

import java.io.IOException;
import java.util.Arrays;

/** The command line: {@code java -jar benchmarks.jar COMMAND …}. */
public final class Main {
    private Main() {}

    /** Runs one command. */
    public static void main(String[] args) throws IOException {
        if (args.length == 0 || !args[0].equals("micro")) {
            System.err.println("usage: java -jar benchmarks.jar micro [JMH OPTIONS]; micro -h shows them");
            System.exit(2);
        }
        org.openjdk.jmh.Main.main(Arrays.copyOfRange(args, 1, args.length));
    }
}
