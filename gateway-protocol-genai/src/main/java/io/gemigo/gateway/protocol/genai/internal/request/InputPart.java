package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.chat.MediaType;
import io.gemigo.gateway.core.chat.Part;
import io.gemigo.gateway.core.json.RawJson;
import io.gemigo.gateway.core.port.Warnings;
import org.jspecify.annotations.Nullable;

/** One part of a content as the client wrote it, before calls have ids and turns are merged. Immutable. */
sealed interface InputPart {
    /** Which case this is, for exhaustive switches. */
    Kind kind();

    /** The cases. */
    enum Kind {
        TEXT,
        MEDIA,
        CALL,
        RESULT
    }

    /** Text, never empty. */
    record Text(String text) implements InputPart {
        @Override
        public Kind kind() {
            return Kind.TEXT;
        }

        @Override
        public String toString() {
            return "Text[" + text.length() + " chars]";
        }
    }

    /** Media; {@code path} is the field for warnings. */
    record Media(Part.Media media, String path) implements InputPart {
        @Override
        public Kind kind() {
            return Kind.MEDIA;
        }

        /** The same as closely looked at as wished: images only can be, for others a warning says so. */
        Media inDetail(String detail, Warnings warnings) {
            if (media.type() != MediaType.IMAGE) {
                warnings.ignored("genai", path.substring(0, path.lastIndexOf('.')) + ".mediaResolution");
                return this;
            }
            return new Media(
                    new Part.Media(media.type(), media.mimeType(), media.data(), media.uri(), media.name(), detail),
                    path);
        }
    }

    /** A call the model made; {@code path} is the field for warnings. */
    record Call(@Nullable String id, String name, RawJson args, String path) implements InputPart {
        @Override
        public Kind kind() {
            return Kind.CALL;
        }
    }

    /** What a function gave back; {@code path} is the field for errors. */
    record Result(@Nullable String id, @Nullable String name, RawJson response, String path) implements InputPart {
        @Override
        public Kind kind() {
            return Kind.RESULT;
        }
    }
}
