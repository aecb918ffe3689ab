package io.gemigo.gateway.bench.compare;

/** What is measured; docs/benchmarks.md says what each figure means. */
enum Figure {
    /** Whole answers a second, flat out. */
    ANSWERS("answers/s", 0),
    /** Events a second. */
    EVENTS("events/s", 0),
    /** Processor time of the target for one answer. */
    CPU_PER_ANSWER("CPU µs/answer", 1),
    /** Processor time of the target for one event. */
    CPU_PER_EVENT("CPU µs/event", 2),
    /** How much of its core the target used. */
    CORE_BUSY("core busy %", 0),
    /** What a JVM as target allocated for one answer. */
    ALLOCATED_PER_ANSWER("allocated B/answer", 0),
    /** Memory of the target's processes under load. */
    RESIDENT("RSS MiB", 0),
    /** Median latency at a fixed rate. */
    LATENCY_P50("p50 µs", 0),
    /** 99th percentile of the same. */
    LATENCY_P99("p99 µs", 0),
    /** Median time to the first byte of a streamed answer. */
    FIRST_BYTE_P50("first byte p50 µs", 0),
    /** 99th percentile of the same. */
    FIRST_BYTE_P99("first byte p99 µs", 0),
    /** Median time of an event from the upstream to the client. */
    TRANSIT_P50("event p50 µs", 0),
    /** 99th percentile of the same. */
    TRANSIT_P99("event p99 µs", 0),
    /** Memory before any stream was opened. */
    RESIDENT_IDLE("RSS idle MiB", 0),
    /** Memory with the smaller number of streams. */
    RESIDENT_FEW("RSS few MiB", 0),
    /** Memory with the larger number of streams. */
    RESIDENT_MANY("RSS many MiB", 0),
    /** Memory for each stream more. */
    KIB_PER_STREAM("KiB/stream", 1);

    private final String title;
    private final int decimals;

    Figure(String title, int decimals) {
        this.title = title;
        this.decimals = decimals;
    }

    /** Name and unit. */
    String title() {
        return title;
    }

    /** Digits behind the point that mean anything. */
    int decimals() {
        return decimals;
    }
}
