package io.gemigo.gateway.conformance.pipeline;

/** Answers of the upstream, in its words. */
final class Upstream {
    static final String EVENTS = "text/event-stream;charset=UTF-8";
    static final String JSON = "application/json";
    static final String USAGE =
            "{\"prompt_tokens\":5,\"completion_tokens\":7,\"total_tokens\":12,\"prompt_tokens_details\":"
                    + "{\"cached_tokens\":2,\"text_tokens\":1,\"image_tokens\":2,\"audio_tokens\":1,\"video_tokens\":1,"
                    + "\"cache_creation_input_tokens\":1},\"completion_tokens_details\":{\"reasoning_tokens\":3}}";

    private static final String CHUNK =
            "\"object\":\"chat.completion.chunk\",\"created\":1763800000,\"system_fingerprint\":null,\"model\":\"qwen3-max\","
                    + "\"id\":\"chatcmpl-1\"}\n\n";

    private Upstream() {}

    /** A chunk with this delta. */
    static String delta(String delta) {
        return "data: {\"choices\":[{\"delta\":{" + delta
                + "},\"finish_reason\":null,\"index\":0,\"logprobs\":null}],\"usage\":null," + CHUNK;
    }

    /** A chunk of text. */
    static String text(String text) {
        return delta("\"content\":\"" + text + "\",\"reasoning_content\":null");
    }

    /** The end of a stream, usage included. */
    static String end(String reason) {
        return "data: {\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"" + reason
                + "\",\"index\":0,\"logprobs\":null}],\"usage\":null," + CHUNK + "data: {\"choices\":[],\"usage\":"
                + USAGE
                + "," + CHUNK + "data: [DONE]\n\n";
    }

    /** An answer in one piece. */
    static String whole(String text) {
        return "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"" + text
                + "\"},\"finish_reason\":\"stop\",\"index\":0,\"logprobs\":null}],\"object\":\"chat.completion\",\"usage\":"
                + USAGE
                + ",\"created\":1763800000,\"system_fingerprint\":null,\"model\":\"qwen3-max\",\"id\":\"chatcmpl-1\"}";
    }

    /** An error. */
    static String error(String code, String message) {
        return "{\"error\":{\"message\":\"" + message + "\",\"type\":\"" + code + "\",\"param\":null,\"code\":\"" + code
                + "\"},\"request_id\":\"1\"}";
    }
}
