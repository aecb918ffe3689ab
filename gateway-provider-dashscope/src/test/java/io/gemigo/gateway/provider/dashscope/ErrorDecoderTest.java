package io.gemigo.gateway.provider.dashscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Failure.RateLimited.Scope;
import io.gemigo.gateway.core.error.Failure.UpstreamUnavailable.Reason;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.HeaderView;
import io.gemigo.gateway.dialect.openai.ErrorBody;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorDecoderTest {
    private static Failure decode(int status, String body) {
        return ErrorDecoder.decode(status, HeaderView.EMPTY, Window.of(body));
    }

    private static Failure decode(int status, String code, String message) {
        return decode(
                status,
                "{\"error\":{\"message\":\"" + message + "\",\"type\":\"t\",\"param\":null,\"code\":\"" + code
                        + "\"},\"request_id\":\"r\"}");
    }

    /** The rows of the error table: status, code, message, and what it means. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|invalid_parameter_error|Range of max_tokens should be [1, 65536]|INVALID_REQUEST",
                "400|invalid_parameter_error|<400> X: Range of input length should be [1, 258048]|INVALID_REQUEST",
                "400|invalid_value|-1 is lesser than the minimum|INVALID_REQUEST",
                "422|x|y|INVALID_REQUEST",
                "400|data_inspection_failed|Input text data may contain|CONTENT_BLOCKED",
                "400|DataInspectionFailed|Output data may contain|CONTENT_BLOCKED",
                "400|IPInfringementSuspect|x|CONTENT_BLOCKED",
                "400|FaqRuleBlocked|x|CONTENT_BLOCKED",
                "400|CustomRoleBlocked|x|CONTENT_BLOCKED",
                "400|Arrearage|Access denied|UPSTREAM_UNAVAILABLE",
                "401|invalid_api_key|Incorrect API key provided.|UPSTREAM_REFUSED",
                "401|InvalidApiKey|Invalid API-key|UPSTREAM_REFUSED",
                "403|access_denied|Access denied|UPSTREAM_REFUSED",
                "403|AccessDenied.Unpurchased|Access denied|UPSTREAM_REFUSED",
                "403|Workspace.AccessDenied|Access denied|UPSTREAM_REFUSED",
                "403|Model.AccessDenied|Access denied|NOT_FOUND",
                "403|Endpoint.AccessDenied|retired|NOT_FOUND",
                "403|AllocationQuota.FreeTierOnly|The free tier|UPSTREAM_UNAVAILABLE",
                "404|model_not_found|The model `x` does not exist|NOT_FOUND",
                "404|model_not_supported|Unsupported model x|NOT_FOUND",
                "404|ModelNotFound|x|NOT_FOUND",
                "500|internal_error|<500> InternalError.Algo: list index out of range|INVALID_REQUEST",
                "408|RequestTimeOut|x|UPSTREAM_TIMEOUT",
                "413|BadRequest.TooLarge|Payload Too Large|TOO_LARGE",
                "429|limit_requests|You exceeded your current requests list.|RATE_LIMITED",
                "429|Throttling.RateQuota|Requests rate limit exceeded|RATE_LIMITED",
                "429|insufficient_quota|You exceeded your current quota|RATE_LIMITED",
                "429|Throttling.AllocationQuota|Allocated quota exceeded|RATE_LIMITED",
                "429|insufficient_quota|Free allocated quota exceeded.|UPSTREAM_UNAVAILABLE",
                "429|insufficient_quota|month allocated quota exceeded|UPSTREAM_UNAVAILABLE",
                "429|limit_burst_rate|Request rate increased too quickly|RATE_LIMITED",
                "429|Throttling|Too many requests in route|RATE_LIMITED",
                "429|Throttling.Concurrency|x|RATE_LIMITED",
                "429|CommodityNotPurchased|x|UPSTREAM_UNAVAILABLE",
                "429|PrepaidBillOverdue|x|UPSTREAM_UNAVAILABLE",
                "429|PostpaidBillOverdue|x|UPSTREAM_UNAVAILABLE",
                "500|internal_error|An internal error has occured|UPSTREAM_UNAVAILABLE",
                "500|SystemError|x|UPSTREAM_UNAVAILABLE",
                "500|RequestTimeOut|Request timed out|UPSTREAM_TIMEOUT",
                "500|InternalError.Timeout|x|UPSTREAM_TIMEOUT",
                "503|ModelUnavailable|x|UPSTREAM_UNAVAILABLE",
                "504|x|y|UPSTREAM_TIMEOUT"
            })
    void knowsEveryRowOfTheTable(int status, String code, String message, Failure.Kind kind) {
        Failure failure = decode(status, code, message);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.upstreamStatus()).isEqualTo(status);
    }

    @Test
    void tellsAccountCapacityAndFailureApart() {
        assertThat(reason(decode(400, "Arrearage", "x"))).isEqualTo(Reason.ACCOUNT);
        assertThat(reason(decode(402, "x", "y"))).isEqualTo(Reason.ACCOUNT);
        assertThat(reason(decode(500, "ModelServingError", "x"))).isEqualTo(Reason.OVERLOADED);
        assertThat(reason(decode(500, "InternalError", "Too many requests. throttled")))
                .isEqualTo(Reason.OVERLOADED);
        assertThat(reason(decode(503, "", ""))).isEqualTo(Reason.OVERLOADED);
        assertThat(reason(decode(502, "<html>bad gateway</html>"))).isEqualTo(Reason.ERROR);
    }

    private static Reason reason(Failure failure) {
        return ((Failure.UpstreamUnavailable) failure).reason();
    }

    @Test
    void tellsRequestsAndTokensApart() {
        assertThat(scope(decode(429, "limit_requests", "x"))).isEqualTo(Scope.REQUESTS);
        assertThat(scope(decode(429, "insufficient_quota", "x"))).isEqualTo(Scope.TOKENS);
        assertThat(scope(decode(429, "Throttling.AllocationQuota", "x"))).isEqualTo(Scope.TOKENS);
        assertThat(scope(decode(429, "limit_tokens", "x"))).isEqualTo(Scope.TOKENS);
        assertThat(scope(decode(429, "Throttling", "Allocated quota exceeded"))).isEqualTo(Scope.TOKENS);
        assertThat(scope(decode(429, "limit_burst_rate", "x"))).isEqualTo(Scope.REQUESTS);
        assertThat(scope(decode(429, ""))).isEqualTo(Scope.REQUESTS);
    }

    private static Scope scope(Failure failure) {
        return ((Failure.RateLimited) failure).scope();
    }

    @Test
    void tellsBlockedPromptsAndAnswersApart() {
        assertThat(decode(400, "data_inspection_failed", "Input data may"))
                .isEqualTo(new Failure.ContentBlocked(true, 400));
        assertThat(decode(400, "data_inspection_failed", "Output data may"))
                .isEqualTo(new Failure.ContentBlocked(false, 400));
    }

    @Test
    void saysHowLongAPromptMayBe() {
        Failure failure =
                decode(400, "invalid_parameter_error", "<400> A.B: Range of input length should be [1, 258048]");
        assertThat(failure.code()).isEqualTo(Failure.InvalidRequest.CONTEXT_LENGTH_EXCEEDED);
        assertThat(failure.message()).isEqualTo("This model's maximum context length is 258048 tokens.");
        assertThat(failure.param()).isEqualTo("messages");
        Failure other = decode(400, "x", "This model's maximum context length is 1024 tokens. You gave 1025.");
        assertThat(other.code()).isEqualTo(Failure.InvalidRequest.CONTEXT_LENGTH_EXCEEDED);
        assertThat(other.message()).isEqualTo("This model's maximum context length is 1024 tokens.");
    }

    @Test
    void believesTheInnerStatus() {
        Failure failure = decode(500, "InternalError.Algo", "<429> InternalError.Algo: x [Too many requests.]");
        assertThat(failure.kind()).isEqualTo(Failure.Kind.RATE_LIMITED);
        assertThat(failure.upstreamStatus()).isEqualTo(429);
    }

    @Test
    void takesAnEmpty404ForAWrongPrefixNotForAMissingModel() {
        assertThat(decode(404, "").kind()).isEqualTo(Failure.Kind.UPSTREAM_REFUSED);
        assertThat(decode(404, "<html>nope</html>").kind()).isEqualTo(Failure.Kind.UPSTREAM_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101, 201, 204, 206, 301, 302, 304, 307})
    void takesNoRedirectAndNoOtherSuccess(int status) {
        assertThat(decode(status, "{\"choices\":[]}").kind()).isEqualTo(Failure.Kind.UPSTREAM_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "see https://help.aliyun.com/x",
                "Incorrect API key provided: sk-1234",
                "dashscope says no",
                "java.lang.NullPointerException at com.acme.Foo",
                "bad\\u0000byte",
                "<html><body>x</body></html>",
                "cannot open /var/lib/model/x"
            })
    void rewritesWhatClientsMustNotRead(String message) {
        Failure failure = decode(400, "invalid_parameter_error", message);
        assertThat(failure.message()).isEqualTo("The model does not take this request.");
    }

    @Test
    void keepsWhatHelpsTheClient() {
        Failure failure = decode(
                400, "InvalidParameter", "<400> InternalError.Algo.InvalidParameter: Range of n should be [1, 4]");
        assertThat(failure.message()).isEqualTo("Range of n should be [1, 4]");
        assertThat(failure.code()).isEqualTo("invalid_parameter_error");
    }

    @Test
    void readsHowLongToWait() {
        HeaderList seconds = new HeaderList().add("Retry-After", "7");
        assertThat(ErrorDecoder.decode(429, seconds, Window.of("")).retryAfter())
                .isEqualTo(Duration.ofSeconds(7));
        HeaderList most = new HeaderList().add("Retry-After", " 999999990 ");
        assertThat(ErrorDecoder.decode(429, most, Window.of("")).retryAfter())
                .isEqualTo(Duration.ofSeconds(999_999_990));
        HeaderList date = new HeaderList()
                .add("date", "Sun, 22 Nov 2026 10:00:00 GMT")
                .add("retry-after", "Sun, 22 Nov 2026 10:01:30 GMT");
        assertThat(ErrorDecoder.decode(503, date, Window.of("")).retryAfter()).isEqualTo(Duration.ofSeconds(90));
        HeaderList past = new HeaderList()
                .add("date", "Sun, 22 Nov 2026 10:00:00 GMT")
                .add("retry-after", "Sun, 22 Nov 2026 09:00:00 GMT");
        assertThat(ErrorDecoder.decode(503, past, Window.of("")).retryAfter()).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "-1",
                "1:",
                "/9",
                "soon",
                "1000000000",
                "99999999999999",
                "Sun, 22 Nov 2026 10:01:30 GMT"
            })
    void ignoresWaitsThatMakeNoSense(String value) {
        HeaderList headers = new HeaderList().add("retry-after", value);
        assertThat(ErrorDecoder.decode(429, headers, Window.of("")).retryAfter())
                .isNull();
    }

    @Test
    void asksToWaitAfterABurst() {
        assertThat(decode(429, "limit_burst_rate", "x").retryAfter()).isEqualTo(Duration.ofSeconds(5));
        HeaderList told = new HeaderList().add("retry-after", "9");
        assertThat(ErrorDecoder.decode(429, told, Window.of("{\"code\":\"limit_burst_rate\"}"))
                        .retryAfter())
                .isEqualTo(Duration.ofSeconds(9));
    }

    @ParameterizedTest
    @CsvSource({
        "Throttling.RateQuota, RATE_LIMITED",
        "limit_requests, RATE_LIMITED",
        "invalid_parameter_error, INVALID_REQUEST",
        "limit_tokens, RATE_LIMITED",
        "insufficient_quota, RATE_LIMITED",
        "InvalidParameter.DataNotFound, INVALID_REQUEST",
        "invalid_request_error, INVALID_REQUEST",
        "invalid_api_key, UPSTREAM_REFUSED",
        "InvalidApiKey, UPSTREAM_REFUSED",
        "AccessDenied, UPSTREAM_REFUSED",
        "unlimited, UPSTREAM_UNAVAILABLE",
        "internal_error, UPSTREAM_UNAVAILABLE",
        "data_inspection_failed, CONTENT_BLOCKED",
        ", UPSTREAM_UNAVAILABLE"
    })
    void guessesTheStatusOfAnErrorInsideAnAnswer(String code, Failure.Kind kind) {
        Failure failure = ErrorDecoder.inAnswer(0, new ErrorBody(code, null, null, null));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.upstreamStatus()).isEqualTo(200);
    }

    @Test
    void readsTheTypeWhereThereIsNoCode() {
        assertThat(decode(400, "{\"error\":{\"type\":\"Arrearage\",\"message\":\"x\"}}")
                        .kind())
                .isEqualTo(Failure.Kind.UPSTREAM_UNAVAILABLE);
    }

    @Test
    void passesFieldAndCodeOnWhereTheyLookLikeTheDialects() {
        String body = "{\"error\":{\"code\":\"%s\",\"param\":\"%s\",\"message\":\"m\"}}";
        Failure failure = decode(400, body.formatted("some_value", "messages[0].content"));
        assertThat(failure).isEqualTo(new Failure.InvalidRequest("some_value", "messages[0].content", "m", 400));
        assertThat(decode(400, body.formatted("Some.Value", "a field")))
                .isEqualTo(new Failure.InvalidRequest("invalid_parameter_error", null, "m", 400));
        assertThat(decode(400, "{\"error\":{\"message\":null}}"))
                .isEqualTo(new Failure.InvalidRequest(
                        "invalid_parameter_error", null, "The model does not take this request.", 400));
    }

    @Test
    void passesOnNoMoreThanASentence() {
        String longest = "x".repeat(300);
        assertThat(decode(400, "x", longest).message()).isEqualTo(longest);
        assertThat(decode(400, "x", longest + "x").message()).isEqualTo("The model does not take this request.");
        assertThat(decode(400, "x", "<400> ").message()).isEqualTo("The model does not take this request.");
    }

    @ParameterizedTest
    @CsvSource({
        "405, UPSTREAM_REFUSED",
        "499, UPSTREAM_REFUSED",
        "501, UPSTREAM_UNAVAILABLE",
        "599, UPSTREAM_UNAVAILABLE",
        "400, INVALID_REQUEST",
        "399, UPSTREAM_MALFORMED"
    })
    void judgesByTheStatusWhatHasNoCode(int status, Failure.Kind kind) {
        assertThat(decode(status, "").kind()).isEqualTo(kind);
    }

    @Test
    void saysWhatCameInsteadOfAnAnswer() {
        assertThat(((Failure.UpstreamMalformed) decode(299, "")).problem()).isEqualTo("answer without a body to read");
        assertThat(((Failure.UpstreamMalformed) decode(300, "")).problem()).isEqualTo("redirect");
    }

    @Test
    void passesOnHowLongCapacityIsShort() {
        HeaderList headers = new HeaderList().add("retry-after", "3");
        Failure failure = ErrorDecoder.decode(500, headers, Window.of("{\"code\":\"ModelServingError\"}"));
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(ErrorDecoder.decode(502, headers, Window.of("")).retryAfter())
                .isEqualTo(Duration.ofSeconds(3));
    }
}
