package io.gemigo.gateway.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.runtime.testing.Eventually;
import io.gemigo.gateway.runtime.testing.LeakCheck;
import io.gemigo.gateway.runtime.testing.ListenerExtension;
import io.gemigo.gateway.runtime.testing.RawClient;
import io.gemigo.gateway.runtime.testing.RawResponse;
import io.gemigo.gateway.runtime.testing.StubApplication;
import io.gemigo.gateway.runtime.testing.StubExchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How much clients may use up. */
@ExtendWith(LeakCheck.class)
class ServerLimitsTest {
    @RegisterExtension
    static final ListenerExtension SERVER = new ListenerExtension();

    private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

    private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc";

    private static ListenerSettings limits(int connections, int perAddress, long bodies, int requests, Duration age) {
        ServerLimits d = ServerLimits.DEFAULT;
        return ListenerExtension.anyPort()
                .with(new ServerLimits(
                        connections,
                        perAddress,
                        bodies,
                        d.pipelinedBytes(),
                        d.writeLow(),
                        d.writeHigh(),
                        requests,
                        age,
                        d.head()));
    }

    @Test
    void connectionsOverTheLimitWaitToBeAccepted() throws Exception {
        ListenerSettings settings = limits(2, 100, 1 << 20, 100, Duration.ofHours(1));
        HttpListener listener = SERVER.serve(settings, StubApplication.echo());
        RawClient first = RawClient.connect(listener.address());
        assertThat(first.send(POST).response().status()).isEqualTo(200);
        RawClient second = RawClient.connect(listener.address());
        assertThat(second.send(POST).response().status()).isEqualTo(200);
        try (RawClient third = RawClient.connect(listener.address())) {
            third.send(GET);
            for (int i = 0; i < 20; i++) {
                assertThat(first.send(GET).response().status()).isEqualTo(200);
                assertThat(third.socket().getInputStream().available()).as("L2").isZero();
            }
            first.close();
            assertThat(third.response().status())
                    .as("L2: accepted when one has left")
                    .isEqualTo(200);
        }
        second.close();
    }

    @Test
    void addressWithTooManyConnectionsIsTurnedAway() throws Exception {
        ListenerSettings settings = limits(100, 2, 1 << 20, 100, Duration.ofHours(1));
        HttpListener listener = SERVER.serve(settings, StubApplication.echo());
        try (RawClient first = RawClient.connect(listener.address());
                RawClient second = RawClient.connect(listener.address())) {
            assertThat(first.send(GET).response().status()).isEqualTo(200);
            assertThat(second.send(GET).response().status()).isEqualTo(200);
            try (RawClient third = RawClient.connect(listener.address())) {
                assertThat(third.rest()).as("L2").isIn("", "<reset>");
            }
        }
        Eventually.isTrue("both have left", () -> listener.connections() == 0);
        try (RawClient again = RawClient.connect(listener.address())) {
            assertThat(again.send(GET).response().status()).isEqualTo(200);
        }
    }

    @Test
    void trustedProxyMayHaveAnyNumberAndItsClientsAreTold() throws Exception {
        StubApplication application = new StubApplication(
                exchange -> exchange.answer(200, exchange.head().remoteAddress()));
        ListenerSettings settings = limits(100, 1, 1 << 20, 100, Duration.ofHours(1))
                .with(TrustedProxies.of(List.of("127.0.0.0/8", "10.0.0.0/8")));
        HttpListener listener = SERVER.serve(settings, application);
        try (RawClient first = RawClient.connect(listener.address());
                RawClient second = RawClient.connect(listener.address())) {
            assertThat(first.send(GET).response().body()).isEqualTo("127.0.0.1");
            String request = GET.replace(
                    "\r\n\r\n", "\r\nX-Forwarded-For: 6.6.6.6, 1.2.3.4\r\nX-Forwarded-For: 10.0.0.1\r\n\r\n");
            assertThat(second.send(request).response().body()).as("H18").isEqualTo("1.2.3.4");
        }
    }

    @Test
    void forwardedAddressOfAnybodyElseIsNotBelieved() throws Exception {
        StubApplication application = new StubApplication(
                exchange -> exchange.answer(200, exchange.head().remoteAddress()));
        HttpListener listener = SERVER.serve(application);
        try (RawClient client = RawClient.connect(listener.address())) {
            String request = GET.replace("\r\n\r\n", "\r\nX-Forwarded-For: 1.2.3.4\r\n\r\n");
            assertThat(client.send(request).response().body()).as("H18").isEqualTo("127.0.0.1");
        }
    }

    @Test
    void bodiesOverTheSumAreRefusedAndTheRestGoesOn() throws Exception {
        ListenerSettings settings = limits(100, 100, 256 << 10, 100, Duration.ofHours(1));
        HttpListener listener = SERVER.serve(settings, StubApplication.echo(1 << 20));
        List<RawClient> holding = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            RawClient client = RawClient.connect(listener.address());
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 65536\r\n\r\n" + "x".repeat(65_000));
            holding.add(client);
        }
        Eventually.isTrue("all buffered", () -> listener.bufferedBodyBytes() >= 4 * 65_000);
        try (RawClient client = RawClient.connect(listener.address())) {
            assertThat(client.send(GET).response().status())
                    .as("L5: others are served")
                    .isEqualTo(200);
            RawResponse refused = client.refusal("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999\r\n\r\nabc");
            assertThat(refused.status()).as("L5").isEqualTo(503);
        }
        for (RawClient client : holding) {
            assertThat(client.send("y".repeat(536)).response().body()).hasSize(65_536);
            client.close();
        }
        Eventually.isTrue("given back", () -> listener.bufferedBodyBytes() == 0);
        try (RawClient client = RawClient.connect(listener.address())) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
            assertThat(client.response().body()).as("L5: calls recover").isEqualTo("abc");
        }
    }

    @Test
    void claimedLengthAloneTakesLittleMemory() throws Exception {
        HttpListener listener = SERVER.serve(StubApplication.echo(1 << 20));
        try (RawClient client = RawClient.connect(listener.address())) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nabc");
            Eventually.isTrue("begun", () -> listener.bufferedBodyBytes() > 0);
            assertThat(listener.bufferedBodyBytes()).as("L9").isLessThanOrEqualTo(16 << 10);
        }
    }

    @Test
    void connectionIsClosedAfterItsLastRequest() throws Exception {
        ListenerSettings settings = limits(100, 100, 1 << 20, 2, Duration.ofHours(1));
        HttpListener listener = SERVER.serve(settings, StubApplication.echo());
        try (RawClient client = RawClient.connect(listener.address())) {
            assertThat(client.send(GET).response().header("connection")).isEmpty();
            RawResponse last = client.refusal(GET);
            assertThat(last.status()).isEqualTo(200);
            assertThat(last.header("connection")).as("L11").isEqualTo("close");
        }
    }

    @Test
    void oldConnectionIsClosedAfterTheAnswer() throws Exception {
        ListenerSettings settings = limits(100, 100, 1 << 20, 100, Duration.ofNanos(1));
        HttpListener listener = SERVER.serve(settings, StubApplication.echo());
        try (RawClient client = RawClient.connect(listener.address())) {
            assertThat(client.refusal(GET).header("connection")).as("L11").isEqualTo("close");
        }
    }

    @Test
    void drainingListenerClosesConnectionsAfterTheirAnswers() throws Exception {
        StubApplication application = new StubApplication(exchange -> {});
        HttpListener listener = SERVER.serve(application);
        try (RawClient idle = RawClient.connect(listener.address());
                RawClient busy = RawClient.connect(listener.address());
                RawClient late = RawClient.connect(listener.address())) {
            busy.send(GET);
            StubExchange exchange = application.next();
            late.send(GET);
            StubExchange never = application.next();
            listener.drain();
            listener.stopAccepting();
            assertThat(idle.rest()).as("D1").isEmpty();
            exchange.onLoop(() -> exchange.answer(200, "done"));
            RawResponse response = busy.response();
            assertThat(response.body()).isEqualTo("done");
            assertThat(response.header("connection")).as("D1").isEqualTo("close");
            never.onLoop(() -> never.begin(200));
            listener.shutDownExchanges();
            assertThat(late.response().complete()).as("D2").isFalse();
        }
        Eventually.isTrue("all closed", () -> listener.connections() == 0);
    }

    @Test
    void halfOfAllConnectionsMayHaveProvenNothing() throws Exception {
        ListenerSettings settings = limits(4, 100, 1 << 20, 100, Duration.ofHours(1));
        HttpListener listener = SERVER.serve(settings, StubApplication.echo());
        try (RawClient first = RawClient.connect(listener.address());
                RawClient second = RawClient.connect(listener.address())) {
            assertThat(first.send(GET).response().status()).isEqualTo(200);
            assertThat(second.send(GET).response().status()).isEqualTo(200);
            try (RawClient third = RawClient.connect(listener.address())) {
                assertThat(third.rest()).as("L2").isIn("", "<reset>");
            }
            assertThat(first.send(POST).response().body()).isEqualTo("abc");
            try (RawClient fourth = RawClient.connect(listener.address())) {
                assertThat(fourth.send(GET).response().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void fullMemoryRefusesCallsAndEndsConnectionsButAnswersTheRest() throws Exception {
        AtomicReference<Double> memory = new AtomicReference<>(0.5);
        ListenerState state =
                new ListenerState(StubApplication.echo(), ListenerExtension.anyPort(), new MemoryWatch(memory::get, 0));
        try (HttpListener listener = HttpListener.bind(SERVER.loops(), state)) {
            try (RawClient client = RawClient.connect(listener.address())) {
                assertThat(client.send(POST).response().header("connection")).isEmpty();
                memory.set(0.85);
                RawResponse tight = client.refusal(POST);
                assertThat(tight.status()).isEqualTo(200);
                assertThat(tight.header("connection")).as("L7: 80%").isEqualTo("close");
            }
            memory.set(0.95);
            try (RawClient client = RawClient.connect(listener.address())) {
                assertThat(client.refusal(GET).status())
                        .as("L7: others are served")
                        .isEqualTo(200);
            }
            try (RawClient client = RawClient.connect(listener.address())) {
                assertThat(client.refusal(POST).status()).as("L7: 90%").isEqualTo(503);
            }
        }
    }
}
