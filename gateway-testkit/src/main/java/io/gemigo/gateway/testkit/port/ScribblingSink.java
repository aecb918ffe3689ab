package io.gemigo.gateway.testkit.port;

import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import java.util.Arrays;

/**
 * Passes calls on with every range in an array of its own, between garbage, and overwrites it when the call has returned:
 * a sink that keeps what it only borrowed is found out. Same threading as the sink behind it.
 */
public final class ScribblingSink implements ChatSink {
    private static final int PADDING = 5;

    private final ChatSink sink;

    /** Passes everything on to this sink. */
    public ScribblingSink(ChatSink sink) {
        this.sink = sink;
    }

    /** A call that takes a range. */
    private interface Call {
        void make(byte[] a, int from, int to);
    }

    private static void borrow(byte[] a, int from, int to, Call call) {
        byte[] lent = new byte[PADDING + to - from + PADDING];
        Arrays.fill(lent, (byte) '"');
        System.arraycopy(a, from, lent, PADDING, to - from);
        call.make(lent, PADDING, PADDING + to - from);
        Arrays.fill(lent, (byte) '#');
    }

    @Override
    public void started(byte[] a, int from, int to) {
        borrow(a, from, to, sink::started);
    }

    @Override
    public void text(int choice, byte[] a, int from, int to) {
        borrow(a, from, to, (b, f, t) -> sink.text(choice, b, f, t));
    }

    @Override
    public void thinking(int choice, byte[] a, int from, int to) {
        borrow(a, from, to, (b, f, t) -> sink.thinking(choice, b, f, t));
    }

    @Override
    public void refusal(int choice, byte[] a, int from, int to) {
        borrow(a, from, to, (b, f, t) -> sink.refusal(choice, b, f, t));
    }

    @Override
    public void toolCall(int choice, int call, String id, String name) {
        sink.toolCall(choice, call, id, name);
    }

    @Override
    public void toolCallArguments(int choice, int call, byte[] a, int from, int to) {
        borrow(a, from, to, (b, f, t) -> sink.toolCallArguments(choice, call, b, f, t));
    }

    @Override
    public void media(int choice, String mimeType, byte[] a, int from, int to) {
        borrow(a, from, to, (b, f, t) -> sink.media(choice, mimeType, b, f, t));
    }

    @Override
    public void logprobs(int choice, byte[] a, int from, int to) {
        borrow(a, from, to, (b, f, t) -> sink.logprobs(choice, b, f, t));
    }

    @Override
    public void refusalLogprobs(int choice, byte[] a, int from, int to) {
        borrow(a, from, to, (b, f, t) -> sink.refusalLogprobs(choice, b, f, t));
    }

    @Override
    public void annotations(int choice, byte[] a, int from, int to) {
        borrow(a, from, to, (b, f, t) -> sink.annotations(choice, b, f, t));
    }

    @Override
    public void finished(int choice, FinishReason reason) {
        sink.finished(choice, reason);
    }

    @Override
    public void usage(Usage usage) {
        sink.usage(usage);
    }

    @Override
    public void completed() {
        sink.completed();
    }

    @Override
    public void failed(Failure failure) {
        sink.failed(failure);
    }
}
