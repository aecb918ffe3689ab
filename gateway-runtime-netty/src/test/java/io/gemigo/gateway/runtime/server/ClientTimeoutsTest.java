package io.gemigo.gateway.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.runtime.testing.LeakCheck;
import io.gemigo.gateway.runtime.testing.ListenerExtension;
import io.gemigo.gateway.runtime.testing.RawClient;
import io.gemigo.gateway.runtime.testing.RawResponse;
import io.gemigo.gateway.runtime.testing.StubApplication;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that take too long, with limits short enough to wait for. */
@ExtendWith(LeakCheck.class)
class ClientTimeoutsTest {
    @RegisterExtension
    static final ListenerExtension SERVER = new ListenerExtension();

    private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final Duration BRIEF = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofMinutes(5);

    private static HttpListener listener(Duration header, Duration body, Duration idle) throws IOException {
        ListenerSettings settings = ListenerExtension.anyPort().with(new ClientTimeouts(header, body, idle, LONG));
        return SERVER.serve(settings, StubApplication.echo());
    }

    @Test
    void headThatDoesNotEndIsAnswered() throws Exception {
        HttpListener listener = listener(BRIEF, LONG, LONG);
        try (RawClient client = RawClient.connect(listener.address())) {
            RawResponse response = client.refusal("GET /x HTTP/1.1\r\nHost:");
            assertThat(response.status()).as("T1").isEqualTo(408);
            assertThat(response.header("connection")).isEqualTo("close");
        }
    }

    @Test
    void headOfALaterRequestIsTimedFromItsFirstByte() throws Exception {
        HttpListener listener = listener(BRIEF, LONG, LONG);
        try (RawClient client = RawClient.connect(listener.address())) {
            assertThat(client.send(GET).response().status()).isEqualTo(200);
            RawResponse response = client.refusal("GET /x HTTP/1.1\r\nHost:");
            assertThat(response.status()).as("T1").isEqualTo(408);
        }
    }

    @Test
    void silentConnectionIsClosedWithoutAWord() throws Exception {
        HttpListener listener = listener(BRIEF, LONG, LONG);
        try (RawClient client = RawClient.connect(listener.address())) {
            assertThat(client.rest()).as("T1").isEmpty();
        }
    }

    @Test
    void idleConnectionIsClosedWithoutAWord() throws Exception {
        HttpListener listener = listener(LONG, LONG, BRIEF);
        try (RawClient client = RawClient.connect(listener.address())) {
            assertThat(client.send(GET).response().status()).isEqualTo(200);
            assertThat(client.rest()).as("T3").isEmpty();
        }
    }

    @Test
    void bodyThatDoesNotEndIsAnswered() throws Exception {
        HttpListener listener = listener(LONG, BRIEF, LONG);
        try (RawClient client = RawClient.connect(listener.address())) {
            RawResponse response = client.refusal("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc");
            assertThat(response.status()).as("T2").isEqualTo(408);
            assertThat(response.body()).isEqualTo("request_timeout");
            assertThat(response.header("connection")).isEqualTo("close");
        }
    }

    @Test
    void chunkedBodyThatDoesNotEndIsAnswered() throws Exception {
        HttpListener listener = listener(LONG, BRIEF, LONG);
        try (RawClient client = RawClient.connect(listener.address())) {
            RawResponse response =
                    client.refusal("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            assertThat(response.status()).as("T2").isEqualTo(408);
        }
    }

    @Test
    void largeBodiesGetMoreTime() {
        ClientTimeouts timeouts = ClientTimeouts.DEFAULT;
        assertThat(timeouts.bodyNanos(1 << 20)).isEqualTo(Duration.ofSeconds(30).toNanos());
        assertThat(timeouts.bodyNanos((1 << 20) + 1))
                .isEqualTo(Duration.ofSeconds(31).toNanos());
        assertThat(timeouts.bodyNanos(2 << 20))
                .as("T2")
                .isEqualTo(Duration.ofSeconds(34).toNanos());
    }
}
