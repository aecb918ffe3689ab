package io.gemigo.gateway.protocol.genai.internal.error;

import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.protocol.genai.internal.wire.UsageMetadata;

/**
 * A blocked prompt or answer is no error here but an answer of status 200: clients branch on {@code promptFeedback} and on
 * the finish reason.
 */
final class BlockedAnswer {
    private BlockedAnswer() {}

    static void write(JsonWriter json, Failure.ContentBlocked blocked, Usage usage, String model, String responseId) {
        json.object();
        if (blocked.input()) {
            json.name("promptFeedback").object();
            json.name("blockReason").string("PROHIBITED_CONTENT").endObject();
        } else {
            json.name("candidates").array().object();
            json.name("content").object().name("parts").array();
            json.object().name("text").string("").endObject().endArray();
            json.name("role").string("model").endObject();
            json.name("finishReason").string("PROHIBITED_CONTENT").name("index").number(0);
            json.endObject().endArray();
        }
        if (!usage.equals(Usage.NONE)) {
            UsageMetadata.write(json.name("usageMetadata"), usage, true);
        }
        json.name("modelVersion").string(model).name("responseId").string(responseId);
        json.endObject();
    }
}
