package io.gemigo.gateway.example.jdkserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.gemigo.gateway.testkit.upstream.FakeUpstream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The example serves both protocols over the JDK's server and client. */
class JdkServerTest {
    private static final String CHAT =
            "{\"model\":\"any\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}]}";

    private final JdkLoop loop = new JdkLoop();
    private final FakeUpstream upstream = FakeUpstream.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        upstream.close();
        loop.close();
    }

    private HttpResponse<String> post(HttpServer server, String path, String body, String... headers)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .headers(headers)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void streamsFromTheDemoProvider() throws Exception {
        HttpServer server = Main.start("demo", Map.of(), 0, "secret-token", loop);
        try {
            var answer = post(server, "/v1/chat/completions", CHAT, "authorization", "Bearer secret-token");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"chat.completion.chunk\"").endsWith("data: [DONE]\n\n");
            assertThat(answer.headers().firstValue("x-request-id")).isPresent();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void refusesAWrongToken() throws Exception {
        HttpServer server = Main.start("demo", Map.of(), 0, "secret-token", loop);
        try {
            assertThat(post(server, "/v1/chat/completions", CHAT, "authorization", "Bearer other")
                            .statusCode())
                    .isEqualTo(401);
        } finally {
            server.stop(0);
        }
    }
}
