package io.gemigo.gateway.protocol.openai.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.embedding.Embeddings;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.core.port.Warnings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenAiEmbeddingCodecTest {
    private static final Embeddings TWO =
            new Embeddings(List.of(new float[] {1, -0.5f}, new float[] {0.1f, 1.0E-5f}), 7);

    private static String answer(String request) {
        OpenAiEmbeddingCodec codec = new OpenAiEmbeddingCodec();
        assertThat(codec.decode(Window.of(request), new Warnings()).failure()).isNull();
        return new String(codec.encode(TWO, new ReplyContext("id", "asked", 0)), StandardCharsets.UTF_8);
    }

    @Test
    void vectorsAreNumbersUnlessAskedForOtherwise() {
        assertThat(answer("{\"model\":\"m\",\"input\":[\"a\",\"b\"]}"))
                .isEqualTo("{\"object\":\"list\",\"data\":["
                        + "{\"object\":\"embedding\",\"index\":0,\"embedding\":[1.0,-0.5]},"
                        + "{\"object\":\"embedding\",\"index\":1,\"embedding\":[0.1,1.0E-5]}],"
                        + "\"model\":\"asked\",\"usage\":{\"prompt_tokens\":7,\"total_tokens\":7}}");
    }

    @Test
    void base64IsLittleEndianFloats() {
        assertThat(answer("{\"model\":\"m\",\"input\":[\"a\",\"b\"],\"encoding_format\":\"base64\"}"))
                .contains("\"embedding\":\"AACAPwAAAL8=\"");
    }

    @Test
    void whatWillNotDoIsRefused() {
        assertThat(new OpenAiEmbeddingCodec()
                        .decode(Window.of("{}"), new Warnings())
                        .failure())
                .isNotNull();
    }
}
