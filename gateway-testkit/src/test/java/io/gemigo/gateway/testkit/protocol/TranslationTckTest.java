package io.gemigo.gateway.testkit.protocol;

import io.gemigo.gateway.core.port.ProtocolFactory;
import io.gemigo.gateway.core.port.ProviderFactory;
import io.gemigo.gateway.testkit.TckRun;
import io.gemigo.gateway.testkit.toy.ToyAnswers;
import io.gemigo.gateway.testkit.toy.ToyProtocol;
import io.gemigo.gateway.testkit.toy.ToyProvider;
import io.gemigo.gateway.testkit.toy.ToyTranscripts;
import io.gemigo.gateway.testkit.transcript.ExchangeTranscript;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslationTckTest {
    /** Which flaws the toys of the test class below have; one run at a time. */
    private static final ThreadLocal<ToyProtocol.Flaw> CLIENT_SIDE =
            ThreadLocal.withInitial(() -> ToyProtocol.Flaw.NONE);

    private static final ThreadLocal<ToyProvider.Flaw> UPSTREAM_SIDE =
            ThreadLocal.withInitial(() -> ToyProvider.Flaw.NONE);

    static class ToyTck extends TranslationTck {
        @Override
        protected ProtocolFactory protocolFactory() {
            return new ToyProtocol(CLIENT_SIDE.get());
        }

        @Override
        protected ProviderFactory providerFactory() {
            return new ToyProvider(UPSTREAM_SIDE.get());
        }

        @Override
        protected List<ExchangeTranscript> exchanges() {
            return ToyTranscripts.exchanges();
        }

        @Override
        protected AnswerReader reader() {
            return new ToyAnswers();
        }
    }

    @Test
    void passesToysThatDoItRight() {
        TckRun.assertPasses(ToyTck.class);
    }

    @ParameterizedTest
    @CsvSource({
        "DROPS_LAST_DELTA, NONE, toy/stream answer down",
        "NONE, DROPS_LAST_DELTA, toy/stream answer down",
        "NONE, WRITES_BROKEN_JSON, toy/stream request up",
        "NONE, MISTAKES_ERRORS, toy/error-429 answer down"
    })
    void catches(ToyProtocol.Flaw clientSide, ToyProvider.Flaw upstreamSide, String test) {
        CLIENT_SIDE.set(clientSide);
        UPSTREAM_SIDE.set(upstreamSide);
        try {
            TckRun.assertCaught(ToyTck.class, test);
        } finally {
            CLIENT_SIDE.remove();
            UPSTREAM_SIDE.remove();
        }
    }
}
