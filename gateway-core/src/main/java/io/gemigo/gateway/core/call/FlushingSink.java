package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;

/** Ends the read after every delta: a provider that is not HTTP has no reads, and each of its events stands alone. */
final class FlushingSink implements ChatSink {
    private final ChatSink reader;
    private final ChatFront front;

    FlushingSink(ChatSink reader, ChatFront front) {
        this.reader = reader;
        this.front = front;
    }

    @Override
    public void started(byte[] a, int from, int to) {
        reader.started(a, from, to);
    }

    @Override
    public void text(int choice, byte[] a, int from, int to) {
        reader.text(choice, a, from, to);
        front.endOfRead();
    }

    @Override
    public void thinking(int choice, byte[] a, int from, int to) {
        reader.thinking(choice, a, from, to);
        front.endOfRead();
    }

    @Override
    public void refusal(int choice, byte[] a, int from, int to) {
        reader.refusal(choice, a, from, to);
        front.endOfRead();
    }

    @Override
    public void toolCall(int choice, int call, String id, String name) {
        reader.toolCall(choice, call, id, name);
    }

    @Override
    public void toolCallArguments(int choice, int call, byte[] a, int from, int to) {
        reader.toolCallArguments(choice, call, a, from, to);
    }

    @Override
    public void media(int choice, String mimeType, byte[] a, int from, int to) {
        reader.media(choice, mimeType, a, from, to);
        front.endOfRead();
    }

    @Override
    public void logprobs(int choice, byte[] a, int from, int to) {
        reader.logprobs(choice, a, from, to);
    }

    @Override
    public void refusalLogprobs(int choice, byte[] a, int from, int to) {
        reader.refusalLogprobs(choice, a, from, to);
    }

    @Override
    public void annotations(int choice, byte[] a, int from, int to) {
        reader.annotations(choice, a, from, to);
    }

    @Override
    public void finished(int choice, FinishReason reason) {
        reader.finished(choice, reason);
    }

    @Override
    public void usage(Usage usage) {
        reader.usage(usage);
    }

    @Override
    public void completed() {
        reader.completed();
    }

    @Override
    public void failed(Failure failure) {
        reader.failed(failure);
    }
}
