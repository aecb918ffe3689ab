package io.gemigo.gateway.conformance.answers;

import static java.util.Objects.requireNonNull;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.http.RequestTarget;
import io.gemigo.gateway.core.port.ErrorReply;
import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.core.port.ProtocolFactory;
import io.gemigo.gateway.testkit.json.Json;
import java.util.ServiceLoader;

/** Failures as the protocols tell them to whoever has asked for a chat. */
final class Refusals {
    private Refusals() {}

    static ErrorReply openAi(Failure failure) {
        return told("openai", "/v1/chat/completions", failure);
    }

    static ErrorReply genAi(Failure failure) {
        return told("genai", "/v1beta/models/qwen3-max:generateContent", failure);
    }

    static Json body(ErrorReply reply) {
        return Json.parse(reply.body());
    }

    private static ErrorReply told(String id, String path, Failure failure) {
        Protocol protocol = ServiceLoader.load(ProtocolFactory.class).stream()
                .map(found -> found.get().create())
                .filter(found -> found.id().equals(id))
                .findFirst()
                .orElseThrow();
        RequestTarget target = requireNonNull(RequestTarget.parse(path));
        HttpRequestHead head = new HttpRequestHead("POST", path, new HeaderList(), "127.0.0.1");
        return requireNonNull(protocol.route(head, target, target.segments()))
                .errors()
                .encode(failure, "req-1");
    }
}
