package io.gemigo.gateway.dialect.openai;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one instance per thread of what is costly to make and of use only within one call, so that small documents leave
 * nothing of it behind. Who takes one while another is in use, from inside a callback say, gets one of its own. Thread-safe.
 *
 * @param <T> what is kept; whoever takes it readies it for itself
 */
final class Spare<T> {
    /** One place per thread: its content comes and goes at the cost of an array's element. */
    private final ThreadLocal<@Nullable Object[]> places = ThreadLocal.withInitial(() -> new Object[1]);

    private final Supplier<T> maker;
    private final int longestDocument;

    /**
     * Nothing kept yet.
     *
     * @param longestDocument what has read more bytes than this may have grown with them, and is not kept
     */
    Spare(Supplier<T> maker, int longestDocument) {
        this.maker = maker;
        this.longestDocument = longestDocument;
    }

    /** One for the caller alone, until it gives it back. */
    @SuppressWarnings("unchecked") // Only instances of T are put there.
    T take() {
        @Nullable Object[] place = places.get();
        Object kept = place[0];
        place[0] = null;
        return kept == null ? maker.get() : (T) kept;
    }

    /**
     * Takes one back, which the caller must not use any more.
     *
     * @param bytes length of the document it has read
     */
    void giveBack(T used, int bytes) {
        if (bytes <= longestDocument) {
            places.get()[0] = used;
        }
    }
}
