package io.gemigo.gateway.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.runtime.testing.Eventually;
import io.gemigo.gateway.runtime.testing.LeakCheck;
import io.gemigo.gateway.runtime.testing.ListenerExtension;
import io.gemigo.gateway.runtime.testing.RawClient;
import io.gemigo.gateway.runtime.testing.StubApplication;
import io.gemigo.gateway.runtime.testing.StubExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that leave. */
@ExtendWith(LeakCheck.class)
class ClientGoneTest {
    @RegisterExtension
    static final ListenerExtension SERVER = new ListenerExtension();

    private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

    /** A way to leave. */
    interface Leaving {
        void leave(RawClient client) throws IOException;
    }

    static Stream<Arguments> leavings() {
        Leaving close = RawClient::close;
        Leaving reset = client -> {
            client.socket().setSoLinger(true, 0);
            client.close();
        };
        Leaving half = client -> client.socket().shutdownOutput();
        return Stream.of(
                Arguments.of("C1 close", close), Arguments.of("C1 reset", reset), Arguments.of("C4 half", half));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("leavings")
    void isNoticedBeforeTheAnswer(String id, Leaving leaving) throws Exception {
        StubApplication application = new StubApplication(exchange -> {});
        HttpListener listener = SERVER.serve(application);
        try (RawClient client = RawClient.connect(listener.address())) {
            client.send(GET);
            StubExchange exchange = application.next();
            leaving.leave(client);
            assertThat(exchange.gone().await(2, TimeUnit.SECONDS)).as(id).isTrue();
            assertThat(exchange.events()).containsExactly("gone");
        }
        Eventually.isTrue("closed", () -> listener.connections() == 0);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("leavings")
    void isNoticedInTheMiddleOfAnAnswer(String id, Leaving leaving) throws Exception {
        StubApplication application = new StubApplication(exchange -> {
            exchange.begin(200);
            exchange.reply().stage().write("part".getBytes(StandardCharsets.US_ASCII));
        });
        HttpListener listener = SERVER.serve(application);
        try (RawClient client = RawClient.connect(listener.address())) {
            client.send(GET + GET);
            StubExchange exchange = application.next();
            assertThat(client.read()).isEqualTo('H');
            leaving.leave(client);
            assertThat(exchange.gone().await(2, TimeUnit.SECONDS)).as(id).isTrue();
            exchange.onLoop(() -> {
                exchange.reply().stage().write("too late".getBytes(StandardCharsets.US_ASCII));
                exchange.reply().end(false);
            });
        }
        assertThat(application.opened()).as("what was pipelined is not served").isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("leavings")
    void isNoticedInTheMiddleOfTheBody(String id, Leaving leaving) throws Exception {
        StubApplication application = StubApplication.echo();
        HttpListener listener = SERVER.serve(application);
        try (RawClient client = RawClient.connect(listener.address())) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nabc");
            StubExchange exchange = application.next();
            Eventually.isTrue("buffered", () -> listener.bufferedBodyBytes() > 0);
            leaving.leave(client);
            assertThat(exchange.gone().await(2, TimeUnit.SECONDS)).as(id).isTrue();
        }
        Eventually.isTrue("C3: given back", () -> listener.bufferedBodyBytes() == 0);
    }

    @Test
    void thousandAbortedExchangesLeaveNothingBehind() throws Exception {
        StubApplication application = new StubApplication(exchange -> {
            if (exchange.head().method().equals("POST")) {
                exchange.reply().readBody(1 << 20);
            } else {
                exchange.begin(200);
                exchange.reply().stage().write(new byte[10_000]);
            }
        });
        HttpListener listener = SERVER.serve(application);
        for (int i = 0; i < 1_000; i++) {
            try (RawClient client = RawClient.connect(listener.address())) {
                client.send(i % 2 == 0 ? GET : "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc");
                application.next();
            }
        }
        Eventually.isTrue("C3", () -> listener.connections() == 0 && listener.bufferedBodyBytes() == 0);
    }
}
