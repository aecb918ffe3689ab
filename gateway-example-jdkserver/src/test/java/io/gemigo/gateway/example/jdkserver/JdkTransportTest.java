package io.gemigo.gateway.example.jdkserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.Body;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.port.Endpoint;
import io.gemigo.gateway.core.port.HttpTransport;
import io.gemigo.gateway.testkit.port.RecordedAnswer;
import io.gemigo.gateway.testkit.upstream.FakeUpstream;
import io.gemigo.gateway.testkit.upstream.Gate;
import io.gemigo.gateway.testkit.upstream.Script;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an example has to do; the whole of HttpTransportTck asks for more strictness than the JDK's client has. */
class JdkTransportTest {
    private final FakeUpstream upstream = FakeUpstream.start();
    private final JdkTransport transport = new JdkTransport();
    private final JdkLoop loop = new JdkLoop();

    @AfterEach
    void close() {
        transport.close();
        loop.close();
        upstream.close();
    }

    private HttpTransport.Request request() {
        Endpoint endpoint = new Endpoint(false, "127.0.0.1", upstream.port(), "");
        return new HttpTransport.Request(endpoint, "POST", "/chat", new HeaderList(), Body.EMPTY);
    }

    @Test
    void bringsAWholeAnswer() {
        upstream.enqueue(Script.json(200, "{}"));
        RecordedAnswer answer =
                new RecordedAnswer(loop).send(transport, request()).awaitEnd();
        assertThat(answer.failure()).isNull();
        assertThat(answer.text()).isEqualTo("{}");
        answer.assertSound();
    }

    @Test
    void closesTheConnectionWhenCancelledMidway() {
        upstream.enqueue(Script.head(200, "transfer-encoding: chunked")
                .chunk("x")
                .pass(new Gate())
                .chunk("y"));
        RecordedAnswer answer =
                new RecordedAnswer(loop).send(transport, request()).awaitBytes(1);
        answer.cancelNow();
        upstream.takeRequest().connection().awaitClientGone();
        answer.assertSound();
    }
}
