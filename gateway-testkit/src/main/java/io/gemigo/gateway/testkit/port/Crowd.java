package io.gemigo.gateway.testkit.port;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Has many threads do one thing at the same time. Stateless. */
final class Crowd {
    private static final int THREADS = 8;
    private static final int PAIR = 2;
    /** Short waits keep the core, or the two would not meet; long ones are those of a machine with one core. */
    private static final int SPINS_PER_PAUSE = 20_000;

    private static final long PATIENCE_SECONDS = 60;

    private Crowd() {}

    /** A task of one thread; gets the thread's number. */
    interface Task<T> {
        T run(int thread) throws Exception;
    }

    /** What each thread has found. */
    static <T> List<T> run(Task<T> task) {
        return run(THREADS, task);
    }

    /** Has two threads act on each item at the same moment: neither goes on to the next before the other has come. */
    static <T> void inStep(List<T> items, Consumer<T> action) {
        AtomicInteger arrivals = new AtomicInteger();
        run(PAIR, thread -> {
            int awaited = 0;
            for (T item : items) {
                awaited += PAIR;
                arrivals.incrementAndGet();
                for (int spins = 1; arrivals.get() < awaited; spins++) {
                    Thread.onSpinWait();
                    if (spins % SPINS_PER_PAUSE == 0) {
                        LockSupport.parkNanos(1);
                    }
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                }
                action.accept(item);
            }
            return thread;
        });
    }

    private static <T> List<T> run(int count, Task<T> task) {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        CyclicBarrier start = new CyclicBarrier(count);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                Callable<T> begin = () -> {
                    start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    return task.run(number);
                };
                running.add(threads.submit(begin));
            }
            List<T> found = new ArrayList<>();
            for (Future<T> one : running) {
                found.add(one.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            }
            return found;
        } catch (ExecutionException | TimeoutException failed) {
            throw new AssertionError("one of many threads: " + failed.getCause(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        } finally {
            threads.shutdownNow();
        }
    }
}
