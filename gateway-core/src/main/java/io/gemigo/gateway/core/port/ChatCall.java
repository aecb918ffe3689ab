package io.gemigo.gateway.core.port;

/** A chat in progress, as whoever consumes its events holds it. Loop-confined. */
public interface ChatCall {
    /** Emit no more until {@link #resume}; what is already under way may still come, in bounded amount. */
    void pause();

    /** Go on emitting. */
    void resume();

    /** Stop: no event comes after this returns, not even a terminal one. Without effect if the call has ended. */
    void cancel();
}
