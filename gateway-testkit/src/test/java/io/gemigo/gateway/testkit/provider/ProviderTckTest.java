package io.gemigo.gateway.testkit.provider;

import io.gemigo.gateway.core.port.ProviderFactory;
import io.gemigo.gateway.testkit.TckRun;
import io.gemigo.gateway.testkit.toy.ToyProvider;
import io.gemigo.gateway.testkit.toy.ToyProvider.Flaw;
import io.gemigo.gateway.testkit.toy.ToyTranscripts;
import io.gemigo.gateway.testkit.transcript.Transcript;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderTckTest {
    /** Which flaw the toys of the test class below have; one run at a time. */
    private static final ThreadLocal<Flaw> FLAW = ThreadLocal.withInitial(() -> Flaw.NONE);

    static class ToyTck extends ProviderTck {
        @Override
        protected ProviderFactory factory() {
            return new ToyProvider(FLAW.get());
        }

        @Override
        protected List<Transcript> transcripts() {
            return ToyTranscripts.all();
        }
    }

    static class ExemptToyTck extends ToyTck {
        @Override
        protected Map<String, String> exemptions() {
            return Map.of("toy/stream#relay", "model names are not edited", "toy/error-midway#relay", "same");
        }
    }

    static class ToyTckWithIdleExemption extends ToyTck {
        @Override
        protected Map<String, String> exemptions() {
            return Map.of("toy/no-such-case", "for no reason");
        }
    }

    @Test
    void passesTheToyThatDoesItRight() {
        TckRun.assertPasses(ToyTck.class);
    }

    @ParameterizedTest
    @CsvSource({
        "DROPS_LAST_DELTA, toy/stream stream",
        "TWO_TERMINALS, toy/stream stream",
        "NO_TERMINAL, toy/stream truncated stream",
        "KEEPS_BORROWED_BYTES, toy/stream stream",
        "READS_OUTSIDE_ITS_WINDOW, toy/stream stream",
        "MINDS_THE_CUTS, toy/stream stream",
        "COMPLETES_WITHOUT_FINISH, toy/stream truncated stream",
        "BELIEVES_THE_END_MARK, toy/stream stream with a gap",
        "THROWS_AT_BAD_JSON, toy/stream damaged stream",
        "EMITS_AFTER_THE_END, toy/unary answer",
        "BELIEVES_TRUNCATED_ANSWERS, toy/unary truncated answer",
        "REPEATS_UPSTREAM_MESSAGES, toy/error-429 secretive error",
        "MISTAKES_ERRORS, toy/error-429 error",
        "FORGETS_RETRY_AFTER, status 503",
        "RELAYS_THE_UPSTREAM_MODEL, toy/unary relayed answer",
        "RELAYS_UNWANTED_USAGE, toy/stream relay",
        "RELAYS_BROKEN_JSON, toy/stream relay",
        "RELAYS_TOO_LITTLE, toy/stream relay",
        "LOSES_EXTENSIONS, foreign extension",
        "WRITES_BROKEN_JSON, text that needs escaping"
    })
    void catches(Flaw flaw, String test) {
        FLAW.set(flaw);
        try {
            TckRun.assertCaught(ToyTck.class, test);
        } finally {
            FLAW.remove();
        }
    }

    @Test
    void wantsExemptionsThatAreNotNeededTakenAway() {
        TckRun.assertCaught(ExemptToyTck.class, "take toy/stream#relay off the exemptions");
    }

    @Test
    void wantsExemptionsToNameCases() {
        TckRun.assertCaught(ToyTckWithIdleExemption.class, "toy/no-such-case");
    }
}
