package io.gemigo.gateway.testkit.protocol;

import io.gemigo.gateway.testkit.json.Json;
import java.util.List;

/**
 * Reads a protocol's answers as a client of that dialect does. It is written for tests, on a JSON tree, and shares nothing
 * with the codecs: what it says about an answer is what the contract test compares.
 */
@FunctionalInterface
public interface AnswerReader {
    /**
     * What a body says, in the form of {@code events.jsonl}, merged.
     *
     * @param eventStream whether the content type says so; otherwise it is JSON
     * @param body possibly cut off anywhere
     * @return a last line {@code completed} if a client takes the answer for whole, {@code failed} (with whatever keys) if
     *     it sees an error, neither if it sees that something is missing
     */
    List<Json> read(boolean eventStream, byte[] body);
}
