package io.gemigo.gateway.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.runtime.loop.LoopScheduler;
import io.gemigo.gateway.runtime.testing.Eventually;
import io.gemigo.gateway.runtime.testing.LeakCheck;
import io.gemigo.gateway.runtime.testing.ListenerExtension;
import io.gemigo.gateway.runtime.testing.RawClient;
import io.gemigo.gateway.runtime.testing.RawResponse;
import io.gemigo.gateway.runtime.testing.StubApplication;
import io.gemigo.gateway.runtime.testing.StubExchange;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that do not read, or send more than they may. */
@ExtendWith(LeakCheck.class)
class BackPressureTest {
    @RegisterExtension
    static final ListenerExtension SERVER = new ListenerExtension();

    private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final int PIECE = 10_000;

    /** Stages one piece per turn of the loop while the client takes them, up to {@code most}. */
    private static void pour(StubExchange exchange, AtomicInteger poured, int most) {
        if (exchange.events().contains("gone")) {
            return;
        }
        if (exchange.writable() && poured.get() < most) {
            exchange.reply().stage().write(new byte[PIECE]);
            poured.incrementAndGet();
        }
        if (poured.get() < most) {
            exchange.onLoop(() -> pour(exchange, poured, most));
        } else {
            exchange.reply().end(false);
        }
    }

    @Test
    void stuckReaderStopsTheAnswerAndGetsAllOfItLater() throws Exception {
        AtomicInteger poured = new AtomicInteger();
        int pieces = 2_000;
        StubApplication application = new StubApplication(exchange -> {
            exchange.begin(200);
            exchange.onLoop(() -> pour(exchange, poured, pieces));
        });
        HttpListener listener = SERVER.serve(application);
        try (RawClient client = RawClient.connectSlow(listener.address())) {
            client.send(GET);
            StubExchange exchange = application.next();
            assertThat(exchange.events().poll(10, TimeUnit.SECONDS)).as("L8").isEqualTo("writable:false");
            int stopped = poured.get();
            assertThat(stopped).isLessThan(pieces);
            RawResponse response = client.response();
            assertThat(response.complete()).isTrue();
            assertThat(response.body()).hasSize(pieces * PIECE);
            assertThat(exchange.events()).contains("writable:true");
        }
    }

    @Test
    void clientThatTakesNothingIsClosedInTime() throws Exception {
        AtomicInteger poured = new AtomicInteger();
        StubApplication application = new StubApplication(exchange -> {
            exchange.begin(200);
            exchange.onLoop(() -> pour(exchange, poured, Integer.MAX_VALUE));
        });
        ClientTimeouts d = ClientTimeouts.DEFAULT;
        ListenerSettings settings = ListenerExtension.anyPort()
                .with(new ClientTimeouts(d.header(), d.body(), d.idle(), Duration.ofMillis(200)));
        HttpListener listener = SERVER.serve(settings, application);
        try (RawClient client = RawClient.connectSlow(listener.address())) {
            client.send(GET);
            StubExchange exchange = application.next();
            assertThat(exchange.gone().await(10, TimeUnit.SECONDS)).as("T4").isTrue();
        }
        Eventually.isTrue("closed", () -> listener.connections() == 0);
    }

    @Test
    void readsNoMoreThanALittleBehindTheRequestInProgress() throws Exception {
        StubApplication application = new StubApplication(exchange -> {});
        ListenerState state = new ListenerState(application, ListenerExtension.anyPort(), new MemoryWatch(() -> 0, 0));
        EmbeddedChannel channel = new EmbeddedChannel();
        LoopScheduler scheduler = new LoopScheduler(channel.eventLoop(), 0, true);
        ServerLoop loop = new ServerLoop(scheduler);
        channel.pipeline().addLast(new ClientConnection(state, loop, channel, new Peer("a", TrustedProxies.NONE)));
        channel.pipeline().fireChannelActive();
        byte[] requests = GET.repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        int sent = 0;
        while (channel.config().isAutoRead() && sent < requests.length) {
            int size = channel.config()
                    .<RecvByteBufAllocator>getRecvByteBufAllocator()
                    .newHandle()
                    .guess();
            channel.writeInbound(channel.alloc().directBuffer().writeBytes(requests, sent, size));
            sent += size;
        }
        assertThat(sent - GET.length()).as("L10").isBetween(32 << 10, 64 << 10);
        StubExchange first = application.next();
        assertThat(application.opened()).isEmpty();
        first.onLoop(() -> first.answer(200, "first"));
        channel.runPendingTasks();
        assertThat(application.opened()).as("the second is begun").hasSize(1);
        assertThat(channel.config().isAutoRead()).isEqualTo(sent - 2 * GET.length() <= 48 << 10);
        channel.close();
        channel.runPendingTasks();
        channel.finishAndReleaseAll();
        scheduler.freeBuffers();
    }
}
