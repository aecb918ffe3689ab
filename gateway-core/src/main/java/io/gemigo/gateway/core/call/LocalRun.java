package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.port.Permit;
import io.gemigo.gateway.core.port.Principal;
import io.gemigo.gateway.core.port.RateLimiter;
import io.gemigo.gateway.core.port.Scheduler;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An operation the gateway answers itself: admit, answer, done. Loop-confined. */
final class LocalRun implements Run, Admission.Owner {
    private final Components components;
    private final Scheduler loop;
    private final CallRecord record;
    private final Supplier<Outcome<byte[]>> operation;
    private final JsonFront front;

    private @Nullable Admission admission;
    private @Nullable Permit permit;
    private boolean over;

    LocalRun(
            Components components,
            Scheduler loop,
            CallRecord record,
            Supplier<Outcome<byte[]>> operation,
            JsonFront front) {
        this.components = components;
        this.loop = loop;
        this.record = record;
        this.operation = operation;
        this.front = front;
    }

    @Override
    public void start(Principal principal, String remoteAddress) {
        Admission question = new Admission(loop, this);
        admission = question;
        components
                .rateLimiter()
                .reserve(new RateLimiter.Reservation(record.callId, principal, remoteAddress, 0, 0), question);
    }

    @Override
    public void admitted(Permit granted) {
        permit = granted;
        try {
            Outcome<byte[]> answer = operation.get();
            Failure failure = answer.failure();
            if (failure != null) {
                stop(failure);
                return;
            }
            over = true;
            try {
                front.answered(answer.value());
            } finally {
                granted.release();
            }
        } catch (RuntimeException bug) {
            components.log().bug(record.callId, bug);
            stop(new Failure.Internal());
        }
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
        // One small answer: nothing to hold back.
    }

    @Override
    public void stop(Failure failure) {
        if (over) {
            return;
        }
        over = true;
        if (admission != null) {
            admission.abandon();
        }
        if (permit != null) {
            permit.release();
        }
        front.refused(failure);
    }
}
