package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.port.ChatIntake;
import io.gemigo.gateway.core.port.RelayScan;
import org.jspecify.annotations.Nullable;

/** A request that has been read whole: no upstream speaks this dialect, so it is always translated. Immutable. */
final class GenAiIntake implements ChatIntake {
    private final ChatRequest chat;

    GenAiIntake(ChatRequest chat) {
        this.chat = chat;
    }

    @Override
    public String model() {
        return chat.model();
    }

    @Override
    public boolean stream() {
        return chat.stream();
    }

    @Override
    public boolean usageWanted() {
        return true;
    }

    @Override
    public boolean hasMedia() {
        return chat.hasMedia();
    }

    @Override
    public @Nullable Long maxOutputTokens() {
        return chat.maxOutputTokens();
    }

    @Override
    public String maxOutputTokensField() {
        return "generationConfig.maxOutputTokens";
    }

    @Override
    public int candidateCount() {
        return chat.candidateCount();
    }

    @Override
    public Outcome<ChatRequest> request() {
        return Outcome.of(chat);
    }

    @Override
    public @Nullable RelayScan relay() {
        return null;
    }
}
