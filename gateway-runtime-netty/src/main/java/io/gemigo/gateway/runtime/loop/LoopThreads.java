package io.gemigo.gateway.runtime.loop;

import io.netty.util.concurrent.DefaultThreadFactory;

/** Makes the threads of event loops. Thread-safe. */
final class LoopThreads extends DefaultThreadFactory {
    LoopThreads() {
        super("gateway-loop");
    }

    @Override
    protected Thread newThread(Runnable task, String name) {
        return new LoopThread(task, name);
    }
}
