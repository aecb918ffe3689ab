package io.gemigo.gateway.testkit.protocol;

import io.gemigo.gateway.core.port.ProtocolFactory;
import io.gemigo.gateway.testkit.TckRun;
import io.gemigo.gateway.testkit.toy.ToyAnswers;
import io.gemigo.gateway.testkit.toy.ToyProtocol;
import io.gemigo.gateway.testkit.toy.ToyProtocol.Flaw;
import io.gemigo.gateway.testkit.toy.ToyTranscripts;
import io.gemigo.gateway.testkit.transcript.ExchangeTranscript;
import io.gemigo.gateway.testkit.transcript.Transcript;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolTckTest {
    /** Which flaw the toys of the test class below have; one run at a time. */
    private static final ThreadLocal<Flaw> FLAW = ThreadLocal.withInitial(() -> Flaw.NONE);

    static class ToyTck extends ProtocolTck {
        @Override
        protected ProtocolFactory factory() {
            return new ToyProtocol(FLAW.get());
        }

        @Override
        protected List<ExchangeTranscript> exchanges() {
            return ToyTranscripts.all().stream().map(Transcript::asExchange).toList();
        }

        @Override
        protected AnswerReader reader() {
            return new ToyAnswers();
        }
    }

    @Test
    void passesTheToyThatDoesItRight() {
        TckRun.assertPasses(ToyTck.class);
    }

    @ParameterizedTest
    @CsvSource({
        "ROUTES_ANYTHING, areNotMadeUp",
        "ROUTES_ANY_METHOD, toy/stream method",
        "INVENTS_CREDENTIALS, toy/stream no credential",
        "SHOWS_THE_TOKEN, toy/stream credential",
        "THROWS_AT_BAD_BODIES, toy/stream damaged request",
        "ACCEPTS_TRUNCATED_BODIES, toy/stream truncated request",
        "MISREADS_STREAM, toy/stream request",
        "RELAYS_THE_CLIENT_MODEL, toy/stream relayed request",
        "RELAYS_WITHOUT_LIMIT, toy/stream relayed request",
        "FORGETS_THE_REQUEST_ID, areRenderedWithoutARoute",
        "WRITES_BROKEN_ERRORS, areRenderedWithoutARoute",
        "ANSWERS_ERRORS_WITH_200, areRenderedWithoutARoute",
        "FORGETS_RETRY_AFTER, areRenderedWithoutARoute",
        "TELLS_WHAT_IS_FOR_LOGS, areRenderedWithoutARoute",
        "DROPS_LAST_DELTA, toy/stream answer",
        "KEEPS_BORROWED_BYTES, toy/stream answer",
        "MINDS_THE_SPLIT, toy/stream cut deltas",
        "STAGES_BEFORE_IT_IS_WHOLE, toy/unary held back",
        "HIDES_FAILURES, toy/stream failure midway",
        "ENDS_TOO_EARLY, toy/stream unfinished",
        "NEVER_ENDS, toy/stream answer",
        "FORGETS_THE_MODEL, toy/stream answer",
        "FORGETS_RELAY_ENDS, toy/stream relay tail",
        "READS_THE_BODY_LATE, toy/stream answer",
        "WRITES_BROKEN_MODELS, toy/models models"
    })
    void catches(Flaw flaw, String test) {
        FLAW.set(flaw);
        try {
            TckRun.assertCaught(ToyTck.class, test);
        } finally {
            FLAW.remove();
        }
    }
}
