package io.gemigo.gateway.runtime.defaults;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Failure.RateLimited.Scope;
import io.gemigo.gateway.core.port.Authenticator;
import io.gemigo.gateway.core.port.Clock;
import io.gemigo.gateway.core.port.Principal;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whoever brings one of a fixed set of tokens, looked up by the digest of the whole token; malformed and unknown
 * ones take the same way. An address that keeps guessing is told to wait, but a valid token is always let in. Thread-safe.
 */
public final class TokenAuthenticator implements Authenticator {
    private static final int MAX_FAILURES = 20;
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MAX_ADDRESSES = 100_000;

    private final Map<TokenDigest, Principal> apps;
    private final Clock clock;
    private final Cache<String, Guesses> guesses;

    /** Takes these tokens; keeps their digests only. */
    public TokenAuthenticator(Collection<String> tokens, Clock clock) {
        Map<TokenDigest, Principal> byDigest = new HashMap<>();
        for (String token : tokens) {
            TokenDigest digest = TokenDigest.of(token);
            byDigest.put(digest, Principal.of(digest.appId(), null));
        }
        apps = Map.copyOf(byDigest);
        this.clock = clock;
        guesses = Caffeine.newBuilder()
                .maximumSize(MAX_ADDRESSES)
                .ticker(clock::nanoTime)
                .expireAfterWrite(2, TimeUnit.MINUTES)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public void authenticate(Request request, Callback callback) {
        Principal app = apps.get(TokenDigest.toLookUp(request.credential()));
        if (app != null) {
            String project = request.projectId();
            callback.authenticated(project == null ? app : Principal.of(app.appId(), project));
        } else {
            callback.refused(wrong(request.remoteAddress()));
        }
    }

    private Failure wrong(String address) {
        Guesses seen = guesses.get(address, unknown -> new Guesses());
        Duration wait = seen.another(clock.nanoTime());
        return wait == null
                ? new Failure.Unauthenticated(false)
                : new Failure.RateLimited(Scope.FAILED_CREDENTIALS, "wrong credentials per minute", wait, 0);
    }

    /** Wrong credentials of one address within a minute. Thread-safe. */
    private static final class Guesses {
        private long begun;
        private int count;

        /** Counts one; null, or how long to wait if there are too many. */
        synchronized @Nullable Duration another(long now) {
            if (count == 0 || now - begun >= MINUTE_NANOS) {
                begun = now;
                count = 0;
            }
            count++;
            return count <= MAX_FAILURES ? null : Duration.ofNanos(begun + MINUTE_NANOS - now);
        }
    }
}
