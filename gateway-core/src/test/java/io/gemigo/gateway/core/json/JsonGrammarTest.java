package io.gemigo.gateway.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is JSON and what is not, rule by rule: RFC 8259, and RFC 3629 for the bytes of strings. */
class JsonGrammarTest {
    private final JsonCursor cursor = new JsonCursor(JsonLimits.DEFAULT);

    /** Reads to the end, with bytes around the document that would make it valid or invalid if they were read. */
    private void read(byte[] document) {
        for (String around : new String[] {"", "\"", "]}", "0", " ", "u0041", "\u0080"}) {
            byte[] garbage = around.getBytes(StandardCharsets.ISO_8859_1);
            byte[] array = new byte[garbage.length * 2 + document.length];
            System.arraycopy(garbage, 0, array, 0, garbage.length);
            System.arraycopy(document, 0, array, garbage.length, document.length);
            System.arraycopy(garbage, 0, array, garbage.length + document.length, garbage.length);
            cursor.reset(array, garbage.length, garbage.length + document.length)
                    .finish();
        }
    }

    private JsonException refused(byte[] document) {
        JsonException first = null;
        for (byte garbage : new byte[] {' ', '"', '0', ']', '}', 'e', (byte) 0x80, (byte) 0xbf}) {
            byte[] array = new byte[document.length + 20];
            Arrays.fill(array, garbage);
            System.arraycopy(document, 0, array, 10, document.length);
            JsonException problem = null;
            try {
                cursor.reset(array, 10, 10 + document.length).finish();
            } catch (JsonException expected) {
                problem = expected;
            }
            assertThat(problem).as("refused among bytes %d", garbage).isNotNull();
            assertThat(problem.offset()).isBetween(0, document.length);
            assertThat(problem.problem()).isNotBlank();
            if (first != null) {
                assertThat(problem.offset()).isEqualTo(first.offset());
                assertThat(problem.problem()).isEqualTo(first.problem());
            }
            first = problem;
        }
        return first;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // structures
                "[]",
                "{}",
                "[[]]",
                "[{}]",
                "{\"a\":{}}",
                "{\"a\":[]}",
                "[[],[[]],{}]",
                "[1,2,3]",
                "[[1],[2]]",
                "{\"a\":1,\"b\":2}",
                "{\"\":0}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"a\":[{\"a\":1}]}}",
                "[null,1,\"1\",{}]",
                "{\"\\u0061\":1}",
                "{\"a\\nb\":1}",
                "{\"\u00fc\":1}",
                // white space
                " []",
                "[] ",
                "\t\r\n [ \t\r\n] \t\r\n",
                "{ }",
                "{ \"a\" : 1 , \"b\" : [ 1 , 2 ] }",
                "[1\n,2]",
                "\n\n1\n\n",
                // literals, also as whole documents
                "true",
                "false",
                "null",
                "[true,false,null]",
                " null ",
                "\"\"",
                "\"a\"",
                "0",
                "-1",
                // numbers
                "[0]",
                "[-0]",
                "[10]",
                "[-12]",
                "[0.0]",
                "[0.1]",
                "[-0.1]",
                "[1.5]",
                "[0e1]",
                "[0E1]",
                "[0e+1]",
                "[0e-1]",
                "[1e1]",
                "[1E22]",
                "[1e+2]",
                "[1e-2]",
                "[1.5e10]",
                "[0.00001]",
                "[1e999]",
                "[-1e-999]",
                "[123e00]",
                "[9.09]",
                "[123456789012345678901234567890]",
                "[20e1]",
                "[0e0]",
                "[1.000]",
                // strings
                "[\"\"]",
                "[\" \"]",
                "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
                "[\"\\u0000\"]",
                "[\"\\u12aB\"]",
                "[\"\\\\u0000\"]",
                "[\"\\uD83D\\ude00\"]",
                "[\"\\ud800\"]",
                "[\"\\udc00\"]",
                "[\"\\ude00\\ud83d\"]",
                "[\"\\ud83d\\n\"]",
                "[\"\u007f\"]",
                "[\"\u0080\"]",
                "[\"\u07ff\"]",
                "[\"\u0800\"]",
                "[\"\ud7ff\"]",
                "[\"\ue000\"]",
                "[\"\uffff\"]",
                "[\"\ud800\udc00\"]",
                "[\"\udbff\udfff\"]",
                "[\"\ufeff\"]",
                "[\"\u2028\u2029\"]",
                "[\"//\"]",
                "[\"/**/\"]",
                "[\"a,b:c]}\"]",
                "[\"\\\\\"]",
                "[\"\\\\\\\"\"]",
                "\"\\\"\"",
                "[\"\u20ac\ud834\udd1e \u00e9x\"]",
            })
    void accepts(String document) {
        read(utf8(document));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // no document, or more than one
                "",
                " ",
                "\n",
                "[][]",
                "{}{}",
                "1 2",
                "1,2",
                "[],",
                "[]x",
                "[]]",
                "{}}",
                "null null",
                "\"a\"\"b\"",
                "[]\u0000",
                "[] //",
                "true]",
                "\"a\"x",
                "[]#",
                "{}\u00a0",
                // arrays
                "[",
                "]",
                "[,",
                "[,]",
                "[1,]",
                "[1,,2]",
                "[,1]",
                "[1 2]",
                "[1 true]",
                "[\"a\" \"b\"]",
                "[\"\": 1]",
                "[1:2]",
                "[1}",
                "[[]",
                "[]]",
                "[[1]2]",
                "[1[2]]",
                "[{}{}]",
                "[1,",
                "[1,2",
                "[\"a\"",
                "[(]",
                "[x]",
                "[*]",
                "[a]",
                "[\u00fc]",
                "['a']",
                "[;1]",
                "[1;2]",
                "[1, ,2]",
                "[\u000b]",
                "[\f]",
                "[\u00a0]",
                "[\u2028]",
                "[\u2060]",
                "[\u0000]",
                "[1\u0000]",
                "[\\n]",
                // objects
                "{",
                "}",
                "{,",
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":1,,\"b\":2}",
                "{,\"a\":1}",
                "{\"a\" 1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\"::1}",
                "{:1}",
                "{1:1}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1]",
                "{null:1}",
                "{[]:1}",
                "{\"a\":1",
                "{\"a\":",
                "{\"a\"",
                "{\"a",
                "{\"",
                "{\"a\":1,",
                "{\"a\",1}",
                "{\"a\":1:2}",
                "{\"a\":1,2}",
                "{{}:1}",
                "{\"a\":1,\"b\"}",
                "{\"a\";1}",
                "{\"a\"=1}",
                "{\"a\":1;}",
                "{true:1}",
                "{\"a\":b}",
                "{\"a\":\"b}",
                "{\"a\"\"b\"}",
                "{\"a\":1/**/}",
                "{\"a\":1//\n}",
                "{//\n\"a\":1}",
                "{\"a\":1#\n}",
                "{\"a\":\"b\"}#",
                "{\"a\":'b'}",
                "{ ]",
                "{\"a\" b}",
                // literals
                "[nul]",
                "[nulll]",
                "[tru]",
                "[truee]",
                "[fals]",
                "[falsey]",
                "[True]",
                "[NULL]",
                "[TRUE]",
                "n",
                "t",
                "f",
                "nul",
                "[NaN]",
                "NaN",
                "[Infinity]",
                "[-Infinity]",
                "[Inf]",
                "[-NaN]",
                "[undefined]",
                "[nan]",
                "tRue",
                "[truefalse]",
                "[n]",
                "[t",
                "[fal]",
                "[n\u0000ll]",
                "None",
                // numbers
                "[01]",
                "[-01]",
                "[00]",
                "[-00]",
                "[012]",
                "[1.]",
                "[.1]",
                "[-.1]",
                "[-]",
                "[+1]",
                "[++1]",
                "[--1]",
                "[+-1]",
                "[1e]",
                "[1e+]",
                "[1e-]",
                "[1E]",
                "[0e]",
                "[0e+]",
                "[1.e1]",
                "[.e1]",
                "[1.5.5]",
                "[1e1.5]",
                "[1e1e1]",
                "[1ee1]",
                "[1-2]",
                "[1+2]",
                "[0x10]",
                "[0b1]",
                "[1f]",
                "[1L]",
                "[1_000]",
                "[1 000]",
                "[1,000.]",
                "[-a]",
                "[- 1]",
                "[1e 1]",
                "[-2.]",
                "[0.e1]",
                "[2.e3]",
                "[2.e-3]",
                "[2.e+3]",
                "[0.3e]",
                "[0.3e+]",
                "[1.0e]",
                "[1.0e-]",
                "[1.0e+]",
                "[9.e+]",
                "[1ea]",
                "[1.a]",
                "[0a]",
                "[1a]",
                "[-1x]",
                "[\uff11]",
                "[1\u00bd]",
                "-",
                "1.",
                "1e",
                "1e-",
                "01",
                "-01",
                "[1e\uff11]",
                "[\u0661]",
                "[1\u0661]",
                "[1e+-1]",
                "[1.+1]",
                "[1/2]",
                // strings
                "\"",
                "\"a",
                "[\"]",
                "[\"a]",
                "[\"\\\"]",
                "[\"\\",
                "[\"\\\\\\\"]",
                "[\"\\x00\"]",
                "[\"\\a\"]",
                "[\"\\v\"]",
                "[\"\\0\"]",
                "[\"\\'\"]",
                "[\"\\ \"]",
                "[\"\\U0041\"]",
                "[\"\\u\"]",
                "[\"\\u0\"]",
                "[\"\\u00\"]",
                "[\"\\u004\"]",
                "[\"\\u004g\"]",
                "[\"\\u 041\"]",
                "[\"\\u+041\"]",
                "[\"\\u-041\"]",
                "[\"\\u00 1\"]",
                "[\"\\uD834\\uDd\"]",
                "[\"\\uD834\\x\"]",
                "[\"\\u{41}\"]",
                "[\"\\\uff55\"]",
                "[\"\\u\uff10\uff10\uff14\uff11\"]",
                "[\"\\\u0000\"]",
                "[\"\\\n\"]",
                "[\"\\u123",
                "[\"\n\"]",
                "[\"\t\"]",
                "[\"\r\"]",
                "[\"\b\"]",
                "[\"\u0000\"]",
                "[\"\u001f\"]",
                "[\"a\u0000b\"]",
                "'a'",
                "[\u201ca\u201d]",
                "\"\\u\"",
                "\"\\",
                "\"\\u004",
                "\"a\\\"",
                "[\"a\u001fb\"]",
            })
    void refuses(String document) {
        refused(utf8(document));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // stray continuation bytes and bytes that never occur
                "80",
                "bf",
                "8080",
                "c0",
                "c1",
                "f5",
                "f8",
                "fc",
                "fe",
                "ff",
                "f5808080",
                "f888808080",
                "fc8480808080",
                "feff",
                "fffe",
                // overlong
                "c080",
                "c0af",
                "c1bf",
                "e08080",
                "e080af",
                "e09fbf",
                "f0808080",
                "f08080af",
                "f08fbfbf",
                // surrogates, alone and as the pair of CESU-8
                "eda080",
                "edadbf",
                "edae80",
                "edafbf",
                "edb080",
                "edbfbf",
                "eda0bdedb880",
                // over U+10FFFF
                "f4908080",
                "f4bfbfbf",
                "f7bfbfbf",
                // cut short, by a byte of ASCII or by the quote
                "c2",
                "c241",
                "df",
                "e0",
                "e0a0",
                "e0a041",
                "e1",
                "e180",
                "e18041",
                "e14180",
                "ef",
                "efbf",
                "f0",
                "f090",
                "f09080",
                "f0908041",
                "f0904180",
                "f0419080",
                "f4",
                "f48f",
                "f48fbf",
                "f1808041",
                // wrong in the last byte, or in the one after an allowed one
                "c2c0",
                "e0a0c0",
                "e180ff",
                "f09080c0",
                "f0908000",
                "c27f",
                "e0a07f",
                "c3a9a9",
                "e282aca0",
            })
    void refusesMalformedUtf8(String hex) {
        byte[] bad = HexFormat.of().parseHex(hex);

        refused(join(utf8("[\""), bad, utf8("\"]")));
        refused(join(utf8("[\"text before "), bad, utf8(" and after\"]")));
        refused(join(utf8("{\""), bad, utf8("\":1}")));
        refused(join(utf8("[\""), bad));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c280",
                "dfbf",
                "e0a080",
                "ecbfbf",
                "ed9fbf",
                "ee8080",
                "efbfbf",
                "f0908080",
                "f3bfbfbf",
                "f48fbfbf"
            })
    void acceptsTheOutermostCodePointsOfEachLength(String hex) {
        byte[] good = HexFormat.of().parseHex(hex);

        read(join(utf8("\""), good, utf8("\"")));
        read(join(utf8("{\""), good, good, utf8("\":\""), good, utf8("x"), good, utf8("\"}")));
    }

    @Test
    void agreesWithTheJdkOnEverySequenceOfTwoBytesAndOnMostOfThree() {
        for (int first = 0x80; first < 0x100; first++) {
            for (int second = 0x00; second < 0x100; second++) {
                sameVerdictAsTheJdk(new byte[] {(byte) first, (byte) second});
                for (int third : new int[] {0x41, 0x7f, 0x80, 0xbf, 0xc0, 0xff}) {
                    sameVerdictAsTheJdk(new byte[] {(byte) first, (byte) second, (byte) third});
                    sameVerdictAsTheJdk(new byte[] {(byte) first, (byte) second, (byte) third, (byte) 0x80});
                }
            }
        }
    }

    private void sameVerdictAsTheJdk(byte[] content) {
        for (byte b : content) {
            if (b >= 0 && b < ' ' || b == '"' || b == '\\') {
                return;
            }
        }
        boolean wellFormed = JacksonOracle.wellFormedUtf8(content);
        boolean accepted = true;
        byte[] document = join(utf8("\""), content, utf8("\""));
        try {
            cursor.reset(document, 0, document.length).finish();
        } catch (JsonException refused) {
            accepted = false;
        }
        if (accepted != wellFormed) {
            assertThat(accepted).as(HexFormat.of().formatHex(content)).isEqualTo(wellFormed);
        }
    }

    @Test
    void refusesAByteOrderMark() {
        refused(utf8("\ufeff[]"));
        refused(utf8("[]\ufeff"));
        refused(HexFormat.of().parseHex("feff005b005d"));
        refused(HexFormat.of().parseHex("5b005d00"));
    }

    @Test
    void refusesEveryRawControlByteInAStringAndNoOther() {
        for (int b = 0; b < 0x80; b++) {
            byte[] document = {'[', '"', (byte) b, '"', ']'};
            if (b < 0x20 || b == '"' || b == '\\') {
                assertThat(refused(document).offset()).as("byte %d", b).isGreaterThanOrEqualTo(2);
            } else {
                read(document);
            }
        }
    }

    @Test
    void refusesADocumentCutAtAnyByte() {
        byte[] document =
                utf8(" { \"a\\u00e9\\n\" : [ -10.50e+2 , \"x\\ud83d\\ude00\u20ac\ud834\udd1e\" , true,false,null ]"
                        + ",\"b\":{\"c\":[[],{}]}} ");
        read(document);
        for (int end = 0; end < document.length - 1; end++) {
            refused(Arrays.copyOf(document, end));
        }
        read(Arrays.copyOf(document, document.length - 1));
    }

    @Test
    void saysWhereTheMistakeIs() {
        assertThat(refused(utf8("{\"a\": 01}"))).returns(6, JsonException::offset);
        assertThat(refused(utf8("[1,\"ab\ncd\"]"))).returns(6, JsonException::offset);
        assertThat(refused(utf8("[1,\"a\\x\"]"))).returns(5, JsonException::offset);
        assertThat(refused(utf8("[] []"))).returns(3, JsonException::offset);
        assertThat(refused(utf8("{\"a\" 1}"))).returns(5, JsonException::offset);
        assertThat(refused(utf8("[tru"))).returns(4, JsonException::offset);
        assertThat(refused(utf8("[trux]"))).returns(1, JsonException::offset);
    }

    @Test
    void repeatsNothingOfTheDocumentInItsMessages() {
        for (String document :
                new String[] {"[s3cret]", "[\"s3cret", "{\"s3cret\"}", "[1 s3cret]", "s3cret", "{s3cret:1}"}) {
            JsonException problem = refused(utf8(document));
            assertThat(problem.getMessage()).doesNotContain("s3cret");
            assertThat(problem.getStackTrace()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[ ,1]", "[1 2]", "{\"a\" 1}", "[] []", "1 2", "[\"\\x\"]", "[nul,1]", "{\"a\":}", "]", "[1e,2]"
            })
    void cannotBeReadOnBehindAMistake(String document) {
        byte[] bytes = utf8(document);
        cursor.reset(bytes, 0, bytes.length);
        assertThatExceptionOfType(JsonException.class).isThrownBy(cursor::finish);

        for (int i = 0; i < 5; i++) {
            assertThatExceptionOfType(JsonException.class).isThrownBy(cursor::next);
            assertThatExceptionOfType(JsonException.class).isThrownBy(cursor::finish);
            assertThat(cursor.token()).isNotEqualTo(JsonToken.END);
        }
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
