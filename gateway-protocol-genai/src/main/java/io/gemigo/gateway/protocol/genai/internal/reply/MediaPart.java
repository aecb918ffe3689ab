package io.gemigo.gateway.protocol.genai.internal.reply;

import io.gemigo.gateway.core.json.JsonWriter;

/** Writes media of an answer as a part. */
final class MediaPart {
    private MediaPart() {}

    static void write(JsonWriter json, String mimeType, byte[] a, int from, int to) {
        json.object().name("inlineData").object();
        json.name("mimeType").string(mimeType);
        json.name("data").escaped(a, from, to);
        json.endObject().endObject();
    }
}
