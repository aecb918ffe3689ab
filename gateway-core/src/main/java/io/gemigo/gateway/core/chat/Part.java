package io.gemigo.gateway.core.chat;

import io.gemigo.gateway.core.json.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One part of a message. Immutable; {@code toString} of content-bearing parts prints sizes only. */
public sealed interface Part {
    /** Which case this is, for exhaustive switches. */
    Kind kind();

    /** The cases. */
    enum Kind {
        /** {@link Text}. */
        TEXT,
        /** {@link Media}. */
        MEDIA,
        /** {@link Thinking}. */
        THINKING,
        /** {@link ToolCall}. */
        TOOL_CALL,
        /** {@link ToolResult}. */
        TOOL_RESULT,
        /** {@link Refusal}. */
        REFUSAL
    }

    /** Plain text. */
    record Text(String text) implements Part {
        @Override
        public Kind kind() {
            return Kind.TEXT;
        }

        @Override
        public String toString() {
            return "Text[" + text.length() + " chars]";
        }
    }

    /**
     * An image, sound, film or file.
     *
     * @param type what it is for a model
     * @param mimeType as the client gave it, null if unknown
     * @param data standard padded base64 of inline bytes, null if given by URI
     * @param uri where the upstream may fetch it, null if inline; the gateway never fetches it
     * @param name file name for display, null if none
     * @param detail wished resolution such as {@code low} or {@code high}, null if not said
     */
    record Media(
            MediaType type,
            @Nullable String mimeType,
            @Nullable String data,
            @Nullable String uri,
            @Nullable String name,
            @Nullable String detail)
            implements Part {
        /** Checks that there is exactly one source. */
        public Media {
            if ((data == null) == (uri == null)) {
                throw new IllegalArgumentException("media needs inline data or a URI, and not both");
            }
        }

        @Override
        public Kind kind() {
            return Kind.MEDIA;
        }

        @Override
        public String toString() {
            return "Media[" + type + ", " + mimeType + ", " + (data == null ? "by URI" : data.length() + " chars")
                    + "]";
        }
    }

    /**
     * Reasoning of an earlier answer.
     *
     * @param signature opaque proof some upstreams want back, null if none
     */
    record Thinking(String text, @Nullable String signature) implements Part {
        @Override
        public Kind kind() {
            return Kind.THINKING;
        }

        @Override
        public String toString() {
            return "Thinking[" + text.length() + " chars]";
        }
    }

    /**
     * A call the assistant made.
     *
     * @param id unique in the request; codecs of dialects without ids make one
     * @param arguments as the model wrote them: usually, but not surely, a JSON object
     */
    record ToolCall(String id, String name, String arguments) implements Part {
        @Override
        public Kind kind() {
            return Kind.TOOL_CALL;
        }

        @Override
        public String toString() {
            return "ToolCall[" + name + ", " + arguments.length() + " chars]";
        }
    }

    /**
     * What a tool gave back.
     *
     * @param callId the {@link ToolCall#id} it answers
     * @param name the tool's name, null if the dialect does not repeat it
     * @param content text and media parts; JSON results are text holding JSON
     * @param json the result as JSON if the client gave it as such, else null
     */
    record ToolResult(
            String callId,
            @Nullable String name,
            List<Part> content,
            @Nullable RawJson json) implements Part {
        /** Copies the list. */
        public ToolResult {
            content = List.copyOf(content);
        }

        @Override
        public Kind kind() {
            return Kind.TOOL_RESULT;
        }
    }

    /** The assistant declined; the text says why. */
    record Refusal(String text) implements Part {
        @Override
        public Kind kind() {
            return Kind.REFUSAL;
        }

        @Override
        public String toString() {
            return "Refusal[" + text.length() + " chars]";
        }
    }
}
