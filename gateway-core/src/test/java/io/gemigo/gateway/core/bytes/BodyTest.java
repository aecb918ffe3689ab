package io.gemigo.gateway.core.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BodyTest {
    private static String written(Body body) {
        ByteBuilder out = new ByteBuilder(0);
        body.writeTo(out);
        assertThat(out.length()).isEqualTo(body.length());
        return out.utf8();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void writesItsBytesAsOftenAsAsked() {
        Body body = Body.of(ascii("hello"));

        assertThat(written(body)).isEqualTo("hello");
        assertThat(written(body)).isEqualTo("hello");
        assertThat(written(Body.EMPTY)).isEmpty();
    }

    @Test
    void writesATicketWithItsEditsAsOftenAsAsked() {
        Splice splice = new Splice();
        splice.replace(102, 104, ascii("XYZ"));
        Body body = Body.of(new HeapTicket(ascii("..012345.."), 2, 8), splice, 100);

        assertThat(written(body)).isEqualTo("01XYZ45");
        assertThat(written(body)).isEqualTo("01XYZ45");
    }

    @Test
    void followsEditsNamedAfterItWasMade() {
        Splice splice = new Splice();
        Body body = Body.of(HeapTicket.of(ascii("0123")), splice, 0);
        splice.remove(0, 2);

        assertThat(written(body)).isEqualTo("23");
    }

    @Test
    void countsATicketAsAnArrayRange() {
        byte[] array = ascii("0123456789");
        HeapTicket ticket = new HeapTicket(array, 3, 7);
        ticket.retain();
        ticket.release();
        ticket.release();

        assertThat(ticket.length()).isEqualTo(4);
        assertThat(ticket.from()).isEqualTo(3);
        assertThat(ticket.array()).isSameAs(array);
        assertThat(HeapTicket.of(array).length()).isEqualTo(10);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> new HeapTicket(array, 3, 11));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> new HeapTicket(array, 4, 3));
    }

    @Test
    void readsThroughAWindowOnlyWhatItIsAimedAt() {
        Window window = Window.of(ascii("..ab.."), 2, 4);

        assertThat(window.utf8()).isEqualTo("ab");
        assertThat(window.copy()).containsExactly('a', 'b');
        assertThat(window.length()).isEqualTo(2);
        assertThat(window).hasToString("Window[2 bytes]");
        assertThat(Window.of("ä").length()).isEqualTo(2);
        assertThat(new Window().length()).isZero();
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> window.aim(new byte[3], 1, 4));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> window.aim(new byte[3], -1, 2));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> window.aim(new byte[3], 2, 1));
    }
}
