package io.gemigo.gateway.core.json;

import io.gemigo.gateway.core.bytes.ByteBuilder;

/**
 * Writes one compact JSON document to a builder and minds the commas. Misuse (a value where a name is due) is not
 * checked beyond what tests of its users see. Once a document is complete the next one can follow, with nothing between
 * them. Loop-confined.
 */
public final class JsonWriter {
    private final ByteBuilder out;
    private boolean comma;
    /** Open objects and arrays. */
    private int depth;

    /** Writes to this builder. */
    public JsonWriter(ByteBuilder out) {
        this.out = out;
    }

    /** The builder written to. */
    public ByteBuilder out() {
        return out;
    }

    private void separate() {
        if (comma) {
            out.append(',');
        }
        comma = depth > 0;
    }

    private JsonWriter open(char bracket) {
        separate();
        out.append(bracket);
        depth++;
        comma = false;
        return this;
    }

    private JsonWriter close(char bracket) {
        out.append(bracket);
        comma = --depth > 0;
        return this;
    }

    /** Opens an object. */
    public JsonWriter object() {
        return open('{');
    }

    /** Closes an object. */
    public JsonWriter endObject() {
        return close('}');
    }

    /** Opens an array. */
    public JsonWriter array() {
        return open('[');
    }

    /** Closes an array. */
    public JsonWriter endArray() {
        return close(']');
    }

    /** Writes a member name, escaping it; its value comes next. */
    public JsonWriter name(String name) {
        quoted(name);
        out.append(':');
        comma = false;
        return this;
    }

    /** A member name with its quotes and its colon, escaped, to be written often by {@link #name(byte[])}. */
    public static byte[] preparedName(String name) {
        return new JsonWriter(new ByteBuilder(name.length())).name(name).out.toBytes();
    }

    /** Writes a member name that was {@linkplain #preparedName prepared}; its value comes next. */
    public JsonWriter name(byte[] prepared) {
        separate();
        out.append(prepared);
        comma = false;
        return this;
    }

    /** Writes a string. */
    public JsonWriter string(String text) {
        quoted(text);
        return this;
    }

    private void quoted(String text) {
        separate();
        out.append('"');
        JsonText.escapeTo(out, text);
        out.append('"');
    }

    /** Writes a string whose content is escaped already. */
    public JsonWriter escaped(byte[] a, int from, int to) {
        separate();
        out.append('"').append(a, from, to).append('"');
        return this;
    }

    /** Writes a string of UTF-8 text. */
    public JsonWriter utf8(byte[] a, int from, int to) {
        separate();
        out.append('"');
        JsonText.escapeTo(out, a, from, to);
        out.append('"');
        return this;
    }

    /** Writes an integer. */
    public JsonWriter number(long value) {
        separate();
        out.append(value);
        return this;
    }

    /**
     * Writes a number, integral ones below 10^15 without fraction. What JSON has no word for, not a number and the
     * infinities, becomes {@code null}: such values stem from numbers a peer wrote too large, and are no bug.
     */
    public JsonWriter number(double value) {
        if (!Double.isFinite(value)) {
            return nullValue();
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return number((long) value);
        }
        separate();
        out.append(Double.toString(value));
        return this;
    }

    /** Writes a number as short as it can be read back exactly; {@code null} for what JSON has no word for. */
    public JsonWriter number(float value) {
        if (!Float.isFinite(value)) {
            return nullValue();
        }
        separate();
        out.append(Float.toString(value));
        return this;
    }

    /** Writes {@code true} or {@code false}. */
    public JsonWriter bool(boolean value) {
        separate();
        out.append(value ? "true" : "false");
        return this;
    }

    /** Writes {@code null}. */
    public JsonWriter nullValue() {
        separate();
        out.append("null");
        return this;
    }

    /** Writes a value as it stands. */
    public JsonWriter raw(RawJson value) {
        return raw(value.bytes(), 0, value.bytes().length);
    }

    /** Writes bytes that are a valid value. */
    public JsonWriter raw(byte[] a, int from, int to) {
        separate();
        out.append(a, from, to);
        return this;
    }
}
