package io.gemigo.gateway.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gemigo.gateway.core.bytes.Window;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCursorTest {
    private static final String DOCUMENT =
            " {\"na\\u006de\" : \"v\\n\", \"n\":-1.5e3,\"l\":[true ,false,null,{}],\"\":\"\"} ";

    private final JsonCursor cursor = new JsonCursor(JsonLimits.DEFAULT);

    private JsonCursor at(String document) {
        return cursor.reset(Window.of(document));
    }

    /** The cursor on the only value of a document. */
    private JsonCursor on(String value) {
        at(value).next();
        return cursor;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private List<String> walk() {
        List<String> seen = new ArrayList<>();
        while (cursor.next() != JsonToken.END) {
            seen.add(cursor.token() + "|" + slice(cursor.from(), cursor.to()) + "|"
                    + slice(cursor.outerFrom(), cursor.outerTo()) + "|" + cursor.depth() + "|" + cursor.escaped());
        }
        return seen;
    }

    private String slice(int from, int to) {
        return new String(cursor.array(), from, to - from, StandardCharsets.UTF_8);
    }

    private static final String[] WALK = {
        "OBJECT_START|{|{|1|false",
        "NAME|na\\u006de|\"na\\u006de\"|1|true",
        "STRING|v\\n|\"v\\n\"|1|true",
        "NAME|n|\"n\"|1|false",
        "NUMBER|-1.5e3|-1.5e3|1|false",
        "NAME|l|\"l\"|1|false",
        "ARRAY_START|[|[|2|false",
        "TRUE|true|true|2|false",
        "FALSE|false|false|2|false",
        "NULL|null|null|2|false",
        "OBJECT_START|{|{|3|false",
        "OBJECT_END|}|}|2|false",
        "ARRAY_END|]|]|1|false",
        "NAME||\"\"|1|false",
        "STRING||\"\"|1|false",
        "OBJECT_END|}|}|0|false"
    };

    @Test
    void namesEachTokenWithThePositionsOfItsBytes() {
        at(DOCUMENT);

        assertThat(cursor.token()).isEqualTo(JsonToken.START);
        assertThat(walk()).containsExactly(WALK);
        assertThat(cursor.token()).isEqualTo(JsonToken.END);
    }

    @Test
    void givesAbsolutePositionsInAWindowThatDoesNotStartAtZero() {
        byte[] array = ("\"][,0" + DOCUMENT + "1,]}\"").getBytes(StandardCharsets.UTF_8);

        cursor.reset(Window.of(array, 5, 5 + DOCUMENT.length()));
        assertThat(walk()).containsExactly(WALK);

        cursor.reset(array, 5, 5 + DOCUMENT.length()).next();
        assertThat(cursor.from()).isEqualTo(6);
        assertThat(cursor.array()).isSameAs(array);
    }

    @Test
    void startsAfreshWhenReset() {
        at("[[[{\"a\\n\":");
        assertThatExceptionOfType(JsonException.class).isThrownBy(cursor::finish);
        at(DOCUMENT);
        assertThat(walk()).containsExactly(WALK);

        at("{\"a\":[\"b\\n\"");
        cursor.next();
        cursor.next();
        at(DOCUMENT);
        assertThat(cursor.depth()).isZero();
        assertThat(cursor.escaped()).isFalse();
        assertThat(walk()).containsExactly(WALK);
    }

    @Test
    void cannotBeReadPastTheEnd() {
        on("1").next();

        assertThatIllegalStateException().isThrownBy(cursor::next);
        cursor.finish();
        assertThat(cursor.token()).isEqualTo(JsonToken.END);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "\"a\\n\"",
                "true",
                "[]",
                "{}",
                "[1,[2,{\"a\":[]}],\"]\"]",
                "{\"a\":{\"b\":[1,2]},\"c\":\"}\"}"
            })
    void skipsAValueWhole(String value) {
        at("{\"a\":" + value + " , \"b\":2}");
        cursor.next();
        cursor.next();
        cursor.next();
        int begin = cursor.outerFrom();
        cursor.skipValue();

        assertThat(slice(begin, cursor.outerTo())).isEqualTo(value);
        assertThat(cursor.depth()).isEqualTo(1);
        assertThat(cursor.next()).isEqualTo(JsonToken.NAME);
        assertThat(cursor.is(ascii("b"))).isTrue();
        cursor.skipMember();
        assertThat(cursor.next()).isEqualTo(JsonToken.OBJECT_END);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-0.50E+1", "\"a\\n\"", "null", "[]", "{ }", "[ 1, [2 ,{\"a\" : []}],\"]\"]"})
    void copiesAValueAsWritten(String value) {
        at("[ " + value + " ,7]");
        cursor.next();
        cursor.next();

        assertThat(new String(cursor.rawValue(), StandardCharsets.UTF_8)).isEqualTo(value);
        assertThat(cursor.next()).isEqualTo(JsonToken.NUMBER);
        assertThat(new String(cursor.raw(), StandardCharsets.UTF_8)).isEqualTo("7");
        cursor.finish();
    }

    @Test
    void copiesAScalarWithItsQuotes() {
        assertThat(new String(on("\"a\\n\"").raw(), StandardCharsets.UTF_8)).isEqualTo("\"a\\n\"");
    }

    @Test
    void skipsOnlyWhereAValueBegins() {
        at("{\"a\":1}");
        assertThatIllegalStateException().isThrownBy(cursor::skipValue);
        cursor.next();
        cursor.next();
        assertThatIllegalStateException().isThrownBy(cursor::skipValue);
        assertThatIllegalStateException().isThrownBy(cursor::rawValue);
        cursor.next();
        cursor.next();
        assertThatIllegalStateException().isThrownBy(cursor::skipValue);
    }

    @Test
    void checksWhatItSkips() {
        at("[{\"a\":[1,\"\\x\"]}]");
        cursor.next();
        cursor.next();
        assertThatExceptionOfType(JsonException.class).isThrownBy(cursor::skipValue);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "model, true",
                "\\u006dodel, true",
                "\\u006D\\u006f\\u0064\\u0065\\u006c, true",
                "mode, false",
                "models, false",
                "Model, false",
                "\\u006dode, false",
                "model\\u0000, false",
                "\\u004dodel, false",
                "m\\u00f6del, false",
                "mod\\/el, false"
            })
    void comparesNamesAsTheyRead(String written, boolean same) {
        at("{\"" + written + "\":0}");
        cursor.next();
        cursor.next();

        assertThat(cursor.is(ascii("model"))).isEqualTo(same);
        assertThat(cursor.text().equals("model")).isEqualTo(same);
    }

    @Test
    void comparesStringsToo() {
        assertThat(on("\"t\\u0065xt\"").is(ascii("text"))).isTrue();
        assertThat(on("\"\"").is(ascii(""))).isTrue();
        assertThat(on("\"true\"").is(ascii("true"))).isTrue();
    }

    @Test
    void givesTextsUnescaped() {
        assertThat(on("\"\"").text()).isEmpty();
        assertThat(on("\"\u00e9\u20ac\ud83d\ude00\"").text()).isEqualTo("\u00e9\u20ac\ud83d\ude00");
        assertThat(on("\"\\\"\\\\\\/\\b\\f\\n\\r\\tx\"").text()).isEqualTo("\"\\/\b\f\n\r\tx");
        assertThat(on("\"\\u00e9\\uD83D\\uDE00-\\u0000\"").text()).isEqualTo("\u00e9\ud83d\ude00-\u0000");
        assertThat(on("-1.50").text()).isEqualTo("-1.50");
        assertThat(on("null").text()).isEqualTo("null");
    }

    @Test
    void keepsLoneSurrogatesOfEscapes() {
        assertThat(on("\"a\\ud83db\"").text()).isEqualTo("a\ud83db");
        assertThat(on("\"\\ude00\\ud83d\"").text()).isEqualTo("\ude00\ud83d");
        assertThat(on("\"\\ud83d\ud83d\ude00\"").text()).isEqualTo("\ud83d\ud83d\ude00");
    }

    @Test
    void forgetsTheEscapesOfAnEarlierToken() {
        at("[\"\\n\",12,\"b\"]");
        cursor.next();
        cursor.next();
        assertThat(cursor.escaped()).isTrue();
        cursor.next();
        assertThat(cursor.escaped()).isFalse();
        assertThat(cursor.text()).isEqualTo("12");
        cursor.next();
        assertThat(cursor.escaped()).isFalse();
        assertThat(cursor.text()).isEqualTo("b");
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                -1,
                9,
                10,
                99999999999999999L,
                -99999999999999999L,
                999999999999999999L,
                -999999999999999999L,
                1000000000000000000L,
                -1000000000000000000L,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                Long.MAX_VALUE - 1,
                Long.MIN_VALUE + 1
            })
    void readsIntegersUpToTheBoundsOfALong(long value) {
        on(Long.toString(value));

        assertThat(cursor.isLong()).isTrue();
        assertThat(cursor.longValue()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775808",
                "-9223372036854775809",
                "9999999999999999999",
                "99999999999999999999",
                "-99999999999999999999",
                "100000000000000000000",
                "1.0",
                "1e3",
                "1E3",
                "-1.5",
                "0.0",
                "\"1\"",
                "true",
                "[]",
                "null"
            })
    void takesNothingElseForALong(String value) {
        assertThat(on(value).isLong()).isFalse();
    }

    @Test
    void readsMinusZeroAsZero() {
        assertThat(on("-0").isLong()).isTrue();
        assertThat(cursor.longValue()).isZero();
    }

    @Test
    void readsDoubles() {
        assertThat(on("-1.25e2").doubleValue()).isEqualTo(-125.0);
        assertThat(on("7").doubleValue()).isEqualTo(7.0);
        assertThat(on("1e999").doubleValue()).isInfinite();
        assertThat(on("1e-999").doubleValue()).isZero();
    }

    @Test
    void doesNotConfuseTheKindsOfManyLevels() {
        StringBuilder open = new StringBuilder();
        StringBuilder close = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            boolean object = i % 3 == 0 || i % 7 == 0;
            open.append(object ? "{\"a\":" : "[");
            close.insert(0, object ? '}' : ']');
        }

        at(open + "1" + close).finish();
        at(open + "1" + close);
        while (cursor.depth() < 130) {
            cursor.next();
        }
        cursor.skipValue();
        cursor.finish();
        String crossed = close.toString().replace(']', '#').replace('}', ']').replace('#', '}');
        at(open + "1" + crossed);
        assertThatExceptionOfType(JsonException.class).isThrownBy(cursor::finish);
    }
}
