package io.gemigo.gateway.conformance.fuzz;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client was warned of. */
final class Told {
    private final @Nullable String header;
    private final Set<String> fields = new HashSet<>();
    private final boolean more;

    /** Reads {@code x-gateway-warnings}. */
    Told(@Nullable CharSequence header) {
        this.header = header == null ? null : header.toString();
        boolean cutShort = false;
        for (String item : this.header == null ? new String[0] : this.header.split(", ")) {
            if (item.matches("and \\d+ more")) {
                cutShort = true;
            } else {
                String[] members = item.split("; ");
                if (members.length != 3 || !members[1].startsWith("field=") || !members[2].startsWith("action=")) {
                    throw new AssertionError("no warning: " + item);
                }
                fields.add(members[1].substring("field=".length()));
            }
        }
        more = cutShort;
        if (this.header != null && this.header.length() > 1024) {
            throw new AssertionError("warnings over 1 KiB: " + this.header.length());
        }
    }

    /** Whether a field is named, or may be among those that had no room. */
    boolean of(String field) {
        return more || fields.contains(field);
    }

    /** Whether a field or something in it is named. */
    boolean within(String field) {
        return more || fields.stream().anyMatch(name -> name.startsWith(field));
    }

    /** The fields, as far as there was room. */
    Set<String> fields() {
        return fields;
    }

    boolean complete() {
        return !more;
    }

    @Override
    public String toString() {
        return String.valueOf(header);
    }
}
