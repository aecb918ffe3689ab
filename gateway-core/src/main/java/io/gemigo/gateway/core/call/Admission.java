package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.Permit;
import io.gemigo.gateway.core.port.RateLimiter;
import io.gemigo.gateway.core.port.Scheduler;

/** One question to the rate limiter; a permit that comes when nobody waits for it any more is given back. */
final class Admission extends Question<Admission.Owner> implements RateLimiter.Callback {
    /** Waits for the answer. */
    interface Owner {
        /** The call may go on; the owner has the permit now. */
        void admitted(Permit permit);

        /** The call may not go on. */
        void notAdmitted(Failure failure);
    }

    Admission(Scheduler loop, Owner owner) {
        super(loop, owner);
    }

    @Override
    public void admitted(Permit permit) {
        if (elsewhere()) {
            later(() -> admitted(permit));
            return;
        }
        Owner owner = take();
        if (owner == null) {
            permit.release();
        } else {
            owner.admitted(permit);
        }
    }

    @Override
    public void refused(Failure failure) {
        if (elsewhere()) {
            later(() -> refused(failure));
            return;
        }
        Owner owner = take();
        if (owner != null) {
            owner.notAdmitted(failure);
        }
    }
}
