package io.gemigo.gateway.protocol.genai.internal.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of one enum, by name or number. Immutable. */
final class EnumTable {
    private final List<String> names;
    private final String typeName;

    private EnumTable(String typeName, List<String> names) {
        this.typeName = typeName;
        this.names = names;
    }

    /** A table of the names that have the numbers 0, 1, 2 … */
    static EnumTable of(String typeName, String... names) {
        return new EnumTable(typeName, List.of(names));
    }

    /** The type's name, for messages. */
    String typeName() {
        return typeName;
    }

    /** The name if it is one of these, else null. Case matters. */
    @Nullable
    String byName(String name) {
        return names.contains(name) ? name : null;
    }

    /** The name that has a number, else null. */
    @Nullable
    String byNumber(long number) {
        return number >= 0 && number < names.size() ? names.get((int) number) : null;
    }
}
