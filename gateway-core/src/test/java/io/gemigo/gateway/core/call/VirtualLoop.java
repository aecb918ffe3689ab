package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.port.Clock;
import io.gemigo.gateway.core.port.LazyTimer;
import io.gemigo.gateway.core.port.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Loop and clock of a test: tasks run when the test lets time pass. */
final class VirtualLoop implements Scheduler, Clock {
    private record Timer(long due, long order, Runnable task) {}

    private final List<Timer> timers = new ArrayList<>();
    private long now = 1_000;
    private long order;

    @Override
    public boolean inLoop() {
        return true;
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public Cancellable schedule(long delayNanos, Runnable task) {
        Timer timer = new Timer(now + delayNanos, order++, task);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    @Override
    public Scheduler.Timer timer(Runnable task) {
        return new LazyTimer(this, this, task);
    }

    void advance(Duration duration) {
        long until = now + duration.toNanos();
        while (true) {
            Timer next = timers.stream()
                    .min(Comparator.comparingLong(Timer::due).thenComparingLong(Timer::order))
                    .orElse(null);
            if (next == null || next.due() > until) {
                break;
            }
            timers.remove(next);
            now = Math.max(now, next.due());
            next.task().run();
        }
        now = until;
    }

    int pending() {
        return timers.size();
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public long epochMillis() {
        return 1_700_000_000_000L + now / 1_000_000;
    }
}
