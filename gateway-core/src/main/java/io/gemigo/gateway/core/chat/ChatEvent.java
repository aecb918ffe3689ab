package io.gemigo.gateway.core.chat;

import io.gemigo.gateway.core.error.Failure;

/**
 * The owned, immutable form of the calls of a {@link ChatSink}, texts unescaped; for embedders, recorders and tests.
 * {@code toString} of content-bearing events prints sizes only.
 */
public sealed interface ChatEvent {
    /** Which case this is, for exhaustive switches. */
    Kind kind();

    /** The cases. */
    enum Kind {
        /** {@link Started}. */
        STARTED,
        /** {@link Text}. */
        TEXT,
        /** {@link Thinking}. */
        THINKING,
        /** {@link Refusal}. */
        REFUSAL,
        /** {@link ToolCall}. */
        TOOL_CALL,
        /** {@link ToolCallArguments}. */
        TOOL_CALL_ARGUMENTS,
        /** {@link Media}. */
        MEDIA,
        /** {@link Logprobs}. */
        LOGPROBS,
        /** {@link RefusalLogprobs}. */
        REFUSAL_LOGPROBS,
        /** {@link Annotations}. */
        ANNOTATIONS,
        /** {@link Finished}. */
        FINISHED,
        /** {@link UsageReport}. */
        USAGE,
        /** {@link Completed}. */
        COMPLETED,
        /** {@link Failed}. */
        FAILED
    }

    /** See {@link ChatSink#started}. */
    record Started(String responseId) implements ChatEvent {
        @Override
        public Kind kind() {
            return Kind.STARTED;
        }
    }

    /** See {@link ChatSink#text}. */
    record Text(int choice, String text) implements ChatEvent {
        @Override
        public Kind kind() {
            return Kind.TEXT;
        }

        @Override
        public String toString() {
            return "Text[" + choice + ", " + text.length() + " chars]";
        }
    }

    /** See {@link ChatSink#thinking}. */
    record Thinking(int choice, String text) implements ChatEvent {
        @Override
        public Kind kind() {
            return Kind.THINKING;
        }

        @Override
        public String toString() {
            return "Thinking[" + choice + ", " + text.length() + " chars]";
        }
    }

    /** See {@link ChatSink#refusal}. */
    record Refusal(int choice, String text) implements ChatEvent {
        @Override
        public Kind kind() {
            return Kind.REFUSAL;
        }

        @Override
        public String toString() {
            return "Refusal[" + choice + ", " + text.length() + " chars]";
        }
    }

    /** See {@link ChatSink#toolCall}. */
    record ToolCall(int choice, int call, String id, String name) implements ChatEvent {
        @Override
        public Kind kind() {
            return Kind.TOOL_CALL;
        }
    }

    /** See {@link ChatSink#toolCallArguments}. */
    record ToolCallArguments(int choice, int call, String json) implements ChatEvent {
        @Override
        public Kind kind() {
            return Kind.TOOL_CALL_ARGUMENTS;
        }

        @Override
        public String toString() {
            return "ToolCallArguments[" + choice + ", " + call + ", " + json.length() + " chars]";
        }
    }

    /** See {@link ChatSink#media}. */
    record Media(int choice, String mimeType, String base64) implements ChatEvent {
        @Override
        public Kind kind() {
            return Kind.MEDIA;
        }

        @Override
        public String toString() {
            return "Media[" + choice + ", " + mimeType + ", " + base64.length() + " chars]";
        }
    }

    /** See {@link ChatSink#logprobs}. */
    record Logprobs(int choice, String json) implements ChatEvent {
        @Override
        public Kind kind() {
            return Kind.LOGPROBS;
        }

        @Override
        public String toString() {
            return "Logprobs[" + choice + ", " + json.length() + " chars]";
        }
    }

    /** See {@link ChatSink#refusalLogprobs}. */
    record RefusalLogprobs(int choice, String json) implements ChatEvent {
        @Override
        public Kind kind() {
            return Kind.REFUSAL_LOGPROBS;
        }

        @Override
        public String toString() {
            return "RefusalLogprobs[" + choice + ", " + json.length() + " chars]";
        }
    }

    /** See {@link ChatSink#annotations}. */
    record Annotations(int choice, String json) implements ChatEvent {
        @Override
        public Kind kind() {
            return Kind.ANNOTATIONS;
        }

        @Override
        public String toString() {
            return "Annotations[" + choice + ", " + json.length() + " chars]";
        }
    }

    /** See {@link ChatSink#finished}. */
    record Finished(int choice, FinishReason reason) implements ChatEvent {
        @Override
        public Kind kind() {
            return Kind.FINISHED;
        }
    }

    /** See {@link ChatSink#usage}. */
    record UsageReport(Usage usage) implements ChatEvent {
        @Override
        public Kind kind() {
            return Kind.USAGE;
        }
    }

    /** See {@link ChatSink#completed}. */
    record Completed() implements ChatEvent {
        @Override
        public Kind kind() {
            return Kind.COMPLETED;
        }
    }

    /** See {@link ChatSink#failed}. */
    record Failed(Failure failure) implements ChatEvent {
        @Override
        public Kind kind() {
            return Kind.FAILED;
        }
    }
}
