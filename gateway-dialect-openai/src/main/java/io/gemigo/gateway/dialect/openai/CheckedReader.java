package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonException;
import io.gemigo.gateway.core.json.JsonLimits;
import io.gemigo.gateway.core.json.JsonNameGuard;
import io.gemigo.gateway.core.json.JsonNames;
import io.gemigo.gateway.core.json.JsonPath;
import io.gemigo.gateway.core.json.JsonToken;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the objects a scan must understand: typed values, no member twice, and for every complaint the path of the field.
 *
 * <p>{@code require…} methods look at the value the cursor has {@linkplain #enter entered}. Methods that take a name stand
 * on that name before and on the last token of its value after; those called optional let {@code null} pass. Reusable after
 * {@link #reset}; loop-confined.
 */
final class CheckedReader {
    /** Nobody sends as many. */
    private static final int MAX_MEMBERS = 200;

    private static final int MAX_MODEL_CHARS = 256;
    private static final JsonNames FORBIDDEN =
            JsonNames.of("api_base", "base_url", "api_key", "extra_headers", "url", "proxy", "callbacks");

    private static final byte[] NO_BYTES = new byte[0];
    private static final Window NOTHING = Window.of(NO_BYTES);

    private final JsonCursor json = new JsonCursor(JsonLimits.DEFAULT);
    private final JsonNameGuard guard = new JsonNameGuard(MAX_MEMBERS);
    private final JsonPath path = new JsonPath();
    /** The model asked for last, which is mostly the one asked for next. */
    private @Nullable String lastModel;
    /** The same as it stood in the body, between its quotes. */
    private byte[] lastModelAsSent = NO_BYTES;

    /** Aims at a body. */
    CheckedReader reset(Window body) {
        json.reset(body);
        guard.clear();
        path.clear();
        return this;
    }

    /** Lets go of the body. */
    void forget() {
        json.reset(NOTHING);
    }

    JsonCursor json() {
        return json;
    }

    JsonPath path() {
        return path;
    }

    /** Opens the object the cursor stands at the start of. */
    int open() {
        if (json.token() != JsonToken.OBJECT_START) {
            throw BadField.type(path.toString(), "an object", json);
        }
        return guard.open();
    }

    /** Goes to the next name; false at the object's end, which closes it. */
    boolean nextName(int opened) {
        if (json.next() != JsonToken.NAME) {
            guard.close(opened);
            return false;
        }
        if (!guard.add(json)) {
            throw BadField.twice(path.of(BadField.quoted(json)));
        }
        return true;
    }

    /** Goes from a name to its value. */
    JsonToken enter(String name) {
        path.enter(name);
        return json.next();
    }

    /** Leaves the value entered last. */
    void leave() {
        path.leave();
    }

    BadField wrong(String expected) {
        return BadField.type(path.toString(), expected, json);
    }

    void requireString() {
        if (json.token() != JsonToken.STRING) {
            throw wrong("a string");
        }
    }

    void requireBoolean() {
        if (json.token() != JsonToken.TRUE && json.token() != JsonToken.FALSE) {
            throw wrong("a boolean");
        }
    }

    /** Skips the value, which stays opaque but for being an object. */
    void requireObject() {
        if (json.token() != JsonToken.OBJECT_START) {
            throw wrong("an object");
        }
        json.skipValue();
    }

    void requireArray(String expected) {
        if (json.token() != JsonToken.ARRAY_START) {
            throw wrong(expected);
        }
    }

    void requireInteger(long minimum, long maximum) {
        if (json.token() != JsonToken.NUMBER || !BadField.integer(json)) {
            throw wrong("an integer");
        }
        boolean negative = json.array()[json.from()] == '-';
        if (json.isLong() ? json.longValue() < minimum : negative) {
            throw BadField.below(path.toString(), Long.toString(minimum), json);
        }
        if (!json.isLong() || json.longValue() > maximum) {
            throw BadField.above(path.toString(), Long.toString(maximum), json);
        }
    }

    void requireNumber(int minimum, int maximum) {
        if (json.token() != JsonToken.NUMBER) {
            throw wrong("a number");
        }
        double value = json.doubleValue();
        if (value < minimum) {
            throw BadField.below(path.toString(), Integer.toString(minimum), json);
        }
        if (value > maximum) {
            throw BadField.above(path.toString(), Integer.toString(maximum), json);
        }
    }

    /** The number of the string in a set of which it must be one. */
    int requireOneOf(JsonNames values, String supported) {
        requireString();
        int value = values.find(json);
        if (value == JsonNames.UNKNOWN) {
            throw BadField.value(path.toString(), json, supported);
        }
        return value;
    }

    /** A model's name. */
    String requireModel() {
        requireString();
        byte[] a = json.array();
        String model = lastModel;
        if (model == null || !Arrays.equals(a, json.from(), json.to(), lastModelAsSent, 0, lastModelAsSent.length)) {
            model = newModel();
            lastModel = model;
            lastModelAsSent = Arrays.copyOfRange(a, json.from(), json.to());
        }
        return model;
    }

    private String newModel() {
        String model = json.text();
        if (model.isEmpty()) {
            throw BadField.emptyString(path.toString());
        }
        if (model.length() > MAX_MODEL_CHARS) {
            throw BadField.longString(path.toString(), MAX_MODEL_CHARS, model.length());
        }
        for (int i = 0; i < model.length(); i++) {
            if (Character.isISOControl(model.charAt(i)) || Character.isSurrogate(model.charAt(i))) {
                throw BadField.pattern(path.toString(), "^[^\\p{Cntrl}]+$");
            }
        }
        return model;
    }

    /** Refuses the unknown top-level name the cursor stands on if it would turn a proxy against its owner. */
    void refuseForbidden() {
        if (FORBIDDEN.find(json) != JsonNames.UNKNOWN) {
            throw BadField.unsupported(json.text(), "is not accepted: where calls go is not for callers to say.");
        }
    }

    /** What a body that is not JSON is told. */
    static Failure notJson(JsonException flaw) {
        return new Failure.InvalidRequest(
                Failure.InvalidRequest.INVALID_JSON, null, flaw.problem() + " at byte " + flaw.offset());
    }

    /** A function's or schema's name: 1 to 64 of letters, digits, {@code _} and {@code -}. */
    void requireIdentifier() {
        requireString();
        String text = json.text();
        if (text.isEmpty()) {
            throw BadField.emptyString(path.toString());
        }
        if (text.length() > 64) {
            throw BadField.longString(path.toString(), 64, text.length());
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fits = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
            if (!fits) {
                throw BadField.pattern(path.toString(), "^[a-zA-Z0-9_-]+$");
            }
        }
    }

    void string(String name) {
        enter(name);
        requireString();
        leave();
    }

    void identifier(String name) {
        enter(name);
        requireIdentifier();
        leave();
    }

    void optionalString(String name) {
        if (enter(name) != JsonToken.NULL) {
            requireString();
        }
        leave();
    }

    void optionalBoolean(String name) {
        if (enter(name) != JsonToken.NULL) {
            requireBoolean();
        }
        leave();
    }

    void optionalObject(String name) {
        if (enter(name) != JsonToken.NULL) {
            requireObject();
        }
        leave();
    }

    /** A member that stays opaque. */
    void skip() {
        json.skipMember();
    }

    BadField missing(String name) {
        return BadField.missing(path.of(name));
    }

    /** Goes to the document's first token, which must open an object. */
    void begin() {
        if (json.next() != JsonToken.OBJECT_START) {
            throw new JsonException("expected an object", json.offset());
        }
    }
}
