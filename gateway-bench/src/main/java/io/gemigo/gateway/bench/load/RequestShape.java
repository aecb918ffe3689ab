package io.gemigo.gateway.bench.load;

import io.gemigo.gateway.bench.fixture.GenAiRequests;
import io.gemigo.gateway.bench.fixture.OpenAiRequests;
import io.gemigo.gateway.bench.fixture.Parts;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a client sends, and so what the gateway has to do. */
public enum RequestShape {
    /** OpenAI's chat, a model the upstream has: relayed as it comes. */
    RELAY,
    /** OpenAI's chat, a model the upstream does not have: every event is relayed with another name in it. */
    RENAME,
    /** GenAI's chat: every event is translated. */
    TRANSLATE;

    /** The path behind a base path that ends before {@code /chat/completions} or {@code /models}. */
    public String path(boolean stream) {
        return switch (this) {
            case RELAY, RENAME -> "/chat/completions";
            case TRANSLATE ->
                "/models/" + Parts.MODEL + (stream ? ":streamGenerateContent?alt=sse" : ":generateContent");
        };
    }

    /** The base path of the gateway's routes. */
    public String basePath() {
        return switch (this) {
            case RELAY, RENAME -> "/v1";
            case TRANSLATE -> "/v1beta";
        };
    }

    /** Headers that carry an app token. */
    public Map<String, String> headers(String token) {
        return switch (this) {
            case RELAY, RENAME -> Map.of("authorization", "Bearer " + token);
            case TRANSLATE -> Map.of("x-goog-api-key", token);
        };
    }

    /** A body that asks for a model, if the shape leaves a choice. */
    public byte[] body(String model, int promptChars, boolean stream) {
        return switch (this) {
            case RELAY -> OpenAiRequests.chat(model, promptChars, stream);
            case RENAME -> OpenAiRequests.chat(Parts.ALIAS, promptChars, stream);
            case TRANSLATE -> GenAiRequests.generate(promptChars);
        };
    }

    /** What stands near the end of a whole answer only. */
    public byte[] ending(boolean stream) {
        String words = this == TRANSLATE ? "\"STOP\"" : stream ? "[DONE]" : "\"stop\"";
        return words.getBytes(StandardCharsets.US_ASCII);
    }
}
