package io.gemigo.gateway.conformance.answers;

import io.gemigo.gateway.conformance.compatibility.FieldPath;

/**
 * Where a field of an answer comes from, or why it never comes. Immutable.
 *
 * @param words empty if the fields of the upstream's answer say it all
 * @param never whether no answer has it
 * @param isWhole whether what is inside shares its fate
 */
record Origin(String name, String words, boolean never, boolean isWhole) {
    /** From fields of the upstream's answer. */
    static Origin upstream(String name) {
        return new Origin(name, "", false, false);
    }

    /** From fields of the upstream's answer, with everything inside it. */
    static Origin whole(String name) {
        return new Origin(name, "", false, true);
    }

    /** From somewhere else, or from there with a remark. */
    static Origin from(String name, String words) {
        return new Origin(name, words, false, false);
    }

    /** No answer has it. */
    static Origin never(String name, String why) {
        return new Origin(name, why, true, true);
    }

    FieldPath path() {
        return FieldPath.of(name);
    }

    /** Whether this is the origin of a field. */
    boolean covers(FieldPath field) {
        return path().isOf(field) || isWhole && path().isAbove(field);
    }
}
