package io.gemigo.gateway.bench.compare;

import io.gemigo.gateway.bench.load.RequestShape;
import io.gemigo.gateway.bench.upstream.FakeUpstream;
import io.gemigo.gateway.bench.upstream.UpstreamSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts the same load on several gateways in turn. Exit code 1 if a request failed or an event was lost, else 0. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Puts the same load on several gateways in turn and tells what each answer and each event costs them.",
            "Fails if a request failed or an event was lost, never on account of time."
        })
public final class CompareCommand implements Callable<Integer> {
    private static final int LOST = 1;
    private static final int MISTAKE = 2;
    private static final int MILLIS = 1000;

    @Option(
            names = "--targets",
            split = ",",
            paramLabel = "NAME",
            description = {
                "who to measure: direct, gateway, gateway-rename, gateway-translate, nginx, haproxy;",
                "without it, all of them that are installed"
            })
    private List<String> names = List.of();

    @Option(
            names = "--scenarios",
            split = ",",
            paramLabel = "NAME",
            description = "chat-small, chat-large, stream-fast, stream-paced, streams-held; without it, all")
    private List<String> scenarioIds = List.of();

    @Option(
            names = "--url",
            paramLabel = "NAME=URL",
            description = {
                "another gateway that runs already, by the base URL of its OpenAI routes (http://127.0.0.1:9000/v1);",
                "its upstream must be http://127.0.0.1:UPSTREAM_PORT/v1"
            })
    private Map<String, URI> urls = new LinkedHashMap<>();

    @Option(names = "--pid", paramLabel = "NAME=PID", description = "the process of such a gateway, for its CPU time")
    private Map<String, Long> pids = new LinkedHashMap<>();

    @Option(
            names = "--upstream-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "where the fake upstream listens; any free port without it")
    private int upstreamPort;

    @Option(names = "--rounds", paramLabel = "N", description = "measurements of each; 5 without it")
    private @Nullable Integer rounds;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description =
                    "length of each measurement; 5 without it. Many short rounds tell more than few long ones where "
                            + "others use the machine too")
    private @Nullable Double seconds;

    @Option(names = "--short", description = "one short round, to see that nothing is lost; its figures mean nothing")
    private boolean brief;

    @Option(
            names = "--gateway-jar",
            paramLabel = "FILE",
            defaultValue = "gateway-runtime-netty/target/gateway.jar",
            description = "the gateway; ${DEFAULT-VALUE} without it")
    private Path jar = Path.of("");

    @Option(
            names = "--java-option",
            paramLabel = "OPTION",
            description = "an option of the gateway's JVM, such as -Xmx512m")
    private List<String> javaOptions = new ArrayList<>();

    @Option(
            names = "--target-core",
            paramLabel = "N",
            defaultValue = "-1",
            description = "the core for the targets; the last one without it")
    private int targetCore;

    @Option(names = "--json", paramLabel = "FILE", description = "where to write every figure of every round")
    private @Nullable Path json;

    private final PrintStream out;
    private final PrintStream err;

    /** A command that prints its report and its progress there. */
    public CompareCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Scenario> scenarios = scenarios();
        List<Target> targets = targets();
        if (scenarios.isEmpty() || targets.isEmpty()) {
            return MISTAKE;
        }
        if (rounds != null && rounds < 1 || seconds != null && seconds * MILLIS < 1) {
            err.println("--rounds and --seconds must be positive");
            return MISTAKE;
        }
        Effort effort = effort();
        Machine machine = Machine.here();
        Cores cores = Cores.choose(targetCore);
        cores.pinLoad();
        Path work = Files.createTempDirectory("gateway-bench-");
        err.println("logs of the targets: " + work);
        Thread hook = new Thread(() -> targets.forEach(Target::close), "stop-targets");
        Runtime.getRuntime().addShutdownHook(hook);
        try (FakeUpstream upstream = FakeUpstream.start(upstreamPort, UpstreamSettings.DEFAULT)) {
            Comparison comparison = new Comparison(scenarios, targets, effort, cores, upstream, work, err);
            Results results = comparison.run();
            report(new Report(machine, cores, effort, versions(targets), results));
            comparison.losses().forEach(loss -> err.println("LOST: " + loss));
            return comparison.losses().isEmpty() ? 0 : LOST;
        } finally {
            targets.forEach(Target::close);
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private Effort effort() {
        Effort effort = brief ? Effort.SHORT : Effort.FULL;
        if (rounds != null) {
            effort = effort.rounds(rounds);
        }
        if (seconds != null) {
            effort = effort.duration(Duration.ofMillis(Math.round(seconds * MILLIS)));
        }
        return effort;
    }

    private void report(Report report) throws IOException {
        out.println(report.markdown());
        if (json != null) {
            Files.write(json, report.json());
        }
    }

    private static Map<String, String> versions(List<Target> targets) {
        Map<String, String> versions = new LinkedHashMap<>();
        targets.forEach(target -> versions.put(target.name(), target.version()));
        return versions;
    }

    private List<Scenario> scenarios() {
        List<Scenario> chosen = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            if (scenarioIds.isEmpty() || scenarioIds.contains(scenario.id())) {
                chosen.add(scenario);
            }
        }
        for (String id : scenarioIds) {
            if (chosen.stream().noneMatch(scenario -> scenario.id().equals(id))) {
                err.println("no such scenario: " + id);
                return List.of();
            }
        }
        return chosen;
    }

    private List<Target> targets() {
        GatewayLauncher gateway = new GatewayLauncher(jar, javaOptions);
        List<Target> known = Arrays.asList(
                Target.direct(),
                Target.launched("gateway", RequestShape.RELAY, gateway),
                Target.launched("gateway-rename", RequestShape.RENAME, gateway),
                Target.launched("gateway-translate", RequestShape.TRANSLATE, gateway),
                Target.launched("nginx", RequestShape.RELAY, new NginxLauncher()),
                Target.launched("haproxy", RequestShape.RELAY, new HaproxyLauncher()));
        List<Target> chosen = new ArrayList<>();
        for (Target target : known) {
            boolean named = names.contains(target.name());
            String missing = target.missing();
            if (missing == null && (named || names.isEmpty())) {
                chosen.add(target);
            } else if (missing != null && named) {
                err.println(missing);
                return List.of();
            } else if (missing != null && names.isEmpty()) {
                err.println("left out: " + missing);
            }
        }
        for (String name : names) {
            if (known.stream().noneMatch(target -> target.name().equals(name))) {
                err.println("no such target: " + name);
                return List.of();
            }
        }
        urls.forEach((name, url) -> chosen.add(Target.foreign(name, url, pids.getOrDefault(name, -1L))));
        return chosen;
    }
}
