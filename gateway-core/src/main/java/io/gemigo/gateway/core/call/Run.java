package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.Permit;
import io.gemigo.gateway.core.port.Principal;
import org.jspecify.annotations.Nullable;

/** What a route has asked for, from admission to its end, which its front hears exactly once. Loop-confined. */
interface Run {
    /** Begins; may be over before this returns. */
    void start(Principal principal, String remoteAddress);

    /** The permit of an admitted call, null before. */
    @Nullable
    Permit permit();

    /** The answer has begun to go out, so that nothing will be asked for again: lets go of what was asked for. */
    default void committed() {}

    /** The caller takes more, or no more, at the moment. */
    void writable(boolean writable);

    /** Ends the run from outside: the caller left, time is up, the gateway goes down. */
    void stop(Failure failure);
}
