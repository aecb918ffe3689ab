package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.json.RawJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One level of a Schema on its way to JSON Schema: filled by {@link SchemaReader}, then written. Single-owner. */
final class SchemaNode {
    private static final Set<String> ELSEWHERE = Set.of("$ref", "oneOf", "allOf", "const");

    final List<String> types = new ArrayList<>(1);
    final List<RawJson> enumValues = new ArrayList<>(0);
    /** Members that go on as they are, in the client's order. */
    final List<Member> plain = new ArrayList<>(4);
    /** What references of the whole schema lead to. */
    final List<Member> definitions = new ArrayList<>(0);

    final Map<String, SchemaNode> properties = new LinkedHashMap<>();
    final List<SchemaNode> anyOf = new ArrayList<>(0);
    final List<String> ordering = new ArrayList<>(0);

    boolean nullable;
    boolean hasProperties;

    @Nullable
    SchemaNode items;

    @Nullable
    String format;

    /** A member with its value. */
    record Member(String name, RawJson value) {}

    /** Makes it an object's schema that names its properties, which some upstreams want of a function's parameters. */
    void asParameters() {
        if (types.isEmpty() && anyOf.isEmpty()) {
            types.add("object");
        }
        hasProperties |= types.contains("object");
    }

    RawJson toJson() {
        ByteBuilder out = new ByteBuilder(256);
        write(new JsonWriter(out));
        return RawJson.trusted(out.toBytes());
    }

    private void write(JsonWriter json) {
        json.object();
        if (nullable && isElsewhere()) {
            json.name("anyOf").array().object();
            writeMembers(json);
            json.endObject();
            json.object().name("type").string("null").endObject().endArray();
        } else {
            writeMembers(json);
        }
        for (Member member : definitions) {
            json.name(member.name()).raw(member.value());
        }
        json.endObject();
    }

    /** Whether what is allowed is said by members that leave no room for a null beside it. */
    private boolean isElsewhere() {
        return plain.stream().anyMatch(member -> ELSEWHERE.contains(member.name()));
    }

    private void writeMembers(JsonWriter json) {
        writeTypes(json);
        for (Member member : plain) {
            json.name(member.name()).raw(member.value());
        }
        // "enum" as a format says what the member enum says.
        if (format != null && !format.equals("enum")) {
            json.name("format").string(format);
        }
        writeEnum(json);
        if (hasProperties) {
            json.name("properties").object();
            for (String name : orderedNames()) {
                SchemaNode property = properties.get(name);
                if (property != null) {
                    property.write(json.name(name));
                }
            }
            json.endObject();
        }
        if (items != null) {
            items.write(json.name("items"));
        }
        writeAnyOf(json);
    }

    private void writeTypes(JsonWriter json) {
        boolean addNull = nullable && !types.isEmpty() && !types.contains("null");
        if (types.size() == 1 && !addNull) {
            json.name("type").string(types.get(0));
        } else if (!types.isEmpty()) {
            json.name("type").array();
            types.forEach(json::string);
            if (addNull) {
                json.string("null");
            }
            json.endArray();
        }
    }

    private void writeEnum(JsonWriter json) {
        if (enumValues.isEmpty()) {
            return;
        }
        json.name("enum").array();
        enumValues.forEach(json::raw);
        if (nullable) {
            json.nullValue();
        }
        json.endArray();
    }

    private void writeAnyOf(JsonWriter json) {
        if (anyOf.isEmpty()) {
            return;
        }
        json.name("anyOf").array();
        for (SchemaNode choice : anyOf) {
            choice.write(json);
        }
        if (nullable) {
            json.object().name("type").string("null").endObject();
        }
        json.endArray();
    }

    /** Names in the order asked for, which need not all be properties, then the others in the order they came. */
    private Set<String> orderedNames() {
        if (ordering.isEmpty()) {
            return properties.keySet();
        }
        Set<String> names = new LinkedHashSet<>(ordering);
        names.addAll(properties.keySet());
        return names;
    }
}
