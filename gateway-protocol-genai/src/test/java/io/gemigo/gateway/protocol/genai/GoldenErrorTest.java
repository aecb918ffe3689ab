package io.gemigo.gateway.protocol.genai;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Failure.InvalidRequest;
import io.gemigo.gateway.core.error.Failure.RateLimited;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.port.ErrorReply;
import io.gemigo.gateway.core.port.Route;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import io.gemigo.gateway.testkit.transcript.ExchangeTranscript;
import io.gemigo.gateway.testkit.transcript.HttpMessageText;
import io.gemigo.gateway.testkit.transcript.Transcripts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded exchange that ends in an error before the first byte: the failure to the client's bytes. */
class GoldenErrorTest {
    /** What goes wrong in each; null where the route itself, or the credential, says so. */
    static Stream<Arguments> errors() {
        Map<String, Failure> failures = new TreeMap<>();
        failures.put("error-bad-key", new Failure.Unauthenticated(false));
        failures.put("error-bad-key-array", new Failure.Unauthenticated(false));
        failures.put("error-missing-key", new Failure.Unauthenticated(true));
        failures.put("error-model", new Failure.NotFound("nope", "The model does not exist."));
        failures.put(
                "error-quota",
                new RateLimited(
                        RateLimited.Scope.REQUESTS, "60 requests per minute per app", Duration.ofSeconds(26), 0));
        failures.put(
                "error-too-long",
                new InvalidRequest(
                        InvalidRequest.CONTEXT_LENGTH_EXCEEDED,
                        "messages",
                        "The prompt has 300000 tokens, the model reads 258048."));
        failures.put(
                "image-on-text-model",
                new InvalidRequest(
                        InvalidRequest.UNSUPPORTED_VALUE,
                        "messages[0].content[0]",
                        "model qwen3-max does not accept image/png input."));
        failures.put(
                "unsupported-tool",
                new InvalidRequest(InvalidRequest.UNSUPPORTED_VALUE, "tools", "Web search is not supported."));
        failures.put("blocked-prompt", new Failure.ContentBlocked(true, 400));
        failures.put("not-implemented", null);
        return failures.entrySet().stream().map(each -> Arguments.of(exchange(each.getKey()), each.getValue()));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void writesTheError(ExchangeTranscript exchange, Failure failure) {
        HttpMessageText request = exchange.clientRequest();
        HttpMessageText expected = exchange.clientResponse();
        HttpRequestHead head = Requests.head(request);
        Route route = Requests.route(head);
        if (route instanceof Route.Chat chat) {
            assertThat(chat.codec()
                            .decode(Window.of(request.body()), new Warnings())
                            .failure())
                    .isNull();
        }
        ErrorReply reply = route.errors()
                .encode(
                        route instanceof Route.Refused refused ? refused.failure() : failure,
                        "req-1",
                        Usage.estimate(9, 0));

        assertThat(reply.status()).isEqualTo(expected.status());
        expected.headers()
                .forEach(
                        header -> assertThat(reply.headers().get(header.name())).isEqualTo(header.value()));
        JsonAssert.assertSame(comparable(Json.parse(expected.body())), comparable(Json.parse(reply.body())));
    }

    /** Without what a recording cannot know: ids. */
    private static Json comparable(Json body) {
        if (body.kind() == Json.Kind.ARRAY) {
            return new Json.ArrayValue(
                    body.elements().stream().map(GoldenErrorTest::comparable).toList());
        }
        Map<String, Json> members = new LinkedHashMap<>(body.members());
        members.remove("responseId");
        if (members.containsKey("error")) {
            Map<String, Json> error = new LinkedHashMap<>(members.get("error").members());
            error.remove("requestId");
            members.put("error", new Json.ObjectValue(error));
        }
        return new Json.ObjectValue(members);
    }

    private static ExchangeTranscript exchange(String name) {
        return Transcripts.loadExchanges("genai").stream()
                .filter(each -> each.info().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
