package io.gemigo.gateway.protocol.genai.internal.reply;

import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What an answer takes from its request. Loop-confined.
 *
 * @param thoughts whether thoughts are shown: only if asked for, since older clients print them as answer
 * @param enumAnswer whether the answer is one bare word, which the upstream gives inside an object
 * @param media whether the prompt holds more than text
 * @param callable upstream names of the functions that may be called
 * @param clientName from a function's upstream name to the client's own
 */
public record ReplySettings(
        boolean thoughts, boolean enumAnswer, boolean media, Set<String> callable, UnaryOperator<String> clientName) {
    /** Plain text. */
    public static final ReplySettings PLAIN =
            new ReplySettings(false, false, false, Set.of(), UnaryOperator.identity());

    /** Copies the set. */
    public ReplySettings {
        callable = Set.copyOf(callable);
    }
}
