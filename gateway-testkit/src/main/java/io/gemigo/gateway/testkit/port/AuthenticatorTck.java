package io.gemigo.gateway.testkit.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.Authenticator;
import io.gemigo.gateway.core.port.Credential;
import io.gemigo.gateway.core.port.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link Authenticator} has to do. It is asked from several threads and from many addresses. */
public abstract class AuthenticatorTck {
    private static final int GUESSES = 300;

    private int addresses;

    /** For subclasses. */
    protected AuthenticatorTck() {}

    /** A fresh authenticator that lets {@link #token} and {@link #otherToken} in, and nobody else. */
    protected abstract Authenticator authenticator();

    /** A token that is let in. */
    protected abstract String token();

    /** A token of another app that is let in. */
    protected abstract String otherToken();

    /** The project that calls of {@link #token} name; null if they may name none. */
    protected @Nullable String project() {
        return null;
    }

    private Authenticator.Request request(Credential credential, String address) {
        return new Authenticator.Request(credential, project(), "gateway.example", address);
    }

    /** An address that has not called before, so that guessing has no history. */
    private String stranger() {
        addresses++;
        return "10.0." + addresses / 256 + "." + addresses % 256;
    }

    private Decision ask(Authenticator authenticator, String token) {
        return Decision.of(authenticator, request(new Credential(token), stranger()));
    }

    @Test
    void letsKnownTokensIn() {
        Principal principal = ask(authenticator(), token()).principal();

        assertThat(principal.appId()).isNotBlank();
        assertThat(principal.toString()).doesNotContain(token());
        assertThat(principal.projectId()).isEqualTo(project());
    }

    @Test
    void knowsAppsApart() {
        Authenticator authenticator = authenticator();

        assertThat(ask(authenticator, token()).principal())
                .isEqualTo(ask(authenticator, token()).principal());
        assertThat(ask(authenticator, token()).principal().appId())
                .isNotEqualTo(ask(authenticator, otherToken()).principal().appId());
    }

    @Test
    void refusesWhatIsNotQuiteAToken() {
        Authenticator authenticator = authenticator();
        for (String miss : nearMisses(token())) {
            assertThat(ask(authenticator, miss).refusal())
                    .as("near miss")
                    .isEqualTo(new Failure.Unauthenticated(false));
        }
    }

    private static Set<String> nearMisses(String token) {
        Set<String> misses = new TreeSet<>(List.of(
                "x",
                token + "x",
                "x" + token,
                token + " ",
                " " + token,
                token + "\u0000",
                token + token,
                token.substring(1),
                token.substring(0, token.length() - 1),
                token.substring(0, token.length() / 2),
                token.toUpperCase(Locale.ROOT),
                token.toLowerCase(Locale.ROOT),
                new StringBuilder(token).reverse().toString()));
        for (int i = 0; i < token.length(); i++) {
            misses.add(token.substring(0, i) + (char) (token.charAt(i) ^ 1) + token.substring(i + 1));
        }
        misses.remove(token);
        return misses;
    }

    @Test
    void tellsMalformedAndUnknownAlike() {
        Authenticator authenticator = authenticator();

        Failure malformed = Decision.of(authenticator, request(Credential.MALFORMED, stranger()))
                .refusal();
        assertThat(malformed).isEqualTo(ask(authenticator, "unknown").refusal());
    }

    @Test
    void neverLocksOutWhoKnowsTheToken() {
        Authenticator authenticator = authenticator();
        String address = stranger();
        for (int i = 0; i < GUESSES; i++) {
            Failure refusal = Decision.of(authenticator, request(new Credential("guess-" + i), address))
                    .refusal();
            assertThat(refusal).isInstanceOfAny(Failure.Unauthenticated.class, Failure.RateLimited.class);
            if (refusal instanceof Failure.RateLimited limited) {
                assertThat(limited.scope()).isEqualTo(Failure.RateLimited.Scope.FAILED_CREDENTIALS);
                assertThat(limited.retryAfter()).isNotNull();
            }
        }
        assertThat(Decision.of(authenticator, request(new Credential(token()), address))
                        .principal())
                .isNotNull();
    }

    @Test
    void decidesOnce() {
        Authenticator authenticator = authenticator();
        Decision good = ask(authenticator, token());
        Decision bad = ask(authenticator, "unknown");
        ask(authenticator, token());

        assertThat(good.answers()).isOne();
        assertThat(bad.answers()).isOne();
    }

    @Test
    void decidesRightWhenManyAskAtOnce() {
        Authenticator authenticator = authenticator();
        String app = ask(authenticator, token()).principal().appId();
        List<Integer> wrong = Crowd.run(thread -> {
            int errors = 0;
            for (int i = 0; i < GUESSES; i++) {
                String address = "10.1." + thread + "." + i % 200;
                Decision known = Decision.of(authenticator, request(new Credential(token()), address));
                Decision unknown = Decision.of(authenticator, request(new Credential("no-" + i), address));
                boolean right =
                        known.refusal() == null && known.principal().appId().equals(app) && unknown.refusal() != null;
                errors += right ? 0 : 1;
            }
            return errors;
        });
        assertThat(wrong).containsOnly(0);
    }
}
