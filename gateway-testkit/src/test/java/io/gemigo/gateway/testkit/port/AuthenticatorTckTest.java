package io.gemigo.gateway.testkit.port;

import io.gemigo.gateway.core.port.Authenticator;
import io.gemigo.gateway.testkit.TckRun;
import io.gemigo.gateway.testkit.toy.ToyAuthenticator;
import io.gemigo.gateway.testkit.toy.ToyAuthenticator.Flaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthenticatorTckTest {
    /** Which flaw the toys of the test class below have; one run at a time. */
    private static final ThreadLocal<Flaw> FLAW = ThreadLocal.withInitial(() -> Flaw.NONE);

    static class ToyTck extends AuthenticatorTck {
        @Override
        protected Authenticator authenticator() {
            return new ToyAuthenticator(FLAW.get());
        }

        @Override
        protected String token() {
            return ToyAuthenticator.TOKEN;
        }

        @Override
        protected String otherToken() {
            return ToyAuthenticator.OTHER;
        }

        @Override
        protected String project() {
            return "p1";
        }
    }

    @Test
    void passesTheToyThatDoesItRight() {
        TckRun.assertPasses(ToyTck.class);
    }

    @ParameterizedTest
    @CsvSource({
        "LETS_EVERYONE_IN, refusesWhatIsNotQuiteAToken",
        "LOOKS_AT_A_PREFIX, refusesWhatIsNotQuiteAToken",
        "IGNORES_CASE, refusesWhatIsNotQuiteAToken",
        "TRIMS, refusesWhatIsNotQuiteAToken",
        "SHOWS_THE_TOKEN, letsKnownTokensIn",
        "MIXES_APPS, knowsAppsApart",
        "TELLS_MALFORMED_APART, tellsMalformedAndUnknownAlike",
        "LOCKS_OUT, neverLocksOutWhoKnowsTheToken",
        "ANSWERS_TWICE, decidesOnce",
        "FORGETS_THE_PROJECT, letsKnownTokensIn",
        "SHARES_STATE, decidesRightWhenManyAskAtOnce"
    })
    void catches(Flaw flaw, String method) {
        FLAW.set(flaw);
        try {
            TckRun.assertCaughtBy(ToyTck.class, method);
        } finally {
            FLAW.remove();
        }
    }
}
