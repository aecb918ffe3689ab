package io.gemigo.gateway.protocol.genai.internal.route;

import io.gemigo.gateway.core.http.RequestTarget;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the list of models is asked for. Immutable.
 *
 * @param from index of the first model
 * @param size most models to show, 1 to 1000
 */
record ModelsPage(int from, int size) {
    private static final int DEFAULT_SIZE = 50;
    private static final int MAX_SIZE = 1000;
    private static final String TOKEN_PREFIX = "m";

    static final ModelsPage FIRST = new ModelsPage(0, DEFAULT_SIZE);

    /** The page a query asks for; null if it makes no sense. Sizes over the largest get the largest. */
    static @Nullable ModelsPage of(RequestTarget target) {
        String size = either(target, "pageSize", "page_size");
        String token = either(target, "pageToken", "page_token");
        int count = size == null ? 0 : number(size);
        int from = token == null ? 0 : token.startsWith(TOKEN_PREFIX) ? number(token.substring(1)) : -1;
        if (count < 0 || from < 0) {
            return null;
        }
        return new ModelsPage(from, count == 0 ? DEFAULT_SIZE : Math.min(count, MAX_SIZE));
    }

    /** The token of the page that follows. */
    String nextToken() {
        return TOKEN_PREFIX + (from + size);
    }

    private static @Nullable String either(RequestTarget target, String name, String otherName) {
        String value = target.query(name);
        if (value == null) {
            value = target.query(otherName);
        }
        return value == null || value.isEmpty() ? null : value;
    }

    /** The number, -1 if it is none. */
    private static int number(String text) {
        if (text.isEmpty() || text.length() > 9) {
            return -1;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return -1;
            }
        }
        return Integer.parseInt(text);
    }
}
