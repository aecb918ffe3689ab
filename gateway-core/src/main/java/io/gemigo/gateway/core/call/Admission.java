package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.Permit;
import io.gemigo.gateway.core.port.RateLimiter;
import io.gemigo.gateway.core.port.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * One question to the rate limiter: brings the answer to the loop, and gives back a permit that comes when nobody waits for
 * it any more.
 */
final class Admission implements RateLimiter.Callback {
    /** Waits for the answer. */
    interface Owner {
        /** The call may go on; the owner has the permit now. */
        void admitted(Permit permit);

        /** The call may not go on. */
        void notAdmitted(Failure failure);
    }

    private final Scheduler loop;
    private @Nullable Owner owner;

    Admission(Scheduler loop, Owner owner) {
        this.loop = loop;
        this.owner = owner;
    }

    /** Nobody waits any more. On the loop only. */
    void abandon() {
        owner = null;
    }

    @Override
    public void admitted(Permit permit) {
        if (!loop.inLoop()) {
            loop.execute(() -> admitted(permit));
            return;
        }
        Owner waiting = owner;
        owner = null;
        if (waiting == null) {
            permit.release();
        } else {
            waiting.admitted(permit);
        }
    }

    @Override
    public void refused(Failure failure) {
        if (!loop.inLoop()) {
            loop.execute(() -> refused(failure));
            return;
        }
        Owner waiting = owner;
        owner = null;
        if (waiting != null) {
            waiting.notAdmitted(failure);
        }
    }
}
