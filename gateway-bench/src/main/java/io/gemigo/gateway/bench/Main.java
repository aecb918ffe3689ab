package io.gemigo.gateway.bench;

import io.gemigo.gateway.bench.compare.CompareCommand;
import io.gemigo.gateway.bench.load.LoadCommand;
import io.gemigo.gateway.bench.upstream.UpstreamCommand;
import java.io.IOException;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The command line: {@code java -jar benchmarks.jar COMMAND …}. */
public final class Main {
    private Main() {}

    /** Runs one command; exits with 1 if something was lost, with 2 if the command line makes no sense. */
    public static void main(String[] args) throws IOException {
        if (args.length > 0 && args[0].equals("micro")) {
            org.openjdk.jmh.Main.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        CommandSpec spec = CommandSpec.create().name("benchmarks").mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description("Measures the gateway.")
                .footer("  micro     JMH benchmarks of codecs and pipeline; micro -h shows JMH's options");
        CommandLine command = new CommandLine(spec)
                .addSubcommand(new CompareCommand(System.out, System.err))
                .addSubcommand(new LoadCommand(System.out))
                .addSubcommand(new UpstreamCommand(System.out));
        System.exit(command.setCaseInsensitiveEnumValuesAllowed(true).execute(args));
    }
}
