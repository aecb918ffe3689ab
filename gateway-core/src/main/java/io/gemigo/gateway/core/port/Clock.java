package io.gemigo.gateway.core.port;

/** Time as core sees it. Thread-safe. */
public interface Clock {
    /** Monotonic nanoseconds with an arbitrary origin; every timeout is measured in these. */
    long nanoTime();

    /** Wall-clock milliseconds since 1970, for records and {@code created} fields only. */
    long epochMillis();

    /** The JVM's own clocks. */
    Clock SYSTEM = new Clock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public long epochMillis() {
            return System.currentTimeMillis();
        }
    };
}
