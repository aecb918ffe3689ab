package io.gemigo.gateway.runtime.config;

import io.gemigo.gateway.runtime.loop.IoKind;

/**
 * The event loops to run on. Immutable.
 *
 * @param count number of loops, at least 1
 * @param kind what moves their bytes, available on this machine
 */
public record LoopSettings(int count, IoKind kind) {
    /** One loop per processor, of the kind that serves best. */
    public static LoopSettings ofThisMachine() {
        return new LoopSettings(Runtime.getRuntime().availableProcessors(), IoKind.best());
    }
}
