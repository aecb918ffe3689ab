package io.gemigo.gateway.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gemigo.gateway.core.bytes.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** L12: each limit lets itself pass and nothing over it. */
class JsonLimitsTest {
    private static void read(JsonLimits limits, String document) {
        new JsonCursor(limits).reset(Window.of(document)).finish();
    }

    private static void refuse(JsonLimits limits, String document, String problem) {
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> read(limits, document))
                .withMessageContaining(problem);
    }

    private static JsonLimits depth(int depth) {
        return new JsonLimits(depth, 100, 100, 10_000);
    }

    private static String nested(int depth) {
        return "[{\"a\":".repeat(depth / 2) + (depth % 2 == 0 ? "1" : "[]") + "}]".repeat(depth / 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 65, 127, 128, 129, 200})
    void boundsDepth(int limit) {
        read(depth(limit), nested(limit - 1));
        read(depth(limit), nested(limit));
        refuse(depth(limit), nested(limit + 1), "nested too deeply (limit " + limit + ")");
        refuse(depth(limit), "[".repeat(limit + 1), "nested too deeply");
        refuse(depth(limit), "{\"a\":".repeat(limit + 1), "nested too deeply");
    }

    @Test
    void countsDepthNotBrackets() {
        read(depth(2), "[[],[],{},[],{}]");
        read(depth(0), "1");
        refuse(depth(0), "[]", "nested too deeply");
    }

    @Test
    void refusesAMillionBracketsWithoutRecursion() {
        refuse(JsonLimits.DEFAULT, "[".repeat(1_000_000), "nested too deeply (limit 200)");
    }

    @Test
    void boundsTheBytesOfANameAsWritten() {
        JsonLimits limits = new JsonLimits(10, 6, 100, 100);

        read(limits, "{\"aaaaa\":1}");
        read(limits, "{\"aaaaaa\":1}");
        refuse(limits, "{\"aaaaaaa\":1}", "member name too long (limit 6 bytes)");
        read(limits, "{\"\u20ac\u20ac\":1}");
        refuse(limits, "{\"\u20ac\u20aca\":1}", "member name too long");
        read(limits, "{\"\\u0061\":1}");
        refuse(limits, "{\"\\u0061a\":1}", "member name too long");
        read(limits, "{\"a\":\"aaaaaaaaaa\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234", "-123", "1.23", "1e10", "1E+1", "-1e1", "0.00"})
    void boundsTheBytesOfANumberAsWritten(String number) {
        read(new JsonLimits(10, 100, 5, 100), "[" + number + "]");
        read(new JsonLimits(10, 100, 4, 100), "[" + number + "]");
        refuse(new JsonLimits(10, 100, 3, 100), "[" + number + "]", "number too long (limit 3 characters)");
    }

    @Test
    void boundsTokens() {
        String document = "{\"a\":[1,null,\"x\"]}";

        read(new JsonLimits(10, 100, 100, 9), document);
        read(new JsonLimits(10, 100, 100, 8), document);
        refuse(new JsonLimits(10, 100, 100, 7), document, "too many tokens (limit 7)");
        read(new JsonLimits(10, 100, 100, 1), " 1 ");
        refuse(new JsonLimits(10, 100, 100, 0), "1", "too many tokens");
    }

    @Test
    void countsTokensOfSkippedValuesToo() {
        JsonCursor cursor = new JsonCursor(new JsonLimits(10, 100, 100, 5)).reset(Window.of("[1,2,3,4,5]"));
        cursor.next();

        assertThatExceptionOfType(JsonException.class).isThrownBy(cursor::skipValue);
    }

    @Test
    void countsAnewAfterReset() {
        JsonCursor cursor = new JsonCursor(new JsonLimits(2, 100, 100, 4));
        for (int i = 0; i < 10; i++) {
            cursor.reset(Window.of("[[]]")).finish();
        }
        assertThat(cursor.token()).isEqualTo(JsonToken.END);
    }
}
