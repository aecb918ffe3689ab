package io.gemigo.gateway.conformance.compatibility;

import static java.util.Objects.requireNonNull;

import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row: a field, what becomes of it, and requests that show it. Filled once by whoever declares it. */
final class Field {
    private final String name;
    private final List<Case> cases = new ArrayList<>();
    private String note = "";
    private boolean whole;
    private boolean alone;

    /** One request that holds the field. */
    static final class Case {
        final String when;
        final Json given;
        String model = "";
        String answer = "";
        final Map<Column, Expect> expected = new EnumMap<>(Column.class);

        private Case(String when, Json given) {
            this.when = when;
            this.given = given;
        }

        /** A request of several fields. */
        static Case of(Json given, String model) {
            Case request = new Case("", given);
            request.model = model;
            return request;
        }

        /** Whether it is a value that asks for nothing but what happens anyway. */
        boolean asksForNothing() {
            return when.startsWith("asks for nothing");
        }

        @Override
        public String toString() {
            return when.isEmpty() ? "" : " (" + when + ")";
        }
    }

    private Field(String name) {
        this.name = name;
    }

    /** A field by its path, from where its group begins. */
    static Field field(String name) {
        return new Field(name);
    }

    /** An ordinary request with the field: members to put into the smallest request there is. */
    Field given(String members) {
        return given("", members);
    }

    /** A request in which something else becomes of it. */
    Field given(String when, String members) {
        cases.add(new Case(when, Expect.json(members)));
        return this;
    }

    private Case last() {
        return cases.get(cases.size() - 1);
    }

    /** Asks another model than text's usual one. */
    Field model(String model) {
        last().model = model;
        return this;
    }

    /** Has the upstream answer with these members of a message. */
    Field answered(String members) {
        last().answer = members.replace('\'', '"');
        return this;
    }

    /** What becomes of it with DashScope, relayed or translated. */
    Field dashScope(Expect expect) {
        last().expected.put(Column.DASHSCOPE, expect);
        last().expected.put(Column.TRANSLATED, expect);
        return this;
    }

    /** What becomes of it where the body is relayed, if that says nothing of translated ones. */
    Field relayed(Expect expect) {
        last().expected.put(Column.DASHSCOPE, expect);
        return this;
    }

    /** What becomes of it with DashScope where the body is translated. */
    Field translated(Expect expect) {
        last().expected.put(Column.TRANSLATED, expect);
        return this;
    }

    /** What becomes of it with the demo. */
    Field demo(Expect expect) {
        last().expected.put(Column.DEMO, expect);
        return this;
    }

    /** A remark for readers. */
    Field note(String remark) {
        note = remark;
        return this;
    }

    /** What is inside it shares its fate. */
    Field whole() {
        whole = true;
        return this;
    }

    /** Its first request gets in the way of other fields' or the other way round, so it is not put together with them. */
    Field alone() {
        alone = true;
        return this;
    }

    String name() {
        return name;
    }

    List<Case> cases() {
        return cases;
    }

    String remark() {
        return note;
    }

    boolean isWhole() {
        return whole;
    }

    boolean isAlone() {
        return alone;
    }

    /** What becomes of it ordinarily, null if that is not said. */
    @Nullable
    Expect expected(Column column) {
        return requireNonNull(cases.get(0)).expected.get(column);
    }

    @Override
    public String toString() {
        return name;
    }
}
