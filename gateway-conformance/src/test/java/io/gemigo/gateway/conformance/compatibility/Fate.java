package io.gemigo.gateway.conformance.compatibility;

/** What becomes of a field. */
enum Fate {
    /** Goes up under the same name, as it is. */
    CARRIED,
    /** Has its effect under another name or in another form. */
    MAPPED,
    /** Has no effect, and the answer's warnings say so. */
    WARNED,
    /** The call is refused, and the error names the field. */
    REFUSED,
    /** The gateway acts on it itself; nothing goes up. */
    HERE
}
