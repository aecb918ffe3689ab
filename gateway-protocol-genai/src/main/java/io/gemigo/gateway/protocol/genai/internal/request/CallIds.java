package io.gemigo.gateway.protocol.genai.internal.request;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives every call of a request an id of its own: the client's if it is unique and fit, else one counted over the whole
 * request, never made of the function's name alone. Single-owner.
 */
final class CallIds {
    private static final Pattern FIT = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

    private final Set<String> used = new HashSet<>();
    private int count;

    String idFor(@Nullable String clientId) {
        if (clientId != null && FIT.matcher(clientId).matches() && used.add(clientId)) {
            return clientId;
        }
        while (true) {
            String made = "call_" + ++count;
            if (used.add(made)) {
                return made;
            }
        }
    }
}
