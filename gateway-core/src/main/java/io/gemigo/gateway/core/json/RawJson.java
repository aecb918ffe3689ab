package io.gemigo.gateway.core.json;

import io.gemigo.gateway.core.bytes.Window;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value the gateway need not understand: tool arguments, schemas, foreign fields. Valid JSON by construction,
 * kept as written. Immutable.
 */
public final class RawJson {
    /** The empty object. */
    public static final RawJson EMPTY_OBJECT = new RawJson(new byte[] {'{', '}'});

    private final byte[] bytes;

    private RawJson(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes over bytes that a cursor has found valid; they must not change any more. */
    public static RawJson trusted(byte[] valid) {
        return new RawJson(valid);
    }

    /**
     * Checks and takes a text; an unpaired surrogate in it becomes a question mark, one written as an escape stays.
     *
     * @throws JsonException if it is not one JSON value within {@link JsonLimits#DEFAULT}
     */
    public static RawJson of(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        new JsonCursor(JsonLimits.DEFAULT).reset(bytes, 0, bytes.length).finish();
        return new RawJson(bytes);
    }

    /** A fresh window over the bytes, which must not be written to. */
    public Window window() {
        return Window.of(bytes);
    }

    /** The bytes themselves, which must not be written to. */
    public byte[] bytes() {
        return bytes;
    }

    /** The value as text. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Same bytes; a different spelling of the same value is not equal. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RawJson that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Sizes only: the value may be part of a prompt. */
    @Override
    public String toString() {
        return "RawJson[" + bytes.length + " bytes]";
    }
}
