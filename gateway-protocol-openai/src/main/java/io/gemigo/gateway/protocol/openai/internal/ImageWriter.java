package io.gemigo.gateway.protocol.openai.internal;

import io.gemigo.gateway.core.json.JsonWriter;
import java.nio.charset.StandardCharsets;

/** Writes media a model made. */
final class ImageWriter {
    private ImageWriter() {}

    /** Writes one entry of {@code images}: a data: URL in the form of the request's own image parts. */
    static void write(JsonWriter json, String mimeType, byte[] base64, int from, int to) {
        String data = new String(base64, from, to - from, StandardCharsets.US_ASCII);
        json.object().name("type").string("image_url").name("image_url").object();
        json.name("url")
                .string("data:" + mimeType + ";base64," + data)
                .endObject()
                .endObject();
    }
}
