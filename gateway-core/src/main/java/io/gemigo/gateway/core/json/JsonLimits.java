package io.gemigo.gateway.core.json;

/**
 * What a document may hold before it is refused; checked while scanning, never by recursion.
 *
 * @param depth nested objects and arrays
 * @param nameBytes bytes of a member name, as written
 * @param numberBytes bytes of a number, as written
 * @param tokens names, values and brackets in all
 */
public record JsonLimits(int depth, int nameBytes, int numberBytes, int tokens) {
    /** 200 levels, names of 1 KiB, numbers of 100 characters, 500 000 tokens. */
    public static final JsonLimits DEFAULT = new JsonLimits(200, 1024, 100, 500_000);
}
