package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.port.Authenticator;
import io.gemigo.gateway.core.port.ChatIntake;
import io.gemigo.gateway.core.port.Operation;
import io.gemigo.gateway.core.port.Principal;
import io.gemigo.gateway.core.port.RelayScan;
import io.gemigo.gateway.core.port.Scheduler;
import io.gemigo.gateway.core.port.UsageRecord;
import io.gemigo.gateway.core.port.Warnings;
import org.jspecify.annotations.Nullable;

/** A chat asked for with a canonical request: the same pipeline, the caller's own sink. Loop-confined. */
final class DirectChat implements PipelineCall, ChatFront, ChatIntake, ChatSink, Authentication.Owner {
    private static final String DIALECT = "chat";

    private final Components components;
    private final ChatRequest request;
    private final String remoteAddress;
    private final ChatSink reader;
    private final Scheduler loop;
    private final Runnable onEnd;
    private final CallRecord record;
    private final Warnings warnings = new Warnings();

    private @Nullable Authentication authentication;
    private @Nullable ChatRun run;
    private boolean committed;
    private boolean silent;
    private boolean over;

    DirectChat(
            Components components,
            ChatRequest request,
            String remoteAddress,
            ChatSink reader,
            Scheduler loop,
            Runnable onEnd) {
        this.components = components;
        this.request = request;
        this.remoteAddress = remoteAddress;
        this.reader = reader;
        this.loop = loop;
        this.onEnd = onEnd;
        String callId = CallIds.next();
        record = new CallRecord(components.clock(), callId, callId);
        record.operation = Operation.CHAT;
        record.model = request.model();
        record.stream = request.stream();
        record.bytesIn = TokenEstimate.of(request) * Meter.BYTES_PER_TOKEN;
    }

    void start(Authenticator.Request caller) {
        record.projectId = caller.projectId();
        Authentication question = new Authentication(loop, this);
        authentication = question;
        components.authenticator().authenticate(caller, question);
    }

    @Override
    public void authenticated(Principal principal) {
        record.principal = principal;
        ChatRun started = new ChatRun(
                components,
                loop,
                record,
                warnings,
                this,
                this,
                null,
                0,
                components.settings().total());
        run = started;
        started.start(principal, remoteAddress);
    }

    @Override
    public void notAuthenticated(Failure failure) {
        over(failure);
    }

    @Override
    public Warnings warnings() {
        return warnings;
    }

    @Override
    public String callId() {
        return record.callId;
    }

    @Override
    public void pause() {
        if (run != null) {
            run.writable(false);
        }
    }

    @Override
    public void resume() {
        if (run != null) {
            run.writable(true);
        }
    }

    @Override
    public void cancel() {
        if (over) {
            return;
        }
        silent = true;
        Failure gone = new Failure.ClientGone();
        if (run != null) {
            run.stop(gone);
        } else {
            over(gone);
        }
    }

    @Override
    public boolean committed() {
        return committed;
    }

    @Override
    public ChatSink translated() {
        return this;
    }

    @Override
    public Answer relayed() {
        throw new IllegalStateException("a canonical call is not relayed");
    }

    @Override
    public void endOfRead() {}

    @Override
    public void over(@Nullable Failure failure) {
        if (over) {
            return;
        }
        over = true;
        if (authentication != null) {
            authentication.abandon();
        }
        record.failure = failure;
        UsageRecord usage = record.finish();
        if (run != null && run.permit() != null) {
            components.usageSink().record(usage);
        }
        onEnd.run();
        if (failure != null && !silent) {
            reader.failed(failure);
        }
    }

    @Override
    public String model() {
        return request.model();
    }

    @Override
    public @Nullable String user() {
        return request.user();
    }

    @Override
    public boolean stream() {
        return request.stream();
    }

    @Override
    public boolean usageWanted() {
        return true;
    }

    @Override
    public boolean hasMedia() {
        return request.hasMedia();
    }

    @Override
    public @Nullable Long maxOutputTokens() {
        return request.maxOutputTokens();
    }

    @Override
    public String maxOutputTokensField() {
        return DIALECT + ".maxOutputTokens";
    }

    @Override
    public int candidateCount() {
        return request.candidateCount();
    }

    @Override
    public Outcome<ChatRequest> request() {
        return Outcome.of(request);
    }

    @Override
    public @Nullable RelayScan relay() {
        return null;
    }

    private boolean commit() {
        if (silent) {
            return false;
        }
        committed = true;
        record.firstByte();
        return true;
    }

    @Override
    public void started(byte[] a, int from, int to) {
        if (commit()) {
            reader.started(a, from, to);
        }
    }

    @Override
    public void text(int choice, byte[] a, int from, int to) {
        if (commit()) {
            record.bytesOut += to - from;
            reader.text(choice, a, from, to);
        }
    }

    @Override
    public void thinking(int choice, byte[] a, int from, int to) {
        if (commit()) {
            record.bytesOut += to - from;
            reader.thinking(choice, a, from, to);
        }
    }

    @Override
    public void refusal(int choice, byte[] a, int from, int to) {
        if (commit()) {
            record.bytesOut += to - from;
            reader.refusal(choice, a, from, to);
        }
    }

    @Override
    public void toolCall(int choice, int call, String id, String name) {
        if (commit()) {
            reader.toolCall(choice, call, id, name);
        }
    }

    @Override
    public void toolCallArguments(int choice, int call, byte[] a, int from, int to) {
        if (commit()) {
            record.bytesOut += to - from;
            reader.toolCallArguments(choice, call, a, from, to);
        }
    }

    @Override
    public void media(int choice, String mimeType, byte[] a, int from, int to) {
        if (commit()) {
            record.bytesOut += to - from;
            reader.media(choice, mimeType, a, from, to);
        }
    }

    @Override
    public void logprobs(int choice, byte[] a, int from, int to) {
        if (commit()) {
            reader.logprobs(choice, a, from, to);
        }
    }

    @Override
    public void refusalLogprobs(int choice, byte[] a, int from, int to) {
        if (commit()) {
            reader.refusalLogprobs(choice, a, from, to);
        }
    }

    @Override
    public void annotations(int choice, byte[] a, int from, int to) {
        if (commit()) {
            reader.annotations(choice, a, from, to);
        }
    }

    @Override
    public void finished(int choice, FinishReason reason) {
        if (commit()) {
            reader.finished(choice, reason);
        }
    }

    @Override
    public void usage(Usage usage) {
        if (commit()) {
            reader.usage(usage);
        }
    }

    @Override
    public void completed() {
        if (commit()) {
            reader.completed();
        }
    }

    @Override
    public void failed(Failure failure) {
        throw new IllegalStateException("failures come through the run");
    }
}
