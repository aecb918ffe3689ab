package io.gemigo.gateway.testkit.toy;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonException;
import io.gemigo.gateway.core.json.JsonLimits;
import io.gemigo.gateway.core.json.JsonToken;
import org.jspecify.annotations.Nullable;

/**
 * One object of the toy dialect: {@code {"model":…,"text":…,"finish":…,"usage":[in,out],"stream":…,"error":{"code":…}}},
 * every member optional. It is the same on both sides, in requests, events and answers.
 */
public final class ToyScan {
    public byte[] array = new byte[0];
    public int modelFrom = -1;
    public int modelTo;
    public int textFrom = -1;
    public int textTo;
    public int usageFrom = -1;
    public int usageTo;
    public int objectFrom;
    public @Nullable String model;
    public @Nullable String text;
    public @Nullable String finish;
    public @Nullable String error;
    public boolean stream;
    public long promptTokens;
    public long completionTokens;

    private ToyScan() {}

    /** Reads an object; null if it is none. */
    public static @Nullable ToyScan read(Window window) {
        try {
            return new ToyScan().scan(window);
        } catch (JsonException malformed) {
            return null;
        }
    }

    private @Nullable ToyScan scan(Window window) {
        array = window.array();
        JsonCursor cursor = new JsonCursor(JsonLimits.DEFAULT).reset(window);
        if (cursor.next() != JsonToken.OBJECT_START) {
            return null;
        }
        objectFrom = cursor.to();
        while (cursor.next() != JsonToken.OBJECT_END) {
            if (!member(cursor)) {
                return null;
            }
        }
        cursor.finish();
        return this;
    }

    private boolean member(JsonCursor cursor) {
        String name = cursor.text();
        cursor.next();
        switch (name) {
            case "model" -> {
                modelFrom = cursor.outerFrom();
                modelTo = cursor.outerTo();
                model = cursor.text();
                return cursor.token() == JsonToken.STRING;
            }
            case "text" -> {
                textFrom = cursor.from();
                textTo = cursor.to();
                text = cursor.text();
                return cursor.token() == JsonToken.STRING;
            }
            case "finish" -> {
                finish = cursor.text();
                return cursor.token() == JsonToken.STRING;
            }
            case "stream" -> {
                stream = cursor.token() == JsonToken.TRUE;
                return stream || cursor.token() == JsonToken.FALSE;
            }
            case "usage" -> {
                return usage(cursor);
            }
            case "error" -> {
                error = "";
                if (cursor.token() == JsonToken.STRING) {
                    error = cursor.text();
                }
                cursor.skipValue();
                return true;
            }
            default -> {
                cursor.skipValue();
                return true;
            }
        }
    }

    private boolean usage(JsonCursor cursor) {
        usageFrom = cursor.outerFrom();
        if (cursor.token() != JsonToken.ARRAY_START || cursor.next() != JsonToken.NUMBER || !cursor.isLong()) {
            return false;
        }
        promptTokens = cursor.longValue();
        if (cursor.next() != JsonToken.NUMBER || !cursor.isLong()) {
            return false;
        }
        completionTokens = cursor.longValue();
        if (cursor.next() != JsonToken.ARRAY_END) {
            return false;
        }
        usageTo = cursor.outerTo();
        return promptTokens >= 0 && completionTokens >= 0;
    }
}
