package io.gemigo.gateway.provider.dashscope;

import org.jspecify.annotations.Nullable;

/** Sentences that stand in for what a model does not understand otherwise. */
final class Instructions {
    /** The upstream refuses {@code json_object} unless a message holds the word. */
    static final String JSON = "Answer with one JSON object and nothing else.";

    static final String CALL_A_TOOL = "Call at least one of the tools.";

    private static final String WORD = "json";

    private Instructions() {}

    static String schema(@Nullable String schema) {
        return schema == null ? JSON : "Answer with JSON that fits this JSON Schema, and with nothing else: " + schema;
    }

    /** Whether a text holds the word, in any case. */
    static boolean mentionJson(String text) {
        for (int i = 0; i + WORD.length() <= text.length(); i++) {
            if (text.regionMatches(true, i, WORD, 0, WORD.length())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a range of a body holds the word, in any case. */
    static boolean mentionJson(byte[] a, int from, int to) {
        for (int i = from; i + WORD.length() <= to; i++) {
            int k = 0;
            while (k < WORD.length() && (a[i + k] | 0x20) == WORD.charAt(k)) {
                k++;
            }
            if (k == WORD.length()) {
                return true;
            }
        }
        return false;
    }
}
