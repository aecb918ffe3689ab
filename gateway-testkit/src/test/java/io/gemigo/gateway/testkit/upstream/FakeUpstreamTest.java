package io.gemigo.gateway.testkit.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.gemigo.gateway.testkit.json.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeUpstreamTest {

    private final FakeUpstream upstream = FakeUpstream.start();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        upstream.close();
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(upstream.uri() + path))
                .header("content-type", "application/json")
                .header("X-Mixed-Case", "Kept")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    @Test
    void answersWithEnqueuedScriptsInOrder() throws Exception {
        upstream.enqueue(Script.json(200, "{\"n\":1}"), Script.json(429, "{\"n\":2}", "retry-after: 2"));

        HttpResponse<String> first = post("/a", "{}");
        HttpResponse<String> second = post("/b", "{}");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).isEqualTo("{\"n\":1}");
        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.headers().firstValue("retry-after")).hasValue("2");
    }

    @Test
    void recordsRequestsAsTheyCame() throws Exception {
        upstream.enqueue(Script.json(200, "{}"));
        post("/v1/chat?x=%2F", "{\"model\":\"ü\"}");

        ReceivedRequest request = upstream.takeRequest();

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/v1/chat?x=%2F");
        assertThat(request.path()).isEqualTo("/v1/chat");
        assertThat(request.message().headers())
                .contains(new io.gemigo.gateway.testkit.transcript.HttpMessageText.Header("X-Mixed-Case", "Kept"));
        assertThat(request.header("x-mixed-case")).isEqualTo("Kept");
        assertThat(request.json()).isEqualTo(Json.parse("{\"model\":\"ü\"}"));
        assertThat(upstream.requestCount()).isEqualTo(1);
    }

    @Test
    void readsChunkedRequestBodies() throws Exception {
        upstream.enqueue(Script.empty().close());
        try (RawClient client = new RawClient(upstream)) {
            client.send(
                    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");

            assertThat(upstream.takeRequest().message().bodyText()).isEqualTo("abcde");
        }
    }

    @Test
    void routesByMethodAndPathWhenNothingIsEnqueued() throws Exception {
        upstream.route("POST", "/echo", Script::echo)
                .route("POST", "/fixed", request -> Script.json(200, "{\"got\":" + request.body().length + "}"));

        assertThat(post("/echo?q=1", "{\"a\":1}").body()).isEqualTo("{\"a\":1}");
        assertThat(post("/fixed", "12345").body()).isEqualTo("{\"got\":5}");
    }

    @Test
    void saysSoWhenThereIsNoScript() throws Exception {
        HttpResponse<String> response = post("/nowhere", "{}");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("no script for POST /nowhere");
    }

    @Test
    void tellsAReusedConnectionFromANewOne() throws Exception {
        upstream.enqueue(Script.json(200, "{}"), Script.json(200, "{}"), Script.json(200, "{}"));
        post("/1", "{}");
        post("/2", "{}");
        try (RawClient client = new RawClient(upstream)) {
            client.get("/3").read(1);
            ReceivedRequest first = upstream.takeRequest();
            ReceivedRequest second = upstream.takeRequest();
            ReceivedRequest third = upstream.takeRequest();

            assertThat(first.reusedConnection()).isFalse();
            assertThat(second.reusedConnection()).isTrue();
            assertThat(second.connection()).isSameAs(first.connection());
            assertThat(third.reusedConnection()).isFalse();
            assertThat(third.connection().index()).isEqualTo(1);
            assertThat(upstream.connectionCount()).isEqualTo(2);
            assertThat(upstream.openConnections()).isEqualTo(2);
        }
        upstream.awaitOpenConnections(1);
    }

    @Test
    void noticesAClientThatLeavesWhileItStalls() throws Exception {
        upstream.enqueue(Script.head(200, "content-length: 9").pass(new Gate()).write("too late!"));
        RawClient client = new RawClient(upstream).get("/");
        client.readOnce();
        ReceivedRequest request = upstream.takeRequest();
        assertThat(request.connection().isOpen()).isTrue();

        client.close();

        request.connection().awaitClientGone();
        upstream.awaitOpenConnections(0);
    }

    @Test
    void noticesAResetAndAHalfClose() throws Exception {
        Gate never = new Gate();
        upstream.enqueue(Script.empty().pass(never), Script.empty().pass(never));
        RawClient one = new RawClient(upstream).get("/");
        ReceivedRequest first = upstream.takeRequest();
        one.reset();
        first.connection().awaitClientGone();

        try (RawClient other = new RawClient(upstream).get("/")) {
            ReceivedRequest second = upstream.takeRequest();
            other.shutdownOutput();
            second.connection().awaitClientGone();
        }
    }

    @Test
    void servesConnectionsAtTheSameTime() throws Exception {
        Gate gate = new Gate();
        upstream.enqueue(
                Script.empty().pass(gate).then(Script.json(200, "1").close()),
                Script.json(200, "2").close());
        try (RawClient slow = new RawClient(upstream).get("/slow")) {
            gate.awaitWaiting();
            try (RawClient quick = new RawClient(upstream).get("/quick")) {
                assertThat(quick.readAll()).endsWith("\r\n\r\n2");
            }
            gate.release();
            assertThat(slow.readAll()).endsWith("\r\n\r\n1");
        }
    }

    @Test
    void resetsNewConnectionsWhenTold() throws Exception {
        upstream.resetNextConnections(1).enqueue(Script.json(200, "{}").close());

        assertThatIOException().isThrownBy(() -> {
            try (RawClient refused = new RawClient(upstream)) {
                refused.get("/").readAll();
                throw new IOException("an orderly end is as good as a reset to this test");
            }
        });
        try (RawClient accepted = new RawClient(upstream)) {
            assertThat(accepted.get("/").readAll()).endsWith("{}");
        }
        assertThat(upstream.connectionCount()).isEqualTo(1);
    }

    @Test
    void endsEveryConnectionAndWaitWhenClosed() throws Exception {
        upstream.enqueue(Script.empty().pass(new Gate()));
        try (RawClient stalled = new RawClient(upstream).get("/");
                RawClient idle = new RawClient(upstream)) {
            upstream.takeRequest();
            upstream.awaitOpenConnections(2);

            upstream.close();

            assertThat(stalled.readAll()).isEmpty();
            assertThat(idle.readAll()).isEmpty();
            assertThatIOException()
                    .isThrownBy(() -> new RawClient(upstream).close())
                    .isInstanceOf(ConnectException.class);
        }
    }
}
