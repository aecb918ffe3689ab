package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.ModelCard;
import org.jspecify.annotations.Nullable;

/** One try of a call at one target. Loop-confined. */
interface Attempt {
    /** Begins; may end before this returns. */
    void start();

    /** The caller takes no more at the moment. */
    void pause();

    /** The caller takes more again. */
    void resume();

    /** Gives up; the owner hears nothing more. */
    void cancel();

    /** What was counted. */
    Meter meter();

    /** What the upstream's refusal teaches of the model, null if nothing. */
    default @Nullable ModelCard correction() {
        return null;
    }

    /** Hears how the attempt ended. */
    interface Owner {
        /** It is over, well if the failure is null. */
        void attemptEnded(@Nullable Failure failure);
    }
}
