package io.gemigo.gateway.conformance.fuzz;

import io.gemigo.gateway.testkit.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What values may look like, in the terms of GenAI's Schema: it can be written as one, and says by itself which values fit,
 * so that its translation can be judged by what it accepts. Single-owner.
 */
final class Shape {
    private static final List<String> TYPES =
            List.of("", "string", "number", "integer", "boolean", "array", "object", "null");
    private static final int DEEP = 3;

    private final Words words;
    private final Dice dice;

    /** One of {@link #TYPES}; empty if anything goes. */
    private String type = "";

    private boolean nullable;
    private List<String> choice = List.of();
    private @Nullable Shape items;
    private final Map<String, Shape> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();
    private List<String> ordering = List.of();
    private final List<Shape> anyOf = new ArrayList<>();
    private @Nullable Integer least;
    private @Nullable Integer most;
    private @Nullable Shape others;
    private @Nullable String format;
    private @Nullable String reference;
    private final Map<String, Shape> definitions = new LinkedHashMap<>();
    /** What {@link #reference} leads to. */
    private @Nullable Shape meant;

    private final List<String> notes = new ArrayList<>();
    private boolean described;
    private boolean example;

    private Shape(Dice dice, Words words) {
        this.dice = dice;
        this.words = words;
    }

    /** A shape of an object with properties, as parameters and answers have. */
    static Shape object(Dice dice, Words words) {
        Shape shape = new Shape(dice, words);
        if (dice.chance(30)) {
            for (int i = dice.between(1, 2); i > 0; i--) {
                shape.definitions.put(dice.pick("A", "type", "B/c") + i, any(dice, words, 1, shape));
            }
        }
        shape.type = "object";
        shape.fillObject(DEEP, shape);
        return shape;
    }

    /** A shape of words to choose from. */
    static Shape choice(Dice dice, Words words) {
        Shape shape = new Shape(dice, words);
        shape.type = "string";
        shape.choose();
        return shape;
    }

    private static Shape any(Dice dice, Words words, int deep, Shape root) {
        Shape shape = new Shape(dice, words);
        shape.nullable = dice.chance(25);
        shape.described = dice.chance(30);
        if (!root.definitions.isEmpty() && dice.chance(20)) {
            shape.reference = dice.pick(List.copyOf(root.definitions.keySet()));
            shape.meant = root.definitions.get(shape.reference);
            return shape;
        }
        if (deep > 0 && dice.chance(12)) {
            for (int i = dice.between(1, 3); i > 0; i--) {
                shape.anyOf.add(any(dice, words, deep - 1, root));
            }
            return shape;
        }
        shape.type = TYPES.get(deep > 0 ? dice.below(TYPES.size()) : dice.below(5));
        shape.example = dice.chance(10);
        switch (shape.type) {
            case "string" -> {
                if (dice.chance(40)) {
                    shape.choose();
                } else {
                    shape.bounds(5);
                    shape.format = dice.chance(15) ? "date-time" : null;
                }
            }
            case "number", "integer" -> {
                shape.bounds(100);
                shape.format = dice.chance(30) ? dice.pick("int32", "int64", "float", "double") : null;
            }
            case "array" -> {
                shape.bounds(3);
                shape.items = dice.chance(80) ? any(dice, words, deep - 1, root) : null;
            }
            case "object" -> shape.fillObject(deep, root);
            default -> {}
        }
        return shape;
    }

    private void choose() {
        List<String> some = new ArrayList<>();
        for (int i = dice.between(1, 3); i > 0; i--) {
            some.add(words.mark() + dice.pick("", "é", "\"", "type"));
        }
        choice = some;
        format = dice.chance(50) ? "enum" : null;
    }

    private void bounds(int upTo) {
        least = dice.chance(20) ? (Integer) dice.below(upTo) : null;
        most = dice.chance(20) ? (Integer) (dice.below(upTo) + (least == null ? 0 : least)) : null;
    }

    private void fillObject(int deep, Shape root) {
        for (int i = dice.below(4); i > 0; i--) {
            // Names of a schema's own members are names like any other here.
            String name = dice.pick("type", "enum", "nullable", "any_of", "properties", "x", "é", "max_items", "$ref");
            String own = dice.chance(50) ? name : name + words.mark();
            properties.put(own, any(dice, words, deep - 1, root));
        }
        List<String> names = List.copyOf(properties.keySet());
        for (String name : names) {
            if (dice.chance(50)) {
                required.add(name);
            }
        }
        if (dice.chance(30)) {
            List<String> order = new ArrayList<>(names);
            java.util.Collections.shuffle(order, new java.util.Random(dice.anyLong()));
            ordering = order;
        }
        if (dice.chance(15)) {
            others = any(dice, words, 0, root);
        }
    }

    /** Titles and descriptions that must not get lost. */
    List<String> notes() {
        return notes;
    }

    /** The shape as GenAI's Schema. */
    Node.Message schema() {
        Node.Message schema = new Node.Message();
        if (!type.isEmpty()) {
            schema.put("type", type());
        }
        if (nullable) {
            schema.put("nullable", Values.flag(true));
        }
        if (!choice.isEmpty()) {
            schema.put(
                    "enum",
                    new Node.Repeated(choice.stream().map(Node.Text::new).toList()));
        }
        if (format != null) {
            schema.put("format", format);
        }
        if (items != null) {
            schema.put("items", items.schema());
        }
        if (!properties.isEmpty() || type.equals("object") && dice.chance(30)) {
            schema.put("properties", map(properties));
        }
        if (!required.isEmpty()) {
            schema.put("required", texts(required));
        }
        if (!ordering.isEmpty()) {
            schema.put("propertyOrdering", texts(ordering));
        }
        if (!anyOf.isEmpty()) {
            schema.put(
                    "anyOf", new Node.Repeated(anyOf.stream().map(Shape::schema).toList()));
        }
        bound(schema, least, "min");
        bound(schema, most, "max");
        if (others != null) {
            schema.put("additionalProperties", others.schema());
        }
        if (reference != null) {
            schema.put(dice.pick("$ref", "ref"), "#/$defs/" + reference.replace("/", "~1"));
        }
        if (!definitions.isEmpty()) {
            schema.put(dice.pick("$defs", "defs"), map(definitions));
        }
        annotate(schema);
        return schema;
    }

    private void annotate(Node.Message schema) {
        if (described) {
            String note = words.text();
            notes.add(note);
            schema.put(dice.pick("title", "description"), note);
        }
        if (example) {
            String note = words.text();
            notes.add(note);
            schema.put(dice.pick("example", "default"), note);
        }
    }

    private Node type() {
        return switch (dice.below(3)) {
            case 0 -> new Node.Word(type.toUpperCase(Locale.ROOT), TYPES.indexOf(type));
            case 1 -> new Node.Text(type);
            default -> new Node.Text(type.toUpperCase(Locale.ROOT));
        };
    }

    /** A map's names are data, so it is no message that a scribe may spell otherwise. */
    private static Node map(Map<String, Shape> shapes) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> nodes.put(name, shape.schema()));
        return new Node.Named(nodes);
    }

    private static Node texts(List<String> texts) {
        return new Node.Repeated(texts.stream().map(Node.Text::new).toList());
    }

    private void bound(Node.Message schema, @Nullable Integer bound, String side) {
        if (bound == null) {
            return;
        }
        switch (type) {
            case "string" -> schema.put(side + "Length", new Node.Whole(bound));
            case "array" -> schema.put(side + "Items", new Node.Whole(bound));
            default -> schema.put(side + "imum", new Node.Real(bound));
        }
    }

    /** Whether a value fits. */
    boolean fits(Json value) {
        boolean isNull = value.kind() == Json.Kind.NULL;
        if (isNull && nullable) {
            return true;
        }
        if (meant != null && !meant.fits(value)) {
            return false;
        }
        if (!anyOf.isEmpty() && anyOf.stream().noneMatch(shape -> shape.fits(value))) {
            return false;
        }
        return switch (type) {
            case "string" -> value.kind() == Json.Kind.STRING && fitsString(value.asString());
            case "number" -> value.kind() == Json.Kind.NUMBER && fitsNumber(value);
            case "integer" -> value.kind() == Json.Kind.NUMBER && whole(value) && fitsNumber(value);
            case "boolean" -> value.kind() == Json.Kind.BOOLEAN;
            case "null" -> isNull;
            case "array" -> value.kind() == Json.Kind.ARRAY && fitsArray(value.elements());
            case "object" -> value.kind() == Json.Kind.OBJECT && fitsObject(value.members());
            default -> true;
        };
    }

    private boolean fitsString(String text) {
        int length = text.codePointCount(0, text.length());
        return (choice.isEmpty() || choice.contains(text)) && within(length);
    }

    private boolean within(double size) {
        return (least == null || size >= least) && (most == null || size <= most);
    }

    static boolean whole(Json value) {
        return new BigDecimal(value.toString()).stripTrailingZeros().scale() <= 0;
    }

    private boolean fitsNumber(Json value) {
        return within(Double.parseDouble(value.toString()));
    }

    private boolean fitsArray(List<Json> elements) {
        Shape each = items;
        return within(elements.size()) && (each == null || elements.stream().allMatch(each::fits));
    }

    private boolean fitsObject(Map<String, Json> members) {
        for (Map.Entry<String, Json> member : members.entrySet()) {
            Shape shape = properties.containsKey(member.getKey()) ? properties.get(member.getKey()) : others;
            if (shape != null && !shape.fits(member.getValue())) {
                return false;
            }
        }
        return members.keySet().containsAll(required);
    }

    /** A value that fits, or nearly so. */
    Json value(Dice chance) {
        if (chance.chance(8)) {
            return odd(chance);
        }
        if (nullable && chance.chance(30)) {
            return new Json.NullValue();
        }
        if (meant != null) {
            return meant.value(chance);
        }
        if (!anyOf.isEmpty()) {
            return chance.pick(anyOf).value(chance);
        }
        return switch (type) {
            case "string" -> Values.text(choice.isEmpty() ? "x".repeat(chance.below(7)) : chance.pick(choice));
            case "number" -> Values.number(chance.between(-1, 110) + (chance.chance(30) ? 0.5 : 0));
            case "integer" -> Values.number(chance.between(-1, 110));
            case "boolean" -> Values.flag(chance.chance(50));
            case "array" -> {
                List<Json> elements = new ArrayList<>();
                for (int i = chance.below(5); i > 0; i--) {
                    elements.add(items == null ? odd(chance) : items.value(chance));
                }
                yield new Json.ArrayValue(elements);
            }
            case "object" -> {
                Map<String, Json> members = new LinkedHashMap<>();
                properties.forEach((name, shape) -> {
                    if (chance.chance(85)) {
                        members.put(name, shape.value(chance));
                    }
                });
                if (chance.chance(20)) {
                    members.put("other", others == null ? odd(chance) : others.value(chance));
                }
                yield new Json.ObjectValue(members);
            }
            default -> odd(chance);
        };
    }

    private static Json odd(Dice chance) {
        return switch (chance.below(6)) {
            case 0 -> new Json.NullValue();
            case 1 -> Values.text("odd");
            case 2 -> Values.number(7);
            case 3 -> Values.flag(true);
            case 4 -> Values.list(Values.number(1.5));
            default -> Values.object("odd", "odd");
        };
    }
}
