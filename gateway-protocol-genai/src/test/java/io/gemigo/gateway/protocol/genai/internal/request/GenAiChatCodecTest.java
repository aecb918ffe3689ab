package io.gemigo.gateway.protocol.genai.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.port.ChatIntake;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.protocol.genai.internal.error.ErrorContext;
import io.gemigo.gateway.protocol.genai.internal.wire.ReplyShape;
import org.junit.jupiter.api.Test;

class GenAiChatCodecTest {
    private final Warnings warnings = new Warnings();
    private final GenAiChatCodec codec =
            new GenAiChatCodec("m", new ErrorContext("v1beta", "generateContent", "m", ReplyShape.OBJECT, false));

    @Test
    void saysWhatThePipelineMustKnow() {
        ChatIntake plain = intake("");
        assertThat(plain.usageWanted()).isTrue();
        assertThat(plain.maxOutputTokens()).isNull();
        assertThat(plain.candidateCount()).isEqualTo(1);
        assertThat(plain.hasMedia()).isFalse();
        ChatIntake limited = intake(",'generationConfig':{'maxOutputTokens':7,'candidateCount':2}");
        assertThat(limited.maxOutputTokens()).isEqualTo(7);
        assertThat(limited.maxOutputTokensField()).isEqualTo("generationConfig.maxOutputTokens");
        assertThat(limited.candidateCount()).isEqualTo(2);
    }

    @Test
    void warnsOfCountsThatAreAGuess() {
        intake("");
        codec.told(Usage.of(9, 1));
        assertThat(warnings.header()).isNull();
        codec.told(Usage.estimate(9, 1));
        assertThat(warnings.header()).isEqualTo("genai; field=usageMetadata; action=estimated");
    }

    @Test
    void showsNoWordsOfAClientWhereAPartIsPrinted() {
        assertThat(new InputPart.Text("secret")).asString().isEqualTo("Text[6 chars]");
    }

    private ChatIntake intake(String members) {
        String body = "{'contents':[{'parts':[{'text':'hi'}]}]" + members + "}";
        return codec.decode(Window.of(body.replace('\'', '"')), warnings).value();
    }
}
