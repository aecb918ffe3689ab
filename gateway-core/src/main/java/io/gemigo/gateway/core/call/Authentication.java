package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.Authenticator;
import io.gemigo.gateway.core.port.Principal;
import io.gemigo.gateway.core.port.Scheduler;
import org.jspecify.annotations.Nullable;

/** One question to the authenticator: brings the answer to the loop, unless nobody waits for it any more. */
final class Authentication implements Authenticator.Callback {
    /** Waits for the answer. */
    interface Owner {
        /** The caller is this one. */
        void authenticated(Principal principal);

        /** The caller is not let in. */
        void notAuthenticated(Failure failure);
    }

    private final Scheduler loop;
    private @Nullable Owner owner;

    Authentication(Scheduler loop, Owner owner) {
        this.loop = loop;
        this.owner = owner;
    }

    /** Nobody waits any more. On the loop only. */
    void abandon() {
        owner = null;
    }

    @Override
    public void authenticated(Principal principal) {
        if (!loop.inLoop()) {
            loop.execute(() -> authenticated(principal));
            return;
        }
        Owner waiting = owner;
        owner = null;
        if (waiting != null) {
            waiting.authenticated(principal);
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
            waiting.notAuthenticated(failure);
        }
    }
}
