package io.gemigo.gateway.core.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteBuilderTest {
    private final ByteBuilder builder = new ByteBuilder(0);

    @Test
    void growsFromNothing() {
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            builder.append((byte) 'a')
                    .append('b')
                    .append("ü")
                    .append(new byte[] {'c', 'd'})
                    .append(i);
            expected.append("abücd").append(i);
        }

        assertThat(builder.utf8()).isEqualTo(expected.toString());
        assertThat(builder.toBytes()).isEqualTo(expected.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(builder.length()).isEqualTo(builder.toBytes().length);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 99, 100, -1, -10, 1_234_567_890_123L, Long.MAX_VALUE, Long.MIN_VALUE})
    void writesNumbersInDecimal(long number) {
        assertThat(builder.append(number).utf8()).isEqualTo(Long.toString(number));
    }

    @Test
    void appendsARangeOfItself() {
        builder.append("abc");
        builder.append(builder.array(), 1, 3);
        builder.append(builder.array(), 0, 5);

        assertThat(builder.utf8()).isEqualTo("abcbcabcbc");
    }

    @Test
    void takesBytesWrittenToItsReservedRoom() {
        builder.append("x");
        byte[] room = builder.reserve(2);
        room[builder.length()] = 'y';
        room[builder.length() + 1] = 'z';
        builder.advance(2);

        assertThat(builder.utf8()).isEqualTo("xyz");
    }

    @Test
    void cutsItsContent() {
        builder.append("abcdef");
        builder.truncate(2);

        assertThat(builder.utf8()).isEqualTo("ab");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> builder.truncate(3));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> builder.truncate(-1));
    }

    @Test
    void keepsItsRoomWhenClearedUnlessItGrewTooLarge() {
        builder.append(new byte[100]);
        byte[] array = builder.array();

        builder.clear();
        assertThat(builder.length()).isZero();
        assertThat(builder.array()).isSameAs(array);

        builder.clear(array.length);
        assertThat(builder.array()).isSameAs(array);

        builder.clear(10);
        assertThat(builder.array()).hasSize(10);
    }

    @Test
    void copiesWhatIsPassedFromAHeapTicket() {
        HeapTicket ticket = new HeapTicket("0123456789".getBytes(StandardCharsets.US_ASCII), 2, 8);
        builder.pass(ticket, 1, 3);
        builder.pass(ticket, 0, 6);
        builder.pass(ticket, 6, 6);

        assertThat(builder.utf8()).isEqualTo("34234567");
    }

    @Test
    void refusesRangesOutsideATicketAndTicketsItCannotRead() {
        HeapTicket ticket = new HeapTicket("0123456789".getBytes(StandardCharsets.US_ASCII), 2, 8);
        Ticket foreign = new Ticket() {
            @Override
            public int length() {
                return 1;
            }

            @Override
            public void retain() {}

            @Override
            public void release() {}
        };

        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> builder.pass(ticket, 0, 7));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> builder.pass(ticket, -1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.pass(foreign, 0, 1));
        assertThat(builder.length()).isZero();
    }

    @Test
    void showsNoContent() {
        assertThat(builder.append("secret")).hasToString("ByteBuilder[6 bytes]");
    }
}
