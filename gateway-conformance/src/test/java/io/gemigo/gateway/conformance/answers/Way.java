package io.gemigo.gateway.conformance.answers;

import io.gemigo.gateway.testkit.json.Json;

/**
 * A way an answer takes to its reader.
 *
 * @param events whether the client reads a stream
 */
record Way(Reader reader, String name, boolean events, Asking asking) {
    /** Asks the gateway, and answers for the upstream. */
    interface Asking {
        /**
         * Asks.
         *
         * @param answer what the upstream answers, in one piece
         */
        Heard ask(Row.Case request, Json answer);
    }

    @Override
    public String toString() {
        return name;
    }
}
