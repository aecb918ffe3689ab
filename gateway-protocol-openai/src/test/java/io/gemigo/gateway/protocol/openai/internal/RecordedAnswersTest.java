package io.gemigo.gateway.protocol.openai.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.protocol.OpenAiStreamRules;
import io.gemigo.gateway.testkit.transcript.CanonicalEvents;
import io.gemigo.gateway.testkit.transcript.Operation;
import io.gemigo.gateway.testkit.transcript.Transcript;
import io.gemigo.gateway.testkit.transcript.Transcripts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded answer, encoded again in both forms, means what it meant and keeps the rules of its form. */
class RecordedAnswersTest {
    private static Stream<Transcript> chats() {
        return Stream.of("openai", "dashscope")
                .flatMap(dialect -> Transcripts.load(dialect).stream())
                .filter(each -> each.info().operation() == Operation.CHAT
                        && each.response().status() == 200);
    }

    private static List<ChatEvent> events(Transcript transcript) {
        return Answers.read(transcript.response().body(), transcript.response().isEventStream());
    }

    private static boolean whole(Transcript transcript) {
        List<ChatEvent> events = events(transcript);
        return events.get(events.size() - 1).kind() == ChatEvent.Kind.COMPLETED;
    }

    private static Stream<Transcript> complete() {
        return chats().filter(RecordedAnswersTest::whole);
    }

    private static Stream<Transcript> broken() {
        return chats().filter(each -> !whole(each));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void same(List<ChatEvent> expected, String stream) {
        List<ChatEvent> actual = Answers.read(bytes(stream), true);
        CanonicalEvents.assertSame(CanonicalEvents.lines(expected), actual);
        assertThat(logprobs(actual)).isEqualTo(logprobs(expected));
    }

    private static List<ChatEvent> logprobs(List<ChatEvent> events) {
        return events.stream()
                .filter(event -> event.kind() == ChatEvent.Kind.LOGPROBS
                        || event.kind() == ChatEvent.Kind.REFUSAL_LOGPROBS
                        || event.kind() == ChatEvent.Kind.ANNOTATIONS)
                .toList();
    }

    /** Events that are no deltas. */
    private static List<ChatEvent> others(List<ChatEvent> events) {
        return events.stream()
                .filter(event -> switch (event.kind()) {
                    case STARTED, TOOL_CALL, FINISHED, USAGE, COMPLETED, FAILED -> true;
                    case TEXT, THINKING, REFUSAL, TOOL_CALL_ARGUMENTS, MEDIA, LOGPROBS, REFUSAL_LOGPROBS, ANNOTATIONS ->
                        false;
                })
                .toList();
    }

    @ParameterizedTest
    @MethodSource("complete")
    void streamMeansTheSame(Transcript transcript) {
        List<ChatEvent> events = events(transcript);
        boolean usage = events.stream().anyMatch(each -> each.kind() == ChatEvent.Kind.USAGE);

        String stream = Answers.stream(events, usage);

        OpenAiStreamRules.check(stream, usage);
        same(events, stream);
    }

    @ParameterizedTest
    @MethodSource("complete")
    void streamKeepsUsageToItselfUnlessAskedFor(Transcript transcript) {
        List<ChatEvent> events = events(transcript);

        String stream = Answers.stream(events, false);

        OpenAiStreamRules.check(stream, false);
        List<ChatEvent> shown = new ArrayList<>(events);
        shown.removeIf(event -> event.kind() == ChatEvent.Kind.USAGE);
        same(shown, stream);
    }

    @ParameterizedTest
    @MethodSource("complete")
    void answerInOnePieceMeansTheSame(Transcript transcript) {
        List<ChatEvent> events = events(transcript);

        String body = Answers.unary(events);

        Json json = Json.parse(body);
        assertThat(json.at("object").asString()).isEqualTo("chat.completion");
        for (Json choice : json.at("choices").elements()) {
            assertThat(choice.at("message").members()).containsKeys("role", "content", "refusal");
            assertThat(choice.members()).containsKeys("index", "finish_reason", "logprobs");
        }
        List<ChatEvent> actual = Answers.read(bytes(body), false);
        assertThat(CanonicalEvents.texts(CanonicalEvents.lines(actual)))
                .isEqualTo(CanonicalEvents.texts(CanonicalEvents.lines(events)));
        assertThat(others(actual)).containsExactlyInAnyOrderElementsOf(others(events));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenAnswerNeverLooksWhole(Transcript transcript) {
        List<ChatEvent> events = events(transcript);

        String stream = Answers.stream(events, true);

        String[] lines = stream.split("\n\n");
        Json last = Json.parse(lines[lines.length - 1].substring("data: ".length()));
        assertThat(last.members().keySet()).containsExactly("error");
        assertThat(last.at("error").members().keySet())
                .containsExactlyInAnyOrder("message", "type", "param", "code", "requestId");
        assertThat(stream).doesNotContain("[DONE]").doesNotContain("\"usage\":{");
        assertThat(Answers.unary(events)).isEmpty();
    }
}
