package io.gemigo.gateway.core.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a conversation. Immutable.
 *
 * @param parts in order; empty only for an assistant turn that said nothing
 * @param name the speaker's name where the dialect has one, else null
 */
public record Message(Role role, List<Part> parts, @Nullable String name) {
    /** Copies the list. */
    public Message {
        parts = List.copyOf(parts);
    }

    /** A message of one text part. */
    public static Message text(Role role, String text) {
        return new Message(role, List.of(new Part.Text(text)), null);
    }
}
