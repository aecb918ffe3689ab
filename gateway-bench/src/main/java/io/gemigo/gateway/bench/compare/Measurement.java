package io.gemigo.gateway.bench.compare;

import io.gemigo.gateway.bench.fixture.Parts;
import io.gemigo.gateway.bench.load.HttpRequests;
import io.gemigo.gateway.bench.load.Load;
import io.gemigo.gateway.bench.load.LoadListener;
import io.gemigo.gateway.bench.load.LoadPlan;
import io.gemigo.gateway.bench.load.LoadResult;
import io.gemigo.gateway.bench.load.RequestShape;
import io.gemigo.gateway.bench.upstream.FakeUpstream;
import io.gemigo.gateway.bench.upstream.UpstreamSettings;
import io.gemigo.gateway.bench.wire.Histogram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Measures one target in one scenario. Single-owner. */
final class Measurement {
    private static final int CHAT_CONNECTIONS = 64;
    private static final int LARGE_CONNECTIONS = 16;
    private static final int STREAM_CONNECTIONS = 32;
    private static final double CHAT_RATE = 500;
    private static final double LARGE_RATE = 100;
    private static final double OPENED_PER_SECOND = 800;
    private static final double MICRO = 1000;
    private static final double MIB = 1 << 20;
    private static final double KIB = 1 << 10;
    private static final Duration NO_RAMP = Duration.ZERO;
    private static final Duration PREWARM_SLICE = Duration.ofMillis(100);
    /** How many events every held stream gets before anything counts. */
    private static final int HELD_EVENTS = 3;

    private final FakeUpstream upstream;
    private final Effort effort;
    private final Cores cores;
    private final Path work;

    Measurement(FakeUpstream upstream, Effort effort, Cores cores, Path work) {
        this.upstream = upstream;
        this.effort = effort;
        this.cores = cores;
        this.work = work;
    }

    /** All figures of a scenario. */
    Figures measure(Target target, Scenario scenario) throws IOException, InterruptedException, LostException {
        Figures figures = new Figures();
        if (scenario == Scenario.STREAMS_HELD) {
            held(target, scenario, figures);
            return figures;
        }
        target.start(work, cores, upstream.port());
        if (target.cold(scenario) && !effort.prewarm().isZero()) {
            prewarm(target, scenario);
        }
        upstream.settings(effort.settings(scenario));
        switch (scenario) {
            case CHAT_SMALL -> {
                capacity(target, scenario, CHAT_CONNECTIONS, figures);
                latency(target, scenario, CHAT_CONNECTIONS, CHAT_RATE, figures);
            }
            case CHAT_LARGE -> {
                capacity(target, scenario, LARGE_CONNECTIONS, figures);
                latency(target, scenario, LARGE_CONNECTIONS, LARGE_RATE, figures);
            }
            case STREAM_FAST -> capacity(target, scenario, STREAM_CONNECTIONS, figures);
            case STREAM_PACED -> paced(target, scenario, figures);
            case STREAMS_HELD -> throw new IllegalStateException();
        }
        return figures;
    }

    /** The same answers as later on, but never paced: as many as the target can take. */
    private void prewarm(Target target, Scenario scenario) throws IOException, LostException {
        UpstreamSettings later = effort.settings(scenario);
        upstream.settings(later.events(later.events(), Duration.ZERO));
        run(
                target,
                scenario,
                new LoadPlan.Pace.Closed(),
                STREAM_CONNECTIONS,
                NO_RAMP,
                effort.prewarm(),
                PREWARM_SLICE,
                LoadListener.NONE);
    }

    private void capacity(Target target, Scenario scenario, int connections, Figures figures)
            throws IOException, LostException {
        // A JVM that is still compiling and loading allocates for that, too.
        boolean asked = target.jvm() && !effort.prewarm().isZero();
        long before = asked ? JvmAllocation.bytes(target.pid()) : -1;
        LoadResult result = closed(target, scenario, connections, NO_RAMP, effort.warmup(), figures);
        long after = asked ? JvmAllocation.bytes(target.pid()) : -1;
        if (before >= 0 && after >= 0) {
            figures.put(Figure.ALLOCATED_PER_ANSWER, (after - before) / (double) Math.max(1, result.sent()));
        }
    }

    private LoadResult closed(
            Target target, Scenario scenario, int connections, Duration ramp, Duration warmup, Figures figures)
            throws IOException, LostException {
        Probe probe = new Probe(ProcessTree.of(target.pid()));
        LoadResult result =
                run(target, scenario, new LoadPlan.Pace.Closed(), connections, ramp, warmup, effort.duration(), probe);
        double seconds = result.nanos() / (double) TimeUnit.SECONDS.toNanos(1);
        long count = scenario.stream() ? result.events() : result.answers();
        figures.put(scenario.stream() ? Figure.EVENTS : Figure.ANSWERS, count / seconds);
        if (probe.cpuNanos() >= 0) {
            Figure each = scenario.stream() ? Figure.CPU_PER_EVENT : Figure.CPU_PER_ANSWER;
            figures.put(each, probe.cpuNanos() / MICRO / Math.max(1, count));
            figures.put(Figure.CORE_BUSY, 100.0 * probe.cpuNanos() / result.nanos());
        }
        if (probe.residentBytes() >= 0) {
            figures.put(Figure.RESIDENT, probe.residentBytes() / MIB);
        }
        return result;
    }

    private void latency(Target target, Scenario scenario, int connections, double rate, Figures figures)
            throws IOException, LostException {
        LoadResult result = run(
                target,
                scenario,
                new LoadPlan.Pace.Rate(rate),
                connections,
                NO_RAMP,
                effort.warmup(),
                effort.duration(),
                LoadListener.NONE);
        percentiles(result.latency(), Figure.LATENCY_P50, Figure.LATENCY_P99, figures);
    }

    /** All streams at once, begun evenly over the time that one lasts, so that their events are spread evenly too. */
    private void paced(Target target, Scenario scenario, Figures figures) throws IOException, LostException {
        UpstreamSettings settings = effort.settings(scenario);
        Duration once = settings.gap().multipliedBy(settings.events());
        LoadResult result = closed(target, scenario, effort.pacedStreams(), once, once.plus(effort.warmup()), figures);
        percentiles(result.firstByte(), Figure.FIRST_BYTE_P50, Figure.FIRST_BYTE_P99, figures);
        percentiles(result.transit(), Figure.TRANSIT_P50, Figure.TRANSIT_P99, figures);
    }

    private static void percentiles(Histogram times, Figure half, Figure high, Figures figures) {
        figures.put(half, times.percentile(50) / MICRO);
        figures.put(high, times.percentile(99) / MICRO);
    }

    private void held(Target target, Scenario scenario, Figures figures)
            throws IOException, InterruptedException, LostException {
        int few = Math.min(effort.fewHeld(), OpenFiles.streams() / 2);
        int many = Math.min(effort.manyHeld(), OpenFiles.streams());
        target.stop();
        target.start(work, cores, upstream.port());
        upstream.settings(effort.settings(scenario));
        long idle = ProcessTree.of(target.pid()).residentBytes();
        long withFew = hold(target, scenario, few);
        long withMany = hold(target, scenario, many);
        if (idle >= 0 && withFew >= 0 && withMany >= 0) {
            figures.put(Figure.RESIDENT_IDLE, idle / MIB);
            figures.put(Figure.RESIDENT_FEW, withFew / MIB);
            figures.put(Figure.RESIDENT_MANY, withMany / MIB);
            figures.put(Figure.KIB_PER_STREAM, (withMany - withFew) / KIB / (many - few));
        }
        target.stop();
    }

    private long hold(Target target, Scenario scenario, int streams) throws IOException, LostException {
        Duration ramp = Duration.ofNanos((long) (streams / OPENED_PER_SECOND * TimeUnit.SECONDS.toNanos(1)));
        Probe probe = new Probe(ProcessTree.of(target.pid()));
        run(
                target,
                scenario,
                new LoadPlan.Pace.Hold(),
                streams,
                ramp,
                ramp.plus(effort.settings(scenario).gap().multipliedBy(HELD_EVENTS)),
                effort.duration(),
                probe);
        return probe.residentBytes();
    }

    private LoadResult run(
            Target target,
            Scenario scenario,
            LoadPlan.Pace pace,
            int connections,
            Duration ramp,
            Duration warmup,
            Duration duration,
            LoadListener listener)
            throws IOException, LostException {
        RequestShape shape = target.shape();
        byte[] request = HttpRequests.post(
                target.address().getHostString() + ":" + target.address().getPort(),
                target.basePath() + shape.path(scenario.stream()),
                shape.headers(GatewayLauncher.TOKEN),
                shape.body(Parts.MODEL, scenario.promptChars(), scenario.stream()));
        LoadPlan plan = new LoadPlan(
                target.address(),
                request,
                new LoadPlan.Expected(
                        scenario.stream() ? effort.settings(scenario).events() : 1, shape.ending(scenario.stream())),
                pace,
                connections,
                ramp,
                warmup,
                duration);
        LoadResult result = Load.run(plan, listener);
        upstream.check();
        if (result.failureCount() > 0) {
            throw new LostException(target.name() + ", " + scenario.id() + ": " + result.failureCount()
                    + " failures, such as " + result.failures());
        }
        return result;
    }
}
