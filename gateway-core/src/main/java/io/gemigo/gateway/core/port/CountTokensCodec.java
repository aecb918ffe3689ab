package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.error.Outcome;

/** A protocol's codecs for one request to count tokens. Loop-confined. */
public interface CountTokensCodec {
    /** Checks and decodes a body; the request's model is the one asked for. */
    Outcome<ChatRequest> decode(Window body, Warnings warnings);

    /** The JSON of the answer. */
    byte[] encode(TokenCount count);
}
