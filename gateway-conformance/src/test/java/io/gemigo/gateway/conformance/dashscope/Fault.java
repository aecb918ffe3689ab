package io.gemigo.gateway.conformance.dashscope;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An answer that refuses a call.
 *
 * @param type DashScope's own word, seldom OpenAI's
 */
record Fault(int status, String type, String code, String message) {

    /** The body in OpenAI-compatible mode. */
    ObjectNode body(String requestId) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .putNull("param")
                .put("code", code);
        return body.put("request_id", requestId);
    }

    /** A body the access layer sends instead of the service: not JSON at all. */
    boolean fromAccessLayer() {
        return code.isEmpty();
    }
}
