package io.gemigo.gateway.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.runtime.loop.IoKind;
import io.gemigo.gateway.runtime.testing.Eventually;
import io.gemigo.gateway.runtime.testing.LeakCheck;
import io.gemigo.gateway.runtime.testing.ListenerExtension;
import io.gemigo.gateway.runtime.testing.NeededIo;
import io.gemigo.gateway.runtime.testing.RawClient;
import io.gemigo.gateway.runtime.testing.StubApplication;
import io.gemigo.gateway.runtime.testing.StubExchange;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every kind of I/O must do the same way. */
@ExtendWith(LeakCheck.class)
class EveryIoKindTest {
    @ParameterizedTest
    @EnumSource(IoKind.class)
    void servesBodiesNoticesWhoLeavesAndWaitsForWhoIsSlow(IoKind kind) throws Exception {
        NeededIo.check(kind);
        ListenerExtension server = new ListenerExtension(kind);
        try {
            bodies(server);
            slowReader(server);
            leaver(server);
        } finally {
            server.afterEach(null);
            server.afterAll(null);
        }
    }

    private static void bodies(ListenerExtension server) throws Exception {
        HttpListener listener = server.serve(StubApplication.echo());
        String body = "b".repeat(300_000);
        try (RawClient client = RawClient.connect(listener.address())) {
            for (int i = 0; i < 3; i++) {
                client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
                assertThat(client.response().body()).isEqualTo(body);
            }
        }
    }

    private static void slowReader(ListenerExtension server) throws Exception {
        byte[] piece = "p".repeat(64 << 10).getBytes(StandardCharsets.US_ASCII);
        StubApplication application = new StubApplication(exchange -> {
            exchange.begin(200);
            exchange.reply().stage().write(piece);
        });
        HttpListener listener = server.serve(application);
        try (RawClient client = RawClient.connectSlow(listener.address())) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            StubExchange exchange = application.next();
            int pieces = 1;
            while (!exchange.events().contains("writable:false")) {
                CountDownLatch staged = new CountDownLatch(1);
                exchange.onLoop(() -> {
                    exchange.reply().stage().write(piece);
                    staged.countDown();
                });
                staged.await();
                assertThat(++pieces).as("told before memory is full").isLessThan(1_000);
            }
            exchange.onLoop(() -> exchange.reply().end(false));
            assertThat(client.response().body()).hasSize(pieces * piece.length);
        }
    }

    private static void leaver(ListenerExtension server) throws Exception {
        StubApplication application = new StubApplication(exchange -> {});
        HttpListener listener = server.serve(application);
        try (RawClient client = RawClient.connect(listener.address())) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            StubExchange exchange = application.next();
            client.close();
            assertThat(exchange.gone().await(2, TimeUnit.SECONDS)).isTrue();
        }
        Eventually.isTrue("closed", () -> listener.connections() == 0);
    }
}
