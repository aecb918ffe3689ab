package io.gemigo.gateway.bench.load;

import io.gemigo.gateway.bench.fixture.Parts;
import io.gemigo.gateway.bench.wire.Histogram;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the load generator by itself against whatever has the fake upstream behind it. Exit code 1 if anything was lost. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Puts load on a gateway that has the fake upstream behind it, and checks every answer.")
public final class LoadCommand implements Callable<Integer> {
    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description = "base URL: http://127.0.0.1:8080/v1, with --shape translate http://127.0.0.1:8080/v1beta")
    private URI url = URI.create("");

    @Option(names = "--token", paramLabel = "TOKEN", defaultValue = "bench-token", description = "the app token")
    private String token = "";

    @Option(
            names = "--shape",
            paramLabel = "SHAPE",
            defaultValue = "RELAY",
            description = "relay, rename or translate; relay without it")
    private RequestShape shape = RequestShape.RELAY;

    @Option(names = "--model", paramLabel = "NAME", defaultValue = Parts.MODEL, description = "the model to ask for")
    private String model = "";

    @Option(
            names = "--prompt",
            paramLabel = "CHARS",
            defaultValue = "750",
            description = "length of the prompt; ${DEFAULT-VALUE} without it")
    private int prompt;

    @Option(
            names = "--stream",
            paramLabel = "EVENTS",
            description = "streamed answers of so many events; without it, answers in one piece")
    private @Nullable Integer events;

    @Option(names = "--connections", paramLabel = "N", defaultValue = "32", description = "${DEFAULT-VALUE} without it")
    private int connections;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "requests a second, whatever the answers do; without it, each connection waits for its answer")
    private @Nullable Double rate;

    @Option(names = "--warmup", paramLabel = "SECONDS", defaultValue = "2", description = "${DEFAULT-VALUE} without it")
    private double warmup;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "${DEFAULT-VALUE} without it")
    private double duration;

    private final PrintStream out;

    /** A command that prints its figures there. */
    public LoadCommand(PrintStream out) {
        this.out = out;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * TimeUnit.SECONDS.toNanos(1)));
    }

    @Override
    public Integer call() throws IOException {
        boolean stream = events != null;
        LoadPlan plan = new LoadPlan(
                new InetSocketAddress(url.getHost(), url.getPort() < 0 ? 80 : url.getPort()),
                HttpRequests.post(
                        url.getAuthority(),
                        url.getPath() + shape.path(stream),
                        shape.headers(token),
                        shape.body(model, prompt, stream)),
                new LoadPlan.Expected(events == null ? 1 : events, shape.ending(stream)),
                rate == null ? new LoadPlan.Pace.Closed() : new LoadPlan.Pace.Rate(rate),
                connections,
                Duration.ZERO,
                seconds(warmup),
                seconds(duration));
        LoadResult result = Load.run(plan, LoadListener.NONE);
        double measured = result.nanos() / (double) TimeUnit.SECONDS.toNanos(1);
        out.printf(Locale.ROOT, "answers/s  %,.0f%n", result.answers() / measured);
        out.printf(Locale.ROOT, "events/s   %,.0f%n", result.events() / measured);
        print("latency", result.latency());
        print("first byte", result.firstByte());
        print("event", result.transit());
        result.failures().forEach(failure -> out.println("LOST: " + failure));
        out.println("failures   " + result.failureCount());
        return result.failureCount() == 0 ? 0 : 1;
    }

    private void print(String what, Histogram times) {
        out.printf(
                Locale.ROOT,
                "%-10s p50 %,d µs, p90 %,d µs, p99 %,d µs, p99.9 %,d µs%n",
                what,
                times.percentile(50) / 1000,
                times.percentile(90) / 1000,
                times.percentile(99) / 1000,
                times.percentile(99.9) / 1000);
    }
}
