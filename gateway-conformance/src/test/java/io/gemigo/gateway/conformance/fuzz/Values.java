package io.gemigo.gateway.conformance.fuzz;

import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON values by hand and by chance. */
final class Values {
    private Values() {}

    static Json text(String text) {
        return new Json.StringValue(text);
    }

    static Json number(long number) {
        return new Json.NumberValue(Long.toString(number));
    }

    static Json number(double number) {
        return new Json.NumberValue(Double.toString(number));
    }

    static Json flag(boolean flag) {
        return new Json.BooleanValue(flag);
    }

    static Json list(Json... elements) {
        return new Json.ArrayValue(List.of(elements));
    }

    /** An object of these names and values. */
    static Json object(Object... namesAndValues) {
        Map<String, Json> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            members.put((String) namesAndValues[i], value instanceof Json json ? json : text((String) value));
        }
        return new Json.ObjectValue(members);
    }

    /** An object of arguments, a result, or the like: anything may be in it, and a marked text is. */
    static Json data(Dice dice, Words words) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put(dice.pick("q", "camelCase", "snake_case", "type", "é\"\\", "nullable"), text(words.text()));
        for (int i = dice.below(3); i > 0; i--) {
            members.put(words.mark(), any(dice, words, 3));
        }
        return new Json.ObjectValue(members);
    }

    private static Json any(Dice dice, Words words, int deep) {
        return switch (dice.below(deep > 0 ? 8 : 6)) {
            case 0 -> new Json.NullValue();
            case 1 -> flag(dice.chance(50));
            case 2 -> number(dice.anyLong());
            case 3 ->
                new Json.NumberValue(dice.pick("0", "-0", "1.0", "1e5", "-2.50E-3", "0.1", "123456789012345678901"));
            case 4, 5 -> text(words.text());
            case 6 -> {
                List<Json> elements = new ArrayList<>();
                for (int i = dice.below(4); i > 0; i--) {
                    elements.add(any(dice, words, deep - 1));
                }
                yield new Json.ArrayValue(elements);
            }
            default -> {
                Map<String, Json> members = new LinkedHashMap<>();
                for (int i = dice.below(4); i > 0; i--) {
                    members.put(words.mark(), any(dice, words, deep - 1));
                }
                yield new Json.ObjectValue(members);
            }
        };
    }
}
