package io.gemigo.gateway.testkit.toy;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Failure.RateLimited.Scope;
import io.gemigo.gateway.core.port.Authenticator;
import io.gemigo.gateway.core.port.Principal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Knows two tokens, with at most one flaw. */
public final class ToyAuthenticator implements Authenticator {
    /** What is wrong with it. */
    public enum Flaw {
        NONE,
        LETS_EVERYONE_IN,
        LOOKS_AT_A_PREFIX,
        IGNORES_CASE,
        TRIMS,
        SHOWS_THE_TOKEN,
        MIXES_APPS,
        TELLS_MALFORMED_APART,
        LOCKS_OUT,
        ANSWERS_TWICE,
        FORGETS_THE_PROJECT,
        SHARES_STATE
    }

    public static final String TOKEN = "gw_0Kx7mQ2pVt9";
    public static final String OTHER = "gw_9Zb4nR8cLy1";

    /** Long enough for another thread to come in between. */
    private static final long RACE_NANOS = 50_000;

    private final Flaw flaw;
    private final Map<String, Integer> guesses = new HashMap<>();
    private String asked = "";

    public ToyAuthenticator(Flaw flaw) {
        this.flaw = flaw;
    }

    private boolean matches(String known, String token) {
        return switch (flaw) {
            case LETS_EVERYONE_IN -> true;
            case LOOKS_AT_A_PREFIX -> token.startsWith(known.substring(0, 6));
            case IGNORES_CASE -> token.equalsIgnoreCase(known);
            case TRIMS -> token.strip().equals(known);
            default -> token.equals(known);
        };
    }

    @Override
    public void authenticate(Request request, Callback callback) {
        String token = request.credential().token();
        if (flaw == Flaw.SHARES_STATE) {
            asked = token;
            LockSupport.parkNanos(RACE_NANOS);
            token = asked;
        }
        int before;
        synchronized (guesses) {
            before = guesses.getOrDefault(request.remoteAddress(), 0);
        }
        for (String known : List.of(TOKEN, OTHER)) {
            if (matches(known, token) && !(flaw == Flaw.LOCKS_OUT && before > 20)) {
                String app = flaw == Flaw.SHOWS_THE_TOKEN
                        ? "app of " + known
                        : flaw == Flaw.MIXES_APPS ? "app" : "app-" + (known.equals(TOKEN) ? 1 : 2);
                callback.authenticated(
                        Principal.of(app, flaw == Flaw.FORGETS_THE_PROJECT ? null : request.projectId()));
                if (flaw == Flaw.ANSWERS_TWICE) {
                    callback.authenticated(Principal.of(app, request.projectId()));
                }
                return;
            }
        }
        synchronized (guesses) {
            guesses.merge(request.remoteAddress(), 1, Integer::sum);
        }
        boolean malformed = flaw == Flaw.TELLS_MALFORMED_APART && token.isEmpty();
        callback.refused(
                before >= 20
                        ? new Failure.RateLimited(Scope.FAILED_CREDENTIALS, null, Duration.ofMinutes(1), 0)
                        : new Failure.Unauthenticated(malformed));
    }
}
