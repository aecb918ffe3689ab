package io.gemigo.gateway.testkit.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Compares JSON and says where it differs. Stateless, thread-safe. */
public final class JsonAssert {

    private enum Extra {
        REFUSED,
        ALLOWED
    }

    private JsonAssert() {}

    /** Fails unless both mean the same; lists every path that differs. */
    public static void assertSame(Json expected, Json actual) {
        report(expected, actual, Extra.REFUSED);
    }

    /** As {@link #assertSame(Json, Json)}, for two texts. */
    public static void assertSame(String expected, String actual) {
        assertSame(Json.parse(expected), Json.parse(actual));
    }

    /**
     * Fails unless the actual value holds everything expected. Objects may have more members, at any depth; arrays
     * have to be of the same length. For upstream requests, to which a gateway may add fields of its own.
     */
    public static void assertIncludes(Json expected, Json actual) {
        report(expected, actual, Extra.ALLOWED);
    }

    /** As {@link #assertIncludes(Json, Json)}, for two texts. */
    public static void assertIncludes(String expected, String actual) {
        assertIncludes(Json.parse(expected), Json.parse(actual));
    }

    private static void report(Json expected, Json actual, Extra extra) {
        List<String> differences = new ArrayList<>();
        compare("$", expected, actual, extra, differences);
        if (!differences.isEmpty()) {
            throw new AssertionError("JSON differs in " + differences.size() + " place(s):\n  "
                    + String.join("\n  ", differences) + "\nexpected: " + expected + "\nactual:   " + actual);
        }
    }

    private static void compare(String path, Json expected, Json actual, Extra extra, List<String> differences) {
        if (expected.kind() != actual.kind()) {
            differences.add(path + ": expected " + expected + " but was " + actual);
            return;
        }
        switch (expected.kind()) {
            case OBJECT -> compareMembers(path, expected.members(), actual.members(), extra, differences);
            case ARRAY -> compareElements(path, expected.elements(), actual.elements(), extra, differences);
            case STRING, NUMBER, BOOLEAN, NULL -> {
                if (!expected.equals(actual)) {
                    differences.add(path + ": expected " + expected + " but was " + actual);
                }
            }
        }
    }

    private static void compareMembers(
            String path, Map<String, Json> expected, Map<String, Json> actual, Extra extra, List<String> differences) {
        expected.forEach((key, value) -> {
            Json other = actual.get(key);
            if (other == null) {
                differences.add(path + "." + key + ": missing, expected " + value);
            } else {
                compare(path + "." + key, value, other, extra, differences);
            }
        });
        if (extra == Extra.REFUSED) {
            var surplus = new TreeSet<>(actual.keySet());
            surplus.removeAll(expected.keySet());
            surplus.forEach(key -> differences.add(path + "." + key + ": unexpected " + actual.get(key)));
        }
    }

    private static void compareElements(
            String path, List<Json> expected, List<Json> actual, Extra extra, List<String> differences) {
        if (expected.size() != actual.size()) {
            differences.add(path + ": expected " + expected.size() + " element(s) but was " + actual.size());
        }
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            compare(path + "[" + i + "]", expected.get(i), actual.get(i), extra, differences);
        }
    }
}
