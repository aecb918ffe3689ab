package io.gemigo.gateway.example.jdkserver;

import io.gemigo.gateway.core.port.Scheduler;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread as the loop of all exchanges. Nothing stays staged across tasks here, so nothing is flushed. Thread-safe. */
public final class JdkLoop implements Scheduler, AutoCloseable {
    private final ThreadLocal<Boolean> onLoop = ThreadLocal.withInitial(() -> false);
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);

    /** Starts the thread. */
    public JdkLoop() {
        executor.setRemoveOnCancelPolicy(true);
        executor.execute(() -> onLoop.set(true));
    }

    @Override
    public boolean inLoop() {
        return onLoop.get();
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    public Cancellable schedule(long delayNanos, Runnable task) {
        ScheduledFuture<?> future = executor.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
