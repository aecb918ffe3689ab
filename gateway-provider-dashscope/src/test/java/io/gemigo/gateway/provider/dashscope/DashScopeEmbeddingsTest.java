package io.gemigo.gateway.provider.dashscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.embedding.EmbeddingRequest;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderView;
import io.gemigo.gateway.core.port.EmbeddingLimits;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ModelTable;
import io.gemigo.gateway.core.port.Warnings;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashScopeEmbeddingsTest {
    private final ModelTable table = Models.table("text-embedding-v4", false);
    private final DashScopeEmbeddings embeddings = new DashScopeEmbeddings();

    private EmbeddingLimits limits(String model) {
        ModelCard card = Objects.requireNonNull(table.find(model));
        return Objects.requireNonNull(card.embedding());
    }

    @ParameterizedTest
    @CsvSource({
        "text-embedding-v4, 10, 1024, 8192",
        "text-embedding-v3, 10, 1024, 8192",
        "text-embedding-v2, 25, 1536, 2048",
        "text-embedding-v1, 25, 1536, 2048",
        "qwen3.7-text-embedding, 20, 1024, 128000"
    })
    void theTableHasEachModelsLimits(String model, int inputs, int length, int tokens) {
        assertThat(limits(model).inputsPerCall()).isEqualTo(inputs);
        assertThat(limits(model).dimensions().get(0)).isEqualTo(length);
        assertThat(Objects.requireNonNull(table.find(model)).inputTokenLimit()).isEqualTo(tokens);
    }

    @Test
    void theDefaultStandsIn() {
        assertThat(Objects.requireNonNull(table.embeddingDefault()).id()).isEqualTo("text-embedding-v4");
        ModelTable own = Models.table("my-embedding", false);
        ModelCard card = Objects.requireNonNull(own.embeddingDefault());
        assertThat(card.id()).isEqualTo("my-embedding");
        assertThat(Objects.requireNonNull(card.embedding()).inputsPerCall()).isEqualTo(10);
        assertThat(card.embedding().offers(77)).isTrue();
    }

    @Test
    void lengthsThatAreNotOfferedAreRefusedByName() {
        ModelCard card = Objects.requireNonNull(table.find("text-embedding-v3"));
        Failure refusal = embeddings.encode(
                new EmbeddingRequest("text-embedding-v3", List.of("a"), 100),
                card,
                new ByteBuilder(64),
                new Warnings());
        Failure.InvalidRequest invalid = (Failure.InvalidRequest) Objects.requireNonNull(refusal);
        assertThat(invalid.param()).isEqualTo("dimensions");
        assertThat(invalid.message())
                .isEqualTo("The model text-embedding-v3 makes vectors of these lengths: 64, 128, 256, 512, 768, 1024.");
    }

    @Test
    void requestsAskForNumbers() {
        ModelCard card = Objects.requireNonNull(table.find("text-embedding-v4"));
        ByteBuilder out = new ByteBuilder(64);
        EmbeddingRequest request = new EmbeddingRequest("text-embedding-v4", List.of("a"), 64);
        assertThat(embeddings.encode(request, card, out, new Warnings())).isNull();
        assertThat(out.utf8())
                .isEqualTo(
                        "{\"model\":\"text-embedding-v4\",\"input\":[\"a\"],\"dimensions\":64,\"encoding_format\":\"float\"}");
        assertThat(embeddings.path()).isEqualTo("/embeddings");
    }

    @Test
    void answersAndErrorsAreRead() {
        assertThat(embeddings
                        .decode(Window.of("{\"data\":[{\"embedding\":[1]}]}"), 1)
                        .value()
                        .vectors())
                .hasSize(1);
        Failure failure = embeddings.error(
                400,
                HeaderView.EMPTY,
                Window.of("{\"error\":{\"code\":\"data_inspection_failed\",\"message\":\"Input data\"}}"));
        assertThat(failure).isInstanceOf(Failure.ContentBlocked.class);
    }
}
