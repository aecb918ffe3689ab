package io.gemigo.gateway.protocol.genai.internal.request;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives every call of a request an id of its own: the client's if it is unique and fit, else one counted over the whole
 * request, never made of the function's name alone. Single-owner.
 */
final class CallIds {
    private static final int MAX_CHARS = 64;

    private final Set<String> used = new HashSet<>();
    private int count;

    String idFor(@Nullable String clientId) {
        if (clientId != null && fit(clientId) && used.add(clientId)) {
            return clientId;
        }
        while (true) {
            String made = "call_" + ++count;
            if (used.add(made)) {
                return made;
            }
        }
    }

    /** Whether it is {@code [A-Za-z0-9_.:-]{1,64}}. */
    private static boolean fit(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!plain && c != '_' && c != '.' && c != ':' && c != '-') {
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= MAX_CHARS;
    }
}
