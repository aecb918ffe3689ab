package io.gemigo.gateway.testkit.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.HeapTicket;
import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.bytes.Ticket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a pair of {@link Ticket} and {@link Stage} has to do: what is written is copied, what is passed lives until it is
 * sent, everything goes out in order, and every count is given back.
 */
public abstract class TicketStageTck {
    private static final long SEED = 20261122L;
    /** Around the sizes at which stages change their mind between copying and slicing. */
    private static final int[] SIZES = {1, 2, 100, 1023, 1024, 1025, 4095, 4096, 4097, 65_536, 100_000};

    private Subject subject;

    /** Starts nothing yet. */
    @SuppressWarnings("NullAway.Init") // Set before each test.
    protected TicketStageTck() {}

    /** A stage and the tickets it takes. */
    public interface Subject extends AutoCloseable {
        /** The stage under test, empty at first. */
        Stage stage();

        /** A ticket over these bytes, preferably in the middle of something larger; one count, the caller's. */
        Ticket ticket(byte[] bytes);

        /** Counts held on a ticket at the moment; 0 when its bytes are gone. */
        int count(Ticket ticket);

        /** Sends what is staged; what the other side has got of it. */
        byte[] flush();

        /** Drops what is staged, as when the client has gone. */
        void discard();

        @Override
        default void close() {}
    }

    /** A fresh pair. */
    protected abstract Subject start();

    /** Starts the pair. */
    @BeforeEach
    final void startSubject() {
        subject = start();
    }

    /** Stops it. */
    @AfterEach
    final void stopSubject() {
        subject.close();
    }

    private static byte[] bytes(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void sendsInTheOrderOfStaging() {
        Ticket ticket = subject.ticket(text("abcdef"));
        subject.stage().write(text("1"));
        subject.stage().pass(ticket, 1, 3);
        subject.stage().write(text("2"));
        subject.stage().pass(ticket, 0, 1);
        subject.stage().pass(ticket, 5, 6);
        subject.stage().write(text("3"));

        assertThat(new String(subject.flush(), StandardCharsets.UTF_8)).isEqualTo("1bc2af3");
        ticket.release();
        assertThat(subject.count(ticket)).isZero();
    }

    @Test
    void copiesWhatIsWritten() {
        for (int size : SIZES) {
            byte[] lent = bytes(size, SEED);
            byte[] expected = lent.clone();
            subject.stage().write(lent, 0, size);
            Arrays.fill(lent, (byte) '#');
            assertThat(subject.flush()).isEqualTo(expected);
        }
    }

    @Test
    void writesRanges() {
        byte[] bytes = bytes(5000, SEED);
        subject.stage().write(bytes, 7, 4001);
        assertThat(subject.flush()).isEqualTo(Arrays.copyOfRange(bytes, 7, 4001));
    }

    @Test
    void keepsWhatIsPassedAliveUntilItIsSent() {
        for (int size : SIZES) {
            byte[] content = bytes(size, SEED);
            Ticket ticket = subject.ticket(content);
            subject.stage().pass(ticket, 0, size);
            ticket.release();
            assertThat(subject.flush()).isEqualTo(content);
            assertThat(subject.count(ticket)).as("counts left").isZero();
        }
    }

    @Test
    void leavesTheCallerItsCount() {
        byte[] content = bytes(10_000, SEED);
        Ticket ticket = subject.ticket(content);
        for (int i = 0; i < 3; i++) {
            subject.stage().pass(ticket, 0, content.length);
            subject.stage().pass(ticket, 10, 20);
            byte[] sent = subject.flush();
            assertThat(Arrays.copyOf(sent, content.length)).isEqualTo(content);
            assertThat(subject.count(ticket)).isOne();
        }
        ticket.release();
        assertThat(subject.count(ticket)).isZero();
    }

    @Test
    void countsWhatIsRetained() {
        Ticket ticket = subject.ticket(bytes(100, SEED));
        assertThat(ticket.length()).isEqualTo(100);
        ticket.retain();
        assertThat(subject.count(ticket)).isEqualTo(2);
        ticket.release();
        assertThat(subject.count(ticket)).isOne();
        ticket.release();
        assertThat(subject.count(ticket)).isZero();
    }

    @Test
    void takesEmptyRangesForNothing() {
        Ticket ticket = subject.ticket(text("abc"));
        subject.stage().write(new byte[0]);
        subject.stage().pass(ticket, 2, 2);
        subject.stage().write(text("x"), 1, 1);
        assertThat(subject.flush()).isEmpty();
        ticket.release();
        assertThat(subject.count(ticket)).isZero();
    }

    @Test
    void takesTicketsOfTheHeap() {
        for (int size : SIZES) {
            byte[] content = bytes(size + 10, SEED);
            Ticket ticket = new HeapTicket(content, 4, 4 + size);
            subject.stage().pass(ticket, 0, size);
            ticket.release();
            assertThat(subject.flush()).isEqualTo(Arrays.copyOfRange(content, 4, 4 + size));
        }
    }

    @Test
    void takesSplices() {
        Ticket ticket = subject.ticket(text("0123456789"));
        Splice splice = new Splice();
        splice.replace(102, 104, text("__"));
        splice.remove(107, 108);
        splice.insert(100, text("<"));
        splice.writeTo(subject.stage(), ticket, 100, 100, 110);
        assertThat(new String(subject.flush(), StandardCharsets.UTF_8)).isEqualTo("<01__45689");
        ticket.release();
        assertThat(subject.count(ticket)).isZero();
    }

    @Test
    void givesEverythingBackWhenDiscarded() {
        List<Ticket> tickets = new ArrayList<>();
        for (int size : SIZES) {
            Ticket ticket = subject.ticket(bytes(size, SEED));
            tickets.add(ticket);
            subject.stage().write(bytes(size, SEED));
            subject.stage().pass(ticket, 0, size);
            ticket.release();
        }
        subject.discard();
        assertThat(tickets)
                .allSatisfy(ticket -> assertThat(subject.count(ticket)).isZero());
        subject.stage().write(text("still of use"));
        assertThat(new String(subject.flush(), StandardCharsets.UTF_8)).isEqualTo("still of use");
    }

    @Test
    void doesAllOfThisInAnyMix() {
        for (long seed = SEED; seed < SEED + 50; seed++) {
            mix(new Random(seed));
        }
    }

    private void mix(Random random) {
        ByteBuilder expected = new ByteBuilder(1024);
        List<Ticket> tickets = new ArrayList<>();
        for (int i = random.nextInt(30); i >= 0; i--) {
            byte[] content = bytes(1 + random.nextInt(6000), random.nextLong());
            int from = random.nextInt(content.length);
            int to = from + random.nextInt(content.length - from + 1);
            expected.append(content, from, to);
            if (random.nextBoolean()) {
                subject.stage().write(content, from, to);
                Arrays.fill(content, (byte) '#');
            } else {
                Ticket ticket = subject.ticket(content);
                subject.stage().pass(ticket, from, to);
                ticket.release();
                tickets.add(ticket);
            }
        }
        assertThat(subject.flush()).isEqualTo(expected.toBytes());
        assertThat(tickets)
                .allSatisfy(ticket -> assertThat(subject.count(ticket)).isZero());
    }
}
