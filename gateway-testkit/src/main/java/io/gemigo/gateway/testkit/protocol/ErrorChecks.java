package io.gemigo.gateway.testkit.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.ErrorEncoder;
import io.gemigo.gateway.core.port.ErrorReply;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.port.Named;
import io.gemigo.gateway.testkit.port.SampleFailures;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold of the rendering of failures before the first byte. */
final class ErrorChecks {
    private static final int OK = 200;

    private final AnswerReader reader;

    ErrorChecks(AnswerReader reader) {
        this.reader = reader;
    }

    void rendersEveryFailure(ErrorEncoder errors) {
        for (Failure failure : SampleFailures.all()) {
            Named.check(failure.kind() + " " + failure.code(), () -> renders(errors, failure));
        }
    }

    private void renders(ErrorEncoder errors, Failure failure) {
        ErrorReply reply = errors.encode(failure, ChatReply.REQUEST_ID);
        String contentType = reply.headers().get("content-type");
        if (contentType == null) {
            throw new AssertionError("no content type");
        }
        if (reply.status() == OK) {
            assertThat(failure.kind()).as("a failure answered with 200").isEqualTo(Failure.Kind.CONTENT_BLOCKED);
            List<Json> lines = reader.read(contentType.startsWith("text/event-stream"), reply.body());
            assertThat(lines).isNotEmpty();
            assertThat(lines.get(lines.size() - 1).has("failed")).isTrue();
        } else {
            assertThat(reply.status()).isBetween(400, 599);
            assertThat(contentType).startsWith("application/json");
            Json.parse(reply.body());
            assertThat(new String(reply.body(), StandardCharsets.UTF_8))
                    .contains(ChatReply.REQUEST_ID)
                    .doesNotContain("stream without an end")
                    .doesNotContain("null.");
        }
        reply.headers().forEach((name, value) -> {
            assertThat(name).matches("[A-Za-z0-9-]+");
            assertThat(value).doesNotContainPattern("[\\x00-\\x08\\x0a-\\x1f\\x7f]");
        });
        retryAfter(reply, failure.retryAfter());
    }

    private static void retryAfter(ErrorReply reply, @Nullable Duration wait) {
        if (wait != null && (reply.status() == 429 || reply.status() == 503)) {
            assertThat(reply.headers().get("retry-after"))
                    .as("retry-after in seconds, rounded up")
                    .isEqualTo(Long.toString((wait.toMillis() + 999) / 1000));
        }
    }
}
