package io.gemigo.gateway.testkit.port;

import io.gemigo.gateway.core.port.HttpTransport;
import io.gemigo.gateway.core.port.Scheduler;
import io.gemigo.gateway.testkit.TckRun;
import io.gemigo.gateway.testkit.time.Signal;
import io.gemigo.gateway.testkit.toy.ToyTransport;
import io.gemigo.gateway.testkit.toy.ToyTransport.Flaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpTransportTckTest {
    /** Which flaw the toys of the test class below have; one run at a time. */
    private static final ThreadLocal<Flaw> FLAW = ThreadLocal.withInitial(() -> Flaw.NONE);

    static class ToyTck extends HttpTransportTck {
        @Override
        protected Subject start() {
            return new ToySubject(new ToyTransport(FLAW.get()));
        }
    }

    private record ToySubject(ToyTransport toy) implements HttpTransportTck.Subject {
        @Override
        public HttpTransport transport() {
            return toy;
        }

        @Override
        public Scheduler loop() {
            return toy.loop();
        }

        @Override
        public void assertNothingLeaked() {
            Signal signal = new Signal();
            boolean[] turned = new boolean[1];
            toy.loop().execute(() -> signal.change(() -> turned[0] = true));
            signal.await("the loop to turn", () -> turned[0]);
            if (toy.outstandingTickets() != 0) {
                throw new AssertionError("tickets kept: " + toy.outstandingTickets());
            }
        }

        @Override
        public void close() {
            toy.close();
        }
    }

    @Test
    void passesTheToyThatDoesItRight() {
        TckRun.assertPasses(ToyTck.class);
    }

    @ParameterizedTest
    @CsvSource({
        "EATS_CANCEL, closesTheConnectionMidway",
        "SPEAKS_AFTER_CANCEL, silencesFromWithinACallback",
        "EATS_PAUSE, stopsWhilePaused",
        "OFF_THE_LOOP, areUsedAgain",
        "TWO_TERMINALS, areUsedAgain",
        "NEVER_REUSES, areUsedAgain",
        "REUSES_WHAT_IS_LEFT_OVER, areNotUsedAgainWithBytesLeftOver",
        "REUSES_CANCELLED, closesTheConnectionBeforeTheHead",
        "NEVER_REPLACES, areReplacedOnceIfFoundDead",
        "ALWAYS_REPLACES, areNotReplacedIfTheyWereFresh",
        "BELIEVES_A_PREMATURE_END, tellThatTheAnswerEndedTooEarly",
        "TAKES_BOTH_FRAMINGS, tellThatTheAnswerIsNoSoundHttp",
        "REPORTS_INFORMATIONAL, areReportedWithoutInformationalOnesBeforeThem",
        "ADDS_FIELDS, areSentAsTheyAreGiven",
        "CHANGES_THE_TARGET, areSentAsTheyAreGiven",
        "TAKES_LONG_HEADS, tellThatTheAnswerIsNoSoundHttp",
        "TAKES_MANY_FIELDS, tellThatTheAnswerIsNoSoundHttp",
        "WAITS_FOR_THE_WHOLE_BODY, arriveAsTheyAreWrittenAndNotAtTheEnd",
        "TELLS_THE_ADDRESS, nameNeitherHostNorPort",
        "KEEPS_TICKETS, mayDribble",
        "LOSES_THE_LAST_READ, mayDribble"
    })
    void catches(Flaw flaw, String method) {
        FLAW.set(flaw);
        System.setProperty(Signal.PATIENCE, "2");
        try {
            TckRun.assertCaughtBy(ToyTck.class, method);
        } finally {
            System.clearProperty(Signal.PATIENCE);
            FLAW.remove();
        }
    }
}
