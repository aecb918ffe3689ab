package io.gemigo.gateway.core.http;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Header fields as received; names are matched ignoring case. Borrowed for the life of its exchange. Loop-confined. */
public interface HeaderView {
    /** {@link #number}: there is no such field, or it holds something other than digits. */
    long NO_NUMBER = -1;
    /** {@link #number}: it is more than a long can hold, or as much. */
    long OUT_OF_RANGE = Long.MAX_VALUE;

    /** No fields. */
    HeaderView EMPTY = new HeaderView() {
        @Override
        public @Nullable String get(String name) {
            return null;
        }

        @Override
        public int count(String name) {
            return 0;
        }

        @Override
        public void forEach(BiConsumer<String, String> action) {}
    };

    /** The first value under a name, null if there is none. */
    @Nullable
    String get(String name);

    /** How many fields have this name. */
    int count(String name);

    /** Calls the action with every field, in order. */
    void forEach(BiConsumer<String, String> action);

    /** The number in the first field of this name, not negative; {@link #NO_NUMBER}, {@link #OUT_OF_RANGE} if it has none. */
    default long number(String name) {
        String value = get(name);
        long number = value == null || value.isEmpty() ? NO_NUMBER : 0;
        for (int i = 0; value != null && i < value.length() && number != NO_NUMBER; i++) {
            number = withDigit(number, value.charAt(i));
        }
        return number;
    }

    /** What a number becomes by one more character, for {@link #number}: stays out of range once it is. */
    static long withDigit(long number, int character) {
        int digit = character - '0';
        if (digit < 0 || digit > 9) {
            return NO_NUMBER;
        }
        return number > (OUT_OF_RANGE - digit) / 10 ? OUT_OF_RANGE : number * 10 + digit;
    }

    /** Whether there is a field of this name. */
    default boolean has(String name) {
        return get(name) != null;
    }
}
