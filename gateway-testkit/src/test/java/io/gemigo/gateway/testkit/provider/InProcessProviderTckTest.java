package io.gemigo.gateway.testkit.provider;

import io.gemigo.gateway.core.port.ProviderFactory;
import io.gemigo.gateway.testkit.TckRun;
import io.gemigo.gateway.testkit.toy.ToyModel;
import io.gemigo.gateway.testkit.toy.ToyModel.Flaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InProcessProviderTckTest {
    /** Which flaw the toys of the test class below have; one run at a time. */
    private static final ThreadLocal<Flaw> FLAW = ThreadLocal.withInitial(() -> Flaw.NONE);

    static class ToyTck extends InProcessProviderTck {
        @Override
        protected ProviderFactory factory() {
            return new ToyModel(FLAW.get());
        }
    }

    @Test
    void passesTheToyThatDoesItRight() {
        TckRun.assertPasses(ToyTck.class);
    }

    @ParameterizedTest
    @CsvSource({
        "EATS_CANCEL, silencesBetweenEvents",
        "CANCELS_LATE, silencesBetweenEvents",
        "EATS_PAUSE, holdsTheAnswerAndLosesNothing",
        "FORGETS_WHAT_IT_HELD, holdsTheAnswerAndLosesNothing",
        "LEAVES_TIMERS, silencesWithinAnyEvent",
        "TWO_TERMINALS, toy-1: plain",
        "NO_TERMINAL, toy-1: plain",
        "OFF_THE_LOOP, toy-1: plain",
        "BREAKS_THE_ORDER, toy-1: plain",
        "REFUSES_WITHOUT_A_NAME, toy-1: IMAGE inline",
        "MIXES_CALLS, areTheSameEachTime"
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
