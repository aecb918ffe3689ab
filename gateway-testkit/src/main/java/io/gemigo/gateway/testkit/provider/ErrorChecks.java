package io.gemigo.gateway.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.testkit.port.Named;
import io.gemigo.gateway.testkit.transcript.CanonicalEvents;
import io.gemigo.gateway.testkit.transcript.Mutations;
import io.gemigo.gateway.testkit.transcript.Transcript;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What must hold of answers that tell of an error. */
final class ErrorChecks {
    private static final int DAMAGED = 200;
    private static final long SEED = 20261122L;
    /** A JSON string that is prose: what an upstream writes for people, and puts anything into. */
    private static final Pattern PROSE = Pattern.compile(":\\s*\"((?:[^\"\\\\]|\\\\.)* (?:[^\"\\\\]|\\\\.)*)\"");

    private static final String[] BODIES = {
        "",
        "{",
        "{}",
        "null",
        "[]",
        "{\"error\":null}",
        "{\"error\":{}}",
        "{\"error\":\"plain\"}",
        "{\"error\":{\"message\":5,\"code\":[],\"type\":{}}}",
        "<html><body>nginx</body></html>",
        "\ufffd\u0000"
    };

    private final ProviderTck tck;

    ErrorChecks(ProviderTck tck) {
        this.tck = tck;
    }

    private Failure read(Transcript transcript, byte[] body) {
        Failure failure =
                tck.error(transcript.response().status(), transcript.response().headerList(), body);
        assertThat(failure).isNotNull();
        tck.assertDiscreet(failure);
        return failure;
    }

    void meansWhatTheTranscriptSays(Transcript transcript) {
        Failure failure = read(transcript, transcript.response().body());

        CanonicalEvents.assertSame(transcript.events(), List.of(new ChatEvent.Failed(failure)));
    }

    /** Upstreams like to repeat the key they were given, and gateways before them their own addresses. */
    void tellsNoSecrets(Transcript transcript) {
        String told = TestProviders.CANARY + " at https://"
                + tck.provider().endpoint().host() + "/v1 java.lang.IllegalStateException <html>";
        Matcher prose = PROSE.matcher(transcript.response().bodyText());
        String body = prose.replaceAll(match -> ":\"" + Matcher.quoteReplacement(match.group(1) + " " + told) + "\"");

        read(transcript, body.getBytes(StandardCharsets.UTF_8));
    }

    void isReadWhateverItHolds(Transcript transcript) {
        byte[] body = transcript.response().body();
        IntStream.range(0, body.length)
                .forEach(length ->
                        Named.check("truncated at " + length, () -> read(transcript, Arrays.copyOf(body, length))));
        Mutations.of(body, SEED, DAMAGED)
                .forEach(damaged -> Named.check(
                        "damaged to " + new String(damaged, StandardCharsets.ISO_8859_1),
                        () -> read(transcript, damaged)));
    }

    Stream<DynamicTest> anyStatus() {
        return IntStream.of(
                        201, 204, 301, 302, 400, 401, 402, 403, 404, 408, 409, 413, 418, 422, 429, 500, 502, 503, 504,
                        529, 599)
                .mapToObj(status -> DynamicTest.dynamicTest("status " + status, () -> anyBody(status)));
    }

    private void anyBody(int status) {
        for (String body : BODIES) {
            for (String wait : new String[] {"7", "-1", "soon", "99999999999999999999", ""}) {
                HeaderList headers = new HeaderList().add("retry-after", wait).add("content-type", "text/html");
                Failure failure = tck.error(status, headers, body.getBytes(StandardCharsets.UTF_8));
                tck.assertDiscreet(failure);
                assertThat(failure.kind())
                        .isNotIn(Failure.Kind.UNAUTHENTICATED, Failure.Kind.CLIENT_GONE, Failure.Kind.SHUTTING_DOWN);
                if ((status == 429 || status == 503) && wait.equals("7")) {
                    assertThat(failure.retryAfter()).as("Retry-After passed on").isEqualTo(Duration.ofSeconds(7));
                }
            }
        }
    }
}
