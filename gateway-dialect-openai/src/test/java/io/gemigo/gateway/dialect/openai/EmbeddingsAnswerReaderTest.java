package io.gemigo.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.embedding.EmbeddingRequest;
import io.gemigo.gateway.core.embedding.Embeddings;
import io.gemigo.gateway.core.error.Failure;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingsAnswerReaderTest {
    private static Embeddings read(String body, int inputs) {
        return EmbeddingsAnswerReader.read(Window.of(body), inputs).value();
    }

    @Test
    void vectorsComeInTheOrderOfTheTextsWhateverTheirOrderInTheAnswer() {
        Embeddings read = read(
                "{\"object\":\"list\",\"data\":[{\"index\":1,\"embedding\":[0.25,-1e-3],\"object\":\"embedding\"},"
                        + "{\"embedding\":[3,4.5,-0.0],\"index\":0}],\"id\":\"x\",\"usage\":{\"total_tokens\":9,\"prompt_tokens\":7}}",
                2);
        assertThat(read.vectors().get(0)).containsExactly(3f, 4.5f, -0.0f);
        assertThat(read.vectors().get(1)).containsExactly(0.25f, -0.001f);
        assertThat(read.promptTokens()).isEqualTo(7);
    }

    @Test
    void placeStandsInForAMissingIndexAndTheTotalForMissingPromptTokens() {
        Embeddings read =
                read("{\"data\":[{\"embedding\":[1]},{\"embedding\":[2]}],\"usage\":{\"total_tokens\":9}}", 2);
        assertThat(read.vectors().get(1)).containsExactly(2f);
        assertThat(read.promptTokens()).isEqualTo(9);
        assertThat(read("{\"data\":[{\"embedding\":[1]}]}", 1).promptTokens()).isEqualTo(-1);
        assertThat(read("{\"data\":[{\"embedding\":[1]}],\"usage\":null}", 1).promptTokens())
                .isEqualTo(-1);
    }

    @Test
    void longVectorsAreReadWhole() {
        StringBuilder numbers = new StringBuilder();
        for (int i = 0; i < 2560; i++) {
            numbers.append(i == 0 ? "" : ",").append(i);
        }
        float[] vector = read("{\"data\":[{\"embedding\":[" + numbers + "]}]}", 1)
                .vectors()
                .get(0);
        assertThat(vector).hasSize(2560);
        assertThat(vector[2559]).isEqualTo(2559f);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | answer is not an object",
                "{\"data\":{}} | data is not an array",
                "{\"data\":[7]} | an embedding is not an object",
                "{\"data\":[{\"embedding\":[]}]} | an embedding without numbers",
                "{\"data\":[{\"index\":0}]} | an embedding without numbers",
                "{\"data\":[{\"embedding\":\"AAAA\"}]} | an embedding without numbers",
                "{\"data\":[{\"embedding\":[\"1\"]}]} | an embedding holds something that is no number",
                "{\"data\":[{\"embedding\":[1e99]}]} | an embedding holds something that is no number",
                "{\"data\":[{\"embedding\":[1],\"index\":1}]} | an embedding with an index out of place",
                "{\"data\":[{\"embedding\":[1],\"index\":-1}]} | an embedding with an index out of place",
                "{\"data\":[{\"embedding\":[1]},{\"embedding\":[1],\"index\":0}]} | an embedding with an index out of place",
                "{\"data\":[]} | an answer with 0 vectors for 1 texts",
                "{\"data\":[{\"embedding\":[1]}]} x | answer is not JSON: unexpected content after the document",
                "{\"usage\":{}} | an answer with 0 vectors for 1 texts",
            })
    void anythingElseIsMalformed(String body, String problem) {
        Failure failure = EmbeddingsAnswerReader.read(Window.of(body), 1).failure();
        assertThat(((Failure.UpstreamMalformed) Objects.requireNonNull(failure)).problem())
                .isEqualTo(problem);
    }

    @Test
    void aCutAnswerIsMalformedAtEveryByte() {
        String body = "{\"data\":[{\"index\":0,\"embedding\":[0.25,1]}],\"usage\":{\"prompt_tokens\":7}}";
        for (int cut = 0; cut < body.length(); cut++) {
            Failure failure = EmbeddingsAnswerReader.read(Window.of(body.substring(0, cut)), 1)
                    .failure();
            assertThat(failure).as("cut at " + cut).isInstanceOf(Failure.UpstreamMalformed.class);
        }
    }

    @Test
    void requestsAskForNumbersAndNameDimensionsOnlyIfAsked() {
        ByteBuilder out = new ByteBuilder(64);
        EmbeddingsWriter.write(new EmbeddingRequest("m", List.of("a\"b", "c"), 64), out);
        assertThat(out.utf8())
                .isEqualTo(
                        "{\"model\":\"m\",\"input\":[\"a\\\"b\",\"c\"],\"dimensions\":64,\"encoding_format\":\"float\"}");
        out.clear();
        EmbeddingsWriter.write(new EmbeddingRequest("m", List.of("a"), null), out);
        assertThat(out.utf8()).isEqualTo("{\"model\":\"m\",\"input\":[\"a\"],\"encoding_format\":\"float\"}");
    }

    @Test
    void readsOnBehindWhatItDoesNotKnow() {
        Embeddings read = read(
                "{\"x\":{\"data\":[]},\"usage\":{\"x\":{\"prompt_tokens\":1},\"prompt_tokens\":{\"total_tokens\":2},\"total_tokens\":9},"
                        + "\"data\":[{\"x\":{\"index\":5},\"index\":{\"a\":[1]},\"embedding\":[0.5,1]},"
                        + "{\"index\":1.5,\"embedding\":{\"index\":7},\"embedding\":[2]}]}",
                2);
        assertThat(read.vectors().get(0)).containsExactly(0.5f, 1f);
        assertThat(read.vectors().get(1)).containsExactly(2f);
        assertThat(read.promptTokens()).isEqualTo(9);
        for (String usage : List.of("-1", "1.5", "\"1\"", "[7]", "null")) {
            assertThat(read("{\"usage\":{\"prompt_tokens\":" + usage + "},\"data\":[{\"embedding\":[1]}]}", 1)
                            .promptTokens())
                    .isEqualTo(-1);
        }
        assertThat(read("{\"usage\":[{\"prompt_tokens\":1}],\"data\":[{\"embedding\":[1]}]}", 1)
                        .promptTokens())
                .isEqualTo(-1);
        assertThat(read("{\"usage\":{\"prompt_tokens\":0},\"data\":[{\"embedding\":[1]}]}", 1)
                        .promptTokens())
                .isZero();
    }

    @Test
    void vectorsMayBeOfDifferentLengths() {
        Embeddings read = read("{\"data\":[{\"embedding\":[1]},{\"embedding\":[1,2,3]},{\"embedding\":[4,5]}]}", 3);
        assertThat(read.vectors().get(0)).containsExactly(1f);
        assertThat(read.vectors().get(1)).containsExactly(1f, 2f, 3f);
        assertThat(read.vectors().get(2)).containsExactly(4f, 5f);
    }
}
