package io.gemigo.gateway.testkit.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.gemigo.gateway.testkit.transcript.Cut;
import io.gemigo.gateway.testkit.transcript.HttpMessageText;
import io.gemigo.gateway.testkit.transcript.Transcript;
import io.gemigo.gateway.testkit.transcript.Transcripts;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlaybackTest {

    private static final HttpMessageText STREAM = new HttpMessageText(
            "HTTP/1.1 200 OK",
            List.of(new HttpMessageText.Header("content-type", "text/event-stream")),
            "data: 1\n\ndata: 2\n\n".getBytes(StandardCharsets.US_ASCII));

    private final FakeUpstream upstream = FakeUpstream.start();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        upstream.close();
    }

    static Stream<Transcript> transcripts() {
        return Stream.of("openai", "dashscope").flatMap(dialect -> Transcripts.load(dialect).stream());
    }

    private HttpResponse<byte[]> fetch(Playback playback) throws Exception {
        upstream.enqueue(playback.script());
        return http.send(HttpRequest.newBuilder(upstream.uri()).build(), BodyHandlers.ofByteArray());
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void givesARealClientTheRecordedAnswer(Transcript transcript) throws Exception {
        HttpResponse<byte[]> response = fetch(Playback.of(transcript));

        assertThat(response.statusCode()).isEqualTo(transcript.response().status());
        assertThat(response.body()).isEqualTo(transcript.response().body());
        assertThat(response.headers().firstValue("content-type"))
                .hasValue(transcript.response().header("content-type"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Framing.class,
            names = {"LENGTH", "CHUNKED", "UNTIL_CLOSE"})
    void framesCorrectlyInThreeWays(Framing framing) throws Exception {
        HttpResponse<byte[]> response =
                fetch(Playback.of(STREAM).framed(framing).cut(Cut.at("", 3, 9, 10)));

        assertThat(response.body()).isEqualTo(STREAM.body());
    }

    @ParameterizedTest
    @EnumSource(
            value = Framing.class,
            names = {"BAD_CHUNK_SIZE", "NO_LAST_CHUNK", "LENGTH_TOO_LONG"})
    void framesWronglySoThatARealClientFails(Framing framing) {
        assertThatIOException().isThrownBy(() -> fetch(Playback.of(STREAM).framed(framing)));
    }

    @Test
    void sendsBothFramingHeaders() throws Exception {
        upstream.enqueue(
                Playback.of(STREAM).framed(Framing.LENGTH_AND_CHUNKED).script().close());
        try (RawClient client = new RawClient(upstream).get("/")) {
            assertThat(client.readAll())
                    .contains("content-length: 18\r\ntransfer-encoding: chunked\r\n\r\n12\r\ndata: 1")
                    .endsWith("\r\n0\r\n\r\n");
        }
    }

    @Test
    void leavesAByteOverWhenTheLengthIsTooShort() throws Exception {
        upstream.enqueue(
                Playback.of(STREAM).framed(Framing.LENGTH_TOO_SHORT).script().close());
        try (RawClient client = new RawClient(upstream).get("/")) {
            assertThat(client.readAll()).contains("content-length: 17\r\n").endsWith("data: 2\n\n");
        }
    }

    @Test
    void makesAChunkOfEveryPieceAndWaitsBeforeEach() throws Exception {
        Gate gate = new Gate();
        upstream.enqueue(Playback.of(STREAM)
                .cut(Cut.at("", 9))
                .paced(gate)
                .header("x-extra: 1")
                .script()
                .close());
        try (RawClient client = new RawClient(upstream).get("/")) {
            String head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nx-extra: 1\r\n"
                    + "transfer-encoding: chunked\r\n\r\n";
            assertThat(client.read(head.length())).isEqualTo(head);
            gate.awaitWaiting();
            assertThat(client.in().available()).isZero();

            gate.release();
            assertThat(client.read(14)).isEqualTo("9\r\ndata: 1\n\n\r\n");
            gate.awaitWaiting();
            assertThat(client.in().available()).isZero();

            gate.open();
            assertThat(client.readAll()).isEqualTo("9\r\ndata: 2\n\n\r\n0\r\n\r\n");
        }
    }

    @Test
    void waitsBeforeTheHead() throws Exception {
        Gate gate = new Gate();
        upstream.enqueue(Playback.of(STREAM).headAfter(gate).script().close());
        try (RawClient client = new RawClient(upstream).get("/")) {
            gate.awaitWaiting();
            assertThat(client.in().available()).isZero();
            gate.release();
            assertThat(client.readAll()).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void closesInTheMiddleOfTheBody() throws Exception {
        upstream.enqueue(Playback.of(STREAM)
                .framed(Framing.LENGTH)
                .stoppingAt(5, Playback.Stop.CLOSE)
                .cut(Cut.at("", 2, 9))
                .script());
        try (RawClient client = new RawClient(upstream).get("/")) {
            assertThat(client.readAll()).endsWith("content-length: 18\r\n\r\ndata:");
        }
    }

    @Test
    void resetsInTheMiddleOfTheBodyOnceTheClientHasTheRest() throws Exception {
        Gate gate = new Gate();
        upstream.enqueue(Playback.of(STREAM)
                .framed(Framing.UNTIL_CLOSE)
                .stoppingAt(5, Playback.Stop.RESET)
                .stopAfter(gate)
                .script());
        try (RawClient client = new RawClient(upstream).get("/")) {
            String wire = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\ndata:";
            assertThat(client.read(wire.length())).isEqualTo(wire);
            gate.release();
            assertThatExceptionOfType(SocketException.class).isThrownBy(client::readAll);
        }
    }
}
