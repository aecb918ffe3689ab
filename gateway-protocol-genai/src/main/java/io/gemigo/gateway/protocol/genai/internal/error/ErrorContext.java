package io.gemigo.gateway.protocol.genai.internal.error;

import io.gemigo.gateway.protocol.genai.internal.wire.ReplyShape;
import org.jspecify.annotations.Nullable;

/**
 * What an error's text and shape take from the request. Immutable.
 *
 * @param version the API version called, such as {@code v1beta}
 * @param verb the method called, such as {@code generateContent}; null if none
 * @param model the model asked for, null if none
 * @param shape the form of the answer
 * @param bearer whether the only credential is a bearer token, whose refusal is 401 and not 400
 */
public record ErrorContext(
        String version, @Nullable String verb, @Nullable String model, ReplyShape shape, boolean bearer) {
    /** Of a request that has no route. */
    public static final ErrorContext NO_ROUTE = new ErrorContext("v1beta", null, null, ReplyShape.OBJECT, false);
}
