package io.gemigo.gateway.conformance.answers;

import io.gemigo.gateway.core.error.Failure;

/**
 * A failure, and what clients read of it. Immutable.
 *
 * @param type OpenAI's {@code error.type}
 * @param code OpenAI's {@code error.code}, {@code null} in words if there is none
 * @param genAi GenAI's HTTP status
 * @param status GenAI's {@code error.status}, or what the answer says instead of an error
 */
record ErrorRow(String when, Failure failure, int openAi, String type, String code, int genAi, String status) {
    @Override
    public String toString() {
        return when;
    }
}
