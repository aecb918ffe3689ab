package io.gemigo.gateway.protocol.genai.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.port.Route;
import io.gemigo.gateway.core.port.TokenCount;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.protocol.genai.ChatRequestText;
import io.gemigo.gateway.protocol.genai.Requests;
import io.gemigo.gateway.testkit.json.JsonAssert;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenAiCountTokensCodecTest {
    private static final String CONTENTS = "'contents':[{'parts':[{'text':'hello'}]}]";

    private final Route.CountTokens route = (Route.CountTokens) Requests.route("POST", "/v1beta/models/m:countTokens");

    @Test
    void readsBothForms() {
        String expected = "{\"model\":\"m\",\"messages\":[{\"user\":[\"hello\"]}]}";
        assertThat(ChatRequestText.of(decode("{" + CONTENTS + "}").value())).isEqualTo(expected);
        assertThat(ChatRequestText.of(decode("{'generateContentRequest':{'model':'models/m'," + CONTENTS + "}}")
                        .value()))
                .isEqualTo(expected);
    }

    @Test
    void countsSystemAndToolsToo() {
        ChatRequest chat = decode("{'generate_content_request':{" + CONTENTS
                        + ",'systemInstruction':'be kind','tools':[{'functionDeclarations':[{'name':'f'}]}]}}")
                .value();
        assertThat(chat.messages()).hasSize(2);
        assertThat(chat.tools()).hasSize(1);
        assertThat(decode("{" + CONTENTS + ",'systemInstruction':'be kind','model':'m'}")
                        .value()
                        .messages())
                .hasSize(2);
    }

    @Test
    void refusesBothFormsAtOnceAndNeither() {
        assertThat(decode("{" + CONTENTS + ",'generateContentRequest':{'model':'models/m'}}")
                        .failure()
                        .message())
                .isEqualTo("generate_content_request and contents exclude each other.");
        assertThat(decode("{}").failure().param()).isEqualTo("contents");
        assertThat(decode("{'generateContentRequest':{}}").failure().param()).isEqualTo("contents");
    }

    @Test
    void writesTheCountWithItsModalityWhereThereIsOne() {
        decode("{" + CONTENTS + "}");
        counted(
                new TokenCount(9, 0, false),
                "{'totalTokens':9,'promptTokensDetails':[{'modality':'TEXT','tokenCount':9}]}");
    }

    @ParameterizedTest
    @CsvSource({"image/png, IMAGE", "audio/wav, AUDIO", "video/mp4, VIDEO", "application/pdf, DOCUMENT"})
    void tellsMediaApartFromText(String mimeType, String modality) {
        decode("{'contents':[{'parts':[{'inlineData':{'mimeType':'" + mimeType + "','data':'AAAA'}}]}]}");
        counted(
                new TokenCount(4, 5, true),
                "{'totalTokens':9,'promptTokensDetails':[{'modality':'TEXT','tokenCount':4},{'modality':'" + modality
                        + "','tokenCount':5}]}");
        counted(
                new TokenCount(0, 5, true),
                "{'totalTokens':5,'promptTokensDetails':[{'modality':'" + modality + "','tokenCount':5}]}");
    }

    @Test
    void doesNotTellMediaOfSeveralKindsApart() {
        decode("{'contents':[{'parts':[{'inlineData':{'mimeType':'image/png','data':'AAAA'}},"
                + "{'inlineData':{'mimeType':'audio/wav','data':'AAAA'}}]}]}");
        counted(new TokenCount(4, 5, true), "{'totalTokens':9}");
    }

    private void counted(TokenCount count, String expected) {
        JsonAssert.assertSame(
                expected.replace('\'', '"'), new String(route.codec().encode(count), StandardCharsets.UTF_8));
    }

    private Outcome<ChatRequest> decode(String body) {
        return route.codec().decode(Window.of(body.replace('\'', '"')), new Warnings());
    }
}
