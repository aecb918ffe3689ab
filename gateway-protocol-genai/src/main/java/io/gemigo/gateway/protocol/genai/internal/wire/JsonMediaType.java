package io.gemigo.gateway.protocol.genai.internal.wire;

/** The content type of JSON answers: clients parse an error's body only if it contains {@code application/json}. */
public final class JsonMediaType {
    /** The header's value. */
    public static final String VALUE = "application/json; charset=UTF-8";

    private JsonMediaType() {}
}
