package io.gemigo.gateway.core.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FailureTest {
    /** Stands for what an upstream or a bug would put into a free text that is not meant for clients. */
    private static final String SECRET = "sk-s3cret https://upstream.example/v1";

    private static final List<Failure> FAILURES = failures();

    private static List<Failure> failures() {
        Duration wait = Duration.ofSeconds(2);
        List<Failure> failures = new ArrayList<>(List.of(
                new Failure.Unauthenticated(true),
                new Failure.Unauthenticated(false),
                new Failure.Forbidden("model_not_allowed", "The app may not use this model."),
                new Failure.NotFound(null, "There is no such route."),
                new Failure.NotFound("m", "There is no such model."),
                new Failure.MethodNotAllowed("PUT", List.of("GET", "POST")),
                new Failure.Unsupported("Not served here."),
                new Failure.InvalidRequest(Failure.InvalidRequest.INVALID_VALUE, "n", "Must be at least 1."),
                new Failure.ContentBlocked(true, 400),
                new Failure.ContentBlocked(false, 0),
                new Failure.TooLarge(2_097_152),
                new Failure.MalformedHttp(415, "unsupported_content_type", "Content-Type must be application/json."),
                new Failure.RequestTimeout(),
                new Failure.QuotaExhausted("The budget is used up.", wait),
                new Failure.UpstreamRefused(401),
                new Failure.UpstreamMalformed(SECRET, 200),
                new Failure.ClientGone(),
                new Failure.Overloaded("Too many calls in progress.", wait),
                new Failure.ShuttingDown(wait),
                new Failure.Internal()));
        for (Failure.RateLimited.Scope scope : Failure.RateLimited.Scope.values()) {
            failures.add(new Failure.RateLimited(scope, "1200 requests per minute", wait, 0));
            failures.add(new Failure.RateLimited(scope, null, null, 429));
        }
        for (Failure.UpstreamUnavailable.Reason reason : Failure.UpstreamUnavailable.Reason.values()) {
            failures.add(new Failure.UpstreamUnavailable(reason, wait, 503));
        }
        for (Failure.UpstreamTimeout.Phase phase : Failure.UpstreamTimeout.Phase.values()) {
            failures.add(new Failure.UpstreamTimeout(phase, 504));
        }
        return failures;
    }

    @Test
    void comesInEveryKindHere() {
        assertThat(FAILURES.stream().map(Failure::kind).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(Failure.Kind.class));
        assertThat(Failure.class.getPermittedSubclasses()).hasSameSizeAs(Failure.Kind.values());
    }

    @Test
    void hasAStableWordAndASentenceInEveryKind() {
        assertThat(FAILURES).allSatisfy(failure -> {
            assertThat(failure.code()).matches("[a-z][a-z_]*");
            assertThat(failure.message()).isNotBlank().endsWith(".");
            assertThat(failure.fault()).isNotNull();
        });
    }

    @Test
    void showsClientsNothingThatIsMeantForLogs() {
        assertThat(FAILURES).allSatisfy(failure -> {
            assertThat(failure.message())
                    .doesNotContain(SECRET)
                    .doesNotContain("http")
                    .doesNotContain("Exception");
            if (failure.upstreamStatus() > 0) {
                assertThat(failure.message()).doesNotContain(Integer.toString(failure.upstreamStatus()));
            }
        });
    }

    @Test
    void showsMalformedAndUnknownCredentialsAlike() {
        assertThat(new Failure.Unauthenticated(false).code()).isEqualTo("invalid_api_key");
        assertThat(new Failure.Unauthenticated(true).code()).isEqualTo("missing_api_key");
    }

    @Test
    void blamesWhoeverSetTheLimit() {
        Failure.RateLimited.Scope scope = Failure.RateLimited.Scope.REQUESTS;

        assertThat(new Failure.RateLimited(scope, null, null, 0).fault()).isEqualTo(Fault.CLIENT);
        assertThat(new Failure.RateLimited(scope, null, null, 429).fault()).isEqualTo(Fault.UPSTREAM);
        assertThat(new Failure.RateLimited(Failure.RateLimited.Scope.CONCURRENCY, null, null, 0).code())
                .isEqualTo("concurrency_limit_exceeded");
    }

    @Test
    void blamesNobodyButTheUpstreamForItsFailures() {
        assertThat(FAILURES)
                .filteredOn(failure -> failure.kind().name().startsWith("UPSTREAM_"))
                .allMatch(failure -> failure.fault() == Fault.UPSTREAM);
    }

    @Test
    void promisesNothingToThoseWhomWaitingDoesNotHelp() {
        assertThat(new Failure.UpstreamUnavailable(Failure.UpstreamUnavailable.Reason.ACCOUNT, null, 400).retryable())
                .isFalse();
        assertThat(FAILURES)
                .filteredOn(failure -> failure.fault() == Fault.CLIENT && failure.retryable())
                .extracting(Failure::kind)
                .containsOnly(Failure.Kind.REQUEST_TIMEOUT, Failure.Kind.RATE_LIMITED);
    }

    @Test
    void namesTheFieldAtFault() {
        assertThat(new Failure.NotFound("m", "No.").param()).isEqualTo("model");
        assertThat(new Failure.NotFound(null, "No.").param()).isNull();
        assertThat(new Failure.InvalidRequest("c", "n", "No.").param()).isEqualTo("n");
        assertThat(new Failure.InvalidRequest("c", "n", "No.").upstreamStatus()).isZero();
        assertThat(new Failure.Internal().param()).isNull();
    }

    @Test
    void comesInThePlaceOfAValue() {
        Failure failure = new Failure.Internal();
        Outcome<String> failed = Outcome.failed(failure);

        assertThat(failed.failure()).isSameAs(failure);
        assertThatIllegalStateException().isThrownBy(failed::value);
        assertThat(Outcome.of("x").value()).isEqualTo("x");
        assertThat(Outcome.of("x").failure()).isNull();
    }
}
