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

/** Has many threads do one thing at the same time. Stateless. */
final class Crowd {
    private static final int THREADS = 8;
    private static final long PATIENCE_SECONDS = 60;

    private Crowd() {}

    /** A task of one thread; gets the thread's number. */
    interface Task<T> {
        T run(int thread) throws Exception;
    }

    /** What each thread has found. */
    static <T> List<T> run(Task<T> task) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
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
