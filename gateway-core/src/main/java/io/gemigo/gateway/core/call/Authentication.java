package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.Authenticator;
import io.gemigo.gateway.core.port.Principal;
import io.gemigo.gateway.core.port.Scheduler;

/** One question to the authenticator. */
final class Authentication extends Question<Authentication.Owner> implements Authenticator.Callback {
    /** Waits for the answer. */
    interface Owner {
        /** The caller is this one. */
        void authenticated(Principal principal);

        /** The caller is not let in. */
        void notAuthenticated(Failure failure);
    }

    Authentication(Scheduler loop, Owner owner) {
        super(loop, owner);
    }

    @Override
    public void authenticated(Principal principal) {
        if (elsewhere()) {
            later(() -> authenticated(principal));
            return;
        }
        Owner owner = take();
        if (owner != null) {
            owner.authenticated(principal);
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
            owner.notAuthenticated(failure);
        }
    }
}
