package io.gemigo.gateway.conformance.fuzz;

import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A request made by chance, with what must become of it. */
final class Question {
    final String path;
    final boolean stream;
    final ModelCard card;
    final Node.Message body = new Node.Message();
    /** Own names of the declared functions, by a mark that stands in their descriptions. */
    final Map<String, String> functions = new HashMap<>();

    private final List<Check> checks = new ArrayList<>();
    private final Set<String> refusable = new HashSet<>();

    /** Something that must be true of what goes up. */
    interface Check {
        /** Fails if it is not. */
        void of(Json up, Told told);
    }

    /**
     * A question to be filled.
     *
     * @param card the model that will have to answer
     */
    Question(String path, boolean stream, ModelCard card) {
        this.path = path;
        this.stream = stream;
        this.card = card;
    }

    /** Adds something to check. */
    void check(String what, Check check) {
        checks.add((up, told) -> {
            try {
                check.of(up, told);
            } catch (AssertionError | RuntimeException wrong) {
                throw new AssertionError(what + ": " + wrong.getMessage() + "\nwarned: " + told, wrong);
            }
        });
    }

    /** Adds something that must be there upstream, or else be named in a warning. */
    void arrives(String field, java.util.function.Predicate<Json> there) {
        check(field, (up, told) -> require(there.test(up) || told.of(field), "is neither upstream nor warned of"));
    }

    /** Adds a field that cannot have an effect. */
    void warned(String field) {
        check(field, (up, told) -> require(told.of(field), "is not warned of"));
    }

    /** The call may be refused, with this field named, or one of which this is the beginning. */
    void refusable(String field) {
        refusable.add(field);
    }

    /** Whether it may be refused on account of a field. */
    boolean mayBeRefused(String field) {
        return refusable.stream().anyMatch(field::startsWith);
    }

    static void require(boolean right, String otherwise) {
        if (!right) {
            throw new AssertionError(otherwise);
        }
    }

    /** The functions' names upstream, by their own. */
    Map<String, String> names(Json up) {
        Map<String, String> names = new HashMap<>();
        Json tools = up.find("tools");
        if (tools != null) {
            for (Json tool : tools.elements()) {
                Json function = tool.at("function");
                Json description = function.find("description");
                for (Map.Entry<String, String> own : functions.entrySet()) {
                    if (description != null && description.asString().contains(own.getKey())) {
                        names.put(own.getValue(), function.at("name").asString());
                    }
                }
            }
        }
        return names;
    }

    /** Fails unless everything is true. */
    void judge(Json up, Told told) {
        checks.forEach(check -> check.of(up, told));
    }
}
