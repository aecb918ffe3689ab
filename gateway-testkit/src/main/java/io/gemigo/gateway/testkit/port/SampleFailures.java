package io.gemigo.gateway.testkit.port;

import io.gemigo.gateway.core.error.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Failures of every kind, for whatever has to take them all. Stateless, thread-safe. */
public final class SampleFailures {
    /** A text that must never stand in a header, and must be escaped in JSON. */
    public static final String NASTY = "\"quoted\" \\ \r\nx-evil: 1\u0000\u2028 \ud83d\ude00 \ud83d </script>";

    private SampleFailures() {}

    /** At least one of each kind, of each reason, scope and phase, plain ones and such with hostile texts. */
    public static List<Failure> all() {
        List<Failure> all = new ArrayList<>();
        clientFaults(all);
        limits(all);
        upstreamFaults(all);
        all.add(new Failure.ClientGone());
        all.add(new Failure.Overloaded("Too many calls.", Duration.ofSeconds(1)));
        all.add(new Failure.Overloaded("Too many calls.", null));
        all.add(new Failure.ShuttingDown(null));
        all.add(new Failure.ShuttingDown(Duration.ofMillis(1500)));
        all.add(new Failure.Internal());
        assertComplete(all);
        return List.copyOf(all);
    }

    private static void clientFaults(List<Failure> all) {
        all.add(new Failure.Unauthenticated(true));
        all.add(new Failure.Unauthenticated(false));
        all.add(new Failure.Forbidden("model_not_allowed", "This app may not use the model."));
        all.add(new Failure.Forbidden("forbidden", NASTY));
        all.add(new Failure.NotFound(null, "There is no such route."));
        all.add(new Failure.NotFound("no-such-model", "The model no-such-model does not exist."));
        all.add(new Failure.NotFound(NASTY, NASTY));
        all.add(new Failure.MethodNotAllowed("DELETE", List.of("GET", "POST")));
        all.add(new Failure.Unsupported("This gateway does not serve files."));
        all.add(new Failure.InvalidRequest(Failure.InvalidRequest.INVALID_JSON, null, "The body is not JSON."));
        all.add(new Failure.InvalidRequest(Failure.InvalidRequest.MISSING, "messages[0].role", "No role."));
        all.add(new Failure.InvalidRequest("invalid_parameter_error", "max_tokens", "Out of range.", 400));
        all.add(new Failure.InvalidRequest(
                Failure.InvalidRequest.CONTEXT_LENGTH_EXCEEDED, "messages", "Too long.", 400));
        all.add(new Failure.InvalidRequest(Failure.InvalidRequest.INVALID_VALUE, NASTY, NASTY));
        all.add(new Failure.ContentBlocked(true, 400));
        all.add(new Failure.ContentBlocked(false, 0));
        all.add(new Failure.TooLarge(2L << 20));
        for (int status : new int[] {400, 414, 415, 417, 431, 501, 505}) {
            all.add(new Failure.MalformedHttp(status, "bad_request", "The request is malformed."));
        }
        all.add(new Failure.RequestTimeout());
    }

    private static void limits(List<Failure> all) {
        for (Failure.RateLimited.Scope scope : Failure.RateLimited.Scope.values()) {
            all.add(new Failure.RateLimited(scope, "2 per minute per app", Duration.ofMillis(1500), 0));
            all.add(new Failure.RateLimited(scope, null, null, 429));
        }
        all.add(new Failure.QuotaExhausted("The budget is used up.", null));
        all.add(new Failure.QuotaExhausted("The budget is used up.", Duration.ofHours(1)));
    }

    private static void upstreamFaults(List<Failure> all) {
        all.add(new Failure.UpstreamRefused(401));
        for (Failure.UpstreamUnavailable.Reason reason : Failure.UpstreamUnavailable.Reason.values()) {
            all.add(new Failure.UpstreamUnavailable(reason, Duration.ofSeconds(5), 503));
            all.add(new Failure.UpstreamUnavailable(reason, null, 0));
        }
        for (Failure.UpstreamTimeout.Phase phase : Failure.UpstreamTimeout.Phase.values()) {
            all.add(new Failure.UpstreamTimeout(phase, 0));
        }
        all.add(new Failure.UpstreamMalformed("stream without an end", 200));
        all.add(new Failure.UpstreamMalformed(NASTY, 0));
    }

    /** A kind added to the taxonomy is missing here until someone thinks of it. */
    private static void assertComplete(List<Failure> all) {
        Set<Failure.Kind> missing = EnumSet.allOf(Failure.Kind.class);
        all.forEach(failure -> missing.remove(failure.kind()));
        if (!missing.isEmpty()) {
            throw new AssertionError("no sample of " + missing);
        }
    }
}
