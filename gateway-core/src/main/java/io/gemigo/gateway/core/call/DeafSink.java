package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;

/** Reads nothing: a relayed answer is only metered. Immutable. */
final class DeafSink implements ChatSink {
    static final ChatSink INSTANCE = new DeafSink();

    private DeafSink() {}

    @Override
    public void started(byte[] a, int from, int to) {}

    @Override
    public void text(int choice, byte[] a, int from, int to) {}

    @Override
    public void thinking(int choice, byte[] a, int from, int to) {}

    @Override
    public void refusal(int choice, byte[] a, int from, int to) {}

    @Override
    public void toolCall(int choice, int call, String id, String name) {}

    @Override
    public void toolCallArguments(int choice, int call, byte[] a, int from, int to) {}

    @Override
    public void media(int choice, String mimeType, byte[] a, int from, int to) {}

    @Override
    public void logprobs(int choice, byte[] a, int from, int to) {}

    @Override
    public void refusalLogprobs(int choice, byte[] a, int from, int to) {}

    @Override
    public void annotations(int choice, byte[] a, int from, int to) {}

    @Override
    public void finished(int choice, FinishReason reason) {}

    @Override
    public void usage(Usage usage) {}

    @Override
    public void completed() {}

    @Override
    public void failed(Failure failure) {}
}
