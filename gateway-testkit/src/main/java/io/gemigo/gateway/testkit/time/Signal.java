package io.gemigo.gateway.testkit.time;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** State guarded by one lock, and waiting for that state: the only way in which the kit waits. Thread-safe. */
public final class Signal {

    /** The system property that says how many seconds a test waits before it fails. */
    public static final String PATIENCE = "gateway.testkit.patienceSeconds";

    /** Long enough for a loaded build machine, short enough for a person. */
    private static final long PATIENCE_SECONDS = 10;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Nothing has happened yet. */
    public Signal() {}

    /** Changes the state and wakes whoever waits for it. */
    public void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Changes the state, wakes whoever waits for it, and tells something about it. */
    public <T> T changeAndGet(Supplier<T> change) {
        lock.lock();
        try {
            T result = change.get();
            changed.signalAll();
            return result;
        } finally {
            lock.unlock();
        }
    }

    /** Looks at the state and wakes nobody; conditions may use it. */
    public <T> T get(Supplier<T> state) {
        lock.lock();
        try {
            return state.get();
        } finally {
            lock.unlock();
        }
    }

    /** For a test's thread: waits for the condition, and fails when patience ends. The condition runs under the lock. */
    public void await(String what, BooleanSupplier condition) {
        lock.lock();
        try {
            long patience = Long.getLong(PATIENCE, PATIENCE_SECONDS);
            long nanos = TimeUnit.SECONDS.toNanos(patience);
            while (!condition.getAsBoolean()) {
                if (nanos <= 0) {
                    throw new AssertionError("waited " + patience + " s in vain for " + what);
                }
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + what, e);
        } finally {
            lock.unlock();
        }
    }

    /** For a server's thread: waits for the condition as long as it takes. The condition runs under the lock. */
    public void awaitPatiently(BooleanSupplier condition) {
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
