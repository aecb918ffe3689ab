package io.gemigo.gateway.protocol.genai.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Failure.InvalidRequest;
import io.gemigo.gateway.core.error.Failure.RateLimited;
import io.gemigo.gateway.core.error.Failure.UpstreamTimeout;
import io.gemigo.gateway.core.error.Failure.UpstreamUnavailable;
import io.gemigo.gateway.core.port.ErrorReply;
import io.gemigo.gateway.protocol.genai.internal.wire.ReplyShape;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GenAiErrorEncoderTest {
    private static final ErrorContext UNARY =
            new ErrorContext("v1beta", "generateContent", "qwen3-max", ReplyShape.OBJECT, false);

    static Stream<Arguments> statuses() {
        return Stream.of(
                Arguments.of(new Failure.Unauthenticated(true), 403, "PERMISSION_DENIED"),
                Arguments.of(new Failure.Unauthenticated(false), 400, "INVALID_ARGUMENT"),
                Arguments.of(new Failure.Forbidden("model_not_allowed", "No."), 403, "PERMISSION_DENIED"),
                Arguments.of(new Failure.NotFound("nope", "x"), 404, "NOT_FOUND"),
                Arguments.of(new Failure.NotFound(null, "No such URL."), 404, "NOT_FOUND"),
                Arguments.of(new Failure.MethodNotAllowed("PUT", List.of("POST")), 405, "UNIMPLEMENTED"),
                Arguments.of(new Failure.Unsupported("Not here."), 501, "UNIMPLEMENTED"),
                Arguments.of(new InvalidRequest("x", null, "Bad."), 400, "INVALID_ARGUMENT"),
                Arguments.of(new InvalidRequest("x", "a", "Bad.", 422), 400, "INVALID_ARGUMENT"),
                Arguments.of(new Failure.TooLarge(2048), 400, "INVALID_ARGUMENT"),
                Arguments.of(new Failure.MalformedHttp(431, "x", "Headers too large."), 431, "INVALID_ARGUMENT"),
                Arguments.of(new Failure.MalformedHttp(505, "x", "Version."), 505, "UNIMPLEMENTED"),
                Arguments.of(new Failure.RequestTimeout(), 408, "DEADLINE_EXCEEDED"),
                Arguments.of(new RateLimited(RateLimited.Scope.TOKENS, null, null, 0), 429, "RESOURCE_EXHAUSTED"),
                Arguments.of(new Failure.QuotaExhausted("Used up.", null), 429, "RESOURCE_EXHAUSTED"),
                Arguments.of(new Failure.UpstreamRefused(401), 500, "INTERNAL"),
                Arguments.of(unavailable(UpstreamUnavailable.Reason.CONNECT), 503, "UNAVAILABLE"),
                Arguments.of(unavailable(UpstreamUnavailable.Reason.RESET), 503, "UNAVAILABLE"),
                Arguments.of(unavailable(UpstreamUnavailable.Reason.ACCOUNT), 503, "UNAVAILABLE"),
                Arguments.of(new UpstreamTimeout(UpstreamTimeout.Phase.IDLE, 0), 504, "DEADLINE_EXCEEDED"),
                Arguments.of(new Failure.UpstreamMalformed("html", 200), 500, "INTERNAL"),
                Arguments.of(new Failure.ClientGone(), 499, "CANCELLED"),
                Arguments.of(new Failure.Overloaded("Too much to do.", null), 503, "UNAVAILABLE"),
                Arguments.of(new Failure.ShuttingDown(null), 503, "UNAVAILABLE"),
                Arguments.of(new Failure.Internal(), 500, "INTERNAL"),
                Arguments.of(new Failure.ContentBlocked(true, 400), 200, ""));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void saysEveryKindInTheDialectsWords(Failure failure, int status, String word) {
        ErrorReply reply = new GenAiErrorEncoder(UNARY).encode(failure, "req-1");
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.headers().get("content-type")).isEqualTo("application/json; charset=UTF-8");
        if (status != 200) {
            Json error = Json.parse(reply.body()).at("error");
            assertThat(error.at("code").asLong()).isEqualTo(status);
            assertThat(error.at("status").asString()).isEqualTo(word);
            assertThat(error.at("message").asString()).isNotEmpty();
            assertThat(error.at("requestId").asString()).isEqualTo("req-1");
        }
    }

    @Test
    void leavesNoKindOut() {
        Set<Failure.Kind> seen = EnumSet.noneOf(Failure.Kind.class);
        statuses().forEach(arguments -> seen.add(((Failure) arguments.get()[0]).kind()));
        assertThat(seen).containsExactlyInAnyOrder(Failure.Kind.values());
    }

    @Test
    void answersABadBearerTokenWith401() {
        ErrorContext bearer = new ErrorContext("v1beta", "generateContent", "m", ReplyShape.OBJECT, true);
        ErrorReply reply = new GenAiErrorEncoder(bearer).encode(new Failure.Unauthenticated(false), "r");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(error(reply).at("status").asString()).isEqualTo("UNAUTHENTICATED");
        assertThat(error(reply).has("details")).isFalse();
    }

    @Test
    void namesTheModelTheClientAskedFor() {
        assertThat(error(new GenAiErrorEncoder(UNARY).encode(new Failure.NotFound("", "x"), "r"))
                        .at("message")
                        .asString())
                .startsWith("models/qwen3-max is not found for API version v1beta, or is not supported for "
                        + "generateContent.");
    }

    @Test
    void tellsThatTheUpstreamRefusesTheGatewaysKeyWithoutBlamingTheClients() {
        ErrorReply reply = new GenAiErrorEncoder(UNARY).encode(new Failure.UpstreamRefused(401), "r");
        assertThat(error(reply).at("message").asString()).isEqualTo("upstream authentication failed");
    }

    @Test
    void tellsOtherRefusalsOfTheUpstreamAsTheyAre() {
        for (int status : new int[] {0, 402, 404}) {
            Failure refused = new Failure.UpstreamRefused(status);
            assertThat(error(new GenAiErrorEncoder(UNARY).encode(refused, "r"))
                            .at("message")
                            .asString())
                    .isEqualTo(refused.message());
        }
        assertThat(error(new GenAiErrorEncoder(UNARY).encode(new Failure.UpstreamRefused(403), "r"))
                        .at("message")
                        .asString())
                .isEqualTo("upstream authentication failed");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "REQUESTS, 60 per minute, gateway/generate_content_requests, GenerateRequestsPerMinutePerApp, 60",
                "TOKENS, 90000 per minute, gateway/generate_content_tokens, GenerateTokensPerMinutePerApp, 90000",
                "CONCURRENCY, none, gateway/concurrent_requests, ConcurrentRequestsPerApp, none",
                "FAILED_CREDENTIALS, many, gateway/failed_credentials, FailedCredentialsPerMinutePerAddress, none",
            })
    void namesTheLimitThatIsReached(RateLimited.Scope scope, String limit, String metric, String id, String value) {
        Json error = error(
                new GenAiErrorEncoder(UNARY).encode(new RateLimited(scope, limit, Duration.ofSeconds(26), 0), "r"));
        assertThat(error.at("message").asString()).endsWith(" Please retry in 26s.");
        String quotaValue = value == null ? "" : ",\"quotaValue\":\"" + value + "\"";
        JsonAssert.assertSame(
                "[{\"@type\":\"type.googleapis.com/google.rpc.QuotaFailure\",\"violations\":[{\"quotaMetric\":\""
                        + metric
                        + "\",\"quotaId\":\"" + id + "\",\"quotaDimensions\":{\"model\":\"qwen3-max\"}" + quotaValue
                        + "}]},"
                        + "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"26s\"}]",
                error.at("details").toString());
    }

    @Test
    void tellsAnUpstreamsLimitWithoutNamingAQuota() {
        Json error = error(new GenAiErrorEncoder(UNARY)
                .encode(new RateLimited(RateLimited.Scope.TOKENS, "9", Duration.ofMillis(3250), 429), "r"));
        assertThat(error.at("message").asString())
                .isEqualTo("The model is rate limited at the moment. Please retry in 3.250s.");
        JsonAssert.assertSame(
                "[{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"3.250s\"}]",
                error.at("details").toString());
    }

    @Test
    void tellsWhenToTryAgain() {
        Duration wait = Duration.ofMillis(1500);
        for (Failure failure : List.of(
                new RateLimited(RateLimited.Scope.CONCURRENCY, "200 at once", wait, 0),
                new RateLimited(RateLimited.Scope.REQUESTS, null, wait, 429),
                new Failure.Overloaded("Busy.", wait),
                new Failure.ShuttingDown(wait),
                new UpstreamUnavailable(UpstreamUnavailable.Reason.OVERLOADED, wait, 503))) {
            ErrorReply reply = new GenAiErrorEncoder(UNARY).encode(failure, "r");
            assertThat(reply.headers().get("retry-after")).isEqualTo("2");
            List<Json> details = error(reply).at("details").elements();
            assertThat(details.get(details.size() - 1).at("retryDelay").asString())
                    .isEqualTo("1.500s");
        }
    }

    @Test
    void alwaysTellsWhenARateLimitPasses() {
        ErrorReply reply = new GenAiErrorEncoder(UNARY)
                .encode(new RateLimited(RateLimited.Scope.REQUESTS, "5 requests per second", null, 0), "r");
        assertThat(reply.headers().get("retry-after")).isEqualTo("1");
        Json violation = error(reply).at("details").at(0).at("violations").at(0);
        assertThat(violation.at("quotaId").asString()).contains("PerMinute");
        assertThat(violation.at("quotaValue").asString()).isEqualTo("5");
    }

    @Test
    void makesAUsedUpBudgetTerminal() {
        ErrorReply reply = new GenAiErrorEncoder(UNARY).encode(new Failure.QuotaExhausted("Used up.", null), "r");
        assertThat(error(reply)
                        .at("details")
                        .at(0)
                        .at("violations")
                        .at(0)
                        .at("quotaId")
                        .asString())
                .contains("PerDay");
    }

    @Test
    void leavesAReasonAloneThatNamesTheFieldSomewhere() {
        Json error = error(new GenAiErrorEncoder(UNARY)
                .encode(new InvalidRequest("x", "seed", "The value of seed is too large."), "r"));
        assertThat(error.at("message").asString()).isEqualTo("The value of seed is too large.");
        assertThat(error.at("details").at(0).at("fieldViolations").toString())
                .isEqualTo("[{\"field\":\"seed\",\"description\":\"The value of seed is too large.\"}]");
    }

    @Test
    void putsTheFieldInFrontOfAReasonThatDoesNotNameIt() {
        Json error = error(new GenAiErrorEncoder(UNARY)
                .encode(new InvalidRequest("x", "generation_config.top_k", "must be at least 1."), "r"));
        assertThat(error.at("message").asString()).isEqualTo("generation_config.top_k: must be at least 1.");
        Json violation = error.at("details").at(0).at("fieldViolations").at(0);
        assertThat(violation.at("field").asString()).isEqualTo("generation_config.top_k");
        assertThat(violation.at("description").asString()).isEqualTo("must be at least 1.");
    }

    @Test
    void saysThatAPromptIsTooLongInTheWordsClientsKnow() {
        assertThat(tooLong("The input (300000 tokens) is longer than the model reads (258048)."))
                .isEqualTo("The input token count (300000) exceeds the maximum number of tokens allowed (258048).");
        assertThat(tooLong("Range of input length should be [1, 129024]"))
                .isEqualTo("The input token count exceeds the maximum number of tokens allowed (129024).");
        assertThat(tooLong("Limit 131072, requested 140000 (130000 in messages, 10000 in the answer)"))
                .isEqualTo("The input token count exceeds the maximum number of tokens allowed.");
    }

    private static String tooLong(String said) {
        return error(new GenAiErrorEncoder(UNARY)
                        .encode(new InvalidRequest(InvalidRequest.CONTEXT_LENGTH_EXCEEDED, "messages", said), "r"))
                .at("message")
                .asString();
    }

    @Test
    void givesABlockedPromptTheShapeOfTheAnswer() {
        Failure blocked = new Failure.ContentBlocked(true, 400);
        String feedback = "{\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"},"
                + "\"modelVersion\":\"m\",\"responseId\":\"r\"}";
        assertThat(text(blocked, ReplyShape.OBJECT)).isEqualTo(feedback);
        assertThat(text(blocked, ReplyShape.ARRAY)).isEqualTo("[" + feedback + "]");
        assertThat(text(blocked, ReplyShape.SSE)).isEqualTo("data: " + feedback + "\r\n\r\n");
        assertThat(contentType(blocked, ReplyShape.OBJECT)).isEqualTo("application/json; charset=UTF-8");
        assertThat(contentType(blocked, ReplyShape.ARRAY)).isEqualTo("application/json; charset=UTF-8");
        assertThat(contentType(blocked, ReplyShape.SSE)).isEqualTo("text/event-stream");
    }

    @Test
    void countsABlockedPrompt() {
        ErrorContext context = new ErrorContext("v1", "generateContent", "m", ReplyShape.OBJECT, false);
        List<Usage> told = new ArrayList<>();
        ErrorReply reply = new GenAiErrorEncoder(context, failure -> failure, told::add)
                .encode(new Failure.ContentBlocked(true, 400), "r", Usage.estimate(9, 0));
        JsonAssert.assertSame(
                "{\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"},"
                        + "\"usageMetadata\":{\"promptTokenCount\":9,\"totalTokenCount\":9},"
                        + "\"modelVersion\":\"m\",\"responseId\":\"r\"}",
                new String(reply.body(), java.nio.charset.StandardCharsets.UTF_8));
        assertThat(told).containsExactly(Usage.estimate(9, 0));
    }

    @Test
    void givesABlockedAnswerAFinishReason() {
        Json candidate = Json.parse(text(new Failure.ContentBlocked(false, 200), ReplyShape.OBJECT))
                .at("candidates")
                .at(0);
        assertThat(candidate.at("finishReason").asString()).isEqualTo("PROHIBITED_CONTENT");
        assertThat(candidate.at("content").at("parts").elements()).hasSize(1);
    }

    @Test
    void saysABlockedPromptAsAnErrorWhereNothingIsGenerated() {
        ErrorContext count = new ErrorContext("v1", "countTokens", "m", ReplyShape.OBJECT, false);
        assertThat(new GenAiErrorEncoder(count)
                        .encode(new Failure.ContentBlocked(true, 400), "r")
                        .status())
                .isEqualTo(400);
    }

    private static String contentType(Failure failure, ReplyShape shape) {
        ErrorContext context = new ErrorContext("v1", "generateContent", "m", shape, false);
        return new GenAiErrorEncoder(context).encode(failure, "r").headers().get("content-type");
    }

    private static String text(Failure failure, ReplyShape shape) {
        ErrorContext context = new ErrorContext("v1", "generateContent", "m", shape, false);
        ErrorReply reply = new GenAiErrorEncoder(context).encode(failure, "r");
        assertThat(reply.status()).isEqualTo(200);
        return new String(reply.body(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Failure unavailable(UpstreamUnavailable.Reason reason) {
        return new UpstreamUnavailable(reason, null, 0);
    }

    private static Json error(ErrorReply reply) {
        return Json.parse(reply.body()).at("error");
    }
}
