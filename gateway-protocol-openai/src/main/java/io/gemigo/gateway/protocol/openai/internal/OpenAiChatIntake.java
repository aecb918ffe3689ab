package io.gemigo.gateway.protocol.openai.internal;

import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.port.ChatIntake;
import io.gemigo.gateway.core.port.RelayScan;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.dialect.openai.ChatField;
import io.gemigo.gateway.dialect.openai.ChatRequestReader;
import io.gemigo.gateway.dialect.openai.ChatRequestScan;
import org.jspecify.annotations.Nullable;

/** What a scan says, in the pipeline's terms. Loop-confined. */
final class OpenAiChatIntake implements ChatIntake {
    /** No field of OpenAI's, but what clients send to the many upstreams of this dialect that think on demand. */
    private static final String THINKING_SWITCH = "enable_thinking";

    private final ChatRequestScan scan;
    private final Warnings warnings;
    private @Nullable Outcome<ChatRequest> request;

    OpenAiChatIntake(ChatRequestScan scan, Warnings warnings) {
        this.scan = scan;
        this.warnings = warnings;
    }

    @Override
    public String model() {
        return scan.model();
    }

    @Override
    public boolean stream() {
        return scan.stream();
    }

    /** An answer in one piece always tells. */
    @Override
    public boolean usageWanted() {
        return !scan.stream() || scan.usageWanted();
    }

    @Override
    public boolean hasMedia() {
        return scan.hasMedia();
    }

    @Override
    public @Nullable Long maxOutputTokens() {
        return scan.maxOutputTokens();
    }

    @Override
    public String maxOutputTokensField() {
        ChatField field =
                scan.has(ChatField.MAX_COMPLETION_TOKENS) ? ChatField.MAX_COMPLETION_TOKENS : ChatField.MAX_TOKENS;
        return field.wireName();
    }

    @Override
    public int candidateCount() {
        return scan.candidateCount();
    }

    @Override
    public @Nullable Boolean thinking() {
        Boolean said = scan.flag(THINKING_SWITCH);
        String effort = scan.text(ChatField.REASONING_EFFORT);
        if (said != null || effort == null) {
            return said;
        }
        return effort.equals("minimal") ? null : (Boolean) !effort.equals("none");
    }

    /** By the newer of the two names, if both are given. */
    @Override
    public @Nullable String user() {
        String identifier = scan.text(ChatField.SAFETY_IDENTIFIER);
        return identifier == null ? scan.text(ChatField.USER) : identifier;
    }

    @Override
    public Outcome<ChatRequest> request() {
        Outcome<ChatRequest> read = request;
        if (read == null) {
            read = ChatRequestReader.read(scan, warnings);
            request = read;
        }
        return read;
    }

    /** The older function forms are translated: their answers differ too. */
    @Override
    public @Nullable RelayScan relay() {
        return scan.usesFunctions() ? null : scan;
    }
}
