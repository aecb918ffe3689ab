package io.gemigo.gateway.testkit.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpMessageTextTest {

    private static HttpMessageText parse(String text) {
        return HttpMessageText.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsARequest() {
        HttpMessageText request = parse("POST /v1/x?a=b HTTP/1.1\r\nAccept: */*\r\naccept: b\r\nX: \r\n\r\n{}");

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/v1/x?a=b");
        assertThat(request.headers()).hasSize(3);
        assertThat(request.header("ACCEPT")).isEqualTo("*/*");
        assertThat(request.header("x")).isEmpty();
        assertThat(request.header("y")).isNull();
        assertThat(request.bodyText()).isEqualTo("{}");
    }

    @Test
    void readsAResponse() {
        HttpMessageText response = parse("HTTP/1.1 404 Not Found\r\ncontent-type: text/event-stream\r\n\r\n");

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.isEventStream()).isTrue();
        assertThat(response.body()).isEmpty();
    }

    @Test
    void keepsTheBodysBytesWhateverTheyAre() {
        byte[] head = "HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] file = new byte[head.length + 256];
        System.arraycopy(head, 0, file, 0, head.length);
        for (int i = 0; i < 256; i++) {
            file[head.length + i] = (byte) i;
        }

        HttpMessageText message = HttpMessageText.parse(file);

        assertThat(message.body()).hasSize(256).startsWith(0, 1, 2).endsWith(0xFE, 0xFF);
        assertThat(message.toBytes()).isEqualTo(file);
    }

    @Test
    void doesNotShareItsBody() {
        HttpMessageText message = parse("HTTP/1.1 200 OK\r\n\r\nabc");

        message.body()[0] = 'X';

        assertThat(message.bodyText()).isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\n\n", "\r\nx", "HTTP/1.1 200 OK\r\nno colon\r\n\r\n"
            })
    void refusesAHeadThatIsNoHead(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(text));
    }
}
