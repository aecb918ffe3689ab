package io.gemigo.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.port.Warnings;
import java.util.Collections;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request of embeddings may hold, and how one that may not is told so. */
class EmbeddingsReaderTest {
    private final Warnings warnings = new Warnings();

    private Outcome<EmbeddingsCall> read(String body) {
        return EmbeddingsReader.read(Window.of(body), warnings);
    }

    private Failure.InvalidRequest refusal(String body) {
        return (Failure.InvalidRequest) Objects.requireNonNull(read(body).failure());
    }

    @Test
    void everyFieldIsRead() {
        EmbeddingsCall call =
                read("{\"model\":\"m\",\"input\":[\"a\",\"b\\u00e9\"],\"dimensions\":64,\"encoding_format\":\"base64\",\"user\":\"u\"}")
                        .value();
        assertThat(call.request().model()).isEqualTo("m");
        assertThat(call.request().inputs()).containsExactly("a", "b\u00e9");
        assertThat(call.request().dimensions()).isEqualTo(64);
        assertThat(call.request().user()).isEqualTo("u");
        assertThat(call.base64()).isTrue();
        assertThat(warnings.header()).isNull();
    }

    @Test
    void whatIsNotGivenHasItsDefault() {
        EmbeddingsCall call =
                read("{\"input\":\"a\",\"model\":\"m\",\"dimensions\":null,\"encoding_format\":null,\"user\":null}")
                        .value();
        assertThat(call.request().inputs()).containsExactly("a");
        assertThat(call.request().dimensions()).isNull();
        assertThat(call.base64()).isFalse();
        assertThat(read("{\"input\":\"a\",\"model\":\"m\",\"encoding_format\":\"float\"}")
                        .value()
                        .base64())
                .isFalse();
        for (int limit : new int[] {1, 65_536}) {
            assertThat(read("{\"input\":\"a\",\"model\":\"m\",\"dimensions\":" + limit + "}")
                            .value()
                            .request()
                            .dimensions())
                    .isEqualTo(limit);
        }
    }

    @Test
    void unknownFieldsAreWarnedOf() {
        assertThat(read("{\"model\":\"m\",\"text_type\":{\"x\":[1]},\"input\":\"a\"}")
                        .failure())
                .isNull();
        assertThat(warnings.header()).isEqualTo("openai; field=text_type; action=ignored");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"input\":\"a\"} | missing_required_parameter | model",
                "{\"model\":\"m\"} | missing_required_parameter | input",
                "{\"model\":null,\"input\":\"a\"} | invalid_type | model",
                "{\"model\":\"\",\"input\":\"a\"} | empty_string | model",
                "{\"model\":\"m\",\"input\":null} | invalid_type | input",
                "{\"model\":\"m\",\"input\":7} | invalid_type | input",
                "{\"model\":\"m\",\"input\":\"\"} | empty_string | input",
                "{\"model\":\"m\",\"input\":[]} | empty_array | input",
                "{\"model\":\"m\",\"input\":[\"a\",\"\"]} | empty_string | input[1]",
                "{\"model\":\"m\",\"input\":[\"a\",null]} | invalid_type | input[1]",
                "{\"model\":\"m\",\"input\":[1,2]} | unsupported_value | input",
                "{\"model\":\"m\",\"input\":[[1,2]]} | unsupported_value | input",
                "{\"model\":\"m\",\"input\":\"a\",\"encoding_format\":\"int8\"} | invalid_value | encoding_format",
                "{\"model\":\"m\",\"input\":\"a\",\"dimensions\":0} | integer_below_min_value | dimensions",
                "{\"model\":\"m\",\"input\":\"a\",\"dimensions\":65537} | integer_above_max_value | dimensions",
                "{\"model\":\"m\",\"input\":\"a\",\"dimensions\":1.5} | invalid_type | dimensions",
                "{\"model\":\"m\",\"input\":\"a\",\"user\":1} | invalid_type | user",
                "{\"model\":\"m\",\"x\":{\"input\":1},\"user\":\"u\",\"dimensions\":1,\"input\":[\"a\",{}]} | invalid_type | input[1]",
                "{\"model\":\"m\",\"input\":[\"a\",\"b\"],\"user\":1} | invalid_type | user",
                "{\"model\":\"m\",\"input\":\"a\",\"api_key\":\"k\"} | unsupported_parameter | api_key",
                "{\"model\":\"m\",\"input\":\"a\",\"model\":\"n\"} | invalid_value | model"
            })
    void whatWillNotDoIsRefusedByName(String body, String code, String param) {
        Failure.InvalidRequest refusal = refusal(body);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.param()).isEqualTo(param);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "nope", "{\"model\":\"m\",\"input\":\"a\"", "{\"model\":\"m\",\"input\":\"a\"} x"})
    void whatIsNoObjectIsRefused(String body) {
        assertThat(refusal(body).code()).isEqualTo("invalid_json");
    }

    @Test
    void thereIsAMostOfTexts() {
        String most = String.join(",", Collections.nCopies(2048, "\"a\""));
        assertThat(read("{\"model\":\"m\",\"input\":[" + most + "]}")
                        .value()
                        .request()
                        .inputs())
                .hasSize(2048);
        Failure.InvalidRequest refusal = refusal("{\"model\":\"m\",\"input\":[" + most + ",\"a\"]}");
        assertThat(refusal.code()).isEqualTo("array_above_max_length");
        assertThat(refusal.param()).isEqualTo("input");
    }
}
