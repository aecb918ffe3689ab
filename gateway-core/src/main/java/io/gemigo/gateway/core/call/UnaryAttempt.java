package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.bytes.Body;
import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.HeaderView;
import io.gemigo.gateway.core.port.HttpProvider;
import io.gemigo.gateway.core.port.HttpTransport;
import io.gemigo.gateway.core.port.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * One request whose answer is one JSON body, collected whole under the gateway's limits. Nothing is paused: what is read is
 * bounded and belongs to nobody until it is complete. Loop-confined.
 */
final class UnaryAttempt implements HttpTransport.Listener {
    private static final int MAX_ERROR_BYTES = 64 * 1024;

    /** Hears one of the two, once. */
    interface Owner {
        /** The answer is complete; the body is borrowed until this returns. */
        void answered(int status, HeaderView headers, Window body);

        /** There is no answer. */
        void failed(Failure failure);
    }

    private final Components components;
    private final HttpProvider provider;
    private final String path;
    private final Body body;
    private final String callId;
    private final Scheduler loop;
    private final Owner owner;
    private final Scheduler.Timer deadline;

    private HttpTransport.@Nullable Exchange exchange;
    private @Nullable HeaderList headers;
    private @Nullable CollectedBody collected;
    private int status;
    private boolean over;

    UnaryAttempt(
            Components components,
            HttpProvider provider,
            String path,
            Body body,
            String callId,
            Scheduler loop,
            Owner owner) {
        this.components = components;
        this.provider = provider;
        this.path = path;
        this.body = body;
        this.callId = callId;
        this.loop = loop;
        this.owner = owner;
        deadline = loop.timer(this::tooLate);
    }

    /** Begins; may be over before this returns. */
    void start() {
        HeaderList fields = new HeaderList();
        provider.authorize(fields);
        fields.add("content-type", "application/json");
        fields.add("accept", "application/json");
        fields.add("x-request-id", callId);
        deadline.set(components.settings().firstByteUnary().toNanos());
        HttpTransport.Exchange sent = components
                .transport()
                .send(new HttpTransport.Request(provider.endpoint(), "POST", path, fields, body), loop, this);
        exchange = sent;
        if (over) {
            sent.cancel();
        }
    }

    @Override
    public void head(int answerStatus, HeaderView answerHeaders) {
        if (over) {
            return;
        }
        status = answerStatus;
        deadline.set(components.settings().idle().toNanos());
        String flaw = answerStatus == 200 ? UpstreamHead.notJson(answerHeaders) : null;
        if (flaw != null) {
            fail(malformed(flaw));
            return;
        }
        HeaderList kept = new HeaderList();
        answerHeaders.forEach(kept::add);
        headers = kept;
        int limit = answerStatus == 200 ? components.settings().maxUnaryBytes() : MAX_ERROR_BYTES;
        collected = new CollectedBody(answerHeaders.number("content-length"), limit);
    }

    @Override
    public void body(Window window, Ticket ticket) {
        CollectedBody all = collected;
        if (over || all == null) {
            return;
        }
        deadline.set(components.settings().idle().toNanos());
        if (!all.add(window) && status == 200) {
            fail(malformed("answer over the limit"));
        }
    }

    @Override
    public void end() {
        CollectedBody all = collected;
        HeaderList kept = headers;
        if (over) {
            return;
        }
        if (all == null || kept == null) {
            fail(malformed("end without a head"));
            return;
        }
        finish();
        try {
            owner.answered(status, kept, all.window());
        } catch (RuntimeException bug) {
            components.log().bug(callId, bug);
            owner.failed(new Failure.Internal());
        }
    }

    @Override
    public void failed(Failure failure) {
        if (!over) {
            finish();
            owner.failed(failure);
        }
    }

    /** Gives up; the owner hears nothing more. Harmless after the end. */
    void cancel() {
        if (!over) {
            finish();
            if (exchange != null) {
                exchange.cancel();
            }
        }
    }

    private Failure malformed(String problem) {
        return new Failure.UpstreamMalformed(problem, status);
    }

    private void tooLate() {
        fail(new Failure.UpstreamTimeout(
                collected == null ? Failure.UpstreamTimeout.Phase.FIRST_BYTE : Failure.UpstreamTimeout.Phase.IDLE,
                status));
    }

    private void fail(Failure failure) {
        cancel();
        owner.failed(failure);
    }

    private void finish() {
        over = true;
        deadline.cancel();
    }
}
