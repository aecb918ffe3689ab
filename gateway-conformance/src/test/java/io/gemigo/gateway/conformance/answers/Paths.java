package io.gemigo.gateway.conformance.answers;

import io.gemigo.gateway.testkit.json.Json;
import java.util.Set;
import java.util.TreeSet;

/** The paths of all values in a document, elements without their numbers. */
final class Paths {
    private Paths() {}

    /** Of all but objects, arrays of them, empty arrays and nulls. */
    static Set<String> of(Json document) {
        Set<String> paths = new TreeSet<>();
        add(document, "", paths);
        return paths;
    }

    private static void add(Json value, String path, Set<String> paths) {
        switch (value.kind()) {
            case OBJECT ->
                value.members()
                        .forEach((name, member) -> add(member, path.isEmpty() ? name : path + "." + name, paths));
            case ARRAY -> {
                boolean plain = value.elements().stream()
                        .noneMatch(item -> item.kind() == Json.Kind.OBJECT || item.kind() == Json.Kind.ARRAY);
                if (plain) {
                    if (!value.elements().isEmpty()) {
                        paths.add(path);
                    }
                } else {
                    value.elements().forEach(item -> add(item, path + "[]", paths));
                }
            }
            case STRING, NUMBER, BOOLEAN -> paths.add(path);
            case NULL -> {}
        }
    }
}
