package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.http.RequestTarget;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how the targets that nearly all requests have were split. Never one with a query, which may hold a credential.
 * Thread-safe: what threads put in each other's way is only made again.
 */
final class KnownTargets {
    private static final int PLACES = 64;
    private static final int MAX_CHARS = 96;

    /** Entries are immutable: whoever reads one reads it whole, or none. */
    private final @Nullable Entry[] entries = new Entry[PLACES];

    private record Entry(String text, RequestTarget target) {}

    /** The target, null if it is malformed. */
    @Nullable
    RequestTarget of(String text) {
        int place = text.hashCode() & PLACES - 1;
        Entry known = entries[place];
        if (known != null && known.text.equals(text)) {
            return known.target;
        }
        RequestTarget target = RequestTarget.parse(text);
        if (target != null && text.length() <= MAX_CHARS && text.indexOf('?') < 0) {
            entries[place] = new Entry(text, target);
        }
        return target;
    }
}
