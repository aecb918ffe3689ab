package io.gemigo.gateway.runtime;

import io.gemigo.gateway.core.port.ConfigProblems;
import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.core.port.ProtocolFactory;
import io.gemigo.gateway.core.port.ProviderFactory;
import io.gemigo.gateway.runtime.config.ConfigLoader;
import io.gemigo.gateway.runtime.config.GatewayConfig;
import io.gemigo.gateway.runtime.config.ProviderSetup;
import io.gemigo.gateway.runtime.defaults.TokenMint;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** One run of the command: reads options and configuration, starts the gateway, says what there is to say. Single-owner. */
final class CommandLineRun {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int MISTAKES = 2;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    CommandLineRun(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    private static CommandSpec options() {
        CommandSpec spec = CommandSpec.create().name("gateway");
        spec.usageMessage().description("A gateway between AI clients and AI services.");
        spec.addOption(OptionSpec.builder("--config")
                .type(Path.class)
                .paramLabel("FILE")
                .description("configuration file, instead of the one in GATEWAY_CONFIG")
                .build());
        spec.addOption(OptionSpec.builder("--check")
                .description("check the configuration and exit")
                .build());
        spec.addOption(OptionSpec.builder("--version")
                .versionHelp(true)
                .description("show the version and exit")
                .build());
        spec.addOption(OptionSpec.builder("--help", "-h")
                .usageHelp(true)
                .description("show this help and exit")
                .build());
        return spec;
    }

    /** The exit code, or null if the gateway is running now. */
    @Nullable
    Integer run(String... args) {
        if (args.length == 0) {
            // The usual case; to set up a parser for nothing takes a twentieth of the start.
            return start(null, false);
        }
        CommandLine command = new CommandLine(options());
        ParseResult parsed;
        try {
            parsed = command.parseArgs(args);
        } catch (ParameterException wrong) {
            err.println(wrong.getMessage() + "; accepted: " + "--config FILE, --check, --version, --help");
            return MISTAKES;
        }
        if (parsed.isUsageHelpRequested()) {
            command.usage(out);
            return OK;
        }
        if (parsed.isVersionHelpRequested()) {
            out.println("gateway " + Version.current());
            return OK;
        }
        return start(parsed.matchedOptionValue("--config", (Path) null), parsed.hasMatchedOption("--check"));
    }

    private @Nullable Integer start(@Nullable Path file, boolean checkOnly) {
        List<ProtocolFactory> dialects = new ArrayList<>();
        ServiceLoader.load(ProtocolFactory.class).forEach(dialects::add);
        dialects.sort(Comparator.comparingInt(ProtocolFactory::order).thenComparing(ProtocolFactory::id));
        List<ProviderFactory> factories = new ArrayList<>();
        ServiceLoader.load(ProviderFactory.class).forEach(factories::add);
        ConfigProblems problems = new ConfigProblems();
        Set<String> ids = dialects.stream().map(ProtocolFactory::id).collect(Collectors.toUnmodifiableSet());
        GatewayConfig config = new ConfigLoader(environment, ids, problems).load(file);
        ProviderSetup.Result providers = new ProviderSetup(factories, environment, problems).create(config);
        if (dialects.isEmpty()) {
            problems.add("class path", "no protocol was found", "a jar with at least one");
        }
        if (!problems.isEmpty()) {
            problems.lines().forEach(err::println);
            return MISTAKES;
        }
        if (checkOnly) {
            out.println("The configuration is sound.");
            return OK;
        }
        List<Protocol> protocols =
                dialects.stream().map(ProtocolFactory::create).toList();
        return serve(config, protocols, providers);
    }

    private @Nullable Integer serve(GatewayConfig loaded, List<Protocol> protocols, ProviderSetup.Result providers) {
        TokenMint mint = new TokenMint(new SecureRandom());
        boolean madeUp = loaded.tokens().isEmpty();
        List<String> tokens = madeUp ? List.of(mint.token()) : loaded.tokens();
        String given = loaded.adminToken();
        String adminToken = given == null ? mint.token() : given;
        GatewayConfig config = loaded.withTokens(tokens, adminToken);
        GatewayProcess process;
        try {
            process = GatewayProcess.start(config, protocols, providers.providers());
        } catch (IOException failed) {
            err.println(failed.getMessage());
            return FAILED;
        } catch (GeneralSecurityException failed) {
            err.println("tls.authorities: " + failed.getMessage() + "; accepted: a PEM file with certificates");
            return MISTAKES;
        }
        Shutdown.install(process);
        Banner banner = new Banner(out, process);
        banner.listening();
        if (providers.offline()) {
            banner.offline(providers.providers());
        }
        if (madeUp) {
            banner.appToken(tokens.get(0), protocols.get(0));
        }
        if (given == null) {
            banner.adminToken(adminToken);
        }
        out.flush();
        return null;
    }
}
