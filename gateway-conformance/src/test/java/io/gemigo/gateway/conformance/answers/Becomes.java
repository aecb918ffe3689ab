package io.gemigo.gateway.conformance.answers;

import io.gemigo.gateway.testkit.json.Json;

/**
 * What becomes of a field of an upstream's answer for one reader. Immutable.
 *
 * @param path where the client finds it; the field's own path if it is carried
 * @param value what stands there
 * @param words how the document says it
 */
record Becomes(Kind kind, String path, Json value, String words) {
    /** The ways. */
    enum Kind {
        /** The same value under the same name. */
        CARRIED,
        /** The client reads it under another name or in another form, and would read something else without it. */
        MAPPED,
        /** The client sees by this that it has its effect: the value there is not the field's own. */
        SHOWN,
        /** The client reads this there, whatever the upstream says. */
        ALWAYS,
        /** The client reads the gateway's own value under the same name. */
        OWN,
        /** The client reads the same as without it. */
        LEFT_OUT
    }

    private static final Json NONE = Json.parse("null");

    /** JSON with single quotes, for reading's sake. */
    static Json json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }

    static Becomes carried() {
        return new Becomes(Kind.CARRIED, "", NONE, "carried");
    }

    static Becomes mapped(String path, String json) {
        return new Becomes(Kind.MAPPED, path, json(json), "→ `" + unnumbered(path) + "`");
    }

    static Becomes shown(String path, String json, String words) {
        return new Becomes(Kind.SHOWN, path, json(json), words);
    }

    static Becomes always(String path, String json) {
        return new Becomes(Kind.ALWAYS, path, json(json), "`" + unnumbered(path) + "` is the gateway's");
    }

    static Becomes own() {
        return new Becomes(Kind.OWN, "", NONE, "the gateway's");
    }

    static Becomes leftOut() {
        return new Becomes(Kind.LEFT_OUT, "", NONE, "left out");
    }

    /** Said in other words. */
    Becomes as(String otherWords) {
        return new Becomes(kind, path, value, otherWords);
    }

    /** A path without the numbers of elements. */
    static String unnumbered(String path) {
        return path.replaceAll("\\[[^\\]]*\\]", "[]");
    }
}
