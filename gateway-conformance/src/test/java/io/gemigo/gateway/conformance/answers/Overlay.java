package io.gemigo.gateway.conformance.answers;

import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One document put over another: members into objects, elements over the elements at their places. */
final class Overlay {
    private Overlay() {}

    static Json of(Json below, Json above) {
        if (below instanceof Json.ObjectValue some && above instanceof Json.ObjectValue more) {
            Map<String, Json> all = new LinkedHashMap<>(some.members());
            more.members().forEach((name, value) -> all.merge(name, value, Overlay::of));
            return new Json.ObjectValue(all);
        }
        if (below instanceof Json.ArrayValue some && above instanceof Json.ArrayValue more) {
            List<Json> all = new ArrayList<>(some.items());
            for (int i = 0; i < more.items().size(); i++) {
                if (i < all.size()) {
                    all.set(i, of(all.get(i), more.items().get(i)));
                } else {
                    all.add(more.items().get(i));
                }
            }
            return new Json.ArrayValue(all);
        }
        return above;
    }
}
