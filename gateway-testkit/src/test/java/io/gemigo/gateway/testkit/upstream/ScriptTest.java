package io.gemigo.gateway.testkit.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptTest {

    private final FakeUpstream upstream = FakeUpstream.start();

    @AfterEach
    void close() {
        upstream.close();
    }

    private RawClient get(Script script) throws Exception {
        upstream.enqueue(script);
        return new RawClient(upstream).get("/");
    }

    @Test
    void writesExactlyTheBytesGivenHeadIncluded() throws Exception {
        String wire = "HTTP/9.9 777 Odd\nno colon here\r\n folded\r\n\r\n\0rest";
        try (RawClient client = get(Script.empty().write(wire).close())) {
            assertThat(client.readAll()).isEqualTo(wire);
        }
    }

    @Test
    void addsNothingOfItsOwn() throws Exception {
        Script script = Script.head(200, "transfer-encoding: chunked")
                .chunk("ab")
                .chunk("")
                .lastChunk()
                .close();
        try (RawClient client = get(script)) {
            assertThat(client.readAll())
                    .isEqualTo("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n0\r\n\r\n");
        }
    }

    @Test
    void flushesWhatStandsBeforeAGate() throws Exception {
        Gate gate = new Gate();
        try (RawClient client = get(
                Script.empty().write("one").pass(gate).write("two").pass(gate).close())) {
            assertThat(client.read(3)).isEqualTo("one");
            gate.awaitWaiting();
            assertThat(client.in().available()).isZero();

            gate.release();
            assertThat(client.read(3)).isEqualTo("two");

            gate.release();
            assertThat(client.readAll()).isEmpty();
        }
    }

    @Test
    void delaysTheHead() throws Exception {
        Gate gate = new Gate();
        try (RawClient client =
                get(Script.empty().pass(gate).then(Script.json(200, "{}").close()))) {
            gate.awaitWaiting();
            assertThat(client.in().available()).isZero();

            gate.release();
            assertThat(client.readAll()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("{}");
        }
    }

    @Test
    void dribblesByteByByte() throws Exception {
        byte[] bytes = "dribble".getBytes(StandardCharsets.US_ASCII);
        try (RawClient client = get(Script.empty().dribble(bytes).close())) {
            assertThat(client.readAll()).isEqualTo("dribble");
        }
    }

    @Test
    void closesInOrder() throws Exception {
        try (RawClient client =
                get(Script.head(200, "content-length: 100").write("short").close())) {
            assertThat(client.readAll()).endsWith("short");
        }
    }

    @Test
    void resetsOnceTheClientHasTheBytes() throws Exception {
        Gate read = new Gate();
        Script script = Script.head(200, "content-length: 100")
                .write("short")
                .pass(read)
                .reset();
        try (RawClient client = get(script)) {
            assertThat(client.read("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort".length()))
                    .endsWith("short");
            read.release();
            assertThatExceptionOfType(SocketException.class).isThrownBy(client::readAll);
        }
    }

    @Test
    void doesNothingAfterItsEnd() throws Exception {
        try (RawClient client = get(Script.empty().write("a").close().write("b"))) {
            assertThat(client.readAll()).isEqualTo("a");
        }
    }

    @Test
    void canWriteOnAnIdleConnection() throws Exception {
        Gate idle = new Gate();
        try (RawClient client =
                get(Script.json(200, "{}").pass(idle).write("unasked").close())) {
            assertThat(client.readOnce()).startsWith("HTTP/1.1 200");
            idle.awaitWaiting();
            idle.release();
            assertThat(client.readAll()).endsWith("unasked");
        }
    }

    @Test
    void isNotChangedByWhatIsBuiltOnIt() throws Exception {
        Script base = Script.empty().write("a");
        Script longer = base.write("b").close();
        try (RawClient client = get(base.close())) {
            assertThat(client.readAll()).isEqualTo("a");
        }
        try (RawClient client = get(longer)) {
            assertThat(client.readAll()).isEqualTo("ab");
        }
    }
}
