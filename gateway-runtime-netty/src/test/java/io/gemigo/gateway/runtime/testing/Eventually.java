package io.gemigo.gateway.runtime.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what must become true, without saying when. */
public final class Eventually {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(15);

    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private Eventually() {}

    public static void isTrue(String what, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean() && System.nanoTime() - begun < LIMIT_NANOS) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        assertThat(condition.getAsBoolean()).as(what).isTrue();
    }
}
