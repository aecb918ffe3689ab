package io.gemigo.gateway.core.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.error.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChatEventRoundTripTest {
    private static final String TEXT = "\"\\/\b\f\n\r\t\u0000\u00e9\u20ac\ud83d\ude00\u2028 \ud83d|\ude00";

    private static final List<ChatEvent> EVENTS = List.of(
            new ChatEvent.Started("resp-\"1\""),
            new ChatEvent.Started(""),
            new ChatEvent.Text(0, TEXT),
            new ChatEvent.Text(1, ""),
            new ChatEvent.Text(0, "half \ud83d"),
            new ChatEvent.Text(0, "\ude00 half"),
            new ChatEvent.Thinking(2, TEXT),
            new ChatEvent.Refusal(0, TEXT),
            new ChatEvent.ToolCall(0, 3, "call_\"1", "f\u00fcr"),
            new ChatEvent.ToolCallArguments(0, 3, "{\"a\":\"\\n\\ud83d\",\"b\":[" + TEXT),
            new ChatEvent.Media(0, "image/png", "aGVsbG8="),
            new ChatEvent.Logprobs(1, "[{\"token\":\"\\n\u20ac\",\"logprob\":-0.1}]"),
            new ChatEvent.RefusalLogprobs(1, "[{\"token\":\"\u20ac\",\"logprob\":-0.1}]"),
            new ChatEvent.Annotations(1, "[{\"type\":\"\u20ac\"}]"),
            new ChatEvent.Finished(0, FinishReason.TOOL_CALLS),
            new ChatEvent.Finished(1, FinishReason.other("weird")),
            new ChatEvent.UsageReport(Usage.of(3, 4)),
            new ChatEvent.Completed(),
            new ChatEvent.Failed(new Failure.Internal()));

    @Test
    void bringsEveryKindOfEventBackAsItWas() {
        List<ChatEvent> back = new ArrayList<>();
        ChatEventEmitter emitter = new ChatEventEmitter(new ChatEventSink(back::add));
        EVENTS.forEach(emitter::emit);

        assertThat(back).isEqualTo(EVENTS);
        assertThat(EVENTS.stream().map(ChatEvent::kind).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(ChatEvent.Kind.class));
    }

    @Test
    void ownsItsTextsWhateverBecomesOfTheBytes() {
        List<ChatEvent> back = new ArrayList<>();
        ChatSink sink = new ChatEventSink(back::add);
        byte[] bytes = {'x', 'a', '\\', 'n', 'x'};
        sink.text(0, bytes, 1, 4);
        sink.media(0, "image/png", bytes, 1, 2);
        sink.logprobs(0, bytes, 1, 2);
        sink.refusalLogprobs(0, bytes, 1, 2);
        sink.annotations(0, bytes, 1, 2);
        Arrays.fill(bytes, (byte) '#');

        assertThat(back)
                .containsExactly(
                        new ChatEvent.Text(0, "a\n"),
                        new ChatEvent.Media(0, "image/png", "a"),
                        new ChatEvent.Logprobs(0, "a"),
                        new ChatEvent.RefusalLogprobs(0, "a"),
                        new ChatEvent.Annotations(0, "a"));
    }

    @Test
    void showsNoContent() {
        String secret = "s3cret";
        List<ChatEvent> events = List.of(
                new ChatEvent.Text(0, secret),
                new ChatEvent.Thinking(0, secret),
                new ChatEvent.Refusal(0, secret),
                new ChatEvent.ToolCallArguments(0, 0, secret),
                new ChatEvent.Media(0, "image/png", secret),
                new ChatEvent.Logprobs(0, secret),
                new ChatEvent.RefusalLogprobs(0, secret),
                new ChatEvent.Annotations(0, secret));

        assertThat(events)
                .allSatisfy(event ->
                        assertThat(event.toString()).contains("6 chars").doesNotContain(secret));
    }
}
