package io.gemigo.gateway.protocol.openai.internal;

import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.dialect.openai.FinishReasons;

/** The finish reasons OpenAI's clients know, in the older function form or not. */
final class FinishWords {
    private FinishWords() {}

    /** The word for a reason. */
    static String of(FinishReason reason, boolean functions) {
        return functions && reason.kind() == FinishReason.Kind.TOOL_CALLS
                ? "function_call"
                : FinishReasons.word(reason);
    }
}
