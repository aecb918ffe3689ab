package io.gemigo.gateway.testkit.json;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One JSON value. Immutable.
 *
 * <p>Equality is about meaning: the order of an object's keys does not count, and numbers are compared by value, so
 * {@code 1} equals {@code 1.0}. The text of a number is kept as it was written.
 */
public sealed interface Json {

    /** The kinds of value; switch over this, without a default. */
    enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        BOOLEAN,
        NULL
    }

    /** Which of the nested records this is. */
    Kind kind();

    /**
     * Reads exactly one value.
     *
     * @throws IllegalArgumentException if the text is not JSON, repeats a key within an object, or goes on after the
     *     value
     */
    static Json parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #parse(String)}, from UTF-8; the array is only read, and only during the call. */
    static Json parse(byte[] utf8) {
        return JsonReader.read(utf8);
    }

    /** Whether this is an object that has the key. */
    default boolean has(String key) {
        return find(key) != null;
    }

    /** The member of an object, or null if there is none (a JSON null is a {@link NullValue}). */
    default @Nullable Json find(String key) {
        return this instanceof ObjectValue object ? object.members().get(key) : null;
    }

    /** The member of an object; fails if this is no object or has no such key. */
    default Json at(String key) {
        Json member = find(key);
        if (member == null) {
            throw new AssertionError("no member " + key + " in " + this);
        }
        return member;
    }

    /** The element of an array; fails if this is no array or too short. */
    default Json at(int index) {
        List<Json> elements = elements();
        if (index >= elements.size()) {
            throw new AssertionError("no element " + index + " in " + this);
        }
        return elements.get(index);
    }

    /** The elements of an array; fails if this is none. */
    default List<Json> elements() {
        if (this instanceof ArrayValue array) {
            return array.items();
        }
        throw new AssertionError("not an array: " + this);
    }

    /** The members of an object, in the order written; fails if this is none. */
    default Map<String, Json> members() {
        throw new AssertionError("not an object: " + this);
    }

    /** The characters of a string; fails if this is none. */
    default String asString() {
        if (this instanceof StringValue string) {
            return string.value();
        }
        throw new AssertionError("not a string: " + this);
    }

    /** The value of a whole number; fails if this is none or does not fit. */
    default long asLong() {
        if (this instanceof NumberValue number) {
            return new BigDecimal(number.text()).longValueExact();
        }
        throw new AssertionError("not a number: " + this);
    }

    /** The value of a boolean; fails if this is none. */
    default boolean asBoolean() {
        if (this instanceof BooleanValue bool) {
            return bool.value();
        }
        throw new AssertionError("not a boolean: " + this);
    }

    /** An object; its keys keep the order in which they were written. */
    record ObjectValue(@Override Map<String, Json> members) implements Json {
        public ObjectValue {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public Kind kind() {
            return Kind.OBJECT;
        }

        @Override
        public String toString() {
            return JsonText.compact(this);
        }
    }

    /** An array. */
    record ArrayValue(List<Json> items) implements Json {
        public ArrayValue {
            items = List.copyOf(items);
        }

        @Override
        public Kind kind() {
            return Kind.ARRAY;
        }

        @Override
        public String toString() {
            return JsonText.compact(this);
        }
    }

    /** A string, unescaped; it may hold lone surrogates. */
    record StringValue(String value) implements Json {
        public StringValue {
            requireNonNull(value, "value");
        }

        @Override
        public Kind kind() {
            return Kind.STRING;
        }

        @Override
        public String toString() {
            return JsonText.compact(this);
        }
    }

    /** A number, as it was written. */
    record NumberValue(String text) implements Json {
        public NumberValue {
            requireNonNull(text, "text");
        }

        @Override
        public Kind kind() {
            return Kind.NUMBER;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof NumberValue number
                    && new BigDecimal(text).compareTo(new BigDecimal(number.text)) == 0;
        }

        @Override
        public int hashCode() {
            return new BigDecimal(text).stripTrailingZeros().hashCode();
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** {@code true} or {@code false}. */
    record BooleanValue(boolean value) implements Json {
        @Override
        public Kind kind() {
            return Kind.BOOLEAN;
        }

        @Override
        public String toString() {
            return JsonText.compact(this);
        }
    }

    /** {@code null}. */
    record NullValue() implements Json {
        @Override
        public Kind kind() {
            return Kind.NULL;
        }

        @Override
        public String toString() {
            return JsonText.compact(this);
        }
    }
}
