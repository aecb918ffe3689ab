package io.gemigo.gateway.runtime.upstream;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.HttpTransport;
import io.gemigo.gateway.core.port.Scheduler.Cancellable;
import org.jspecify.annotations.Nullable;

/** One request on its way: waiting for a connection, connecting, or on one. Loop-confined. */
final class UpstreamExchange implements HttpTransport.Exchange {
    private final HttpTransport.Listener listener;
    private final LoopPool pool;

    /** Null once the answer has begun, which may go on for long. */
    private HttpTransport.@Nullable Request request;

    private @Nullable UpstreamConnection connection;
    private @Nullable Cancellable waiting;
    private @Nullable Connecting connecting;
    private boolean paused;
    private boolean over;
    private boolean retried;

    UpstreamExchange(HttpTransport.Request request, HttpTransport.Listener listener, LoopPool pool) {
        this.request = request;
        this.listener = listener;
        this.pool = pool;
    }

    HttpTransport.Request request() {
        HttpTransport.Request unanswered = request;
        if (unanswered == null) {
            throw new IllegalStateException("the answer has begun");
        }
        return unanswered;
    }

    /** The answer has begun: the request will not be sent again. */
    void answered() {
        request = null;
    }

    HttpTransport.Listener listener() {
        return listener;
    }

    boolean over() {
        return over;
    }

    boolean paused() {
        return paused;
    }

    void waiting(@Nullable Cancellable timer) {
        Cancellable before = waiting;
        if (before != null) {
            before.cancel();
        }
        waiting = timer;
    }

    void connecting(@Nullable Connecting attempt) {
        connecting = attempt;
    }

    /** It has a connection now. */
    void on(UpstreamConnection carrier) {
        waiting(null);
        connecting = null;
        connection = carrier;
    }

    /** Its pooled connection was dead; true the first time, when it may have a fresh one. */
    boolean mayRetry() {
        connection = null;
        boolean first = !retried;
        retried = true;
        return first;
    }

    /** Nothing more will be said. */
    void ended() {
        over = true;
        connection = null;
        connecting = null;
        waiting(null);
    }

    void fail(Failure failure) {
        if (!over) {
            ended();
            listener.failed(failure);
        }
    }

    @Override
    public void pause() {
        paused = true;
        UpstreamConnection carrier = connection;
        if (carrier != null) {
            carrier.reading(false);
        }
    }

    @Override
    public void resume() {
        paused = false;
        UpstreamConnection carrier = connection;
        if (carrier != null) {
            carrier.reading(true);
        }
    }

    @Override
    public void cancel() {
        if (over) {
            return;
        }
        UpstreamConnection carrier = connection;
        Connecting attempt = connecting;
        boolean waited = waiting != null;
        ended();
        if (carrier != null) {
            carrier.close();
        }
        if (attempt != null) {
            attempt.cancel();
        }
        if (waited) {
            pool.forget(this);
        }
    }
}
