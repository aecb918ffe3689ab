package io.gemigo.gateway.core.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gemigo.gateway.core.json.RawJson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatModelTest {
    private static final String SECRET = "s3cret";

    private static ChatRequest full() {
        return ChatRequest.builder("m")
                .messages(List.of(
                        Message.text(Role.SYSTEM, SECRET),
                        new Message(
                                Role.USER,
                                List.of(new Part.Media(MediaType.IMAGE, "image/png", null, SECRET, null, null)),
                                null)))
                .tools(List.of(new Tool.Function("f", SECRET, RawJson.of("{\"d\":\"" + SECRET + "\"}"), true)))
                .toolChoice(ToolChoice.named("f"))
                .parallelToolCalls(false)
                .sampling(new Sampling(0.5, 0.9, 3, 7L, 0.1, 0.2, true, 2, RawJson.EMPTY_OBJECT))
                .maxOutputTokens(10L)
                .stop(List.of(SECRET))
                .responseFormat(new ResponseFormat.JsonObject())
                .reasoning(new Reasoning(true, 5, Reasoning.Effort.LOW, true))
                .candidateCount(2)
                .stream(true)
                .user(SECRET)
                .extensions(List.of(new Extension("openai", "seed", RawJson.EMPTY_OBJECT)))
                .build();
    }

    @Test
    void rebuildsARequestWithAllItHolds() {
        ChatRequest request = full();

        assertThat(request.toBuilder().build()).usingRecursiveComparison().isEqualTo(request);
        assertThat(request.toBuilder().model("n").build().model()).isEqualTo("n");
        assertThat(request.hasMedia()).isTrue();
        assertThat(request.toBuilder()
                        .messages(List.of(Message.text(Role.USER, "x")))
                        .build()
                        .hasMedia())
                .isFalse();
    }

    @Test
    void doesNotChangeWithWhatItWasMadeOf() {
        List<Message> messages = new ArrayList<>(List.of(Message.text(Role.USER, "x")));
        ChatRequest request = ChatRequest.builder("m").messages(messages).build();
        messages.clear();

        assertThat(request.messages()).hasSize(1);
    }

    @Test
    void needsAMessageAndACandidate() {
        ChatRequest.Builder builder = ChatRequest.builder("m");
        assertThatIllegalArgumentException().isThrownBy(builder::build);
        builder.messages(List.of(Message.text(Role.USER, "x")));
        assertThat(builder.build().candidateCount()).isEqualTo(1);
        builder.candidateCount(0);
        assertThatIllegalArgumentException().isThrownBy(builder::build);
    }

    @Test
    void takesMediaFromExactlyOneSource() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Part.Media(MediaType.IMAGE, null, null, null, null, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Part.Media(MediaType.IMAGE, null, "aGk=", "https://x.example", null, null));
    }

    @Test
    void showsNoContent() {
        RawJson json = RawJson.of("\"" + SECRET + "\"");
        List<Object> holders = List.of(
                full(),
                full().messages(),
                full().tools(),
                new Part.Text(SECRET),
                new Part.Media(MediaType.AUDIO, null, SECRET, null, null, null),
                new Part.Thinking(SECRET, SECRET),
                new Part.ToolCall("id", "f", SECRET),
                new Part.ToolResult("id", "f", List.of(new Part.Text(SECRET)), json),
                new Part.Refusal(SECRET),
                new ResponseFormat.JsonSchema("n", SECRET, json, null),
                new Extension("openai", "metadata", json));

        assertThat(holders).allSatisfy(holder -> assertThat(holder.toString()).doesNotContain(SECRET));
    }

    @Test
    void addsUpTheCountsThatAreThere() {
        Usage detailed =
                new Usage(10, 5, 15, 4, Usage.ABSENT, 2, 10, Usage.ABSENT, 0, Usage.ABSENT, 3, Usage.ABSENT, false);
        Usage other = new Usage(1, 2, 3, 1, 7, Usage.ABSENT, 1, Usage.ABSENT, 3, Usage.ABSENT, false);

        assertThat(detailed.plus(other))
                .isEqualTo(new Usage(11, 7, 18, 5, 7, 2, 11, Usage.ABSENT, 3, Usage.ABSENT, 3, Usage.ABSENT, false))
                .isEqualTo(other.plus(detailed));
        assertThat(detailed.plus(Usage.NONE)).isEqualTo(detailed);
        assertThat(Usage.of(1, 2).plus(Usage.estimate(3, 4)).estimated()).isTrue();
        assertThat(Usage.of(1, 2).totalTokens()).isEqualTo(3);
    }

    @Test
    void neverCountsAnAbsentCountAsMinusOne() {
        Usage promptOnly = Usage.of(10, Usage.ABSENT);

        assertThat(promptOnly.totalTokens()).isEqualTo(10);
        assertThat(promptOnly.plus(promptOnly).completionTokens()).isEqualTo(Usage.ABSENT);
        assertThat(promptOnly.plus(Usage.of(1, 2)))
                .isEqualTo(new Usage(
                        11,
                        2,
                        13,
                        Usage.ABSENT,
                        Usage.ABSENT,
                        Usage.ABSENT,
                        Usage.ABSENT,
                        Usage.ABSENT,
                        Usage.ABSENT,
                        Usage.ABSENT,
                        false));
        assertThat(Usage.of(Usage.ABSENT, Usage.ABSENT).totalTokens()).isEqualTo(Usage.ABSENT);
    }

    @Test
    void takesAWishToThinkFromWhateverSaysSo() {
        assertThat(Reasoning.UNSPECIFIED.wanted()).isNull();
        assertThat(new Reasoning(false, 5, Reasoning.Effort.HIGH, true).wanted())
                .isFalse();
        assertThat(new Reasoning(null, 0, Reasoning.Effort.LOW, null).wanted()).isTrue();
        assertThat(new Reasoning(null, null, Reasoning.Effort.NONE, true).wanted())
                .isFalse();
        assertThat(new Reasoning(null, null, Reasoning.Effort.MINIMAL, null).wanted())
                .isNull();
        assertThat(new Reasoning(null, 0, null, true).wanted()).isFalse();
        assertThat(new Reasoning(null, 7, null, null).wanted()).isTrue();
        assertThat(new Reasoning(null, null, null, true).wanted()).isTrue();
        assertThat(new Reasoning(null, null, null, false).wanted()).isNull();
    }
}
