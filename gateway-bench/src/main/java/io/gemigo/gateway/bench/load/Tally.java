package io.gemigo.gateway.bench.load;

import io.gemigo.gateway.bench.wire.Histogram;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has been counted so far. Single-owner. */
final class Tally {
    private static final int WORDS = 5;

    final Histogram latency = new Histogram();
    final Histogram firstByte = new Histogram();
    final Histogram transit = new Histogram();
    final List<String> failures = new ArrayList<>();
    long failureCount;
    long sent;
    long answers;
    long events;
    /** Answers whose first event has come. */
    long begun;
    /** Whole answers, counting or not. */
    long completed;

    private boolean counting;

    void counting(boolean on) {
        counting = on;
    }

    /** Where transit times go, null while nothing counts. */
    @Nullable
    Histogram transit() {
        return counting ? transit : null;
    }

    void events(int count) {
        if (counting) {
            events += count;
        }
    }

    void answered(long sinceDue, long firstByteSinceDue) {
        completed++;
        if (counting) {
            answers++;
            latency.add(sinceDue);
            firstByte.add(firstByteSinceDue);
        }
    }

    void failed(String why) {
        failureCount++;
        if (failures.size() < WORDS) {
            failures.add(why);
        }
    }
}
