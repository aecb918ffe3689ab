package io.gemigo.gateway.testkit.toy;

import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.transcript.ExchangeTranscript;
import io.gemigo.gateway.testkit.transcript.HttpMessageText;
import io.gemigo.gateway.testkit.transcript.HttpMessageText.Header;
import io.gemigo.gateway.testkit.transcript.Operation;
import io.gemigo.gateway.testkit.transcript.Transcript;
import io.gemigo.gateway.testkit.transcript.TranscriptInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** What is said in the toy dialect. */
public final class ToyTranscripts {
    private static final String STREAM = """
            data: {"model":"toy-1","text":"Tides "}

            data: {"model":"toy-1","text":"rise \\ud83d\\ude00 \\"and\\" f\u00e4ll"}

            data: {"model":"toy-1","text":"."}

            data: {"model":"toy-1","finish":"stop"}

            data: {"model":"toy-1","usage":[3,5]}

            data: [END]

            """;

    private ToyTranscripts() {}

    public static List<Transcript> all() {
        return List.of(
                chat(
                        "stream",
                        true,
                        200,
                        "text/event-stream",
                        STREAM,
                        "{\"started\":{\"id\":\"\"}}",
                        "{\"text\":{\"choice\":0,\"text\":\"Tides rise \\ud83d\\ude00 \\\"and\\\" f\u00e4ll.\"}}",
                        "{\"finished\":{\"choice\":0,\"reason\":\"stop\"}}",
                        "{\"usage\":{\"prompt\":3,\"completion\":5,\"total\":8}}",
                        "{\"completed\":{}}"),
                chat(
                        "error-midway",
                        true,
                        200,
                        "text/event-stream",
                        "data: {\"model\":\"toy-1\",\"text\":\"Hel\"}\n\ndata: {\"error\":\"upstream_unavailable\"}\n\n",
                        "{\"started\":{\"id\":\"\"}}",
                        "{\"text\":{\"choice\":0,\"text\":\"Hel\"}}",
                        "{\"failed\":{\"kind\":\"upstream_unavailable\",\"reason\":\"overloaded\"}}"),
                chat(
                        "unary",
                        false,
                        200,
                        "application/json",
                        "{\"model\":\"toy-1\",\"text\":\"Tides rise.\",\"finish\":\"length\",\"usage\":[3,5]}",
                        "{\"started\":{\"id\":\"\"}}",
                        "{\"text\":{\"choice\":0,\"text\":\"Tides rise.\"}}",
                        "{\"finished\":{\"choice\":0,\"reason\":\"length\"}}",
                        "{\"usage\":{\"prompt\":3,\"completion\":5,\"total\":8}}",
                        "{\"completed\":{}}"),
                chat(
                        "error-429",
                        false,
                        429,
                        "application/json",
                        "{\"error\":\"slow_down\",\"detail\":\"you are too fast\"}",
                        "{\"failed\":{\"kind\":\"rate_limited\",\"scope\":\"requests\",\"status\":429}}"),
                models());
    }

    /** The chats once more, with what goes up: the same request, naming the upstream's model. */
    public static List<ExchangeTranscript> exchanges() {
        return all().stream()
                .filter(each -> each.info().operation() == Operation.CHAT)
                .map(each -> new ExchangeTranscript(
                        each.info(),
                        each.request(),
                        message(
                                "POST /v1/chat HTTP/1.1",
                                each.request().bodyText().replace("asked-for", "toy-1")),
                        each.response(),
                        each.response(),
                        each.events()))
                .toList();
    }

    private static Transcript chat(
            String name, boolean stream, int status, String type, String answer, String... events) {
        String body = "{\"model\":\"asked-for\",\"stream\":" + stream + ",\"text\":\"How do tides \\u0077ork?\"}";
        return new Transcript(
                info(name, Operation.CHAT, stream ? "stream" : "unary"),
                message("POST /toy/chat HTTP/1.1", body, new Header("token", "tok-1")),
                message("HTTP/1.1 " + status + " X", answer, new Header("content-type", type)),
                List.of(events).stream().map(Json::parse).toList(),
                List.of());
    }

    private static Transcript models() {
        return new Transcript(
                info("models", Operation.MODEL_LIST),
                message("GET /toy/models HTTP/1.1", "", new Header("token", "tok-1")),
                message("HTTP/1.1 200 OK", "[\"toy-1\"]", new Header("content-type", "application/json")),
                List.of(Json.parse("{\"completed\":{}}")),
                List.of());
    }

    private static TranscriptInfo info(String name, Operation operation, String... tags) {
        return new TranscriptInfo("toy", name, operation, Set.of(tags), "made up");
    }

    private static HttpMessageText message(String startLine, String body, Header... headers) {
        return new HttpMessageText(startLine, List.of(headers), body.getBytes(StandardCharsets.UTF_8));
    }
}
