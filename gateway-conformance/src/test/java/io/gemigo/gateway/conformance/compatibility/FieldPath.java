package io.gemigo.gateway.conformance.compatibility;

import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a field stands in a body, such as {@code messages[user].content[].text}: {@code []} is every element of an array,
 * {@code [user]} the elements of that role or type, {@code [0]} that element, {@code *} every member. Immutable.
 */
public final class FieldPath {
    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[([^\\]]*)\\]");

    private final String text;
    private final List<Step> steps = new ArrayList<>();

    private record Step(String name, boolean element) {}

    /**
     * One place where a path leads.
     *
     * @param path with the numbers of elements
     */
    public record Place(String path, Json value) {}

    private FieldPath(String text) {
        this.text = text;
        Matcher step = STEP.matcher(text);
        while (step.find()) {
            steps.add(new Step(step.group(1) == null ? step.group(2) : step.group(1), step.group(1) == null));
        }
    }

    public static FieldPath of(String text) {
        return new FieldPath(text);
    }

    /** All places in a document where this leads. */
    public List<Place> find(Json document) {
        List<Place> found = new ArrayList<>();
        find(document, 0, "", found);
        return found;
    }

    private void find(Json value, int step, String path, List<Place> found) {
        if (step == steps.size()) {
            found.add(new Place(path, value));
            return;
        }
        Step next = steps.get(step);
        if (next.element() && value instanceof Json.ArrayValue array) {
            for (int i = 0; i < array.items().size(); i++) {
                if (selects(next, i, array.items().get(i))) {
                    find(array.items().get(i), step + 1, path + "[" + i + "]", found);
                }
            }
        } else if (!next.element() && value instanceof Json.ObjectValue object) {
            object.members().forEach((name, member) -> {
                if (next.name().equals("*") || next.name().equals(name)) {
                    find(member, step + 1, path.isEmpty() ? name : path + "." + name, found);
                }
            });
        }
    }

    private static boolean selects(Step step, int index, Json element) {
        String wanted = step.name();
        return wanted.isEmpty()
                || wanted.equals(Integer.toString(index))
                || says(element, "role", wanted)
                || says(element, "type", wanted);
    }

    private static boolean says(Json element, String member, String word) {
        return element.find(member) instanceof Json.StringValue string
                && string.value().equals(word);
    }

    /** The document without the fields this leads to. */
    public Json without(Json document) {
        return without(document, 0);
    }

    private Json without(Json value, int step) {
        Step next = steps.get(step);
        boolean last = step == steps.size() - 1;
        if (next.element() && value instanceof Json.ArrayValue array) {
            List<Json> items = new ArrayList<>();
            for (int i = 0; i < array.items().size(); i++) {
                Json item = array.items().get(i);
                items.add(!last && selects(next, i, item) ? without(item, step + 1) : item);
            }
            return new Json.ArrayValue(items);
        }
        if (!next.element() && value instanceof Json.ObjectValue object) {
            Map<String, Json> members = new LinkedHashMap<>();
            object.members().forEach((name, member) -> {
                boolean here = next.name().equals("*") || next.name().equals(name);
                if (!here) {
                    members.put(name, member);
                } else if (!last) {
                    members.put(name, without(member, step + 1));
                }
            });
            return new Json.ObjectValue(members);
        }
        return value;
    }

    /** Whether this is the path of a field that is written out in full; {@code []} is of any role or type. */
    public boolean isOf(FieldPath full) {
        return steps.size() == full.steps.size() && begins(full);
    }

    /** Whether this leads to what holds the field. */
    public boolean isAbove(FieldPath full) {
        return steps.size() < full.steps.size() && begins(full);
    }

    private boolean begins(FieldPath full) {
        for (int i = 0; i < steps.size(); i++) {
            Step mine = steps.get(i);
            Step other = full.steps.get(i);
            boolean any = mine.element() && mine.name().isEmpty();
            if (mine.element() != other.element() || !any && !mine.name().equals(other.name())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
