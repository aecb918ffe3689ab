package io.gemigo.gateway.core.error;

import org.jspecify.annotations.Nullable;

/**
 * A value or the failure that took its place. Immutable.
 *
 * @param <T> the value's type
 */
public final class Outcome<T> {
    private final @Nullable T value;
    private final @Nullable Failure failure;

    private Outcome(@Nullable T value, @Nullable Failure failure) {
        this.value = value;
        this.failure = failure;
    }

    /** It went well. */
    public static <T> Outcome<T> of(T value) {
        return new Outcome<>(value, null);
    }

    /** It did not. */
    public static <T> Outcome<T> failed(Failure failure) {
        return new Outcome<>(null, failure);
    }

    /** The failure, or null if there is a value. */
    public @Nullable Failure failure() {
        return failure;
    }

    /**
     * The value.
     *
     * @throws IllegalStateException if it failed: ask {@link #failure} first
     */
    public T value() {
        T present = value;
        if (present == null) {
            throw new IllegalStateException("no value: " + failure);
        }
        return present;
    }
}
