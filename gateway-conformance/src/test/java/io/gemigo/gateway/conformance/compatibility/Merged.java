package io.gemigo.gateway.conformance.compatibility;

import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Several requests put into one: arrays one behind the other, objects one into the other. */
final class Merged {
    private Merged() {}

    /** The second put into the first. */
    static Json of(Json first, Json second) {
        if (first instanceof Json.ArrayValue some && second instanceof Json.ArrayValue more) {
            List<Json> all = new ArrayList<>(some.items());
            all.addAll(more.items());
            return new Json.ArrayValue(all);
        }
        if (first instanceof Json.ObjectValue some && second instanceof Json.ObjectValue more) {
            Map<String, Json> all = new LinkedHashMap<>(some.members());
            more.members().forEach((name, value) -> all.merge(name, value, Merged::of));
            return new Json.ObjectValue(all);
        }
        if (first.equals(second)) {
            return first;
        }
        throw new AssertionError(first + " and " + second + " do not go together: one of the fields is alone");
    }
}
