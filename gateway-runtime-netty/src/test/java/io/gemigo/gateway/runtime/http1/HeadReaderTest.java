package io.gemigo.gateway.runtime.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.HeaderView;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadReaderTest {
    private final RequestLine line = new RequestLine();
    private final HeadReader reader = new HeadReader(HeadLimits.REQUEST, line);

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }

    /** What is read of a text cut in two: the whole head as text, the flaw, or how far it got. */
    private String read(String text, int cut) {
        reader.next();
        ByteBuf first = bytes(text.substring(0, cut));
        boolean done = reader.feed(first);
        if (done || reader.problem() != null) {
            return outcome(done, first.readableBytes() + text.length() - cut);
        }
        ByteBuf second = bytes(text.substring(cut));
        return outcome(reader.feed(second), second.readableBytes());
    }

    private String outcome(boolean done, int left) {
        if (reader.problem() != null) {
            return reader.problem().status() + " " + reader.problem().message();
        }
        if (!done) {
            return "more";
        }
        StringBuilder all = new StringBuilder(line.method() + " " + line.target());
        reader.fields()
                .forEach((name, value) ->
                        all.append('|').append(name).append('=').append(value));
        return all + "|" + left;
    }

    @Test
    void givesTheSameAtEveryCut() {
        String text = "\r\n\r\nPOST /a%20b?c HTTP/1.1\r\nHost: x\r\nEmpty:\r\nBlank: \t \r\n"
                + "Padded: \t a b\tc \t\r\nHigh: \u00e4\r\n\r\nbody";
        String whole = "POST /a%20b?c|Host=x|Empty=|Blank=|Padded=a b\tc|High=\u00e4|4";
        for (int cut = 0; cut <= text.length(); cut++) {
            assertThat(read(text, cut)).as("cut at " + cut).isEqualTo(whole);
        }
    }

    @Test
    void limitsAreMetAtTheSameByteHoweverItIsCut() {
        String head = "GET / HTTP/1.1\r\n";
        for (int excess = -1; excess <= 1; excess++) {
            String path = "GET /" + "a".repeat(8192 - 14 + excess) + " HTTP/1.1\r\n\r\n";
            String field = head + "A: " + "b".repeat(8192 - 3 + excess) + "\r\n\r\n";
            String all = head + ("A: " + "b".repeat(4093) + "\r\n").repeat(3) + "A: " + "b".repeat(4093 + excess)
                    + "\r\n\r\n";
            String count = head + "A: b\r\n".repeat(100 + excess) + "\r\n";
            boolean sound = excess <= 0;
            for (String text : new String[] {path, field, all, count}) {
                for (int cut :
                        new int[] {0, 1, 20, text.length() / 2, text.length() - 5, text.length() - 3, text.length() - 1
                        }) {
                    String outcome = read(text, cut);
                    assertThat(outcome.startsWith("GET"))
                            .as("L3: %s by %s", text.substring(0, 20), excess)
                            .isEqualTo(sound);
                    assertThat(outcome).isEqualTo(read(text, 0));
                }
            }
        }
    }

    @Test
    void aControlCharacterInAValueIsRefusedWhereverItIsAndHoweverItIsCut() {
        for (char control : new char[] {'\0', '\r', '\u001f', '\u007f'}) {
            for (int at = 0; at < 20; at++) {
                String value = "v".repeat(at + 1) + control + "v".repeat(20 - at);
                String text = "GET / HTTP/1.1\r\nClean: a\r\nA: " + value + "\r\n\r\n";
                for (int cut = 0; cut <= text.length(); cut++) {
                    assertThat(read(text, cut))
                            .as("%x at %d, cut at %d", (int) control, at, cut)
                            .isEqualTo("400 A header field holds a control character.");
                }
            }
        }
    }

    @Test
    void keepsNoLargeHeadAndStartsClean() {
        assertThat(read("GET / HTTP/1.1\r\nA: " + "b".repeat(8000) + "\r\n\r\n", 9))
                .startsWith("GET");
        assertThat(read("POST /x HTTP/1.0\r\n\r\n", 3)).isEqualTo("POST /x|0");
        assertThat(line.http10()).isTrue();
        assertThat(reader.fields().get("A")).isNull();
    }

    @Test
    void namesMatchIgnoringCaseAndListsByWord() {
        read("GET / HTTP/1.1\r\nConnection: a , Close\r\nCONNECTION: upgrade\r\nX-[: b\r\n", 0);
        read("GET / HTTP/1.1\r\nConnection: a , Close\r\nCONNECTION: upgrade\r\n\r\n", 0);
        assertThat(reader.fields().count("connection")).isEqualTo(2);
        assertThat(reader.fields().get("cOnNeCtIoN")).isEqualTo("a , Close");
        assertThat(reader.fields().lists("connection", "close")).isTrue();
        assertThat(reader.fields().lists("connection", "Upgrade")).isTrue();
        assertThat(reader.fields().lists("connection", "clos")).isFalse();
        assertThat(reader.fields().has("connectio")).isFalse();
        assertThat(reader.fields().toString()).doesNotContain("upgrade");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "007",
                "9223372036854775806",
                "9223372036854775807",
                "9223372036854775808",
                "99999999999999999999999",
                "",
                "-1",
                "1 2",
                "99999999999999999999999x"
            })
    void readsNumbersAsOtherViewsDo(String value) {
        read("GET / HTTP/1.1\r\nA: " + value + "\r\na: 5\r\n\r\n", 0);
        HeaderView other = new HeaderList().add("A", value).add("a", "5");
        assertThat(reader.fields().number("a")).isEqualTo(other.number("a"));
        assertThat(reader.fields().number("b")).isEqualTo(HeaderView.NO_NUMBER);
    }

    @Test
    void neverThrowsOnNoiseAndIsNeverOfTwoMinds() {
        Random random = new Random(Long.getLong("test.seed", 1));
        String alphabet = "GET / HTTP/1.1\r\n\r\n\r\nHost: a:b \t\0\u0001\u007f\u00e4%#*;,";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder noise = new StringBuilder(random.nextBoolean() ? "GET / HTTP/1.1\r\n" : "");
            for (int i = random.nextInt(30); i > 0; i--) {
                noise.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String text = noise + (random.nextBoolean() ? "\r\n\r\n" : "");
            assertThat(read(text, random.nextInt(text.length() + 1))).isEqualTo(read(text, 0));
        }
    }
}
