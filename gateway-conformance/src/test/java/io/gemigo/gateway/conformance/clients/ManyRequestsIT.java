package io.gemigo.gateway.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.conformance.dashscope.FakeDashScope;
import io.gemigo.gateway.conformance.process.GatewayProcess;
import io.gemigo.gateway.conformance.process.LeakCheck;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand requests of every kind and fate under the paranoid leak detector: nothing is lost, every admitted call has
 * its one usage record, nothing stays in progress (C3, P8, S5).
 */
class ManyRequestsIT {
    private static final int REQUESTS = 10_000;
    private static final int WORKERS = 16;
    private static final int ATTEMPTS = 5;
    private static final long IDLE_WITHIN_MILLIS = 5_000;
    private static final String TOKEN = "app-token-of-many-requests-51be";
    private static final String KEY = "sk-upstream-key-of-many-requests";
    private static final String NO_RATES = """
            limits:
              rate: { perToken: off, perAddress: off }
            """;

    /** What becomes of a request; {@code admitted} calls have a usage record. */
    private enum Kind {
        RELAYED("/v1/chat/completions", openAi("false", "hi"), 200, true),
        RELAYED_STREAM("/v1/chat/completions", openAi("true", "hi"), 200, true),
        TRANSLATED("/v1beta/models/any:generateContent", genAi("hi"), 200, true),
        TRANSLATED_STREAM("/v1beta/models/any:streamGenerateContent?alt=sse", genAi("hi"), 200, true),
        TRANSLATED_ARRAY("/v1beta/models/any:streamGenerateContent", genAi("hi"), 200, true),
        MALFORMED("/v1/chat/completions", "{\"model\":", 400, false),
        REFUSED_UPSTREAM("/v1/chat/completions", openAi("true", "[[error:429]]"), 429, true),
        BROKEN_MIDWAY("/v1/chat/completions", openAi("true", "[[midway:cut]]"), 200, true),
        ABANDONED("/v1/chat/completions", openAi("true", "[[endless]]"), 200, true),
        ABANDONED_TRANSLATION("/v1beta/models/any:streamGenerateContent?alt=sse", genAi("[[endless]]"), 200, true);

        private final String path;
        private final String body;
        private final int status;
        private final boolean admitted;

        Kind(String path, String body, int status, boolean admitted) {
            this.path = path;
            this.body = body;
            this.status = status;
            this.admitted = admitted;
        }

        private static String openAi(String stream, String text) {
            return "{\"model\":\"any\",\"stream\":" + stream + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + text
                    + "\"}]}";
        }

        private static String genAi(String text) {
            return "{\"contents\":[{\"parts\":[{\"text\":\"" + text + "\"}]}]}";
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void loseNothing(@TempDir Path folder) throws Exception {
        Path config = Files.writeString(folder.resolve("gateway.yaml"), NO_RATES);
        try (FakeDashScope upstream = FakeDashScope.start(KEY, List.of(TOKEN));
                GatewayProcess gateway = GatewayProcess.builder()
                        .environment("APP_TOKENS", TOKEN)
                        .environment("UPSTREAM_API_KEY", KEY)
                        .environment("UPSTREAM_BASE_URL", upstream.baseUrl().toString())
                        .environment("GATEWAY_CONFIG", config.toString())
                        .jvmFlag(LeakCheck.JVM_FLAG)
                        .start()) {
            run(gateway.url());
            assertThat(upstream.awaitIdle(IDLE_WITHIN_MILLIS)).isEmpty();
            assertThat(upstream.violations()).isEmpty();
            LeakCheck.assertNoLeaks(gateway);
            assertThat(count(gateway, "usage")).as("usage records").isEqualTo(expectedRecords());
            assertThat(count(gateway, "access")).as("access lines").isGreaterThanOrEqualTo(REQUESTS);
        }
    }

    private static long expectedRecords() {
        long records = 0;
        for (int i = 0; i < REQUESTS; i++) {
            records += kind(i).admitted ? 1 : 0;
        }
        return records;
    }

    private static Kind kind(int request) {
        return Kind.values()[request % Kind.values().length];
    }

    private static long count(GatewayProcess gateway, String log) {
        return gateway.output().stream()
                .filter(line -> line.contains("\"log\":\"" + log + "\""))
                .count();
    }

    private void run(URI gateway) throws InterruptedException, ExecutionException {
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                int first = worker;
                all.add(workers.submit(() -> {
                    for (int i = first; i < REQUESTS; i += WORKERS) {
                        call(gateway, kind(i));
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private void call(URI gateway, Kind kind) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(gateway.resolve(kind.path))
                .header("authorization", "Bearer " + TOKEN)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(kind.body))
                .build();
        HttpResponse<InputStream> answer = send(request);
        try (InputStream body = answer.body()) {
            assertThat(answer.statusCode()).as(kind.name()).isEqualTo(kind.status);
            if (kind == Kind.ABANDONED || kind == Kind.ABANDONED_TRANSLATION) {
                assertThat(body.read()).isNotNegative();
            } else {
                assertThat(body.readAllBytes()).isNotEmpty();
            }
        }
    }

    /**
     * An answer that failed midway is followed by a close that its head could not announce, so the next request on that
     * connection may find it closed before it is read: clients try such requests again.
     */
    private HttpResponse<InputStream> send(HttpRequest request) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return client.send(request, BodyHandlers.ofInputStream());
            } catch (IOException closed) {
                if (attempt == ATTEMPTS) {
                    throw closed;
                }
            }
        }
    }
}
