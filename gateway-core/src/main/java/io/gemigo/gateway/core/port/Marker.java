package io.gemigo.gateway.core.port;

/**
 * A header field or query parameter that says which protocol a request speaks where two share a path. Immutable.
 *
 * @param header true for a header field, false for a query parameter
 */
public record Marker(boolean header, String name) {
    /** A header field. */
    public static Marker header(String name) {
        return new Marker(true, name);
    }

    /** A query parameter. */
    public static Marker query(String name) {
        return new Marker(false, name);
    }
}
