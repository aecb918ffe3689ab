package io.gemigo.gateway.testkit.transcript;

import java.util.Set;

/**
 * What a transcript is about. Immutable.
 *
 * @param dialect the folder it lies in, such as {@code openai}
 * @param name its own folder, unique within the dialect
 * @param operation what the client asks for
 * @param tags {@code stream} or {@code unary} for chat; {@code tools}, {@code thinking}, {@code schema}, {@code media},
 *     {@code logprobs} for what it covers; {@code framing} and {@code truncated} for how the bytes are; {@code local}
 *     where the gateway answers by itself; {@code configured} where the answer depends on configuration other than
 *     the default
 * @param note what it shows, on what basis, and when that was established
 */
public record TranscriptInfo(String dialect, String name, Operation operation, Set<String> tags, String note) {

    public TranscriptInfo {
        tags = Set.copyOf(tags);
    }

    /** The id by which exemptions name it: {@code dialect/name}. */
    public String id() {
        return dialect + "/" + name;
    }
}
