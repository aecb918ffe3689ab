package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.error.Failure.InvalidRequest;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonToken;
import io.gemigo.gateway.core.json.RawJson;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.protocol.genai.internal.wire.CompactJson;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body by the rules of proto3's JSON (contract, 2), keeping the path for warnings and errors: both spellings of
 * names, null as absent, a lone value for a list of one, numbers as strings, enums by name or number.
 *
 * <p>Every method that reads a value expects the cursor on its first token and leaves it on its last. What will not do
 * throws {@link InvalidFieldException} with a failure that names the field. Single-owner.
 */
final class ProtoReader {
    private static final String DIALECT = "genai";
    private static final int MAX_DIGITS = 60;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,60}(\\.[0-9]{1,60})?([eE][+-]?[0-9]{1,5})?");

    private final JsonCursor cursor;
    private final Warnings warnings;
    private final FieldPath path = new FieldPath();

    /** A reader of the document a cursor is aimed at. */
    ProtoReader(JsonCursor cursor, Warnings warnings) {
        this.cursor = cursor;
        this.warnings = warnings;
    }

    JsonCursor cursor() {
        return cursor;
    }

    Warnings warnings() {
        return warnings;
    }

    /** What to do with a member that no table lists. */
    enum Unknown {
        /** Warn and go on: clients add fields faster than any definition is published. */
        IGNORE,
        /** Refuse it, where leaving it out would change what the answer means. */
        REFUSE
    }

    /**
     * Reads an object; the consumer gets the canonical name of each field that is there and not null.
     *
     * @return how many members no table lists, each of them warned of
     */
    int object(FieldTable fields, Consumer<String> field) {
        return object(fields, Unknown.IGNORE, field);
    }

    /** The same with a say on members that no table lists. */
    int object(FieldTable fields, Unknown unknown, Consumer<String> field) {
        expect(cursor.token() == JsonToken.OBJECT_START, "MESSAGE");
        long seen = 0;
        Set<String> strangers = Set.of();
        while (cursor.next() == JsonToken.NAME) {
            int number = fields.find(cursor);
            boolean listed = number != FieldTable.UNLISTED;
            String name = listed ? fields.name(number) : cursor.text();
            if (!listed && strangers.isEmpty()) {
                strangers = new HashSet<>();
            }
            int mark = path.field(name);
            if (listed ? (seen >>> number & 1) != 0 : !strangers.add(name)) {
                throw invalid(InvalidRequest.INVALID_VALUE, path.snake() + ": the field is given twice.");
            }
            boolean given = cursor.next() != JsonToken.NULL;
            if (listed) {
                seen |= 1L << number;
                if (given) {
                    field.accept(name);
                }
            } else {
                unlisted(given, unknown);
            }
            path.back(mark);
        }
        return strangers.size();
    }

    /** Null is the same as not there, whatever the name. */
    private void unlisted(boolean given, Unknown unknown) {
        if (given && unknown == Unknown.REFUSE) {
            throw unsupported();
        }
        if (given) {
            ignored();
        }
        skip();
    }

    /** Reads an object whose names are data; the consumer gets each name as it is. Paths count the entries. */
    void map(Consumer<String> entry) {
        expect(cursor.token() == JsonToken.OBJECT_START, "MAP");
        Set<String> seen = new HashSet<>();
        int index = 0;
        while (cursor.next() == JsonToken.NAME) {
            String name = cursor.text();
            int mark = path.element(index++);
            if (!seen.add(name)) {
                throw invalid(InvalidRequest.INVALID_VALUE, path.snake() + ": the name is given twice.");
            }
            path.field("value");
            cursor.next();
            entry.accept(name);
            path.back(mark);
        }
    }

    /** Reads a list, or a lone value as a list of one; returns how many elements there were. */
    int list(Runnable element) {
        if (cursor.token() != JsonToken.ARRAY_START) {
            int mark = path.element(0);
            element.run();
            path.back(mark);
            return 1;
        }
        int count = 0;
        while (cursor.next() != JsonToken.ARRAY_END) {
            int mark = path.element(count++);
            expect(cursor.token() != JsonToken.NULL, "VALUE");
            element.run();
            path.back(mark);
        }
        return count;
    }

    String string() {
        expect(cursor.token() == JsonToken.STRING, "TYPE_STRING");
        return cursor.text();
    }

    boolean bool() {
        expect(cursor.token() == JsonToken.TRUE || cursor.token() == JsonToken.FALSE, "TYPE_BOOL");
        return cursor.token() == JsonToken.TRUE;
    }

    /** An integer within a range, written as a number such as {@code 40} or {@code 40.0}, or as a string of one. */
    long integer(long least, long most) {
        Long exact = cursor.isLong() ? Long.valueOf(cursor.longValue()) : exact(numeral("TYPE_INT64"));
        if (exact == null) {
            throw type("TYPE_INT64");
        }
        long value = exact;
        if (value < least || value > most) {
            throw outOfRange(Long.toString(least), most == Long.MAX_VALUE ? null : Long.toString(most));
        }
        return value;
    }

    private static @Nullable Long exact(String numeral) {
        try {
            return new BigDecimal(numeral).longValueExact();
        } catch (ArithmeticException fractionOrTooLarge) {
            return null;
        }
    }

    /** A finite number within a range, or a string of one. */
    double number(long least, long most) {
        double value = Double.parseDouble(numeral("TYPE_FLOAT"));
        if (!(value >= least && value <= most)) {
            throw outOfRange(Long.toString(least), Long.toString(most));
        }
        return value;
    }

    /** Any finite number, as written or out of its quotes. */
    RawJson anyNumber() {
        String text = numeral("TYPE_DOUBLE");
        return cursor.token() == JsonToken.NUMBER ? RawJson.of(text) : RawJson.of(new BigDecimal(text).toString());
    }

    /** A number as written, out of its quotes if it stands in some; what other tokens have for a text reads like none. */
    private String numeral(String type) {
        String text = cursor.text();
        expect(isShortNumber(text) || NUMBER.matcher(text).matches(), type);
        return text;
    }

    /** Whether the pattern need not be asked: the cursor has found a number, and it has no exponent. */
    private boolean isShortNumber(String text) {
        return cursor.token() == JsonToken.NUMBER
                && text.length() <= MAX_DIGITS
                && text.indexOf('e') < 0
                && text.indexOf('E') < 0;
    }

    /** An enum's name. */
    String enumName(EnumTable values) {
        String name = cursor.token() == JsonToken.STRING
                ? values.byName(cursor.text())
                : cursor.token() == JsonToken.NUMBER && cursor.isLong() ? values.byNumber(cursor.longValue()) : null;
        if (name == null) {
            throw type(values.typeName());
        }
        return name;
    }

    /** Any value as written. */
    RawJson raw() {
        return RawJson.trusted(cursor.rawValue());
    }

    /** An object that is data, in compact form. */
    RawJson compactObject() {
        expect(cursor.token() == JsonToken.OBJECT_START, "MESSAGE");
        return compact();
    }

    /** A text that is data, in compact form. */
    RawJson compactString() {
        expect(cursor.token() == JsonToken.STRING, "TYPE_STRING");
        return compact();
    }

    /** Any value that is data, in compact form. */
    RawJson compact() {
        boolean open = cursor.token() == JsonToken.OBJECT_START || cursor.token() == JsonToken.ARRAY_START;
        if (!open && !cursor.escaped()) {
            return RawJson.trusted(cursor.raw());
        }
        ByteBuilder out = new ByteBuilder(128);
        CompactJson.copy(cursor, out);
        return RawJson.trusted(out.toBytes());
    }

    /** Bytes in either alphabet of base64, padded or not, as standard padded base64. */
    String base64() {
        expect(cursor.token() == JsonToken.STRING, "TYPE_BYTES");
        String standard = Base64Text.standard(cursor);
        if (standard == null) {
            throw invalid(
                    InvalidRequest.INVALID_VALUE,
                    "Invalid value at '" + path.snake() + "' (TYPE_BYTES), Base64 decoding failed.");
        }
        return standard;
    }

    /** Leaves a value unread. */
    void skip() {
        cursor.skipValue();
    }

    /** The field has no effect: warns and leaves its value unread. */
    void skipWithWarning() {
        ignored();
        skip();
    }

    /** A switch that has no effect: warns if it is on. */
    void ignoredIfTrue() {
        if (bool()) {
            ignored();
        }
    }

    /** The field cannot be honoured: its value is refused, whatever it is. */
    InvalidFieldException unsupported() {
        return invalid(InvalidRequest.UNSUPPORTED_PARAMETER, path.snake() + " is not supported by this gateway.");
    }

    /** Warns that the field has no effect. */
    void ignored() {
        warnings.ignored(DIALECT, path.camel());
    }

    /** The field's path for warnings. */
    String camelPath() {
        return path.camel();
    }

    /** The field's path for errors. */
    String snakePath() {
        return path.snake();
    }

    /** The value will not do, for a reason put behind the field's path. */
    InvalidFieldException value(String reason) {
        return invalid(InvalidRequest.INVALID_VALUE, path.snake() + ": " + reason);
    }

    /** The value is legal and cannot be honoured. */
    InvalidFieldException unsupportedValue(String reason) {
        return invalid(InvalidRequest.UNSUPPORTED_VALUE, path.snake() + ": " + reason);
    }

    /** A field of the object being read, or of an element of the list being read, is missing. */
    InvalidFieldException missing(String field) {
        int mark = path.field(field);
        InvalidFieldException exception =
                invalid(InvalidRequest.MISSING, path.snake() + ": the field is required and must not be empty.");
        path.back(mark);
        return exception;
    }

    /** A failure at the present path. */
    InvalidFieldException invalid(String code, String message) {
        String at = path.snake();
        return new InvalidFieldException(new InvalidRequest(code, at.isEmpty() ? null : at, message));
    }

    /** A table and the switch over it disagree: a bug. */
    static IllegalStateException unlisted(String field) {
        return new IllegalStateException("field without a case: " + field);
    }

    private void expect(boolean right, String type) {
        if (!right) {
            throw type(type);
        }
    }

    private InvalidFieldException type(String type) {
        String at = path.snake();
        return invalid(
                InvalidRequest.INVALID_TYPE, "Invalid value at '" + (at.isEmpty() ? "body" : at) + "' (" + type + ").");
    }

    private InvalidFieldException outOfRange(String least, @Nullable String most) {
        return value(
                most == null ? "must be at least " + least + "." : "must be between " + least + " and " + most + ".");
    }
}
