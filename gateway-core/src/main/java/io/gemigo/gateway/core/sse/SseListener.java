package io.gemigo.gateway.core.sse;

/** Receives the events of one stream, in order. */
public interface SseListener {
    /**
     * One event, borrowed until this returns.
     *
     * @return false to stop: the rest of what was fed is dropped and the decoder ends
     */
    boolean event(SseEvent event);
}
