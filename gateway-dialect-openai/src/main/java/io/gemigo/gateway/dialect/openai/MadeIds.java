package io.gemigo.gateway.dialect.openai;

/** Ids for what upstreams give none to: clients match by them, or refuse what has none. */
public final class MadeIds {
    private MadeIds() {}

    /** An answer's id. */
    public static String answer(String requestId) {
        return "chatcmpl-" + requestId;
    }

    /** A tool call's id, the same whenever it is asked for. */
    public static String toolCall(String requestId, int choice, int call) {
        return "call_" + requestId + "_" + choice + "_" + call;
    }
}
