package io.gemigo.gateway.runtime.upstream;

import io.gemigo.gateway.runtime.loop.LoopScheduler;
import io.gemigo.gateway.runtime.loop.ReadSize;

/** Reads of answers: large ones as long as they bring more than a small one holds. */
final class AnswerReads extends ReadSize {
    private boolean large;

    AnswerReads(LoopScheduler loop) {
        super(loop);
    }

    @Override
    protected int next() {
        return large ? LARGE_BYTES : SMALL_BYTES;
    }

    @Override
    protected void brought(int bytes) {
        large = bytes >= SMALL_BYTES;
    }
}
