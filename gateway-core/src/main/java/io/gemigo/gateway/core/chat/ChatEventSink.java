package io.gemigo.gateway.core.chat;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Turns the calls of a sink into {@link ChatEvent}s. Same threading as the sink. */
public final class ChatEventSink implements ChatSink {
    private final Consumer<ChatEvent> events;

    /** Hands every event to this consumer, on the thread of the call. */
    public ChatEventSink(Consumer<ChatEvent> events) {
        this.events = events;
    }

    @Override
    public void started(byte[] a, int from, int to) {
        events.accept(new ChatEvent.Started(JsonText.unescape(a, from, to)));
    }

    @Override
    public void text(int choice, byte[] a, int from, int to) {
        events.accept(new ChatEvent.Text(choice, JsonText.unescape(a, from, to)));
    }

    @Override
    public void thinking(int choice, byte[] a, int from, int to) {
        events.accept(new ChatEvent.Thinking(choice, JsonText.unescape(a, from, to)));
    }

    @Override
    public void refusal(int choice, byte[] a, int from, int to) {
        events.accept(new ChatEvent.Refusal(choice, JsonText.unescape(a, from, to)));
    }

    @Override
    public void toolCall(int choice, int call, String id, String name) {
        events.accept(new ChatEvent.ToolCall(choice, call, id, name));
    }

    @Override
    public void toolCallArguments(int choice, int call, byte[] a, int from, int to) {
        events.accept(new ChatEvent.ToolCallArguments(choice, call, JsonText.unescape(a, from, to)));
    }

    @Override
    public void media(int choice, String mimeType, byte[] a, int from, int to) {
        events.accept(new ChatEvent.Media(choice, mimeType, new String(a, from, to - from, StandardCharsets.US_ASCII)));
    }

    @Override
    public void logprobs(int choice, byte[] a, int from, int to) {
        events.accept(new ChatEvent.Logprobs(choice, new String(a, from, to - from, StandardCharsets.UTF_8)));
    }

    @Override
    public void refusalLogprobs(int choice, byte[] a, int from, int to) {
        events.accept(new ChatEvent.RefusalLogprobs(choice, new String(a, from, to - from, StandardCharsets.UTF_8)));
    }

    @Override
    public void annotations(int choice, byte[] a, int from, int to) {
        events.accept(new ChatEvent.Annotations(choice, new String(a, from, to - from, StandardCharsets.UTF_8)));
    }

    @Override
    public void finished(int choice, FinishReason reason) {
        events.accept(new ChatEvent.Finished(choice, reason));
    }

    @Override
    public void usage(Usage usage) {
        events.accept(new ChatEvent.UsageReport(usage));
    }

    @Override
    public void completed() {
        events.accept(new ChatEvent.Completed());
    }

    @Override
    public void failed(Failure failure) {
        events.accept(new ChatEvent.Failed(failure));
    }
}
