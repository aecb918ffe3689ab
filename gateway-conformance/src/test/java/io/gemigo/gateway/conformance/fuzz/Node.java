package io.gemigo.gateway.conformance.fuzz;

import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A value of a request, told apart by what a {@link Scribe} may do to its spelling. */
interface Node {
    /** Writes the value. */
    void write(Scribe scribe);

    /** A message: names may be spelled in another way, and nulls put between. */
    final class Message implements Node {
        private final List<Map.Entry<String, Node>> fields = new ArrayList<>();

        Message put(String name, Node value) {
            fields.add(Map.entry(name, value));
            return this;
        }

        Message put(String name, String text) {
            return put(name, new Text(text));
        }

        Message put(String name, Json data) {
            return put(name, new Data(data));
        }

        boolean has(String name) {
            return fields.stream().anyMatch(field -> field.getKey().equals(name));
        }

        boolean isEmpty() {
            return fields.isEmpty();
        }

        List<Map.Entry<String, Node>> fields() {
            return fields;
        }

        @Override
        public void write(Scribe scribe) {
            scribe.message(this);
        }
    }

    /** A map whose names are data, of values that are not. */
    record Named(Map<String, Node> values) implements Node {
        @Override
        public void write(Scribe scribe) {
            scribe.named(values);
        }
    }

    /** A list, of which one element may stand alone. */
    record Repeated(List<? extends Node> elements) implements Node {
        @Override
        public void write(Scribe scribe) {
            scribe.repeated(elements);
        }
    }

    /** A string. */
    record Text(String text) implements Node {
        @Override
        public void write(Scribe scribe) {
            scribe.string(text);
        }
    }

    /** A value of an enum. */
    record Word(String name, int number) implements Node {
        @Override
        public void write(Scribe scribe) {
            scribe.enumValue(name, number);
        }
    }

    /** A whole number. */
    record Whole(long value) implements Node {
        @Override
        public void write(Scribe scribe) {
            scribe.whole(value);
        }
    }

    /** A number. */
    record Real(double value) implements Node {
        @Override
        public void write(Scribe scribe) {
            scribe.real(value);
        }
    }

    /** Bytes in base64. */
    record Bytes(String base64) implements Node {
        @Override
        public void write(Scribe scribe) {
            scribe.bytes(base64);
        }
    }

    /** JSON that is data: only white space and escapes may differ. */
    record Data(Json json) implements Node {
        @Override
        public void write(Scribe scribe) {
            scribe.data(json);
        }
    }
}
