package io.gemigo.gateway.protocol.openai.internal;

import io.gemigo.gateway.core.chat.FinishReason;

/** The finish reasons OpenAI's clients know. */
final class FinishWords {
    private FinishWords() {}

    /** The word for a reason; one outside the known ones is a natural end, since typed clients know no other words. */
    static String of(FinishReason reason, boolean functions) {
        return switch (reason.kind()) {
            case STOP, OTHER -> "stop";
            case LENGTH -> "length";
            case TOOL_CALLS -> functions ? "function_call" : "tool_calls";
            case CONTENT_FILTER -> "content_filter";
        };
    }
}
