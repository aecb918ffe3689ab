package io.gemigo.gateway.bench.load;

import io.gemigo.gateway.bench.wire.Readiness;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of a load, on the calling thread. Every answer is checked whole, those of the warm-up and those under way at the end
 * included. Single-owner, for one use.
 */
public final class Load implements LoadConnection.Owner {
    private static final int READ_BYTES = 64 * 1024;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** How long is waited for answers under way at the end, and for streams to begin, while nothing comes of it. */
    private static final long PATIENCE_NANOS = 60 * SECOND;

    private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** A run with more failures than this tells nothing more. */
    private static final int TOO_MANY_FAILURES = 100;

    /** What is going on. */
    private enum Phase {
        /** Nothing counts yet. */
        WARMUP,
        /** Everything counts. */
        MEASURE,
        /** Nothing new is sent. */
        LAST_ANSWERS,
        /** Over. */
        DONE
    }

    private final LoadPlan plan;
    private final LoadListener listener;
    private final Selector selector;
    private final Tally tally = new Tally();
    private final List<LoadConnection> connections = new ArrayList<>();
    private final Deque<LoadConnection> idle = new ArrayDeque<>();

    private Phase phase = Phase.WARMUP;
    private int started;
    private long startNanos;
    private long phaseEnds;
    private long seenProgress = -1;
    private long waitingSince;
    private long dueRequests;
    private int busy;

    private Load(LoadPlan plan, LoadListener listener, Selector selector) {
        this.plan = plan;
        this.listener = listener;
        this.selector = selector;
        byte[] in = new byte[READ_BYTES];
        for (int i = 0; i < plan.connections(); i++) {
            connections.add(new LoadConnection(plan, this, tally, selector, in));
        }
    }

    /** Runs a load to its end. */
    public static LoadResult run(LoadPlan plan, LoadListener listener) throws IOException {
        try (Selector selector = Selector.open()) {
            return new Load(plan, listener, selector).run();
        }
    }

    private LoadResult run() throws IOException {
        startNanos = System.nanoTime();
        phaseEnds = startNanos + plan.warmup().toNanos();
        waitingSince = startNanos;
        long began = 0;
        long ended = 0;
        int held = 0;
        while (phase != Phase.DONE) {
            long now = System.nanoTime();
            if (phase == Phase.WARMUP && now - phaseEnds >= 0 && settled(now)) {
                phase = Phase.MEASURE;
                phaseEnds = now + plan.duration().toNanos();
                began = now;
                listener.measuringBegins();
                tally.counting(true);
            } else if (phase == Phase.MEASURE && now - phaseEnds >= 0) {
                phase = Phase.LAST_ANSWERS;
                phaseEnds = now;
                ended = now;
                tally.counting(false);
                listener.measuringEnds();
                held = held();
            } else if (phase == Phase.LAST_ANSWERS && over(now)) {
                phase = Phase.DONE;
            }
            long nextSend = phase == Phase.WARMUP || phase == Phase.MEASURE ? send(now) : Long.MAX_VALUE;
            if (phase != Phase.DONE) {
                Readiness.await(selector, this::ready, Math.min(nextSend, nanosLeft()));
            }
        }
        for (LoadConnection connection : connections) {
            connection.close();
        }
        return new LoadResult(
                // A run that was given up has measured nothing.
                ended == 0 ? 1 : ended - began,
                tally.sent,
                tally.answers,
                tally.events,
                held,
                tally.latency,
                tally.firstByte,
                tally.transit,
                List.copyOf(tally.failures),
                tally.failureCount);
    }

    /** Until something must be done, not less than a moment where that is not a matter of time. */
    private long nanosLeft() {
        return Math.max(phaseEnds - System.nanoTime(), MOMENT_NANOS);
    }

    /** Whether measuring can begin: streams that are held open must all have begun. */
    private boolean settled(long now) {
        return !(plan.pace() instanceof LoadPlan.Pace.Hold) || tally.begun >= plan.connections() || patienceOver(now);
    }

    private boolean patienceOver(long now) {
        long progress = tally.begun + tally.completed;
        if (progress != seenProgress || waitingSince - phaseEnds < 0) {
            seenProgress = progress;
            waitingSince = now;
        }
        return now - waitingSince >= PATIENCE_NANOS;
    }

    private int held() {
        int held = 0;
        for (LoadConnection connection : connections) {
            held += connection.held() ? 1 : 0;
        }
        if (plan.pace() instanceof LoadPlan.Pace.Hold && held < plan.connections()) {
            tally.failed(held + " streams are open instead of " + plan.connections());
        }
        return held;
    }

    private boolean over(long now) {
        if (busy == 0 || plan.pace() instanceof LoadPlan.Pace.Hold || tally.failureCount > TOO_MANY_FAILURES) {
            return true;
        }
        if (patienceOver(now)) {
            tally.failed(busy + " answers do not become whole");
            return true;
        }
        return false;
    }

    /** Sends what is due; returns nanoseconds until more is. */
    private long send(long now) {
        if (tally.failureCount > TOO_MANY_FAILURES) {
            phase = Phase.DONE;
            return 0;
        }
        if (plan.pace() instanceof LoadPlan.Pace.Rate rate) {
            return sendAtRate(rate, now);
        }
        long step = plan.ramp().toNanos() / connections.size();
        while (started < connections.size() && now - startNanos - step * started >= 0) {
            send(connections.get(started++), now);
        }
        return started == connections.size() ? Long.MAX_VALUE : startNanos + step * started - now;
    }

    private long sendAtRate(LoadPlan.Pace.Rate rate, long now) {
        double step = SECOND / rate.perSecond();
        long due = startNanos + (long) (step * dueRequests);
        while (now - due >= 0) {
            // All connections take part, as those of many clients would.
            LoadConnection free = started < connections.size() ? connections.get(started++) : idle.pollFirst();
            if (free == null) {
                // All are busy: the request waits, and its latency counts from when it was due.
                return Long.MAX_VALUE;
            }
            send(free, due);
            due = startNanos + (long) (step * ++dueRequests);
        }
        return due - now;
    }

    private void send(LoadConnection connection, long due) {
        busy++;
        connection.send(due);
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof LoadConnection connection) {
            connection.ready(key);
        }
    }

    @Override
    public void answered(LoadConnection connection) {
        free(connection);
    }

    @Override
    public void failed(LoadConnection connection, String why) {
        tally.failed(why);
        free(connection);
    }

    private void free(LoadConnection connection) {
        busy--;
        if (phase == Phase.LAST_ANSWERS || phase == Phase.DONE) {
            return;
        }
        if (plan.pace() instanceof LoadPlan.Pace.Closed && tally.failureCount <= TOO_MANY_FAILURES) {
            send(connection, System.nanoTime());
        } else {
            idle.addLast(connection);
        }
    }
}
