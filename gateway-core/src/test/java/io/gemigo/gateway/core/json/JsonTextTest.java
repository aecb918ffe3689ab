package io.gemigo.gateway.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    private static byte[] escape(String text) {
        ByteBuilder out = new ByteBuilder(0);
        JsonText.escapeTo(out, text);
        return out.toBytes();
    }

    private static String escaped(String text) {
        return new String(escape(text), StandardCharsets.UTF_8);
    }

    private static String unescape(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return JsonText.unescape(bytes, 0, bytes.length);
    }

    /** What the escaped content of a string reads like for the cursor: it must be valid too. */
    private static String read(byte[] content) {
        byte[] document = new byte[content.length + 2];
        document[0] = '"';
        System.arraycopy(content, 0, document, 1, content.length);
        document[content.length + 1] = '"';
        JsonCursor cursor = new JsonCursor(JsonLimits.DEFAULT).reset(document, 0, document.length);
        cursor.next();
        String text = cursor.text();
        cursor.finish();
        return text;
    }

    @Test
    void bringsEveryUnitOfTheBasicPlaneBackLoneSurrogatesIncluded() {
        for (int c = 0; c < 0x10000; c++) {
            String text = "a" + (char) c + "b";
            String back = read(escape(text));
            if (!back.equals(text)) {
                assertThat(back).as("U+%04X", c).isEqualTo(text);
            }
        }
    }

    @Test
    void longTextsAreWrittenLikeTheirPieces() {
        Random random = new Random(11);
        String[] pieces = {
            "plain text?",
            "?",
            "\"",
            "\\",
            "\n",
            "é",
            "中文?",
            "\u013f?",
            "\ud83d\ude00",
            "\ud800",
            "\u0001",
            "\u007f",
            "0123456789"
        };
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder("x".repeat(random.nextInt(60)));
            StringBuilder expected = new StringBuilder(text);
            int count = random.nextInt(12);
            for (int i = 0; i < count; i++) {
                String piece = pieces[random.nextInt(pieces.length)];
                if (Character.isHighSurrogate(text.isEmpty() ? 'x' : text.charAt(text.length() - 1))
                        && piece.charAt(0) >= '\udc00') {
                    continue;
                }
                text.append(piece);
                expected.append(escaped(piece));
            }
            assertThat(escaped(text.toString())).isEqualTo(expected.toString());
            assertThat(unescape(expected.toString())).isEqualTo(text.toString());
            assertThat(unescape(expected + "\\ud800")).isEqualTo(text + "\ud800");
        }
    }

    @Test
    void bringsEveryHundredthAstralPointAndTheOutermostBack() {
        for (int point = 0x10000; point < 0x110000; point += point % 0x10000 == 0xffff ? 1 : 101) {
            String text = Character.toString(point) + Character.toString(point | 0xffff);
            byte[] escaped = escape(text);
            assertThat(escaped).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
            assertThat(read(escaped)).isEqualTo(text);
        }
        assertThat(read(escape("\ud800\udc00\udbff\udfff"))).isEqualTo("\ud800\udc00\udbff\udfff");
    }

    @Test
    void bringsEveryPairOfEscapedHalvesTogether() {
        for (int high = 0xd800; high < 0xdc00; high += 31) {
            for (int low = 0xdc00; low < 0xe000; low += 37) {
                String content = "\\u" + Integer.toHexString(high) + "\\u"
                        + Integer.toHexString(low).toUpperCase(Locale.ROOT);
                String expected = "" + (char) high + (char) low;
                assertThat(unescape(content)).isEqualTo(expected);
                assertThat(utf8(List.of(content))).isEqualTo(expected);
            }
        }
    }

    @Test
    void escapesWhatMustBeAndNothingElse() {
        assertThat(escaped("\"\\/\b\f\n\r\t")).isEqualTo("\\\"\\\\/\\b\\f\\n\\r\\t");
        assertThat(escaped("\u0000\u001f\u007f")).isEqualTo("\\u0000\\u001f\u007f");
        assertThat(escaped("\u00e9\u20ac\u2028\ufeff\uffff")).isEqualTo("\u00e9\u20ac\u2028\ufeff\uffff");
        assertThat(escaped("\ud83d\ude00")).isEqualTo("\ud83d\ude00");
        assertThat(escaped("\ud83d")).isEqualTo("\\ud83d");
        assertThat(escaped("\ude00\ud83dx")).isEqualTo("\\ude00\\ud83dx");
        assertThat(escaped("\ud83d\ud83d\ude00")).isEqualTo("\\ud83d\ud83d\ude00");
    }

    @Test
    void escapesBytesAsItEscapesText() {
        Random random = new Random(Long.getLong("test.seed", 1));
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                int point = random.nextInt(random.nextBoolean() ? 0x80 : 0x110000);
                text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 0x20 : point);
            }
            byte[] utf8 = ("##" + text + "\"#").getBytes(StandardCharsets.UTF_8);
            ByteBuilder out = new ByteBuilder(0);
            JsonText.escapeTo(out, utf8, 2, utf8.length - 2);

            assertThat(out.utf8()).isEqualTo(escaped(text.toString()));
        }
    }

    @Test
    void unescapesEverySpelling() {
        assertThat(unescape("")).isEmpty();
        assertThat(unescape("plain \u20ac")).isEqualTo("plain \u20ac");
        assertThat(unescape("\\\"\\\\\\/\\b\\f\\n\\r\\t")).isEqualTo("\"\\/\b\f\n\r\t");
        assertThat(unescape("\\u00e9\\u00E9\\u20aC")).isEqualTo("\u00e9\u00e9\u20ac");
        assertThat(unescape("\\\\u0041")).isEqualTo("\\u0041");
        assertThat(unescape("\\ufffd\ufffd\\ude00")).isEqualTo("\ufffd\ufffd\ude00");
    }

    @Test
    void readsNothingOutsideItsRange() {
        byte[] bytes = "\\\\a\\u0062c\\\\".getBytes(StandardCharsets.US_ASCII);

        assertThat(JsonText.unescape(bytes, 2, bytes.length - 2)).isEqualTo("abc");
        ByteBuilder out = new ByteBuilder(0);
        assertThat(JsonText.unescapeTo(out, bytes, 2, bytes.length - 2, 0)).isZero();
        assertThat(out.utf8()).isEqualTo("abc");
    }

    /** Unescapes content that comes in pieces, then what is left pending. */
    private static String utf8(List<String> pieces) {
        ByteBuilder out = new ByteBuilder(0);
        int pending = 0;
        for (String piece : pieces) {
            byte[] bytes = ("\\" + piece + "\\").getBytes(StandardCharsets.ISO_8859_1);
            pending = JsonText.unescapeTo(out, bytes, 1, bytes.length - 1, pending);
        }
        assertThat(JsonText.flush(out, pending)).isZero();
        return out.utf8();
    }

    /** Where content may be cut: not inside an escape. Bytes of one character may be. */
    private static List<Integer> cuts(String content) {
        List<Integer> cuts = new ArrayList<>();
        for (int i = 0; i < content.length(); ) {
            cuts.add(i);
            i += content.charAt(i) != '\\' ? 1 : content.charAt(i + 1) == 'u' ? 6 : 2;
        }
        cuts.add(content.length());
        return cuts;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "a\\n\\u00e9b\\\\\\\"",
                "\\ud83d\\ude00",
                "x\\ud83d\\ude00y\\uD834\\uDD1E",
                "\\ud83d",
                "\\ude00",
                "\\ud83d\\ud83d\\ude00",
                "\\ude00\\ud83dz",
                "\\ud83d\\n\\ude00",
                "\\ud83dz\\ude00",
                "\\ud83d\\u0041",
                "\\ud83d\\ud83d\\ud83d",
                "\u20ac\ud83d\ude00\\ud83d\u00e9\\u0000\\ud83d\\ude00\u20ac",
            })
    void unescapesTheSameHoweverTheContentIsCut(String text) {
        String content = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        String expected = replaceUnpaired(unescape(text));
        List<Integer> cuts = cuts(content);

        for (int first : cuts) {
            for (int second : cuts) {
                if (second >= first) {
                    assertThat(utf8(List.of(
                                    content.substring(0, first),
                                    content.substring(first, second),
                                    content.substring(second))))
                            .as("cut at %d and %d", first, second)
                            .isEqualTo(expected);
                }
            }
        }
        List<String> single = new ArrayList<>();
        for (int i = 1; i < cuts.size(); i++) {
            single.add(content.substring(cuts.get(i - 1), cuts.get(i)));
        }
        assertThat(utf8(single)).isEqualTo(expected);
    }

    private static String replaceUnpaired(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(point -> out.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 0xfffd : point));
        return out.toString();
    }

    @Test
    void tellsThePendingHalfByItsCodeUnit() {
        ByteBuilder out = new ByteBuilder(0);
        byte[] half = "ab\\ud83d".getBytes(StandardCharsets.US_ASCII);

        assertThat(JsonText.unescapeTo(out, half, 0, half.length, 0)).isEqualTo(0xd83d);
        assertThat(out.utf8()).isEqualTo("ab");
        assertThat(JsonText.unescapeTo(out, half, 2, 2, 0xd83d)).isEqualTo(0xd83d);
        assertThat(JsonText.unescapeTo(out, half, 0, 1, 0xd83d)).isZero();
        assertThat(out.utf8()).isEqualTo("ab\ufffda");
    }
}
