package io.gemigo.gateway.runtime.http1;

/**
 * Bounds of a message head. Immutable.
 *
 * @param startLineBytes most bytes of the first line, without CRLF
 * @param fieldBytes most bytes of one field's line, without CRLF
 * @param allFieldsBytes most bytes of all fields' lines together
 * @param fieldCount most fields
 */
public record HeadLimits(int startLineBytes, int fieldBytes, int allFieldsBytes, int fieldCount) {
    /** What clients may send. */
    public static final HeadLimits REQUEST = new HeadLimits(8 << 10, 8 << 10, 16 << 10, 100);

    /** What upstreams may send. */
    public static final HeadLimits RESPONSE = new HeadLimits(8 << 10, 32 << 10, 32 << 10, 100);
}
