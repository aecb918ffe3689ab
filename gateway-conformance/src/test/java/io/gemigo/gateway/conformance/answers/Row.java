package io.gemigo.gateway.conformance.answers;

import io.gemigo.gateway.conformance.compatibility.FieldPath;
import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field of an upstream's answer, and answers that show what becomes of it. Filled once by whoever declares it. */
final class Row {
    private final String path;
    private final List<Case> cases = new ArrayList<>();
    private String note = "";
    private boolean whole;

    /** One answer that holds the field. */
    static final class Case {
        final String when;
        /** Put over the smallest answer there is. */
        final Json given;

        String model = "";
        /** Members of the requests it answers. */
        String askedOpenAi = "";

        String askedGenAi = "";
        private final Map<Reader, Becomes> expected = new EnumMap<>(Reader.class);
        private final Map<Reader, Becomes> streamed = new EnumMap<>(Reader.class);

        private Case(String when, Json given) {
            this.when = when;
            this.given = given;
        }

        /** What becomes of it, null if nothing is said of this reader. */
        @Nullable
        Becomes expected(Reader reader, boolean inEvents) {
            Becomes special = inEvents ? streamed.get(reader) : null;
            return special == null ? expected.get(reader) : special;
        }

        @Override
        public String toString() {
            return when.isEmpty() ? "" : " (" + when + ")";
        }
    }

    private Row(String path) {
        this.path = path;
    }

    static Row row(String path) {
        return new Row(path);
    }

    /** An ordinary answer with the field. */
    Row given(String members) {
        return given("", members);
    }

    /** An answer in which something else becomes of it. */
    Row given(String when, String members) {
        cases.add(new Case(when, Becomes.json(members)));
        return this;
    }

    private Case last() {
        return cases.get(cases.size() - 1);
    }

    /** Is the answer of another model than the usual one. */
    Row model(String model) {
        last().model = model;
        return this;
    }

    /** Answers requests with these members, each with a comma behind it. */
    Row asked(String openAi, String genAi) {
        last().askedOpenAi = openAi.replace('\'', '"');
        last().askedGenAi = genAi.replace('\'', '"');
        return this;
    }

    Row to(Reader reader, Becomes becomes) {
        last().expected.put(reader, becomes);
        return this;
    }

    /** Becomes something else for a reader of a stream. */
    Row streamed(Reader reader, Becomes becomes) {
        last().streamed.put(reader, becomes);
        return this;
    }

    Row relayed(Becomes becomes) {
        return to(Reader.RELAYED, becomes);
    }

    Row translated(Becomes becomes) {
        return to(Reader.TRANSLATED, becomes);
    }

    /** Relayed or translated. */
    Row openAi(Becomes becomes) {
        return relayed(becomes).translated(becomes);
    }

    Row genAi(Becomes becomes) {
        return to(Reader.GENAI, becomes);
    }

    /** A remark for readers. */
    Row note(String remark) {
        note = remark;
        return this;
    }

    /** What is inside it shares its fate. */
    Row whole() {
        whole = true;
        return this;
    }

    FieldPath path() {
        return FieldPath.of(path);
    }

    String name() {
        return path;
    }

    String remark() {
        return note;
    }

    boolean isWhole() {
        return whole;
    }

    List<Case> cases() {
        return cases;
    }
}
