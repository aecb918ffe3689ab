package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.json.JsonText;
import java.nio.charset.StandardCharsets;

/** The dialect's words for finish reasons. */
public final class FinishReasons {
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

    /** The word for a reason; one outside the known ones is a natural end, since typed clients know no other words. */
    public static String word(FinishReason reason) {
        return switch (reason.kind()) {
            case STOP, OTHER -> "stop";
            case LENGTH -> "length";
            case TOOL_CALLS -> "tool_calls";
            case CONTENT_FILTER -> "content_filter";
        };
    }

    /** Whether a {@linkplain #given given} reason is spelled as clients know it. */
    static boolean known(Range range, byte[] a) {
        return range.is(a, STOP) || range.is(a, LENGTH) || range.is(a, TOOL_CALLS) || range.is(a, CONTENT_FILTER);
    }

    /** Whether the range holds a reason. */
    static boolean given(Range range, byte[] a) {
        return range.filled() && !range.is(a, NULL);
    }

    /** The reason, which must be {@linkplain #given given}. */
    static FinishReason of(Range range, byte[] a) {
        if (range.is(a, STOP)) {
            return FinishReason.STOP;
        }
        if (range.is(a, LENGTH)) {
            return FinishReason.LENGTH;
        }
        if (range.is(a, TOOL_CALLS) || range.is(a, FUNCTION_CALL)) {
            return FinishReason.TOOL_CALLS;
        }
        if (range.is(a, CONTENT_FILTER)) {
            return FinishReason.CONTENT_FILTER;
        }
        return FinishReason.other(JsonText.unescape(a, range.from, range.to));
    }
}
