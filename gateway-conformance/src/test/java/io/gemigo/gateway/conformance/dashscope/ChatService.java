package io.gemigo.gateway.conformance.dashscope;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gemigo.gateway.conformance.http.RawResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** {@code POST /chat/completions}: refuses what DashScope refuses, fails as told, answers otherwise. Thread-safe. */
final class ChatService {
    private static final long HANG_MILLIS = 30_000;

    private final Gates gates;

    ChatService(Gates gates) {
        this.gates = gates;
    }

    void answer(Exchange exchange, RawResponse response) throws IOException, InterruptedException {
        ChatCall call = new ChatCall(exchange.body());
        Script script = call.script();
        Answer answer = Answer.to(call);
        if (script.has("hang")) {
            response.pause(HANG_MILLIS);
        }
        Optional<Fault> fault = ChatRules.violatedBy(call).or(() -> scripted(script, exchange.attempt()));
        if (fault.isPresent()) {
            refuse(fault.get(), call, script, answer, response);
            return;
        }
        ModelOutput output = Model.answer(call, script);
        exchange.billed(output.usage(call));
        if (call.streams()) {
            new StreamedAnswer(call, script, answer, gates).play(output, response);
        } else {
            answerWhole(UnaryShape.of(answer, output, output.usage(call)), script, answer, response);
        }
    }

    private static Optional<Fault> scripted(Script script, int attempt) {
        return script.argument("error")
                .or(() -> script.argument("once").filter(name -> attempt == 1))
                .map(Faults::named);
    }

    private static void answerWhole(ObjectNode body, Script script, Answer answer, RawResponse response)
            throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = answer.headers("application/json");
        if (script.has("midway")) {
            response.sendTruncated(200, headers, bytes, bytes.length / 2);
        } else {
            response.send(200, headers, bytes);
        }
    }

    /** A refused stream gets its error in the framing of the stream, as seen of the real service for 4xx. */
    private static void refuse(Fault fault, ChatCall call, Script script, Answer answer, RawResponse response)
            throws IOException {
        String contentType = "application/json";
        String body = fault.body(answer.requestId()).toString();
        if (fault.fromAccessLayer()) {
            contentType = "text/html";
            body = "<html><head><title>" + fault.status() + "</title></head><body><h1>" + fault.message()
                    + "</h1></body></html>";
        } else if (call.streams() && fault.status() == 400) {
            contentType = "text/event-stream;charset=UTF-8";
            body = "data: " + body + "\n\n";
        }
        Map<String, String> headers = new HashMap<>(answer.headers(contentType));
        script.argument("retry-after").ifPresent(seconds -> headers.put("retry-after", seconds));
        response.send(fault.status(), headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
