package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.ChatCall;
import io.gemigo.gateway.core.port.Provider;
import org.jspecify.annotations.Nullable;

/** A try at a provider that is not HTTP. */
final class ProviderAttempt implements Attempt, Meter.Owner {
    private final Provider provider;
    private final ChatRequest request;
    private final Provider.Context context;
    private final Attempt.Owner owner;
    private final Meter meter;

    private @Nullable ChatCall call;
    private boolean cancelled;
    private boolean paused;

    ProviderAttempt(
            Provider provider,
            ChatRequest request,
            Provider.Context context,
            ChatFront front,
            Attempt.Owner owner,
            long promptTokens,
            long mostBytes) {
        this.provider = provider;
        this.request = request;
        this.context = context;
        this.owner = owner;
        meter = new Meter(new FlushingSink(front.translated(), front), this, promptTokens, mostBytes);
    }

    @Override
    public void start() {
        ChatCall started = provider.chat(request, context, meter);
        call = started;
        if (cancelled) {
            started.cancel();
        } else if (paused) {
            started.pause();
        }
    }

    @Override
    public void pause() {
        paused = true;
        if (call != null) {
            call.pause();
        }
    }

    @Override
    public void resume() {
        paused = false;
        if (call != null) {
            call.resume();
        }
    }

    @Override
    public void cancel() {
        meter.mute();
        cancelled = true;
        if (call != null) {
            call.cancel();
        }
    }

    @Override
    public Meter meter() {
        return meter;
    }

    @Override
    public void ended(@Nullable Failure failure) {
        if (failure != null) {
            // It may be the meter's, of which the provider does not know.
            cancelled = true;
            if (call != null) {
                call.cancel();
            }
        }
        owner.attemptEnded(failure);
    }
}
