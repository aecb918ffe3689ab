package io.gemigo.gateway.runtime.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.Body;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.port.Endpoint;
import io.gemigo.gateway.core.port.HttpTransport;
import io.gemigo.gateway.runtime.loop.LoopScheduler;
import io.gemigo.gateway.runtime.loop.Loops;
import io.gemigo.gateway.runtime.testing.Answers;
import io.gemigo.gateway.runtime.testing.LeakCheck;
import io.gemigo.gateway.runtime.testing.RawUpstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The transport against a server that behaves as told, byte for byte. */
@ExtendWith(LeakCheck.class)
class TransportTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String HELLO = OK + "Content-Length: 5\r\n\r\nhello";

    private static Loops loops;
    private final List<AutoCloseable> closing = new ArrayList<>();

    @BeforeAll
    static void startLoops() {
        loops = Loops.start(2);
    }

    @AfterAll
    static void stopLoops() {
        loops.close();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : closing) {
            one.close();
        }
    }

    private NettyTransport transport(TransportSettings settings) throws Exception {
        NettyTransport transport =
                new NettyTransport(loops, settings, Map.of(), TlsContext.create(null), "gateway/test");
        closing.add(transport);
        return transport;
    }

    private NettyTransport transport() throws Exception {
        return transport(TransportSettings.DEFAULT);
    }

    private RawUpstream upstream(RawUpstream.Script script) throws IOException {
        RawUpstream upstream = RawUpstream.start(script);
        closing.add(upstream);
        return upstream;
    }

    private static HttpTransport.Request request(Endpoint endpoint, String body) {
        return new HttpTransport.Request(
                endpoint,
                "POST",
                "/v1/x",
                new HeaderList().add("content-type", "application/json"),
                Body.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Answers send(NettyTransport transport, Endpoint endpoint) {
        return send(transport, loops.all().get(0), endpoint, "{}");
    }

    private static Answers send(NettyTransport transport, LoopScheduler loop, Endpoint endpoint, String body) {
        Answers answers = new Answers();
        loop.execute(() -> answers.sent(transport.send(request(endpoint, body), loop, answers)));
        return answers;
    }

    @Test
    void sendsBuiltHeadAndBodyAndReadsTheAnswer() throws Exception {
        String[] seen = new String[1];
        RawUpstream upstream = upstream(connection -> {
            seen[0] = connection.request();
            connection.send(HELLO).request();
        });
        Answers answers = send(transport(), upstream.endpoint());
        assertThat(answers.next()).isEqualTo("head:200");
        assertThat(answers.next()).isEqualTo("end");
        assertThat(answers.body()).isEqualTo("hello");
        assertThat(seen[0])
                .as("H17")
                .isEqualTo("POST /v1/x HTTP/1.1\r\nhost: " + upstream.endpoint().authority()
                        + "\r\nuser-agent: gateway/test\r\ncontent-type: application/json\r\n"
                        + "content-length: 2\r\n\r\n{}");
    }

    @Test
    void usesConnectionAgain() throws Exception {
        RawUpstream upstream = upstream(connection -> {
            while (true) {
                connection.request();
                connection.send(HELLO);
            }
        });
        NettyTransport transport = transport();
        for (int i = 0; i < 5; i++) {
            assertThat(send(transport, upstream.endpoint()).outcome()).isEqualTo("end");
        }
        assertThat(upstream.connections()).isEqualTo(1);
    }

    static Stream<Arguments> notAgain() {
        return Stream.of(
                Arguments.of("left over", HELLO + "x", "end"),
                Arguments.of("a second answer", HELLO + HELLO, "end"),
                Arguments.of("connection: close", OK + "Connection: close\r\nContent-Length: 2\r\n\r\nab", "end"),
                Arguments.of("HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nab", "end"),
                Arguments.of("chunks with leftovers", OK + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nx", "end"),
                Arguments.of("malformed", "nonsense\r\n\r\n", "failed:UPSTREAM_MALFORMED"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notAgain")
    void doesNotUseUncleanConnectionAgain(String id, String answer, String outcome) throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        RawUpstream upstream = upstream(connection -> {
            connection.request();
            connection.send(connection.number() == 1 ? answer : HELLO);
            connection.awaitClosed();
            closed.countDown();
        });
        NettyTransport transport = transport();
        assertThat(send(transport, upstream.endpoint()).outcome())
                .as("B6 " + id)
                .isEqualTo(outcome);
        assertThat(closed.await(10, TimeUnit.SECONDS)).as("closed").isTrue();
        Answers second = send(transport, upstream.endpoint());
        assertThat(second.outcome()).isEqualTo("end");
        assertThat(second.body()).as("C5").isEqualTo("hello");
        assertThat(upstream.connections()).isEqualTo(2);
    }

    @Test
    void closesIdleConnectionOnWhichSomethingArrives() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        RawUpstream upstream = upstream(connection -> {
            connection.request();
            connection.send(HELLO);
            if (connection.number() == 1) {
                answered.await();
                connection.send(HELLO);
            }
            connection.awaitClosed();
            closed.countDown();
        });
        NettyTransport transport = transport();
        assertThat(send(transport, upstream.endpoint()).outcome()).isEqualTo("end");
        answered.countDown();
        assertThat(closed.await(10, TimeUnit.SECONDS)).as("B6").isTrue();
    }

    @Test
    void triesDeadPooledConnectionOnceMoreOnAFreshOne() throws Exception {
        RawUpstream upstream = upstream(connection -> {
            connection.request();
            connection.send(HELLO);
            if (connection.number() == 1) {
                // Dead without a word: the next request finds out.
                connection.request();
                connection.reset();
            } else {
                connection.request();
            }
        });
        NettyTransport transport = transport();
        assertThat(send(transport, upstream.endpoint()).outcome()).isEqualTo("end");
        Answers second = send(transport, upstream.endpoint());
        assertThat(second.outcome()).as("R2").isEqualTo("end");
        assertThat(second.body()).isEqualTo("hello");
        assertThat(upstream.connections()).isEqualTo(2);
    }

    @Test
    void doesNotTryFreshConnectionAgain() throws Exception {
        RawUpstream upstream = upstream(connection -> {
            connection.request();
            connection.reset();
        });
        Answers answers = send(transport(), upstream.endpoint());
        assertThat(answers.outcome()).isEqualTo("failed:RESET");
        assertThat(upstream.connections()).isEqualTo(1);
    }

    @Test
    void doesNotTryAgainAfterTheFirstByteOfAnAnswer() throws Exception {
        RawUpstream upstream = upstream(connection -> {
            connection.request();
            connection.send(HELLO);
            connection.request();
            connection.send("HTTP/1.1 2");
        });
        NettyTransport transport = transport();
        assertThat(send(transport, upstream.endpoint()).outcome()).isEqualTo("end");
        assertThat(send(transport, upstream.endpoint()).outcome()).as("R3").isEqualTo("failed:UPSTREAM_MALFORMED");
        assertThat(upstream.connections()).isEqualTo(1);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("both framings", OK + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nhello"),
                Arguments.of("two lengths", OK + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello"),
                Arguments.of("bad length", OK + "Content-Length: x\r\n\r\nhello"),
                Arguments.of("unknown coding", OK + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
                Arguments.of("coded", OK + "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello"),
                Arguments.of("bare LF", "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello"),
                Arguments.of("folded", OK + "A: b\r\n c\r\nContent-Length: 5\r\n\r\nhello"),
                Arguments.of("no status line", "hello\r\n\r\n"),
                Arguments.of("HTTP/2", "HTTP/2 200 OK\r\n\r\n"),
                Arguments.of("101", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"),
                Arguments.of("11 informational", "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(11) + HELLO),
                Arguments.of("101 fields", OK + "A: b\r\n".repeat(101) + "\r\n"),
                Arguments.of("33 KiB of head", OK + ("A: " + "b".repeat(8000) + "\r\n").repeat(5) + "\r\n"),
                Arguments.of("bad chunk size", OK + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
                Arguments.of("bad chunk end", OK + "Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void refusesUnsoundAnswer(String id, String answer) throws Exception {
        RawUpstream upstream = upstream(connection -> {
            connection.request();
            connection.send(answer);
            connection.awaitClosed();
        });
        Answers answers = send(transport(), upstream.endpoint());
        assertThat(answers.outcome()).as("E6, E14, E15: " + id).isEqualTo("failed:UPSTREAM_MALFORMED");
    }

    static Stream<Arguments> sound() {
        String chunked = OK + "Transfer-Encoding: chunked\r\n\r\n";
        return Stream.of(
                Arguments.of("length", HELLO, "hello"),
                Arguments.of("no body", "HTTP/1.1 204 No Content\r\n\r\n", ""),
                Arguments.of("one chunk", chunked + "5\r\nhello\r\n0\r\n\r\n", "hello"),
                Arguments.of("many chunks", chunked + "1\r\nh\r\n2;a=b\r\nel\r\n2\r\nlo\r\n0\r\nT: u\r\n\r\n", "hello"),
                Arguments.of("up to the close", OK + "\r\nhello", "hello"),
                Arguments.of("10 informational", "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(10) + HELLO, "hello"),
                Arguments.of("no reason", "HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nhello", "hello"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sound")
    void readsTheSameHoweverItIsCut(String id, String answer, String body) throws Exception {
        RawUpstream upstream = upstream(connection -> {
            int cut = connection.number() - 1;
            connection.request();
            connection.send(answer.substring(0, cut)).send(answer.substring(cut));
        });
        NettyTransport transport = transport();
        for (int cut = 0; cut < Math.min(answer.length(), 100); cut++) {
            Answers answers = send(transport, upstream.endpoint());
            assertThat(answers.outcome()).as(id + " cut at " + cut).isEqualTo("end");
            assertThat(answers.body()).isEqualTo(body);
        }
    }

    @Test
    void cutBodyIsAFailure() throws Exception {
        for (String cut : List.of(
                HELLO.substring(0, HELLO.length() - 1), OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")) {
            RawUpstream upstream = upstream(connection -> {
                connection.request();
                connection.send(cut);
            });
            assertThat(send(transport(), upstream.endpoint()).outcome()).isEqualTo("failed:RESET");
        }
    }

    @Test
    void resetIsNoEndOfABodyWithoutLength() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        RawUpstream upstream = upstream(connection -> {
            connection.request();
            connection.send(OK + "\r\nhello");
            read.await();
            connection.reset();
        });
        Answers answers = new Answers();
        answers.onBody(read::countDown);
        NettyTransport transport = transport();
        LoopScheduler loop = loops.all().get(0);
        loop.execute(() -> answers.sent(transport.send(request(upstream.endpoint(), ""), loop, answers)));
        assertThat(answers.outcome()).isEqualTo("failed:RESET");
    }

    @Test
    void cancelClosesAtOnceAndNothingIsHeardAfterIt() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        RawUpstream upstream = upstream(connection -> {
            connection.request();
            connection.send(OK + "Content-Length: 100\r\n\r\nhello");
            connection.awaitClosed();
            closed.countDown();
        });
        Answers answers = new Answers();
        answers.onBody(() -> answers.exchange().cancel());
        NettyTransport transport = transport();
        LoopScheduler loop = loops.all().get(0);
        loop.execute(() -> answers.sent(transport.send(request(upstream.endpoint(), ""), loop, answers)));
        assertThat(answers.next()).isEqualTo("head:200");
        assertThat(closed.await(10, TimeUnit.SECONDS)).as("C1").isTrue();
        awaitNoConnections(transport);
        assertThat(answers.events()).isEmpty();
    }

    private static void awaitNoConnections(NettyTransport transport) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (transport.connections() > 0 && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertThat(transport.connections()).isZero();
    }

    @Test
    void cancelWhileConnectingGivesThePlaceBack() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Nobody accepts: once the backlog is full, connecting hangs.
            NettyTransport transport = transport();
            Endpoint endpoint = new Endpoint(false, "127.0.0.1", full.getLocalPort(), "");
            LoopScheduler loop = loops.all().get(0);
            List<Answers> all = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                all.add(send(transport, loop, endpoint, ""));
            }
            CountDownLatch cancelled = new CountDownLatch(1);
            loop.execute(() -> {
                all.forEach(answers -> answers.exchange().cancel());
                cancelled.countDown();
            });
            assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
            awaitNoConnections(transport);
            assertThat(all)
                    .allSatisfy(answers -> assertThat(answers.events()).as("C2").isEmpty());
        }
    }

    @Test
    void refusedConnectionIsAConnectFailure() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        Answers answers = send(transport(), new Endpoint(false, "127.0.0.1", port, ""));
        assertThat(answers.outcome()).as("T5").isEqualTo("failed:CONNECT");
    }

    @Test
    void unknownHostIsAConnectFailure() throws Exception {
        Answers answers = send(transport(), new Endpoint(false, "no-such-host.invalid", 80, ""));
        assertThat(answers.outcome()).isEqualTo("failed:CONNECT");
    }

    @Test
    void silentTlsServerIsAConnectFailureInTime() throws Exception {
        RawUpstream upstream = upstream(
                connection -> connection.socket().getInputStream().transferTo(java.io.OutputStream.nullOutputStream()));
        TransportSettings quick = new TransportSettings(
                10, Duration.ofMillis(200), Duration.ofSeconds(2), 10, Duration.ofSeconds(30), Duration.ofMinutes(10));
        Endpoint tls = new Endpoint(true, "127.0.0.1", upstream.endpoint().port(), "");
        NettyTransport transport = transport(quick);
        assertThat(send(transport, tls).outcome()).as("T5 holds TLS in").isEqualTo("failed:CONNECT");
        awaitNoConnections(transport);
    }

    @Test
    void waitsForAFreeConnectionAndNoLongerThanTold() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        RawUpstream upstream = upstream(connection -> {
            connection.request();
            go.await();
            connection.send(HELLO);
            connection.request();
            connection.send(HELLO).request();
        });
        TransportSettings one = new TransportSettings(
                1, Duration.ofSeconds(3), Duration.ofMillis(200), 2, Duration.ofSeconds(30), Duration.ofMinutes(10));
        NettyTransport transport = transport(one);
        Answers first = send(transport, upstream.endpoint());
        Answers second = send(transport, upstream.endpoint());
        Answers third = send(transport, upstream.endpoint());
        Answers fourth = send(transport, upstream.endpoint());
        assertThat(fourth.outcome()).as("B5: the queue is full").isEqualTo("failed:BUSY");
        assertThat(fourth.failure().retryAfter()).isNotNull();
        assertThat(second.outcome()).as("T6").isEqualTo("failed:BUSY");
        assertThat(third.outcome()).isEqualTo("failed:BUSY");
        Answers fifth = send(transport, upstream.endpoint());
        go.countDown();
        assertThat(first.outcome()).isEqualTo("end");
        assertThat(fifth.outcome()).isEqualTo("end");
        assertThat(upstream.connections()).isEqualTo(1);
    }

    @Test
    void idleConnectionOfOneLoopMakesPlaceForAnother() throws Exception {
        RawUpstream upstream = upstream(connection -> {
            while (true) {
                connection.request();
                connection.send(HELLO);
            }
        });
        TransportSettings one = new TransportSettings(
                1, Duration.ofSeconds(3), Duration.ofSeconds(5), 10, Duration.ofSeconds(30), Duration.ofMinutes(10));
        NettyTransport transport = transport(one);
        for (int i = 0; i < 6; i++) {
            Answers answers = send(transport, loops.all().get(i % 2), upstream.endpoint(), "{}");
            assertThat(answers.outcome()).as("B5: shared fairly").isEqualTo("end");
        }
        assertThat(transport.connections()).isEqualTo(1);
    }

    @Test
    void closesConnectionsThatAreIdleTooLong() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        RawUpstream upstream = upstream(connection -> {
            connection.request();
            connection.send(HELLO).awaitClosed();
            closed.countDown();
        });
        TransportSettings brief = new TransportSettings(
                10, Duration.ofSeconds(3), Duration.ofSeconds(2), 10, Duration.ofMillis(50), Duration.ofMinutes(10));
        assertThat(send(transport(brief), upstream.endpoint()).outcome()).isEqualTo("end");
        assertThat(closed.await(10, TimeUnit.SECONDS)).as("B5").isTrue();
    }

    @Test
    void pausedExchangeStopsReadingAndGoesOnWhenResumed() throws Exception {
        int size = 32 << 20;
        RawUpstream upstream = upstream(connection -> {
            connection.request();
            connection.send(OK + "Content-Length: " + size + "\r\n\r\n");
            byte[] part = new byte[1 << 16];
            for (int i = 0; i < size / part.length; i++) {
                connection.socket().getOutputStream().write(part);
            }
            connection.request();
        });
        Answers answers = new Answers();
        CountDownLatch paused = new CountDownLatch(1);
        answers.onBody(() -> {
            if (answers.reads() == 1) {
                answers.exchange().pause();
                paused.countDown();
            }
        });
        NettyTransport transport = transport();
        LoopScheduler loop = loops.all().get(0);
        loop.execute(() -> answers.sent(transport.send(request(upstream.endpoint(), ""), loop, answers)));
        assertThat(paused.await(10, TimeUnit.SECONDS)).isTrue();
        // Several turns of the loop: whatever was on its way has come by then.
        for (int i = 0; i < 100; i++) {
            CountDownLatch turn = new CountDownLatch(1);
            loop.execute(turn::countDown);
            assertThat(turn.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(answers.bodyBytes()).as("L8").isLessThanOrEqualTo(2 << 16);
        loop.execute(() -> answers.exchange().resume());
        assertThat(answers.outcome()).isEqualTo("end");
        assertThat(answers.bodyBytes()).isEqualTo(size);
    }

    @Test
    void largeBodyGoesUpWhole() throws Exception {
        String body = "x".repeat(3 << 20);
        String[] seen = new String[1];
        RawUpstream upstream = upstream(connection -> {
            seen[0] = connection.request();
            connection.send(HELLO).request();
        });
        Answers answers = send(transport(), loops.all().get(1), upstream.endpoint(), body);
        assertThat(answers.outcome()).isEqualTo("end");
        assertThat(seen[0]).endsWith("\r\n\r\n" + body);
    }
}
