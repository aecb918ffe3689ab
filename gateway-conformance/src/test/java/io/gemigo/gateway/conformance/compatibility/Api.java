package io.gemigo.gateway.conformance.compatibility;

import io.gemigo.gateway.testkit.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One API: what its requests look like, and its fields. */
interface Api {
    /** The name the warnings have for its dialect. */
    String dialect();

    /** What its part of the document is called. */
    String title();

    /** The file that lists the fields it is known to have. */
    String knownFields();

    /** The ways its requests take. */
    List<Column> columns();

    /** Its fields. */
    List<Group> groups();

    /** Top-level fields that may be null. */
    List<String> nullable();

    /** Whether the gateway answers by itself. */
    default boolean local() {
        return false;
    }

    /** What every answer warns of. */
    default List<String> always(Column column) {
        return List.of();
    }

    /** A request that holds the field. */
    Json body(Field.Case request, Column column);

    /** Sends a request. */
    Answered ask(Column column, Field.Case request, Json body);

    /** The field a refusal names; fails if it has not the form it must have. */
    String refusedField(Answered refusal);

    /** How refusals spell a field. */
    String spelled(String path);

    /** The smallest body with members put into it. */
    static Json with(Json smallest, Json members) {
        Map<String, Json> all = new LinkedHashMap<>(smallest.members());
        all.putAll(members.members());
        return new Json.ObjectValue(all);
    }
}
