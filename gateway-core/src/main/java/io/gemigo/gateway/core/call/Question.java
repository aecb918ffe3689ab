package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.port.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * One question to a port that may answer later and from any thread: brings the answer to the loop, and to whoever still
 * waits for it.
 *
 * @param <O> who waits
 */
class Question<O> {
    private final Scheduler loop;
    private @Nullable O owner;

    Question(Scheduler loop, O owner) {
        this.loop = loop;
        this.owner = owner;
    }

    /** Nobody waits any more. On the loop only. */
    final void abandon() {
        owner = null;
    }

    /** Whether an answer that comes now has to go to the loop first. From any thread. */
    final boolean elsewhere() {
        return !loop.inLoop();
    }

    /** Gives the answer on the loop. */
    final void later(Runnable again) {
        loop.execute(again);
    }

    /** Who waits for the answer, which is the first one then; null if nobody does. On the loop only. */
    final @Nullable O take() {
        O waiting = owner;
        owner = null;
        return waiting;
    }
}
