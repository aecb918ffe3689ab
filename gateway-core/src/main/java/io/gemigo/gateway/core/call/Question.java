package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.port.Scheduler;
import java.util.function.Consumer;
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

    /** Hands the first answer to whoever waits; to nobody, if nobody does or it is not the first. From any thread. */
    final void answer(Consumer<O> toOwner, Runnable toNobody) {
        if (!loop.inLoop()) {
            loop.execute(() -> answer(toOwner, toNobody));
            return;
        }
        O waiting = owner;
        owner = null;
        if (waiting == null) {
            toNobody.run();
        } else {
            toOwner.accept(waiting);
        }
    }
}
