package io.gemigo.gateway.core.chat;

import io.gemigo.gateway.core.json.RawJson;
import org.jspecify.annotations.Nullable;

/** Something the model may call. Immutable; {@code toString} prints no description. */
public sealed interface Tool {
    /** Which case this is, for exhaustive switches. */
    Kind kind();

    /** The cases. */
    enum Kind {
        /** {@link Function}. */
        FUNCTION,
        /** {@link WebSearch}. */
        WEB_SEARCH
    }

    /**
     * A function the client runs.
     *
     * @param parameters JSON Schema of the arguments object, null for a function without arguments
     * @param strict whether arguments must fit the schema exactly, null if not said
     */
    record Function(
            String name,
            @Nullable String description,
            @Nullable RawJson parameters,
            @Nullable Boolean strict) implements Tool {
        @Override
        public Kind kind() {
            return Kind.FUNCTION;
        }

        @Override
        public String toString() {
            return "Function[" + name + ", " + parameters + "]";
        }
    }

    /** Search the upstream runs itself. */
    record WebSearch() implements Tool {
        @Override
        public Kind kind() {
            return Kind.WEB_SEARCH;
        }
    }
}
