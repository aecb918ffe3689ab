package io.gemigo.gateway.protocol.genai.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.embedding.EmbeddingRequest;
import io.gemigo.gateway.core.embedding.Embeddings;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Failure.InvalidRequest;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.core.port.Warnings;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenAiEmbeddingCodecTest {
    private final Warnings warnings = new Warnings();
    private final GenAiEmbeddingCodec one = new GenAiEmbeddingCodec("m", false);
    private final GenAiEmbeddingCodec batch = new GenAiEmbeddingCodec("m", true);

    private EmbeddingRequest read(GenAiEmbeddingCodec codec, String body) {
        return codec.decode(Window.of(body), warnings).value();
    }

    private InvalidRequest refusal(GenAiEmbeddingCodec codec, String body) {
        return (InvalidRequest)
                Objects.requireNonNull(codec.decode(Window.of(body), warnings).failure());
    }

    @Test
    void oneContentIsOneText() {
        EmbeddingRequest request = read(
                one,
                "{\"model\":\"models/m\",\"content\":{\"parts\":[{\"text\":\"a\"},{\"text\":\"b\"}]},\"output_dimensionality\":64}");
        assertThat(read(one, "{\"model\":\"\",\"content\":{\"parts\":[{\"text\":\"c\"}]}}")
                        .inputs())
                .containsExactly("c");
        assertThat(request.model()).isEqualTo("m");
        assertThat(request.inputs()).containsExactly("a\nb");
        assertThat(request.dimensions()).isEqualTo(64);
        assertThat(warnings.header()).isNull();
    }

    @Test
    void batchesKeepTheirOrder() {
        EmbeddingRequest request = read(
                batch,
                "{\"requests\":[{\"content\":{\"role\":\"user\",\"parts\":[{\"text\":\"a\"}]},\"model\":\"models/m\",\"outputDimensionality\":\"64\"},"
                        + "{\"content\":{\"parts\":{\"text\":\"b\"}},\"model\":\"m\",\"outputDimensionality\":64}]}");
        assertThat(request.inputs()).containsExactly("a", "b");
        assertThat(request.dimensions()).isEqualTo(64);
        assertThat(read(batch, "{\"requests\":{\"content\":{\"parts\":[{\"text\":\"a\"}]}}}")
                        .dimensions())
                .isNull();
    }

    @Test
    void hintsWithoutACounterpartAreWarnedOf() {
        read(
                batch,
                "{\"requests\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]},\"taskType\":\"RETRIEVAL_QUERY\",\"title\":\"t\",\"other\":1}]}");
        assertThat(warnings.header())
                .isEqualTo("genai; field=requests[0].taskType; action=ignored, genai; field=requests[0].title;"
                        + " action=ignored, genai; field=requests[0].other; action=ignored");
        Warnings none = new Warnings();
        one.decode(Window.of("{\"content\":{\"parts\":[{\"text\":\"a\"}]},\"taskType\":0,\"title\":\"\"}"), none);
        assertThat(none.header()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | missing_required_parameter | requests",
                "{\"requests\":[]} | missing_required_parameter | requests",
                "{\"requests\":[{}]} | missing_required_parameter | requests[0].content",
                "{\"requests\":[{\"content\":{\"parts\":[{\"text\":\"\"}]}}]} | invalid_value | requests[0].content",
                "{\"requests\":[{\"content\":{\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AAAA\"}}]}}]} | unsupported_value | requests[0].content",
                "{\"requests\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]},\"model\":\"models/n\"}]} | invalid_value | requests[0].model",
                "{\"requests\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]},\"taskType\":\"X\"}]} | invalid_type | requests[0].task_type",
                "{\"requests\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]},\"outputDimensionality\":0}]} | invalid_value | requests[0].output_dimensionality",
                "{\"requests\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]},\"embedContentConfig\":{}}]} | unsupported_parameter | requests[0].embed_content_config",
                "{\"requests\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}},{\"content\":{\"parts\":[{\"text\":\"a\"}]},\"outputDimensionality\":64}]} | unsupported_value | requests[1]",
                "{\"model\":\"n\",\"requests\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}}]} | invalid_value | model"
            })
    void whatWillNotDoIsRefusedByName(String body, String code, String param) {
        InvalidRequest refusal = refusal(batch, body);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.param()).isEqualTo(param);
    }

    @Test
    void aBodyThatIsNotJsonIsToldSo() {
        assertThat(refusal(one, "{\"content\":").code()).isEqualTo("invalid_json");
        assertThat(refusal(one, "{\"content\":7,").code()).isEqualTo("invalid_json");
        assertThat(refusal(one, "{\"content\":{\"parts\":[{\"text\":\"a\"}]}} x")
                        .code())
                .isEqualTo("invalid_json");
    }

    @Test
    void thereIsAMostOfRequests() {
        String each = "{\"content\":{\"parts\":[{\"text\":\"a\"}]}}";
        String most = String.join(",", Collections.nCopies(2048, each));
        assertThat(read(batch, "{\"requests\":[" + most + "]}").inputs()).hasSize(2048);
        assertThat(refusal(batch, "{\"requests\":[" + most + "," + each + "]}").param())
                .isEqualTo("requests[2048]");
    }

    @Test
    void answersHaveTheShapeOfTheirVerb() {
        Embeddings two = new Embeddings(List.of(new float[] {1, -0.5f}, new float[] {0.1f}), 7);
        ReplyContext context = new ReplyContext("id", "m", 0);
        assertThat(new String(batch.encode(two, context), StandardCharsets.UTF_8))
                .isEqualTo("{\"embeddings\":[{\"values\":[1.0,-0.5]},{\"values\":[0.1]}]}");
        assertThat(new String(one.encode(two, context), StandardCharsets.UTF_8))
                .isEqualTo("{\"embedding\":{\"values\":[1.0,-0.5]}}");
    }

    @Test
    void warningsOfProvidersNameTheClientsFields() {
        read(one, "{\"content\":{\"parts\":[{\"text\":\"a\"}]}}");
        warnings.ignored("openai", "dimensions");
        warnings.capped("openai", "input");
        warnings.ignored("openai", "of_its_own");
        assertThat(warnings.header())
                .isEqualTo("genai; field=outputDimensionality; action=ignored, genai; field=content; action=capped,"
                        + " genai; field=of_its_own; action=ignored");
        Warnings ofBatch = new Warnings();
        batch.decode(Window.of("{\"requests\":{\"content\":{\"parts\":[{\"text\":\"a\"}]}}}"), ofBatch);
        ofBatch.ignored("openai", "dimensions");
        assertThat(ofBatch.header()).isEqualTo("genai; field=requests[0].outputDimensionality; action=ignored");
    }

    @Test
    void refusalsOfProvidersNameTheClientsFields() {
        InvalidRequest refused = new InvalidRequest("unsupported_value", "dimensions", "why");
        assertThat(((InvalidRequest) one.inClientTerms(refused)).param()).isEqualTo("output_dimensionality");
        assertThat(((InvalidRequest) batch.inClientTerms(refused)).param())
                .isEqualTo("requests[0].output_dimensionality");
        InvalidRequest input = new InvalidRequest("invalid_value", "input", "why");
        assertThat(((InvalidRequest) one.inClientTerms(input)).param()).isEqualTo("content");
        assertThat(((InvalidRequest) batch.inClientTerms(input)).param()).isEqualTo("requests");
        InvalidRequest model = new InvalidRequest("unsupported_value", "model", "why");
        assertThat(((InvalidRequest) one.inClientTerms(model)).param()).isEqualTo("model");
        InvalidRequest nothing = new InvalidRequest("unsupported_value", null, "why");
        assertThat(one.inClientTerms(nothing)).isSameAs(nothing);
        Failure another = new Failure.Internal();
        assertThat(one.inClientTerms(another)).isSameAs(another);
    }
}
