package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.bytes.Body;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.embedding.Embeddings;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.http.HeaderView;
import io.gemigo.gateway.core.port.HttpProvider;
import io.gemigo.gateway.core.port.Scheduler;
import io.gemigo.gateway.core.port.UpstreamEmbeddings;
import org.jspecify.annotations.Nullable;

/** Some texts of a call for embeddings: sent, tried again where that is safe. Loop-confined. */
final class EmbeddingBatch implements UnaryAttempt.Owner {
    /** Hears one of the two, once; and of every request before it goes out. */
    interface Owner {
        /** A request goes upstream. */
        void sending(boolean again);

        /** The vectors have come. */
        void embedded(EmbeddingBatch batch, Embeddings embeddings);

        /** They will not come. */
        void batchFailed(Failure failure);

        /** Nanoseconds left for the call. */
        long nanosLeft();
    }

    private final Components components;
    private final HttpProvider provider;
    private final UpstreamEmbeddings codec;
    private final Body body;
    private final String callId;
    private final Scheduler loop;
    private final RetryPolicy retry;
    private final Owner owner;
    /** Place of the first text in the call, and how many there are. */
    final int from;

    final int count;

    private @Nullable UnaryAttempt attempt;
    private Scheduler.@Nullable Cancellable backOff;
    private int attempts;
    private boolean retrying;

    EmbeddingBatch(
            Components components,
            HttpProvider provider,
            UpstreamEmbeddings codec,
            Body body,
            int from,
            int count,
            String callId,
            Scheduler loop,
            Owner owner) {
        this.components = components;
        this.provider = provider;
        this.codec = codec;
        this.body = body;
        this.from = from;
        this.count = count;
        this.callId = callId;
        this.loop = loop;
        this.owner = owner;
        retry = components.retry(provider.id());
    }

    /** Sends it; may be over before this returns. */
    void send() {
        backOff = null;
        attempts++;
        owner.sending(attempts > 1);
        UnaryAttempt made = new UnaryAttempt(components, provider, codec.path(), body, callId, loop, this);
        attempt = made;
        made.start();
    }

    @Override
    public void answered(int status, HeaderView headers, Window answer) {
        attempt = null;
        if (status != 200) {
            failed(codec.error(status, headers, answer));
            return;
        }
        Outcome<Embeddings> decoded = codec.decode(answer, count);
        Failure flaw = decoded.failure();
        if (flaw != null) {
            failed(flaw);
            return;
        }
        endRetry();
        owner.embedded(this, decoded.value());
    }

    @Override
    public void failed(Failure failure) {
        attempt = null;
        endRetry();
        long delay = retry.delayNanos(failure, attempts);
        retrying = delay != RetryPolicy.NO;
        if (retrying && delay < owner.nanosLeft()) {
            backOff = loop.schedule(delay, this::send);
        } else {
            endRetry();
            owner.batchFailed(failure);
        }
    }

    private void endRetry() {
        if (retrying) {
            retrying = false;
            retry.retryEnds();
        }
    }

    /** Gives up; the owner hears nothing more. */
    void cancel() {
        if (backOff != null) {
            backOff.cancel();
        }
        if (attempt != null) {
            attempt.cancel();
        }
        endRetry();
    }
}
