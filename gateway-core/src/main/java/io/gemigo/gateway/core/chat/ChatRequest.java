package io.gemigo.gateway.core.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat completion as every dialect means it. Immutable; made with {@link #builder}. {@code toString} names the model
 * and sizes only.
 */
public final class ChatRequest {
    private final String model;
    private final List<Message> messages;
    private final List<Tool> tools;
    private final @Nullable ToolChoice toolChoice;
    private final @Nullable Boolean parallelToolCalls;
    private final Sampling sampling;
    private final @Nullable Long maxOutputTokens;
    private final List<String> stop;
    private final ResponseFormat responseFormat;
    private final Reasoning reasoning;
    private final int candidateCount;
    private final boolean stream;
    private final @Nullable String user;
    private final List<Extension> extensions;

    private ChatRequest(Builder from) {
        model = from.model;
        messages = List.copyOf(from.messages);
        tools = List.copyOf(from.tools);
        toolChoice = from.toolChoice;
        parallelToolCalls = from.parallelToolCalls;
        sampling = from.sampling;
        maxOutputTokens = from.maxOutputTokens;
        stop = List.copyOf(from.stop);
        responseFormat = from.responseFormat;
        reasoning = from.reasoning;
        candidateCount = from.candidateCount;
        stream = from.stream;
        user = from.user;
        extensions = List.copyOf(from.extensions);
    }

    /** A builder for a call of this model. */
    public static Builder builder(String model) {
        return new Builder(model);
    }

    /** A builder holding all of this request. */
    public Builder toBuilder() {
        Builder b = new Builder(model);
        b.messages = messages;
        b.tools = tools;
        b.toolChoice = toolChoice;
        b.parallelToolCalls = parallelToolCalls;
        b.sampling = sampling;
        b.maxOutputTokens = maxOutputTokens;
        b.stop = stop;
        b.responseFormat = responseFormat;
        b.reasoning = reasoning;
        b.candidateCount = candidateCount;
        b.stream = stream;
        b.user = user;
        b.extensions = extensions;
        return b;
    }

    /** The model asked for, before any mapping. */
    public String model() {
        return model;
    }

    /** The conversation, oldest first; never empty. System messages stand where the client put them. */
    public List<Message> messages() {
        return messages;
    }

    /** What the model may call; empty if nothing. */
    public List<Tool> tools() {
        return tools;
    }

    /** Null if the client left it to the default. */
    public @Nullable ToolChoice toolChoice() {
        return toolChoice;
    }

    /** Null if the client left it to the default. */
    public @Nullable Boolean parallelToolCalls() {
        return parallelToolCalls;
    }

    /** How tokens are drawn. */
    public Sampling sampling() {
        return sampling;
    }

    /** Ceiling on output tokens per candidate, at least 1; null if not said. */
    public @Nullable Long maxOutputTokens() {
        return maxOutputTokens;
    }

    /** Texts that end the answer; empty if none. */
    public List<String> stop() {
        return stop;
    }

    /** Form of the answer. */
    public ResponseFormat responseFormat() {
        return responseFormat;
    }

    /** Wishes on thinking. */
    public Reasoning reasoning() {
        return reasoning;
    }

    /** Number of answers wanted, at least 1. */
    public int candidateCount() {
        return candidateCount;
    }

    /** Whether the client reads the answer as a stream. */
    public boolean stream() {
        return stream;
    }

    /** The end user as the client names them, null if not; for the usage record, not sent upstream. */
    public @Nullable String user() {
        return user;
    }

    /** Fields without a canonical home. */
    public List<Extension> extensions() {
        return extensions;
    }

    /** Whether any message holds media. */
    public boolean hasMedia() {
        for (int i = 0; i < messages.size(); i++) {
            List<Part> parts = messages.get(i).parts();
            for (int k = 0; k < parts.size(); k++) {
                if (parts.get(k).kind() == Part.Kind.MEDIA) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "ChatRequest[" + model + ", " + messages.size() + " messages, " + tools.size() + " tools]";
    }

    /** Collects a request. Single-owner; the built request does not see later changes. */
    public static final class Builder {
        private String model;
        private List<Message> messages = List.of();
        private List<Tool> tools = List.of();
        private @Nullable ToolChoice toolChoice;
        private @Nullable Boolean parallelToolCalls;
        private Sampling sampling = Sampling.DEFAULT;
        private @Nullable Long maxOutputTokens;
        private List<String> stop = List.of();
        private ResponseFormat responseFormat = new ResponseFormat.Text();
        private Reasoning reasoning = Reasoning.UNSPECIFIED;
        private int candidateCount = 1;
        private boolean stream;
        private @Nullable String user;
        private List<Extension> extensions = List.of();

        private Builder(String model) {
            this.model = model;
        }

        /** See {@link ChatRequest#model}. */
        public Builder model(String value) {
            model = value;
            return this;
        }

        /** See {@link ChatRequest#messages}. */
        public Builder messages(List<Message> value) {
            messages = value;
            return this;
        }

        /** See {@link ChatRequest#tools}. */
        public Builder tools(List<Tool> value) {
            tools = value;
            return this;
        }

        /** See {@link ChatRequest#toolChoice}. */
        public Builder toolChoice(@Nullable ToolChoice value) {
            toolChoice = value;
            return this;
        }

        /** See {@link ChatRequest#parallelToolCalls}. */
        public Builder parallelToolCalls(@Nullable Boolean value) {
            parallelToolCalls = value;
            return this;
        }

        /** See {@link ChatRequest#sampling}. */
        public Builder sampling(Sampling value) {
            sampling = value;
            return this;
        }

        /** See {@link ChatRequest#maxOutputTokens}. */
        public Builder maxOutputTokens(@Nullable Long value) {
            maxOutputTokens = value;
            return this;
        }

        /** See {@link ChatRequest#stop}. */
        public Builder stop(List<String> value) {
            stop = value;
            return this;
        }

        /** See {@link ChatRequest#responseFormat}. */
        public Builder responseFormat(ResponseFormat value) {
            responseFormat = value;
            return this;
        }

        /** See {@link ChatRequest#reasoning}. */
        public Builder reasoning(Reasoning value) {
            reasoning = value;
            return this;
        }

        /** See {@link ChatRequest#candidateCount}. */
        public Builder candidateCount(int value) {
            candidateCount = value;
            return this;
        }

        /** See {@link ChatRequest#stream}. */
        public Builder stream(boolean value) {
            stream = value;
            return this;
        }

        /** See {@link ChatRequest#user}. */
        public Builder user(@Nullable String value) {
            user = value;
            return this;
        }

        /** See {@link ChatRequest#extensions}. */
        public Builder extensions(List<Extension> value) {
            extensions = value;
            return this;
        }

        /** The request. */
        public ChatRequest build() {
            if (messages.isEmpty() || candidateCount < 1) {
                throw new IllegalArgumentException("a chat request needs a message and at least one candidate");
            }
            return new ChatRequest(this);
        }
    }
}
