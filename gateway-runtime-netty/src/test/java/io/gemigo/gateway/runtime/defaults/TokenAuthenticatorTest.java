package io.gemigo.gateway.runtime.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.Authenticator;
import io.gemigo.gateway.core.port.Credential;
import io.gemigo.gateway.core.port.Principal;
import io.gemigo.gateway.testkit.time.VirtualClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenAuthenticatorTest {
    private final VirtualClock clock = new VirtualClock();
    private final TokenAuthenticator authenticator = new TokenAuthenticator(List.of("first", "second"), clock);

    private Object ask(String token, String address) {
        Object[] answer = new Object[1];
        authenticator.authenticate(
                new Authenticator.Request(new Credential(token), "project", null, address),
                new Authenticator.Callback() {
                    @Override
                    public void authenticated(Principal principal) {
                        answer[0] = principal;
                    }

                    @Override
                    public void refused(Failure failure) {
                        answer[0] = failure;
                    }
                });
        return answer[0];
    }

    @Test
    void letsKnownTokensInUnderAnIdThatTellsNothing() {
        Principal first = (Principal) ask("first", "a");
        Principal second = (Principal) ask("second", "a");
        assertThat(first.appId()).matches("app-[0-9a-f]{8}").isNotEqualTo(second.appId());
        assertThat(first.projectId()).isEqualTo("project");
        assertThat(((Principal) ask("first", "b")).appId()).as("stable").isEqualTo(first.appId());
    }

    @Test
    void refusesEverythingElseAlike() {
        for (String token : List.of("", "firs", "first ", "First", "firstsecond")) {
            assertThat(ask(token, "a")).as("A1, A4").isEqualTo(new Failure.Unauthenticated(false));
        }
    }

    @Test
    void addressThatGuessesMustWaitButNeverLocksAnAppOut() {
        for (int i = 0; i < 20; i++) {
            assertThat(ask("wrong" + i, "a")).isInstanceOf(Failure.Unauthenticated.class);
        }
        Failure.RateLimited limited = (Failure.RateLimited) ask("wrong", "a");
        assertThat(limited.scope()).as("A6").isEqualTo(Failure.RateLimited.Scope.FAILED_CREDENTIALS);
        assertThat(limited.retryAfter()).isEqualTo(Duration.ofMinutes(1));
        assertThat(ask("first", "a")).as("A6").isInstanceOf(Principal.class);
        assertThat(ask("wrong", "b")).as("another address").isInstanceOf(Failure.Unauthenticated.class);
        clock.advance(Duration.ofMinutes(1));
        assertThat(ask("wrong", "a")).isInstanceOf(Failure.Unauthenticated.class);
    }

    @Test
    void mintsTokensWithCheckDigits() {
        TokenMint mint = new TokenMint(new SecureRandom());
        String token = mint.token();
        assertThat(token).as("A3").matches("gw_[a-z2-7]{32}").isNotEqualTo(mint.token());
        assertThat(TokenMint.wellFormed(token)).isTrue();
        for (int i = 3; i < token.length(); i++) {
            String wrong = token.substring(0, i) + (token.charAt(i) == 'a' ? 'b' : 'a') + token.substring(i + 1);
            assertThat(TokenMint.wellFormed(wrong)).isFalse();
        }
        assertThat(TokenMint.wellFormed("gw_")).isFalse();
    }
}
