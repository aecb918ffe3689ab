package io.gemigo.gateway.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.HeapTicket;
import io.gemigo.gateway.runtime.testing.LeakCheck;
import io.gemigo.gateway.runtime.testing.ListenerExtension;
import io.gemigo.gateway.runtime.testing.RawClient;
import io.gemigo.gateway.runtime.testing.RawResponse;
import io.gemigo.gateway.runtime.testing.StubApplication;
import io.gemigo.gateway.runtime.testing.StubExchange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How answers are framed, and in which order they come. */
@ExtendWith(LeakCheck.class)
class AnswerFramingTest {
    @RegisterExtension
    static final ListenerExtension SERVER = new ListenerExtension();

    private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

    private static StubApplication patient() {
        return new StubApplication(exchange -> {});
    }

    private static void stage(StubExchange exchange, String text) {
        exchange.reply().stage().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Runs an entry; the end of its turn comes before whatever is asked for next. */
    private static void turn(StubExchange exchange, Runnable entry) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        exchange.onLoop(entry);
        exchange.onLoop(over::countDown);
        over.await();
    }

    @Test
    void answerEndedInOneEntryHasALength() throws Exception {
        try (RawClient client =
                RawClient.connect(SERVER.serve(StubApplication.echo()).address())) {
            RawResponse response = client.send(GET).response();
            assertThat(response.header("content-length")).isEqualTo("2");
            assertThat(response.header("transfer-encoding")).isEmpty();
            assertThat(response.header("connection")).isEmpty();
            assertThat(response.header("date")).endsWith("GMT");
        }
    }

    @Test
    void eachTurnIsOneChunk() throws Exception {
        StubApplication application = patient();
        try (RawClient client = RawClient.connect(SERVER.serve(application).address())) {
            client.send(GET);
            StubExchange exchange = application.next();
            turn(exchange, () -> {
                exchange.begin(200);
                stage(exchange, "ab");
                stage(exchange, "c");
            });
            turn(exchange, () -> stage(exchange, "d".repeat(20_000)));
            turn(
                    exchange,
                    () -> exchange.reply()
                            .stage()
                            .pass(HeapTicket.of("e".repeat(5_000).getBytes(StandardCharsets.US_ASCII)), 1, 5_000));
            turn(exchange, () -> {
                stage(exchange, "f");
                exchange.reply().end(false);
            });
            RawResponse response = client.response();
            assertThat(response.chunks()).as("L13").containsExactly(3, 20_000, 4_999, 1);
            assertThat(response.body()).isEqualTo("abc" + "d".repeat(20_000) + "e".repeat(4_999) + "f");
            assertThat(response.complete()).isTrue();
            client.send(GET);
            StubExchange second = application.next();
            second.onLoop(() -> second.answer(200, "again"));
            assertThat(client.response().body())
                    .as("the connection is used again")
                    .isEqualTo("again");
        }
    }

    @Test
    void headGoesOutAloneIfNothingElseIsStaged() throws Exception {
        StubApplication application = patient();
        try (RawClient client = RawClient.connect(SERVER.serve(application).address())) {
            client.send(GET);
            StubExchange exchange = application.next();
            exchange.onLoop(() -> exchange.begin(200));
            assertThat(new String(client.readBytes(15), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200 OK");
            exchange.onLoop(() -> exchange.reply().end(false));
            assertThat(client.socket().getInputStream().readNBytes(1)).hasSize(1);
        }
    }

    @Test
    void emptyAnswerHasLengthZeroAndNoContentHasNone() throws Exception {
        StubApplication application = new StubApplication(exchange -> {
            exchange.begin(exchange.head().target().equals("/204") ? 204 : 200);
            exchange.reply().end(false);
        });
        try (RawClient client = RawClient.connect(SERVER.serve(application).address())) {
            assertThat(client.send(GET).response().header("content-length")).isEqualTo("0");
            RawResponse none = client.send(GET.replace("/x", "/204")).response();
            assertThat(none.header("content-length")).isEmpty();
            assertThat(none.header("transfer-encoding")).isEmpty();
            assertThat(client.send(GET).response().status()).isEqualTo(200);
        }
    }

    @Test
    void answerToHeadHasNoBody() throws Exception {
        try (RawClient client =
                RawClient.connect(SERVER.serve(StubApplication.echo()).address())) {
            RawResponse response = client.send(GET.replace("GET", "HEAD")).response(true);
            assertThat(response.header("content-length")).isEqualTo("2");
            assertThat(client.send(GET).response().body()).isEqualTo("/x");
        }
    }

    @Test
    void cutAnswerHasNoFinalChunk() throws Exception {
        StubApplication application = patient();
        try (RawClient client = RawClient.connect(SERVER.serve(application).address())) {
            client.send(GET);
            StubExchange exchange = application.next();
            exchange.onLoop(() -> {
                exchange.begin(200);
                stage(exchange, "ab");
            });
            exchange.onLoop(() -> {
                stage(exchange, "error");
                exchange.reply().cut();
            });
            RawResponse response = client.response();
            assertThat(response.body()).isEqualTo("aberror");
            assertThat(response.complete()).as("E3").isFalse();
        }
    }

    @Test
    void oldClientGetsItsAnswerUpToTheClose() throws Exception {
        StubApplication application = patient();
        try (RawClient client = RawClient.connect(SERVER.serve(application).address())) {
            client.send("GET /x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            StubExchange exchange = application.next();
            exchange.onLoop(() -> {
                exchange.begin(200);
                stage(exchange, "ab");
            });
            exchange.onLoop(() -> exchange.reply().end(false));
            RawResponse response = client.response();
            assertThat(response.header("transfer-encoding")).isEmpty();
            assertThat(response.header("connection")).isEqualTo("close");
            assertThat(response.body()).isEqualTo("ab");
        }
    }

    @Test
    void oldClientSeesThatItsAnswerIsCut() throws Exception {
        StubApplication application = patient();
        try (RawClient client = RawClient.connect(SERVER.serve(application).address())) {
            client.send("GET /x HTTP/1.0\r\n\r\n");
            StubExchange exchange = application.next();
            exchange.onLoop(() -> exchange.begin(200));
            assertThat(client.read()).isEqualTo('H');
            exchange.onLoop(() -> exchange.reply().cut());
            assertThat(client.rest()).endsWith("<reset>");
        }
    }

    @Test
    void closesWhenTheClientOrTheAnswerSaysSo() throws Exception {
        StubApplication application = new StubApplication(exchange -> {
            exchange.begin(200);
            exchange.reply().end(exchange.head().target().equals("/close"));
        });
        HttpListener listener = SERVER.serve(application);
        for (String request :
                List.of(GET.replace("Host: a", "Host: a\r\nConnection: foo, Close"), GET.replace("/x", "/close"))) {
            try (RawClient client = RawClient.connect(listener.address())) {
                RawResponse response = client.refusal(request);
                assertThat(response.header("connection")).isEqualTo("close");
                assertThat(response.after()).isEmpty();
            }
        }
    }

    @Test
    void pipelinedAnswersComeInOrder() throws Exception {
        StubApplication application = patient();
        try (RawClient client = RawClient.connect(SERVER.serve(application).address())) {
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                requests.append(GET.replace("/x", "/" + i));
            }
            client.send(requests.toString());
            for (int i = 0; i < 20; i++) {
                StubExchange exchange = application.next();
                assertThat(application.opened()).as("L10: one at a time").isEmpty();
                exchange.onLoop(() -> exchange.answer(200, exchange.head().target()));
            }
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(client.response().body());
            }
            for (int i = 0; i < 20; i++) {
                assertThat(answers.get(i)).as("L10").isEqualTo("/" + i);
            }
        }
    }

    @Test
    void manyPipelinedRequestsAnsweredAtOnceDoNotPileUpCalls() throws Exception {
        try (RawClient client =
                RawClient.connect(SERVER.serve(StubApplication.echo()).address())) {
            int count = 5_000;
            Thread sender = new Thread(() -> {
                try {
                    client.send(GET.repeat(count));
                } catch (java.io.IOException closed) {
                    // The reader fails then.
                }
            });
            sender.start();
            for (int i = 0; i < count; i++) {
                assertThat(client.response().body()).isEqualTo("/x");
            }
            sender.join();
        }
    }

    @Test
    void bodyInPiecesIsOneBody() throws Exception {
        try (RawClient client =
                RawClient.connect(SERVER.serve(StubApplication.echo(1 << 20)).address())) {
            String body = "0123456789".repeat(50_000);
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length() + "\r\n\r\n");
            for (int from = 0; from < body.length(); from += 33_333) {
                client.send(body.substring(from, Math.min(body.length(), from + 33_333)));
            }
            assertThat(client.response().body()).isEqualTo(body);
            client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int from = 0; from < body.length(); from += 33_333) {
                String part = body.substring(from, Math.min(body.length(), from + 33_333));
                client.send(Integer.toHexString(part.length()) + "\r\n" + part + "\r\n");
            }
            assertThat(client.send("0\r\n\r\n").response().body()).isEqualTo(body);
        }
    }

    @Test
    void bodyAskedForLaterIsReadThen() throws Exception {
        StubApplication application = patient();
        try (RawClient client = RawClient.connect(SERVER.serve(application).address())) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nab");
            StubExchange exchange = application.next();
            exchange.onLoop(() -> exchange.reply().readBody(3));
            client.send("c" + GET);
            assertThat(client.response().body()).isEqualTo("abc");
            StubExchange second = application.next();
            second.onLoop(() -> second.answer(200, "second"));
            assertThat(client.response().body()).isEqualTo("second");
        }
    }
}
