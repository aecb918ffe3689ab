package io.gemigo.gateway.protocol.genai.internal.reply;

import java.nio.charset.StandardCharsets;

/** What is the same in every answer, ready to be copied. */
final class Fragments {
    /** Opens an answer up to its first candidate's parts. */
    static final byte[] PARTS = ascii("{\"candidates\":[{\"content\":{\"parts\":[");

    /** Opens a further candidate up to its parts. */
    static final byte[] MORE_PARTS = ascii(",{\"content\":{\"parts\":[");

    /** Opens a text part. */
    static final byte[] TEXT = ascii("{\"text\":\"");

    private Fragments() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
