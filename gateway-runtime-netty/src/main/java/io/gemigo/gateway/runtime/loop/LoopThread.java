package io.gemigo.gateway.runtime.loop;

import io.netty.util.concurrent.FastThreadLocalThread;
import org.jspecify.annotations.Nullable;

/** The thread of one event loop, which knows its scheduler from the first entry on. */
final class LoopThread extends FastThreadLocalThread {
    private @Nullable LoopScheduler scheduler;

    LoopThread(Runnable task, String name) {
        super(task, name);
    }

    /** The scheduler of the current thread; null on any other thread, and before the first entry. */
    static @Nullable LoopScheduler current() {
        return Thread.currentThread() instanceof LoopThread loop ? loop.scheduler : null;
    }

    /** Says whose thread the current one is; of no effect on threads of other runtimes. */
    static void claim(LoopScheduler scheduler) {
        if (Thread.currentThread() instanceof LoopThread loop) {
            loop.scheduler = scheduler;
        }
    }
}
