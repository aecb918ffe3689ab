package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonToken;

/**
 * Ends a scan at the first field that will not do; caught at the scanner's door, never seen outside. Codes and wording are
 * OpenAI's as its users know them; values quoted are short and stem from fields that hold no prompt.
 */
final class BadField extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_QUOTED = 64;

    private final transient Failure failure;

    private BadField(String code, String param, String message) {
        super(message, null, false, false);
        failure = new Failure.InvalidRequest(code, param, message);
    }

    Failure failure() {
        return failure;
    }

    static BadField missing(String param) {
        return new BadField(Failure.InvalidRequest.MISSING, param, "Missing required parameter: '" + param + "'.");
    }

    /** The cursor stands on a value of another type. */
    static BadField type(String param, String expected, JsonCursor json) {
        return new BadField(
                Failure.InvalidRequest.INVALID_TYPE,
                param,
                "Invalid type for '" + param + "': expected " + expected + ", but got " + name(json) + " instead.");
    }

    private static String name(JsonCursor json) {
        JsonToken token = json.token();
        return switch (token) {
            case OBJECT_START -> "an object";
            case ARRAY_START -> "an array";
            case STRING -> "a string";
            case NUMBER -> integer(json) ? "an integer" : "a decimal number";
            case TRUE, FALSE -> "a boolean";
            case NULL -> "null";
            case START, OBJECT_END, ARRAY_END, NAME, END -> "nothing";
        };
    }

    /** Whether the number the cursor stands on is written without fraction and exponent. */
    static boolean integer(JsonCursor json) {
        for (int i = json.from(); i < json.to(); i++) {
            byte b = json.array()[i];
            if (b == '.' || b == 'e' || b == 'E') {
                return false;
            }
        }
        return true;
    }

    /** The string the cursor stands on is none of those known. */
    static BadField value(String param, JsonCursor json, String supported) {
        return new BadField(
                Failure.InvalidRequest.INVALID_VALUE,
                param,
                "Invalid value: '" + quoted(json) + "'. Supported values are: " + supported + ".");
    }

    static BadField below(String param, String minimum, JsonCursor json) {
        String kind = integer(json) ? "integer" : "decimal";
        return new BadField(
                kind + "_below_min_value",
                param,
                "Invalid '" + param + "': " + kind + " below minimum value. Expected a value >= " + minimum
                        + ", but got " + quoted(json) + " instead.");
    }

    static BadField above(String param, String maximum, JsonCursor json) {
        String kind = integer(json) ? "integer" : "decimal";
        return new BadField(
                kind + "_above_max_value",
                param,
                "Invalid '" + param + "': " + kind + " above maximum value. Expected a value <= " + maximum
                        + ", but got " + quoted(json) + " instead.");
    }

    static BadField emptyString(String param) {
        return new BadField(
                "empty_string",
                param,
                "Invalid '" + param + "': empty string. Expected a string with minimum length 1,"
                        + " but got an empty string instead.");
    }

    static BadField longString(String param, int maximum, int length) {
        return new BadField(
                "string_above_max_length",
                param,
                "Invalid '" + param + "': string too long. Expected a string with maximum length " + maximum
                        + ", but got a string with length " + length + " instead.");
    }

    static BadField pattern(String param, String pattern) {
        return new BadField(
                Failure.InvalidRequest.INVALID_VALUE,
                param,
                "Invalid '" + param + "': string does not match pattern. Expected a string that matches the pattern '"
                        + pattern + "'.");
    }

    static BadField emptyArray(String param) {
        return new BadField(
                "empty_array",
                param,
                "Invalid '" + param + "': empty array. Expected an array with minimum length 1,"
                        + " but got an empty array instead.");
    }

    static BadField longArray(String param, int maximum) {
        return new BadField(
                "array_above_max_length",
                param,
                "Invalid '" + param + "': array too long. Expected an array with maximum length " + maximum
                        + ", but got a longer one instead.");
    }

    static BadField twice(String param) {
        return new BadField(
                Failure.InvalidRequest.INVALID_VALUE,
                param,
                "Invalid '" + param + "': it is given twice. Expected every member of an object once.");
    }

    static BadField undeclared(String param, String name) {
        return new BadField(
                Failure.InvalidRequest.INVALID_VALUE,
                param,
                "Invalid value: '" + cut(name) + "'. It is not among 'tools'.");
    }

    static BadField unsupported(String param, String why) {
        return new BadField(
                Failure.InvalidRequest.UNSUPPORTED_PARAMETER, param, "Unsupported parameter: '" + param + "' " + why);
    }

    static BadField unsupportedValue(String param, String why) {
        return new BadField(
                Failure.InvalidRequest.UNSUPPORTED_VALUE, param, "Unsupported value: '" + param + "' " + why);
    }

    static BadField nothingToChoose(String choice, String tools) {
        return new BadField(
                Failure.InvalidRequest.INVALID_VALUE,
                choice,
                "Invalid value for '" + choice + "': it is only allowed when '" + tools + "' are specified.");
    }

    static BadField badBase64(String param) {
        return new BadField(
                Failure.InvalidRequest.INVALID_VALUE, param, "Invalid '" + param + "': expected base64-encoded data.");
    }

    static BadField badUrl(String param, String why) {
        return new BadField("invalid_image_url", param, "Invalid '" + param + "': " + why);
    }

    /** The string the cursor stands on, cut short. */
    static String quoted(JsonCursor json) {
        return cut(json.text());
    }

    private static String cut(String text) {
        return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "…";
    }
}
