package io.gemigo.gateway.core.json;

import io.gemigo.gateway.core.bytes.ByteBuilder;

/**
 * Writes one compact JSON document to a builder and minds the commas. Misuse (a value where a name is due) is not
 * checked beyond what tests of its users see. Reusable once a document is complete; loop-confined.
 */
public final class JsonWriter {
    private final ByteBuilder out;
    private boolean comma;

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
        comma = true;
    }

    /** Opens an object. */
    public JsonWriter object() {
        separate();
        out.append('{');
        comma = false;
        return this;
    }

    /** Closes an object. */
    public JsonWriter endObject() {
        out.append('}');
        comma = true;
        return this;
    }

    /** Opens an array. */
    public JsonWriter array() {
        separate();
        out.append('[');
        comma = false;
        return this;
    }

    /** Closes an array. */
    public JsonWriter endArray() {
        out.append(']');
        comma = true;
        return this;
    }

    /** Writes a member name, escaping it; its value comes next. */
    public JsonWriter name(String name) {
        separate();
        out.append('"');
        JsonText.escapeTo(out, name);
        out.append('"').append(':');
        comma = false;
        return this;
    }

    /** Writes a string. */
    public JsonWriter string(String text) {
        separate();
        out.append('"');
        JsonText.escapeTo(out, text);
        out.append('"');
        return this;
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

    /** Writes a number, integral ones without fraction; it must be finite. */
    public JsonWriter number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return number((long) value);
        }
        separate();
        out.append(Double.toString(value));
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
