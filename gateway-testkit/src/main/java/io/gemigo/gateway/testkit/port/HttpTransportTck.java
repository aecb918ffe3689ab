package io.gemigo.gateway.testkit.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.Body;
import io.gemigo.gateway.core.bytes.HeapTicket;
import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.port.Endpoint;
import io.gemigo.gateway.core.port.HttpTransport;
import io.gemigo.gateway.core.port.Scheduler;
import io.gemigo.gateway.testkit.transcript.Cut;
import io.gemigo.gateway.testkit.transcript.HttpMessageText;
import io.gemigo.gateway.testkit.transcript.Transcript;
import io.gemigo.gateway.testkit.transcript.Transcripts;
import io.gemigo.gateway.testkit.upstream.FakeUpstream;
import io.gemigo.gateway.testkit.upstream.Framing;
import io.gemigo.gateway.testkit.upstream.Gate;
import io.gemigo.gateway.testkit.upstream.Playback;
import io.gemigo.gateway.testkit.upstream.ReceivedRequest;
import io.gemigo.gateway.testkit.upstream.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every {@link HttpTransport} has to do, proved over real sockets against the {@link FakeUpstream}.
 *
 * <pre>{@code
 * class AcmeTransportTest extends HttpTransportTck {
 *     @Override
 *     protected Subject start() {
 *         return new AcmeSubject();
 *     }
 * }
 * }</pre>
 */
public abstract class HttpTransportTck {
    private static final String OK_BODY = "{\"ok\":true}";
    /** Fields that are the transport's own. */
    private static final Set<String> OWN_FIELDS = Set.of("host", "content-length", "connection", "user-agent");

    private final List<RecordedAnswer> answers = new ArrayList<>();
    private FakeUpstream upstream;
    private Subject subject;

    /** Starts nothing yet. */
    @SuppressWarnings("NullAway.Init") // Both are set before each test.
    protected HttpTransportTck() {}

    /** A transport and a loop it serves. */
    public interface Subject extends AutoCloseable {
        /** The transport under test. */
        HttpTransport transport();

        /** A loop that really runs; its tasks are bracketed as {@link Scheduler} says. */
        Scheduler loop();

        /** Fails if buffers or connections were lost; asked after each test, before closing. */
        default void assertNothingLeaked() {}

        @Override
        void close();
    }

    /** Starts a transport with no pooled connections, that connects to loopback addresses. */
    protected abstract Subject start();

    /** Starts upstream and transport. */
    @BeforeEach
    final void startBoth() {
        upstream = FakeUpstream.start();
        subject = start();
    }

    /** Checks what holds after every test, and stops both. */
    @AfterEach
    final void stopBoth() {
        try {
            answers.forEach(RecordedAnswer::assertSound);
            subject.assertNothingLeaked();
        } finally {
            subject.close();
            upstream.close();
        }
    }

    private Endpoint endpoint() {
        return new Endpoint(false, "127.0.0.1", upstream.port(), "");
    }

    private RecordedAnswer answer() {
        RecordedAnswer answer = new RecordedAnswer(subject.loop());
        answers.add(answer);
        return answer;
    }

    private HttpTransport.Request request(Body body) {
        return new HttpTransport.Request(
                endpoint(), "POST", "/v1/chat?x=1", new HeaderList().add("content-type", "application/json"), body);
    }

    private HttpTransport.Request request() {
        return request(Body.of("{}".getBytes(StandardCharsets.UTF_8)));
    }

    private RecordedAnswer send(RecordedAnswer answer) {
        return answer.send(subject.transport(), request());
    }

    private RecordedAnswer fetch(Script script) {
        upstream.enqueue(script);
        return send(answer()).awaitEnd();
    }

    /** Another exchange from begin to end: the loop has turned since. */
    private void another() {
        RecordedAnswer other = fetch(Script.json(200, OK_BODY));
        assertThat(other.failure()).isNull();
        assertThat(other.text()).isEqualTo(OK_BODY);
    }

    private static void assertWhole(RecordedAnswer answer, int status, byte[] body) {
        assertThat(answer.failure()).as("failure").isNull();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(body);
    }

    private static void assertMalformed(RecordedAnswer answer) {
        assertThat(answer.failure()).isInstanceOf(Failure.UpstreamMalformed.class);
    }

    private static void assertUnavailable(RecordedAnswer answer, Failure.UpstreamUnavailable.Reason reason) {
        assertThat(answer.failure()).isInstanceOf(Failure.UpstreamUnavailable.class);
        assertThat(((Failure.UpstreamUnavailable) Objects.requireNonNull(answer.failure())).reason())
                .isEqualTo(reason);
    }

    @Nested
    class Requests {
        @Test
        void areSentAsTheyAreGiven() {
            HeaderList headers = new HeaderList()
                    .add("authorization", "Bearer upstream-key")
                    .add("content-type", "application/json")
                    .add("x-request-id", "req_1");
            byte[] body = "{\"text\":\"f\u00e4ll \ud83d\ude00\"}".getBytes(StandardCharsets.UTF_8);
            upstream.enqueue(Script.json(200, OK_BODY));
            answer().send(
                            subject.transport(),
                            new HttpTransport.Request(endpoint(), "POST", "/base/chat?a=%20b", headers, Body.of(body)))
                    .awaitEnd();

            ReceivedRequest received = upstream.takeRequest();
            assertThat(received.method()).isEqualTo("POST");
            assertThat(received.target()).isEqualTo("/base/chat?a=%20b");
            assertThat(received.body()).isEqualTo(body);
            assertThat(received.header("host")).isEqualTo(endpoint().authority());
            assertThat(received.header("content-length")).isEqualTo(String.valueOf(body.length));
            headers.forEach((name, value) -> assertThat(received.header(name)).isEqualTo(value));
            assertThat(received.message().headers().stream()
                            .map(HttpMessageText.Header::name)
                            .map(name -> name.toLowerCase(Locale.ROOT))
                            .filter(name -> !headers.has(name)))
                    .as("fields of the transport's own")
                    .allMatch(OWN_FIELDS::contains)
                    .doesNotHaveDuplicates();
        }

        @Test
        void carryBodiesThatAreEdited() {
            byte[] source = "..{\"model\":\"asked\",\"stream\":true}".getBytes(StandardCharsets.UTF_8);
            Splice splice = new Splice();
            splice.replace(11, 18, "\"upstream\"".getBytes(StandardCharsets.UTF_8));
            splice.insert(3, "\"n\":1,".getBytes(StandardCharsets.UTF_8));
            upstream.enqueue(Script.json(200, OK_BODY));
            answer().send(subject.transport(), request(Body.of(new HeapTicket(source, 2, source.length), splice, 2)))
                    .awaitEnd();

            assertThat(new String(upstream.takeRequest().body(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"n\":1,\"model\":\"upstream\",\"stream\":true}");
        }

        @Test
        void carryBodiesOfAnySize() {
            for (int size : new int[] {0, 1, 1023, 1024, 70_000, 3 << 20}) {
                byte[] body = new byte[size];
                Arrays.fill(body, (byte) 'x');
                upstream.enqueue(Script.json(200, OK_BODY));
                RecordedAnswer answer = answer().send(subject.transport(), request(Body.of(body)))
                        .awaitEnd();
                assertThat(answer.failure()).isNull();
                assertThat(upstream.takeRequest().body()).isEqualTo(body);
            }
        }
    }

    @Nested
    class Answers {
        @TestFactory
        Stream<DynamicTest> arriveWholeHoweverTheyAreWritten() {
            Transcript stream = Transcripts.named("openai", "text-stream-usage");
            byte[] body = stream.response().body();
            return Stream.of(Framing.LENGTH, Framing.CHUNKED, Framing.UNTIL_CLOSE)
                    .flatMap(framing -> Stream.of(
                                    Cut.whole(), Cut.at("in pieces", 1, 7, 100, 1500), Cut.oneByteAtATime(body.length))
                            .map(cut -> DynamicTest.dynamicTest(framing + ", " + cut.name(), () -> {
                                RecordedAnswer answer = fetch(Playback.of(stream)
                                        .framed(framing)
                                        .cut(cut)
                                        .script());
                                assertWhole(answer, 200, body);
                                assertThat(answer.headers().get("Content-Type"))
                                        .isEqualTo(stream.response().header("content-type"));
                            })));
        }

        @Test
        void mayBeEmptyOrTellOfErrors() {
            assertWhole(fetch(Script.head(200, "content-length: 0")), 200, new byte[0]);
            assertWhole(fetch(Script.head(200, "transfer-encoding: chunked").lastChunk()), 200, new byte[0]);
            assertWhole(fetch(Script.json(404, "{}")), 404, "{}".getBytes(StandardCharsets.UTF_8));
            assertWhole(fetch(Script.json(503, "{}", "retry-after: 2")), 503, "{}".getBytes(StandardCharsets.UTF_8));
        }

        @Test
        void mayDribble() {
            byte[] head = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII);
            assertWhole(fetch(Script.empty().dribble(head)), 200, "{}".getBytes(StandardCharsets.UTF_8));
        }

        @Test
        void areReportedWithoutInformationalOnesBeforeThem() {
            Script script = Script.empty()
                    .write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n")
                    .then(Script.json(200, OK_BODY));
            assertWhole(fetch(script), 200, OK_BODY.getBytes(StandardCharsets.UTF_8));
        }

        @Test
        void arriveAsTheyAreWrittenAndNotAtTheEnd() {
            Gate gate = new Gate();
            upstream.enqueue(Script.head(200, "transfer-encoding: chunked")
                    .chunk("first")
                    .pass(gate)
                    .chunk("second")
                    .lastChunk());
            RecordedAnswer answer = send(answer()).awaitBytes(5);
            assertThat(answer.text()).isEqualTo("first");
            gate.release();
            assertWhole(answer.awaitEnd(), 200, "firstsecond".getBytes(StandardCharsets.UTF_8));
        }

        @Test
        void keepTheirBytesForWhoeverHoldsTheTickets() {
            byte[] body = new byte[300_000];
            Arrays.fill(body, (byte) 'y');
            upstream.enqueue(Script.head(200, "content-length: " + body.length).write(body));
            RecordedAnswer answer = send(answer().keepTickets()).awaitEnd();
            assertWhole(answer, 200, body);
            another();
            answer.releaseTickets();
            another();
        }
    }

    @Nested
    class Connections {
        @Test
        void areUsedAgain() {
            another();
            another();
            fetch(Script.head(200, "transfer-encoding: chunked").chunk("x").lastChunk());
            another();
            assertThat(upstream.connectionCount()).isEqualTo(1);
        }

        @Test
        void carryOneExchangeAtATime() {
            Gate gate = new Gate();
            upstream.enqueue(Script.empty().pass(gate).then(Script.json(200, OK_BODY)));
            RecordedAnswer slow = send(answer());
            gate.awaitWaiting();
            another();
            gate.release();
            assertWhole(slow.awaitEnd(), 200, OK_BODY.getBytes(StandardCharsets.UTF_8));
            assertThat(upstream.connectionCount()).isEqualTo(2);
        }

        @Test
        void areNotUsedAgainIfTheUpstreamSaysSo() {
            fetch(Script.json(200, OK_BODY, "connection: close"));
            another();
            assertThat(upstream.connectionCount()).isEqualTo(2);
        }

        @Test
        void areNotUsedAgainWithBytesLeftOver() {
            byte[] answered =
                    "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil"
                            .getBytes(StandardCharsets.US_ASCII);
            RecordedAnswer answer = fetch(Script.empty().write(answered));
            if (answer.failure() == null) {
                assertThat(answer.text()).isEqualTo("{}");
            }
            another();
            assertThat(upstream.connectionCount()).isEqualTo(2);
        }

        @Test
        void areReplacedIfTheUpstreamHasClosedThem() {
            fetch(Script.json(200, OK_BODY).close());
            another();
            fetch(Script.json(200, OK_BODY).reset());
            another();
            assertThat(upstream.requestCount()).isEqualTo(4);
        }

        @Test
        void areReplacedOnceIfFoundDead() {
            another();
            upstream.enqueue(Script.empty().reset(), Script.json(200, OK_BODY));
            RecordedAnswer answer = send(answer()).awaitEnd();
            assertWhole(answer, 200, OK_BODY.getBytes(StandardCharsets.UTF_8));
            assertThat(upstream.requestCount()).isEqualTo(3);
            assertThat(upstream.connectionCount()).isEqualTo(2);
        }

        @Test
        void areNotReplacedTwice() {
            another();
            upstream.enqueue(Script.empty().reset(), Script.empty().reset(), Script.json(200, OK_BODY));
            RecordedAnswer answer = send(answer()).awaitEnd();
            assertUnavailable(answer, Failure.UpstreamUnavailable.Reason.RESET);
            assertThat(upstream.requestCount()).isEqualTo(3);
        }

        @Test
        void areNotReplacedIfTheyWereFresh() {
            upstream.enqueue(Script.empty().reset(), Script.json(200, OK_BODY));
            RecordedAnswer answer = send(answer()).awaitEnd();
            assertUnavailable(answer, Failure.UpstreamUnavailable.Reason.RESET);
            assertThat(upstream.requestCount()).isEqualTo(1);
        }

        @Test
        void areNotReplacedAfterTheFirstByte() {
            another();
            Gate gate = new Gate();
            upstream.enqueue(
                    Script.head(200, "content-length: 10").write("{").pass(gate).reset(), Script.json(200, OK_BODY));
            RecordedAnswer answer = send(answer()).awaitBytes(1);
            gate.release();
            answer.awaitEnd();
            assertUnavailable(answer, Failure.UpstreamUnavailable.Reason.RESET);
            assertThat(upstream.requestCount()).isEqualTo(2);
        }
    }

    @Nested
    class Failures {
        @Test
        void tellThatNothingListens() throws IOException {
            int port;
            try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
                port = unused.getLocalPort();
            }
            RecordedAnswer answer = answer().send(
                            subject.transport(),
                            new HttpTransport.Request(
                                    new Endpoint(false, "127.0.0.1", port, ""),
                                    "POST",
                                    "/",
                                    new HeaderList(),
                                    Body.EMPTY))
                    .awaitEnd();
            assertUnavailable(answer, Failure.UpstreamUnavailable.Reason.CONNECT);
        }

        @Test
        void tellThatTheConnectionBroke() {
            assertUnavailable(fetch(Script.empty().close()), Failure.UpstreamUnavailable.Reason.RESET);
            Gate gate = new Gate();
            upstream.enqueue(Script.head(200, "transfer-encoding: chunked")
                    .chunk("data: {}\n\n")
                    .pass(gate)
                    .reset());
            RecordedAnswer answer = send(answer()).awaitBytes(10);
            gate.release();
            assertUnavailable(answer.awaitEnd(), Failure.UpstreamUnavailable.Reason.RESET);
        }

        @Test
        void tellThatTheAnswerEndedTooEarly() {
            for (Framing framing : List.of(Framing.NO_LAST_CHUNK, Framing.LENGTH_TOO_LONG)) {
                RecordedAnswer answer =
                        fetch(Playback.of(Transcripts.named("openai", "text").response())
                                .framed(framing)
                                .script());
                assertThat(answer.failure())
                        .as(framing.name())
                        .isInstanceOfAny(Failure.UpstreamUnavailable.class, Failure.UpstreamMalformed.class);
            }
        }

        @TestFactory
        Stream<DynamicTest> tellThatTheAnswerIsNoSoundHttp() {
            return MalformedAnswers.all().entrySet().stream()
                    .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                        RecordedAnswer answer = fetch(entry.getValue());
                        assertMalformed(answer);
                        another();
                        assertThat(upstream.connectionCount()).isGreaterThan(1);
                    }));
        }

        @Test
        void nameNeitherHostNorPort() {
            for (RecordedAnswer answer :
                    List.of(fetch(Script.empty().close()), fetch(Script.empty().write("what\r\n\r\n")))) {
                Failure failure = Objects.requireNonNull(answer.failure());
                assertThat(failure.toString() + failure.message())
                        .doesNotContain("127.0.0.1")
                        .doesNotContain(String.valueOf(upstream.port()));
            }
        }
    }

    @Nested
    class Flow {
        private static final int LARGE = 8 << 20;
        private static final int BOUND = 512 << 10;

        @Test
        void stopsWhilePaused() {
            byte[] body = new byte[LARGE];
            Arrays.fill(body, (byte) 'z');
            upstream.enqueue(Script.head(200, "content-length: " + LARGE).write(body));
            RecordedAnswer answer =
                    send(answer().onBody(HttpTransport.Exchange::pause)).awaitBytes(1);
            for (int i = 0; i < 20; i++) {
                another();
            }
            assertThat(answer.body().length).as("bytes that come while paused").isLessThan(BOUND);
            answer.later(HttpTransport.Exchange::resume);
            assertWhole(answer.awaitEnd(), 200, body);
        }

        @Test
        void goesOnAfterManyPauses() {
            byte[] body = new byte[1 << 20];
            Arrays.fill(body, (byte) 'z');
            upstream.enqueue(Script.head(200, "content-length: " + body.length).write(body));
            RecordedAnswer answer =
                    send(answer().onHead(HttpTransport.Exchange::pause)).awaitHead();
            for (int i = 0; i < 50; i++) {
                answer.later(HttpTransport.Exchange::resume);
                answer.later(HttpTransport.Exchange::pause);
            }
            answer.later(HttpTransport.Exchange::resume);
            assertWhole(answer.awaitEnd(), 200, body);
        }

        @Test
        void mayPauseBeforeAnythingCame() {
            Gate gate = new Gate();
            upstream.enqueue(Script.empty().pass(gate).then(Script.json(200, OK_BODY)));
            RecordedAnswer answer = send(answer());
            gate.awaitWaiting();
            answer.later(HttpTransport.Exchange::pause);
            gate.release();
            another();
            answer.later(HttpTransport.Exchange::resume);
            assertWhole(answer.awaitEnd(), 200, OK_BODY.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Nested
    class Cancel {
        @Test
        void closesTheConnectionBeforeTheHead() {
            Gate gate = new Gate();
            upstream.enqueue(Script.empty().pass(gate).then(Script.json(200, OK_BODY)));
            RecordedAnswer answer = send(answer());
            ReceivedRequest received = upstream.takeRequest();
            answer.cancelNow();
            received.connection().awaitClientGone();
            gate.open();
            another();
            answer.assertSound();
        }

        @Test
        void closesTheConnectionMidway() {
            Gate gate = new Gate();
            upstream.enqueue(Script.head(200, "transfer-encoding: chunked")
                    .chunk("x")
                    .pass(gate)
                    .chunk("y")
                    .lastChunk());
            RecordedAnswer answer = send(answer()).awaitBytes(1);
            answer.cancelNow();
            upstream.takeRequest().connection().awaitClientGone();
            gate.open();
            another();
            assertThat(upstream.connectionCount()).isEqualTo(2);
        }

        @Test
        void silencesFromWithinACallback() {
            byte[] begun = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nx\r\n1\r\ny\r\n"
                    .getBytes(StandardCharsets.US_ASCII);
            Script stalled = Script.empty().write(begun).pass(new Gate());
            upstream.enqueue(stalled, stalled);
            RecordedAnswer inHead = answer();
            send(inHead.onHead(inHead::cancel)).awaitHead();
            upstream.takeRequest().connection().awaitClientGone();
            RecordedAnswer inBody = answer();
            send(inBody.onBody(inBody::cancel)).awaitBytes(1);
            upstream.takeRequest().connection().awaitClientGone();
            another();
            assertThat(upstream.connectionCount()).isEqualTo(3);
        }

        @Test
        void closesAPausedConnection() {
            upstream.enqueue(Script.head(200, "content-length: 1000000").write(new byte[1000000]));
            RecordedAnswer answer =
                    send(answer().onHead(HttpTransport.Exchange::pause)).awaitHead();
            answer.cancelNow();
            upstream.takeRequest().connection().awaitClientGone();
            another();
        }

        @Test
        void isHarmlessAtOnce() {
            // Whether the cancelled request still goes out is open, so the script must not be used up by it.
            upstream.route("POST", "/v1/chat", received -> Script.json(200, OK_BODY));
            RecordedAnswer answer = answer();
            subject.loop().execute(() -> {
                HttpTransport.Exchange exchange = subject.transport().send(request(), subject.loop(), answer);
                answer.cancel(exchange);
                exchange.cancel();
            });
            RecordedAnswer next = send(answer()).awaitEnd();
            assertWhole(next, 200, OK_BODY.getBytes(StandardCharsets.UTF_8));
            answer.assertSound();
        }

        @Test
        void isHarmlessAfterTheEnd() {
            RecordedAnswer answer = fetch(Script.json(200, OK_BODY));
            answer.later(HttpTransport.Exchange::cancel);
            answer.later(HttpTransport.Exchange::resume);
            another();
            assertThat(upstream.connectionCount()).isEqualTo(1);
        }
    }
}
