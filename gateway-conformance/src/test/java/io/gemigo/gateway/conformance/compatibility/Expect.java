package io.gemigo.gateway.conformance.compatibility;

import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of one field in one request. Immutable.
 *
 * @param warnings all that the answer warns of
 * @param upstream what must stand in the upstream's request, by path
 * @param param the field the refusal names; null for the field itself
 * @param status of the refusal
 * @param loose whether more than the field changes with it, so that nothing can be learnt from leaving it out
 * @param words how the document says it; empty for the usual way
 */
record Expect(
        Fate fate,
        List<Warning> warnings,
        Map<String, Json> upstream,
        @Nullable String param,
        int status,
        boolean loose,
        String words) {
    /**
     * One item of the warnings.
     *
     * @param field null for the field itself
     */
    record Warning(@Nullable String field, String action) {}

    private static Expect of(Fate fate) {
        return new Expect(fate, List.of(), Map.of(), null, 400, false, "");
    }

    /** JSON with single quotes, for reading's sake. */
    static Json json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }

    /** The same value at the same place. */
    static Expect carried() {
        return of(Fate.CARRIED);
    }

    /** Another name or form, which means the same. */
    static Expect mapped(String path, String json) {
        return of(Fate.MAPPED).and(path, json);
    }

    /** Brought into range, and said. */
    static Expect capped(String path, String json) {
        return mapped(path, json).telling(null, "capped");
    }

    /** No effect, and said. */
    static Expect warned() {
        return of(Fate.WARNED).telling(null, "ignored");
    }

    /** No effect, and said of the field it belongs to. */
    static Expect warned(String field) {
        return of(Fate.WARNED).telling(field, "ignored");
    }

    /** Refused by name. */
    static Expect refused() {
        return of(Fate.REFUSED);
    }

    /** Refused by the name of the field it belongs to. */
    static Expect refused(String param) {
        return new Expect(Fate.REFUSED, List.of(), Map.of(), param, 400, false, "");
    }

    /** Acted on by the gateway. */
    static Expect here() {
        return of(Fate.HERE);
    }

    /** This and that in the upstream's request. */
    Expect and(String path, String json) {
        Map<String, Json> all = new LinkedHashMap<>(upstream);
        all.put(path, json(json));
        return new Expect(fate, warnings, all, param, status, loose, words);
    }

    /** This and a warning that the effect is not quite the one asked for. */
    Expect aloud() {
        return telling(null, "mapped");
    }

    /** This and a warning. */
    Expect telling(@Nullable String field, String action) {
        List<Warning> all = new ArrayList<>(warnings);
        all.add(new Warning(field, action));
        return new Expect(fate, all, upstream, param, status, loose, words);
    }

    /** This, and more than the field changes with it. */
    Expect loosely() {
        return new Expect(fate, warnings, upstream, param, status, true, words);
    }

    /** This, said in these words. */
    Expect as(String text) {
        return new Expect(fate, warnings, upstream, param, status, loose, text);
    }

    /** Whether the warnings tell this of the field itself. */
    boolean says(String action) {
        return warnings.contains(new Warning(null, action));
    }
}
