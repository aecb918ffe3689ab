package io.gemigo.gateway.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads and bodies, as the benchmarks read them. */
class HttpMessageTest {
    private static final String PAYLOAD = "hello, world";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nhello, world",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n07;a=b\r\n, world\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\nC\r\nhello, world\r\n0\r\nx: y\r\n\r\n",
                "POST /x HTTP/1.1\r\ncontent-length:12\r\n\r\nhello, world"
            })
    void readsHeadAndBodyHoweverTheyAreCut(String message) {
        byte[] bytes = (message + "NEXT").getBytes(StandardCharsets.US_ASCII);
        for (int cut = 0; cut <= bytes.length; cut++) {
            HttpHead head = new HttpHead();
            HttpBody body = new HttpBody();
            ByteArrayOutputStream payload = new ByteArrayOutputStream();
            int end = read(head, body, bytes, 0, cut, payload);
            if (!body.complete() || !head.complete()) {
                end = read(head, body, bytes, end, bytes.length, payload);
            }
            assertThat(payload.toString(StandardCharsets.US_ASCII)).isEqualTo(PAYLOAD);
            assertThat(body.complete()).isTrue();
            assertThat(end).isEqualTo(bytes.length - "NEXT".length());
            assertThat(head.post()).isEqualTo(message.startsWith("POST"));
            assertThat(head.status()).isEqualTo(message.startsWith("POST") ? 0 : 200);
        }
    }

    private static int read(
            HttpHead head, HttpBody body, byte[] bytes, int from, int to, ByteArrayOutputStream payload) {
        int at = from;
        if (!head.complete()) {
            at = head.feed(bytes, from, to);
            if (!head.complete()) {
                return at;
            }
            body.begin(head);
        }
        return body.feed(bytes, at, to, (a, begin, end) -> payload.write(a, begin, end - begin));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\nhello, world",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nc\r\nhello, world\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nc\r\nhello, world\r\n0\r\n"
            })
    void aCutBodyIsNotWhole(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.US_ASCII);
        HttpHead head = new HttpHead();
        HttpBody body = new HttpBody();
        read(head, body, bytes, 0, bytes.length, new ByteArrayOutputStream());
        assertThat(body.complete()).isFalse();
        assertThat(body.completeAtEnd()).isFalse();
    }
}
