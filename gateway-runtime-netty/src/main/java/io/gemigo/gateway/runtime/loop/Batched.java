package io.gemigo.gateway.runtime.loop;

/** Whoever collects output during entries into core and sends it when the loop's turn is over. Loop-confined. */
public interface Batched {
    /**
     * Sends what was collected. Called once for each {@link LoopScheduler#touch}, never from inside core; may enter core
     * again.
     */
    void flushBatch();

    /** {@link #flushBatch} threw: whatever it serves cannot go on. */
    void batchFailed();
}
