package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.bytes.Body;
import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.embedding.EmbeddingRequest;
import io.gemigo.gateway.core.embedding.Embeddings;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.EmbeddingCodec;
import io.gemigo.gateway.core.port.EmbeddingLimits;
import io.gemigo.gateway.core.port.HttpProvider;
import io.gemigo.gateway.core.port.Permit;
import io.gemigo.gateway.core.port.Principal;
import io.gemigo.gateway.core.port.RateLimiter;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.core.port.Scheduler;
import io.gemigo.gateway.core.port.UpstreamEmbeddings;
import io.gemigo.gateway.core.port.Warnings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call for embeddings from a checked request to its end: resolve the model, admit, send in batches of the size the
 * upstream takes, a few at a time, and put the vectors in order. One call, one permit, one usage record, however many
 * requests go upstream. Loop-confined.
 */
final class EmbeddingRun implements Run, Admission.Owner, EmbeddingBatch.Owner {
    private static final int AT_ONCE = 4;
    /** What a number of a vector takes in an answer, roughly. */
    private static final int BYTES_PER_NUMBER = 12;

    private final Components components;
    private final Scheduler loop;
    private final CallRecord record;
    private final Warnings warnings;
    private final EmbeddingRequest request;
    private final EmbeddingCodec codec;
    private final JsonFront front;
    private final @Nullable ModelTarget target;
    private final Scheduler.Timer total;
    private final long totalNanos;
    private final List<EmbeddingBatch> active = new ArrayList<>(AT_ONCE);
    private final float[] @Nullable [] vectors;

    private @Nullable Admission admission;
    private @Nullable Permit permit;
    private @Nullable RetryPolicy retry;
    private long deadlineNanos;
    private int next;
    private int done;
    private long numbers;
    private long promptTokens;
    private boolean tokensKnown = true;
    private boolean launching;
    private boolean over;

    EmbeddingRun(
            Components components,
            Scheduler loop,
            CallRecord record,
            Warnings warnings,
            EmbeddingRequest request,
            EmbeddingCodec codec,
            JsonFront front,
            Duration longest) {
        this.components = components;
        this.loop = loop;
        this.record = record;
        this.warnings = warnings;
        this.request = request;
        this.codec = codec;
        this.front = front;
        totalNanos = longest.toNanos();
        target = components.catalog().resolveEmbedding(request.model());
        vectors = new float[request.inputs().size()][];
        total = loop.timer(() -> stop(new Failure.UpstreamTimeout(Failure.UpstreamTimeout.Phase.TOTAL, 0)));
    }

    @Override
    public void start(Principal principal, String remoteAddress) {
        Admission question = new Admission(loop, this);
        admission = question;
        components
                .rateLimiter()
                .reserve(
                        new RateLimiter.Reservation(record.callId, principal, remoteAddress, estimatedTokens(), 0),
                        question);
    }

    private long estimatedTokens() {
        return Math.max(1, TokenEstimate.of(request.inputs()));
    }

    @Override
    public void admitted(Permit granted) {
        permit = granted;
        ModelTarget serving = target;
        if (serving == null) {
            stop(new Failure.NotFound(request.model(), "The model '" + request.model() + "' does not exist"));
            return;
        }
        record.provider = serving.provider().id();
        record.upstreamModel = serving.card().id();
        EmbeddingLimits limits = serving.card().embedding();
        UpstreamEmbeddings upstream = serving.provider() instanceof HttpProvider http ? http.embeddings() : null;
        if (limits == null || upstream == null) {
            stop(new Failure.InvalidRequest(
                    Failure.InvalidRequest.UNSUPPORTED_VALUE,
                    "model",
                    "The model '" + request.model() + "' makes no embeddings."));
            return;
        }
        deadlineNanos = components.clock().nanoTime() + totalNanos;
        total.set(totalNanos);
        retry = components.retry(serving.provider().id());
        retry.callBegins();
        launch();
    }

    /** Keeps a few batches under way; a batch that is over before its send returns must not send the next from inside. */
    private void launch() {
        if (launching) {
            return;
        }
        launching = true;
        try {
            while (!over && next < request.inputs().size() && active.size() < AT_ONCE) {
                sendNext();
            }
        } catch (RuntimeException bug) {
            components.log().bug(record.callId, bug);
            stop(new Failure.Internal());
        } finally {
            launching = false;
        }
    }

    private void sendNext() {
        ModelTarget serving = Objects.requireNonNull(target);
        HttpProvider provider = (HttpProvider) serving.provider();
        UpstreamEmbeddings upstream = Objects.requireNonNull(provider.embeddings());
        int size = Objects.requireNonNull(serving.card().embedding()).inputsPerCall();
        int from = next;
        int to = Math.min(from + size, request.inputs().size());
        ByteBuilder out = new ByteBuilder(512);
        EmbeddingRequest batch = request.batch(serving.card().id(), from, to);
        Failure refusal = upstream.encode(batch, serving.card(), out, warnings);
        if (refusal != null) {
            stop(refusal);
            return;
        }
        next = to;
        EmbeddingBatch made = new EmbeddingBatch(
                components, provider, upstream, Body.of(out.toBytes()), from, to - from, record.callId, loop, this);
        active.add(made);
        made.send();
    }

    @Override
    public void sending(boolean again) {
        record.attempts++;
        record.triedAgain |= again;
    }

    @Override
    public void embedded(EmbeddingBatch batch, Embeddings embeddings) {
        if (over) {
            return;
        }
        active.remove(batch);
        done += batch.count;
        tokensKnown &= embeddings.promptTokens() != Usage.ABSENT;
        promptTokens += Math.max(0, embeddings.promptTokens());
        for (int i = 0; i < batch.count; i++) {
            float[] vector = embeddings.vectors().get(i);
            numbers += vector.length;
            vectors[batch.from + i] = vector;
        }
        if (numbers * BYTES_PER_NUMBER > components.settings().maxUnaryBytes()) {
            stop(new Failure.InvalidRequest(
                    Failure.InvalidRequest.INVALID_VALUE,
                    "input",
                    "The answer would be too long: ask for fewer texts or dimensions."));
        } else if (done == request.inputs().size()) {
            complete();
        } else {
            launch();
        }
    }

    private void complete() {
        record.usage = used();
        if (record.usage.estimated()) {
            warnings.estimated(record.protocol == null ? "embeddings" : record.protocol, "usage");
        }
        List<float[]> inOrder = new ArrayList<>(Arrays.asList(vectors));
        ReplyContext context = new ReplyContext(record.requestId, request.model(), record.createdEpochSeconds());
        byte[] answer = codec.encode(new Embeddings(inOrder, record.usage.promptTokens()), context);
        end();
        front.answered(answer);
    }

    private Usage used() {
        if (done == 0) {
            return Usage.NONE;
        }
        return tokensKnown
                ? Usage.of(promptTokens, 0)
                : Usage.estimate(Math.max(promptTokens, TokenEstimate.of(request.inputs())), 0);
    }

    @Override
    public void batchFailed(Failure failure) {
        stop(failure);
    }

    @Override
    public long nanosLeft() {
        return deadlineNanos - components.clock().nanoTime();
    }

    @Override
    public void notAdmitted(Failure failure) {
        stop(failure);
    }

    @Override
    public @Nullable Permit permit() {
        return permit;
    }

    @Override
    public void writable(boolean writable) {
        // What is read is bounded and goes out in one piece: nothing to hold back.
    }

    @Override
    public void stop(Failure failure) {
        if (over) {
            return;
        }
        record.usage = used();
        end();
        front.refused(named(failure));
    }

    private void end() {
        over = true;
        total.cancel();
        if (admission != null) {
            admission.abandon();
        }
        List.copyOf(active).forEach(EmbeddingBatch::cancel);
        active.clear();
        if (retry != null) {
            retry.callEnds();
        }
        Permit granted = permit;
        if (granted != null) {
            if (record.attempts > 0) {
                granted.settle(record.usage);
            } else {
                granted.release();
            }
        }
    }

    /** Only here is it known by which name the client asked for a model the upstream does not have. */
    private Failure named(Failure failure) {
        if (failure instanceof Failure.NotFound unknown && Objects.equals(unknown.model(), "")) {
            String model = request.model();
            return new Failure.NotFound(model, "The model '" + model + "' does not exist", unknown.upstreamStatus());
        }
        return failure;
    }
}
