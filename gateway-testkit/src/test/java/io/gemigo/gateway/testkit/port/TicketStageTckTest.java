package io.gemigo.gateway.testkit.port;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.HeapTicket;
import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.testkit.TckRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketStageTckTest {
    /** What is wrong with the stages of the test class below. */
    enum Flaw {
        NONE,
        KEEPS_WHAT_IS_LENT,
        FORGETS_TO_RETAIN,
        FORGETS_TO_RELEASE,
        TAKES_THE_CALLERS_COUNT,
        SENDS_PASSES_LAST,
        PASSES_TOO_MUCH,
        LEAKS_WHEN_DISCARDED,
        MISREADS_HEAP_TICKETS
    }

    private static final ThreadLocal<Flaw> FLAW = ThreadLocal.withInitial(() -> Flaw.NONE);

    /** The kit's own stage and tickets. */
    static class ArrayTck extends TicketStageTck {
        @Override
        protected Subject start() {
            return new ArraySubject();
        }
    }

    private static final class ArraySubject implements TicketStageTck.Subject {
        private final RecordingStage stage = new RecordingStage();
        private int seen;

        @Override
        public Stage stage() {
            return stage;
        }

        @Override
        public Ticket ticket(byte[] bytes) {
            return new ArrayTicket(bytes);
        }

        @Override
        public int count(Ticket ticket) {
            return ((ArrayTicket) ticket).count();
        }

        @Override
        public byte[] flush() {
            byte[] all = stage.flush().sent();
            byte[] fresh = Arrays.copyOfRange(all, seen, all.length);
            seen = all.length;
            return fresh;
        }

        @Override
        public void discard() {
            stage.discard();
        }
    }

    static class FlawedTck extends TicketStageTck {
        @Override
        protected Subject start() {
            return new FlawedSubject(FLAW.get());
        }
    }

    private static final class FlawedSubject implements TicketStageTck.Subject, Stage {
        private final Flaw flaw;
        private final List<Runnable> sends = new ArrayList<>();
        private final List<Ticket> retained = new ArrayList<>();
        private ByteBuilder out = new ByteBuilder(16);

        FlawedSubject(Flaw flaw) {
            this.flaw = flaw;
        }

        @Override
        public Stage stage() {
            return this;
        }

        @Override
        public Ticket ticket(byte[] bytes) {
            return new ArrayTicket(bytes);
        }

        @Override
        public int count(Ticket ticket) {
            return ((ArrayTicket) ticket).count();
        }

        @Override
        public void write(byte[] array, int from, int to) {
            byte[] kept = flaw == Flaw.KEEPS_WHAT_IS_LENT ? array : array.clone();
            sends.add(flaw == Flaw.SENDS_PASSES_LAST ? 0 : sends.size(), () -> out.append(kept, from, to));
        }

        @Override
        public void pass(Ticket ticket, int from, int to) {
            if (flaw != Flaw.FORGETS_TO_RETAIN && flaw != Flaw.TAKES_THE_CALLERS_COUNT) {
                ticket.retain();
                retained.add(ticket);
            }
            sends.add(() -> {
                if (ticket instanceof ArrayTicket array) {
                    int more = flaw == Flaw.PASSES_TOO_MUCH && to < array.length() ? 1 : 0;
                    out.append(array.copy(from, to + more));
                } else if (ticket instanceof HeapTicket heap) {
                    int base = flaw == Flaw.MISREADS_HEAP_TICKETS ? 0 : heap.from();
                    out.append(heap.array(), base + from, base + to);
                }
                if (flaw == Flaw.TAKES_THE_CALLERS_COUNT) {
                    ticket.release();
                }
            });
        }

        @Override
        public byte[] flush() {
            sends.forEach(Runnable::run);
            byte[] sent = out.toBytes();
            if (flaw == Flaw.FORGETS_TO_RELEASE) {
                retained.clear();
            }
            discard();
            return sent;
        }

        @Override
        public void discard() {
            if (flaw != Flaw.LEAKS_WHEN_DISCARDED || out.length() > 0) {
                retained.forEach(Ticket::release);
            }
            retained.clear();
            sends.clear();
            out = new ByteBuilder(16);
        }
    }

    @Test
    void passesTheKitsOwnPair() {
        TckRun.assertPasses(ArrayTck.class);
    }

    @Test
    void passesAnotherPairThatDoesItRight() {
        TckRun.assertPasses(FlawedTck.class);
    }

    @ParameterizedTest
    @CsvSource({
        "KEEPS_WHAT_IS_LENT, copiesWhatIsWritten",
        "FORGETS_TO_RETAIN, keepsWhatIsPassedAliveUntilItIsSent",
        "FORGETS_TO_RELEASE, keepsWhatIsPassedAliveUntilItIsSent",
        "TAKES_THE_CALLERS_COUNT, leavesTheCallerItsCount",
        "SENDS_PASSES_LAST, sendsInTheOrderOfStaging",
        "PASSES_TOO_MUCH, takesSplices",
        "LEAKS_WHEN_DISCARDED, givesEverythingBackWhenDiscarded",
        "MISREADS_HEAP_TICKETS, takesTicketsOfTheHeap"
    })
    void catches(Flaw flaw, String method) {
        FLAW.set(flaw);
        try {
            TckRun.assertCaughtBy(FlawedTck.class, method);
        } finally {
            FLAW.remove();
        }
    }
}
