package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonException;
import io.gemigo.gateway.core.json.JsonLimits;
import io.gemigo.gateway.core.json.JsonToken;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What an upstream says went wrong: {@code {"error":{message,type,param,code}}}, or the same words at top level, also when
 * an event stream's field name stands in front. Immutable; the upstream's own words, so never for clients as they are.
 *
 * @param code null if there is none
 * @param type null if there is none
 * @param param null if there is none
 * @param message null if there is none
 */
public record ErrorBody(
        @Nullable String code,
        @Nullable String type,
        @Nullable String param,
        @Nullable String message) {
    /** Nothing could be read. */
    public static final ErrorBody NONE = new ErrorBody(null, null, null, null);

    private static final byte[] ERROR = bytes("error");
    private static final byte[] CODE = bytes("code");
    private static final byte[] TYPE = bytes("type");
    private static final byte[] PARAM = bytes("param");
    private static final byte[] MESSAGE = bytes("message");

    /** Reads whatever came: JSON, framed JSON, a web page, nothing. What cannot be made sense of is {@link #NONE}. */
    public static ErrorBody read(Window body) {
        byte[] a = body.array();
        int from = body.from();
        while (from < body.to() && a[from] != '{') {
            from++;
        }
        if (from == body.to()) {
            return NONE;
        }
        Reader reader = new Reader(new JsonCursor(JsonLimits.DEFAULT).reset(a, from, body.to()));
        try {
            reader.cursor.next();
            reader.object(true);
        } catch (JsonException cut) {
            // What was read before the flaw still tells more than nothing.
        }
        return new ErrorBody(reader.code, reader.type, reader.param, reader.message);
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    /** Sizes only: the words may quote a prompt. */
    @Override
    public String toString() {
        return "ErrorBody[" + code + ", " + type + "]";
    }

    /** Collects the words; those of an inner {@code error} object win. */
    private static final class Reader {
        private final JsonCursor cursor;
        private @Nullable String code;
        private @Nullable String type;
        private @Nullable String param;
        private @Nullable String message;

        private Reader(JsonCursor cursor) {
            this.cursor = cursor;
        }

        /** Reads the object the cursor stands at the start of. */
        private void object(boolean top) {
            boolean inner = false;
            while (cursor.next() == JsonToken.NAME) {
                if (top && cursor.is(ERROR)) {
                    inner |= error();
                } else if (inner) {
                    cursor.skipMember();
                } else {
                    word();
                }
            }
        }

        private boolean error() {
            switch (cursor.next()) {
                case OBJECT_START -> object(false);
                case STRING -> message = cursor.text();
                default -> {
                    cursor.skipValue();
                    return false;
                }
            }
            return true;
        }

        private void word() {
            if (cursor.is(CODE)) {
                code = scalar(code);
            } else if (cursor.is(TYPE)) {
                type = scalar(type);
            } else if (cursor.is(PARAM)) {
                param = scalar(param);
            } else if (cursor.is(MESSAGE)) {
                message = scalar(message);
            } else {
                cursor.skipMember();
            }
        }

        private @Nullable String scalar(@Nullable String otherwise) {
            JsonToken token = cursor.next();
            if (token == JsonToken.STRING || token == JsonToken.NUMBER) {
                return cursor.text();
            }
            cursor.skipValue();
            return otherwise;
        }
    }
}
