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
    private final LocalOperation operation;
    private final JsonFront front;

    private @Nullable Admission admission;
    private @Nullable Question<LocalRun> asked;
    private @Nullable Permit permit;
    private boolean over;

    LocalRun(Components components, Scheduler loop, CallRecord record, LocalOperation operation, JsonFront front) {
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
        Question<LocalRun> question = new Question<>(loop, this);
        asked = question;
        try {
            operation.run(answer -> tell(question, answer));
        } catch (RuntimeException bug) {
            components.log().bug(record.callId, bug);
            stop(new Failure.Internal());
        }
    }

    private static void tell(Question<LocalRun> question, Supplier<Outcome<byte[]>> answer) {
        if (question.elsewhere()) {
            question.later(() -> tell(question, answer));
            return;
        }
        LocalRun run = question.take();
        if (run != null) {
            run.answered(answer);
        }
    }

    private void answered(Supplier<Outcome<byte[]>> made) {
        try {
            answered(made.get());
        } catch (RuntimeException bug) {
            components.log().bug(record.callId, bug);
            stop(new Failure.Internal());
        }
    }

    private void answered(Outcome<byte[]> answer) {
        Failure failure = answer.failure();
        if (failure != null) {
            stop(failure);
            return;
        }
        over = true;
        try {
            front.answered(answer.value());
        } finally {
            if (permit != null) {
                permit.release();
            }
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
        if (asked != null) {
            asked.abandon();
        }
        if (permit != null) {
            permit.release();
        }
        front.refused(failure);
    }
}
