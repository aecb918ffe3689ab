package io.gemigo.gateway.conformance.http;

import java.io.IOException;

/** The client closed its connection while an answer was still owed to it. */
public final class PeerGoneException extends IOException {
    private static final long serialVersionUID = 1L;

    PeerGoneException(String message) {
        super(message);
    }
}
