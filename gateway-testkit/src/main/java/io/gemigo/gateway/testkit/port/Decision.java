package io.gemigo.gateway.testkit.port;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.Authenticator;
import io.gemigo.gateway.core.port.Permit;
import io.gemigo.gateway.core.port.Principal;
import io.gemigo.gateway.core.port.RateLimiter;
import io.gemigo.gateway.testkit.time.Signal;
import org.jspecify.annotations.Nullable;

/**
 * Takes the answer of an authenticator or a rate limiter, from any thread, and notes a second one. Thread-safe.
 */
public final class Decision implements Authenticator.Callback, RateLimiter.Callback {
    private final Signal signal = new Signal();
    private int answers;
    private @Nullable Principal principal;
    private @Nullable Permit permit;
    private @Nullable Failure refusal;

    /** Not decided yet. */
    public Decision() {}

    /** Asks who this is, and waits for the answer. */
    public static Decision of(Authenticator authenticator, Authenticator.Request request) {
        Decision decision = new Decision();
        authenticator.authenticate(request, decision);
        return decision.await();
    }

    /** Asks for a permit, and waits for the answer. */
    public static Decision of(RateLimiter limiter, RateLimiter.Reservation reservation) {
        Decision decision = new Decision();
        limiter.reserve(reservation, decision);
        return decision.await();
    }

    private Decision await() {
        signal.await("a decision", () -> answers > 0);
        return this;
    }

    @Override
    public void authenticated(Principal who) {
        signal.change(() -> {
            answers++;
            principal = who;
        });
    }

    @Override
    public void admitted(Permit granted) {
        signal.change(() -> {
            answers++;
            permit = granted;
        });
    }

    @Override
    public void refused(Failure failure) {
        signal.change(() -> {
            answers++;
            refusal = failure;
        });
    }

    /** How often it was decided; anything but 1 breaks the contract. */
    public int answers() {
        return signal.get(() -> answers);
    }

    /** Who it is; fails if it was refused. */
    public Principal principal() {
        return signal.get(() -> present(principal));
    }

    /** The permit; fails if it was refused. */
    public Permit permit() {
        return signal.get(() -> present(permit));
    }

    /** Why not, null if it was granted. */
    public @Nullable Failure refusal() {
        return signal.get(() -> refusal);
    }

    private <T> T present(@Nullable T value) {
        if (value == null) {
            throw new AssertionError("refused: " + refusal);
        }
        return value;
    }
}
