package io.gemigo.gateway.core.sse;

import static io.gemigo.gateway.core.sse.Heard.data;
import static io.gemigo.gateway.core.sse.Heard.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the WHATWG HTML standard, §9.2.5 and §9.2.6, and the decoder's own. */
class SseDecoderTest {
    /** A stream and what it holds. */
    record Case(String stream, List<Heard.Event> events) {}

    private static Case holds(String stream, Heard.Event... events) {
        return new Case(stream, List.of(events));
    }

    private static Heard.Event named(String name, String data) {
        return new Heard.Event(data, name, "", true);
    }

    private static Heard.Event comment(String comment) {
        return new Heard.Event("", "", comment, true);
    }

    private static Heard.Event unterminated(String data) {
        return new Heard.Event(data, "", "", false);
    }

    static List<Case> cases() {
        return List.of(
                // line ends
                holds("data: a\n\ndata: b\n\n", data("a"), data("b")),
                holds("data: a\r\n\r\ndata: b\r\n\r\n", data("a"), data("b")),
                holds("data: a\r\rdata: b\r\r", data("a"), data("b")),
                holds(
                        "data: a\r\n\ndata: b\n\r\ndata: c\r\r\ndata: d\n\rdata: e\r\n\r",
                        data("a"),
                        data("b"),
                        data("c"),
                        data("d"),
                        data("e")),
                holds("data: a\r\n\n\r\n\r\r\n\ndata: b\n\n", data("a"), data("b")),
                holds("data: a\ndata: b\rdata: c\r\ndata: d\n\n", data("a\nb\nc\nd")),
                holds("\n\n\ndata: a\n\n\n\n\ndata: b\n\n\n", data("a"), data("b")),
                holds("\r\n\r\ndata: a\r\n\r\n\r\n", data("a")),
                holds("\rdata: a\r\r\r\r", data("a")),
                holds("data: \r\n\n"),
                // byte order mark
                holds("\ufeffdata: a\n\n", data("a")),
                holds("\ufeff\ufeffdata: a\n\ndata: b\n\n", data("b")),
                holds("data: a\n\n\ufeffdata: b\n\ndata: c\n\n", data("a"), data("c")),
                holds("\ufeff: x\n\n", comment(" x")),
                holds("\uff00data: a\n\n"),
                holds("\ufeff"),
                // comments
                holds(":\n\ndata: a\n\n", data("a")),
                holds(": ping\n\ndata: a\n\n", comment(" ping"), data("a")),
                holds(":one\n:two\ndata: a\n\n", new Heard.Event("a", "", "two", true)),
                holds("data: a\n:in between\ndata: b\n\n", new Heard.Event("a\nb", "", "in between", true)),
                holds(":data: a\n\n", comment("data: a")),
                // data
                holds("data:a\n\n", data("a")),
                holds("data:  a \n\n", data(" a ")),
                holds("data:\ta\n\n", data("\ta")),
                holds("data: a:b: c\n\n", data("a:b: c")),
                holds("data: data: a\n\n", data("data: a")),
                holds("data: \u20ac\ud83d\ude00\n\n", data("\u20ac\ud83d\ude00")),
                holds("data: \u2028\u0085\u000b\u000c\u0000\n\n", data("\u2028\u0085\u000b\u000c\u0000")),
                holds("data: a\ndata: b\n\ndata: c\ndata: d\ndata: e\n\n", data("a\nb"), data("c\nd\ne")),
                holds("data\n\n"),
                holds("data:\n\n"),
                holds("data: \n\n"),
                holds("data\ndata\n\n", data("\n")),
                holds("data:\ndata: b\ndata\n\n", data("\nb\n")),
                // names of fields
                holds("Data: a\n\nDATA: b\n\ndata : c\n\n data: d\n\ndat: e\n\ndatas: f\n\n"),
                holds("id: 1\nretry: 10\nfoo: bar\nfoo\ndata: a\n\n", data("a")),
                holds("id: 1\n\nretry: 5\n\nevent: ping\n\ndata: a\n\n", data("a")),
                holds("event: error\ndata: a\n\ndata: b\n\n", named("error", "a"), data("b")),
                holds("data: a\nevent:last\n\n", named("last", "a")),
                holds("event: one\nevent: two\ndata: a\n\n", named("two", "a")),
                holds("event: one\nevent\ndata: a\n\n", data("a")),
                holds(
                        "id:1\nevent:result\n:HTTP_STATUS/200\ndata:{\"a\":1}\n\n",
                        new Heard.Event("{\"a\":1}", "result", "HTTP_STATUS/200", true)),
                // the end of the stream
                holds("data: a\n\ndata: b", data("a"), unterminated("b")),
                holds("data: a\n\ndata: b\n", data("a"), unterminated("b")),
                holds("data: a\n\ndata: b\r\n", data("a"), unterminated("b")),
                holds("data: a\r\n\r", data("a")),
                holds("data: a\ndata: b", unterminated("a\nb")),
                holds("data: a\n\n:", data("a")),
                holds("data: a\n\nevent: x\n", data("a")),
                holds(""),
                holds("\n"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void decodesTheSameHoweverTheStreamIsCut(Case stream) {
        byte[] bytes = utf8(stream.stream());

        assertThat(Heard.of(bytes, 0).events).containsExactlyElementsOf(stream.events());
        assertThat(Heard.of(bytes, 3).events).as("padded").containsExactlyElementsOf(stream.events());
        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second++) {
                assertThat(Heard.of(bytes, second % 2, first, second).events)
                        .as("cut at %d and %d", first, second)
                        .containsExactlyElementsOf(stream.events());
            }
        }
        assertThat(byteByByte(bytes).events).as("byte by byte").containsExactlyElementsOf(stream.events());
    }

    private static Heard byteByByte(byte[] bytes) {
        return Heard.of(bytes, 1, IntStream.range(0, bytes.length).toArray());
    }

    @Test
    void decodesRandomStreamsTheSameHoweverTheyAreCut() {
        long seed = Long.getLong("test.seed", 1);
        Random random = new Random(seed);
        String[] pieces = {
            "data: ",
            "data:",
            "data",
            "a",
            "\u20ac",
            ": c",
            ":",
            "event: e",
            "id",
            " ",
            "\n",
            "\n\n",
            "\r",
            "\r\n",
            "\ufeff"
        };
        for (int round = 0; round < 3_000; round++) {
            StringBuilder stream = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                stream.append(pieces[random.nextInt(pieces.length)]);
            }
            byte[] bytes = utf8(stream.toString());
            List<Heard.Event> whole = Heard.of(bytes, 0).events;

            assertThat(whole).as("%s, seed %d", stream, seed).isEqualTo(SseReference.events(stream.toString()));
            assertThat(byteByByte(bytes).events).isEqualTo(whole);
            for (int i = 0; i < 5; i++) {
                int[] cuts = random.ints(random.nextInt(10), 0, bytes.length + 1)
                        .sorted()
                        .toArray();
                assertThat(Heard.of(bytes, random.nextInt(3), cuts).events).isEqualTo(whole);
            }
        }
    }

    @Test
    void callsPlainOnlyWhatLiesWholeInTheWindowInPlainForm() {
        assertThat(Heard.of("data: a\n\ndata: {\"b\":1}\n\n").plain).containsExactly(true, true);
        assertThat(Heard.of("\ufeffdata: a\n\n").plain).containsExactly(true);
        assertThat(Heard.of("\n\ndata: a\n\n").plain).containsExactly(true);
        assertThat(Heard.of(utf8("data: a\n\ndata: b\n\n"), 5, 12).plain).containsExactly(true, false);
        assertThat(Heard.of(utf8("data: a\n\ndata: b\n\n"), 5, 9).plain).containsExactly(true, true);
        for (int cut = 1; cut < 9; cut++) {
            assertThat(Heard.of(utf8("data: a\n\n"), 0, cut).plain).containsExactly(false);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data:a\n\n",
                "data: a\r\n\r\n",
                "data: a\r\r",
                "data: a\r\n\n",
                "data: a\n\r\n",
                "data: a\n\r",
                "data: a\ndata: b\n\n",
                "data: a\nid: 1\n\n",
                "id: 1\ndata: a\n\n",
                ":\ndata: a\n\n",
                "data: a\n:\n\n",
                "event: x\ndata: a\n\n",
                ": ping\n\n",
                "data: a",
                "data: a\n",
                "data: a\ndata\n\n"
            })
    void callsNothingElsePlain(String stream) {
        assertThat(Heard.of(stream).plain).containsExactly(false);
        assertThat(Heard.of(utf8("data: 0\n\n" + stream), 2).plain).containsExactly(true, false);
    }

    @Test
    void tellsTheFrameOfAPlainEventAfterAnyOther() {
        // Heard checks the bytes of each frame.
        for (String before :
                new String[] {"data: 0\r\n\r\n", "data: 0\r\r", ": c\n\n", "event: e\n\n", "\r\n", "data: 0\n\n"}) {
            List<Boolean> plain = Heard.of(utf8(before + "data: a\n\ndata: \u20ac\n\n"), 4).plain;
            assertThat(plain.subList(plain.size() - 2, plain.size())).containsExactly(true, true);
        }
    }

    @Test
    void stopsWhenTheListenerHasHeardEnough() {
        for (int cut = 0; cut <= 27; cut++) {
            Heard heard = new Heard().stopAfter(2);
            SseDecoder decoder = new SseDecoder(100);
            byte[] stream = utf8("data: a\n\ndata: b\n\ndata: c\n\n");

            assertThat(heard.feed(decoder, stream, 0, cut, 0)).isTrue();
            assertThat(heard.feed(decoder, stream, cut, stream.length, 0)).isTrue();
            assertThat(heard.feed(decoder, stream, 0, stream.length, 0)).isTrue();
            decoder.finish(heard);
            assertThat(heard.events).containsExactly(data("a"), data("b"));
            assertThat(decoder.heldBytes()).isZero();
        }
    }

    @Test
    void saysNothingMoreAfterTheEnd() {
        Heard heard = new Heard();
        SseDecoder decoder = new SseDecoder(100);
        byte[] stream = utf8("data: a\n\ndata: b");

        heard.feed(decoder, stream, 0, stream.length, 0);
        decoder.finish(heard);
        decoder.finish(heard);
        heard.feed(decoder, stream, 0, stream.length, 0);

        assertThat(heard.events).containsExactly(data("a"), unterminated("b"));
        assertThat(decoder.heldBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: 0123456789\n\n",
                "data: 0123456789\n\r\n",
                "data: 012345678\r\n\r\n",
                "data: 0\ndata: 12\n\n",
                ": 123456789 cdef\n\n"
            })
    void takesEventsUpToItsLimitAndNoneOver(String event) {
        // The LF of a CRLF that ends the blank line is not waited for, so it does not count.
        int size = event.length() - (event.endsWith("\r\n") ? 1 : 0);
        for (int cut = 0; cut <= event.length(); cut++) {
            assertThat(fits(size + 1, event, cut)).isTrue();
            assertThat(fits(size, event, cut)).isTrue();
            assertThat(fits(size - 1, event, cut)).isFalse();
        }
    }

    /** Whether a decoder takes the event twice, between small ones. */
    private static boolean fits(int limit, String event, int cut) {
        byte[] stream = utf8("data:s\n\n" + event + event + "data:s\n\n");
        Heard heard = new Heard();
        SseDecoder decoder = new SseDecoder(limit);
        heard.feed(decoder, stream, 0, 8 + cut, 0);
        boolean fine = heard.feed(decoder, stream, 8 + cut, stream.length, 0);
        decoder.finish(heard);

        assertThat(heard.events).hasSize(fine ? 4 : 1);
        assertThat(decoder.heldBytes()).isZero();
        assertThat(heard.feed(decoder, stream, 0, 8, 0)).as("fine afterwards").isEqualTo(fine);
        return fine;
    }

    @Test
    void refusesAnUnfinishedEventAtTheByteThatCrossesTheLimit() {
        Heard heard = new Heard();
        SseDecoder decoder = new SseDecoder(50);
        byte[] endless = utf8("data: " + "x".repeat(100));

        for (int i = 0; i < 50; i++) {
            assertThat(heard.feed(decoder, endless, i, i + 1, 0)).isTrue();
            assertThat(decoder.heldBytes()).isEqualTo(i + 1);
        }
        assertThat(heard.feed(decoder, endless, 50, 51, 0)).isFalse();
        assertThat(heard.feed(decoder, endless, 51, 52, 0)).isFalse();
        decoder.finish(heard);
        assertThat(heard.events).isEmpty();
    }

    @Test
    void writesFramesThatReadBackAsTheyWere() {
        ByteBuilder stage = new ByteBuilder(0);
        byte[] payload = utf8("..{\"a\":1}..");
        SseFrames.write(stage, payload, 2, 9);
        assertThat(stage.utf8())
                .isEqualTo("data: {\"a\":1}\n\n")
                .startsWith(new String(SseFrames.prefix(), StandardCharsets.UTF_8));
        SseFrames.writeCrLf(stage, payload, 2, 9);
        SseFrames.write(stage, payload, 2, 9);

        Heard heard = Heard.of(stage.toBytes(), 0);
        assertThat(heard.events).containsExactly(data("{\"a\":1}"), data("{\"a\":1}"), data("{\"a\":1}"));
        assertThat(heard.plain).containsExactly(true, false, true);
    }
}
