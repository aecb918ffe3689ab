package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The dialect's words for finish reasons. */
final class FinishReasons {
    /** Meant as null by upstreams that make a string of everything. */
    private static final byte[] NULL = bytes("null");

    private static final byte[] STOP = bytes("stop");
    private static final byte[] LENGTH = bytes("length");
    private static final byte[] TOOL_CALLS = bytes("tool_calls");
    private static final byte[] FUNCTION_CALL = bytes("function_call");
    private static final byte[] CONTENT_FILTER = bytes("content_filter");

    private FinishReasons() {}

    private static byte[] bytes(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the range holds a reason. */
    static boolean given(Range range, byte[] a) {
        return range.filled() && !is(NULL, range, a);
    }

    /** The reason, which must be {@linkplain #given given}. */
    static FinishReason of(Range range, byte[] a) {
        if (is(STOP, range, a)) {
            return FinishReason.STOP;
        }
        if (is(LENGTH, range, a)) {
            return FinishReason.LENGTH;
        }
        if (is(TOOL_CALLS, range, a) || is(FUNCTION_CALL, range, a)) {
            return FinishReason.TOOL_CALLS;
        }
        if (is(CONTENT_FILTER, range, a)) {
            return FinishReason.CONTENT_FILTER;
        }
        return FinishReason.other(JsonText.unescape(a, range.from, range.to));
    }

    private static boolean is(byte[] word, Range range, byte[] a) {
        return Arrays.equals(word, 0, word.length, a, range.from, range.to);
    }
}
