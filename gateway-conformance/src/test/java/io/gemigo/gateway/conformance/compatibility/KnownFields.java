package io.gemigo.gateway.conformance.compatibility;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The fields that an API is known to have, as files list them: a path a line. */
public final class KnownFields {
    private KnownFields() {}

    /** The paths of a file. */
    public static List<String> of(String name) {
        try (InputStream file =
                Objects.requireNonNull(KnownFields.class.getResourceAsStream("/compatibility/" + name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Whether a path is only that of what holds fields which are listed themselves. */
    public static boolean holdsOthers(String path, List<String> known) {
        return known.stream().anyMatch(other -> other.startsWith(path + ".") || other.startsWith(path + "["));
    }
}
