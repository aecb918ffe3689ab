package io.gemigo.gateway.conformance.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Many fields in one request are warned of, or refused, as each of them alone is. */
class AllFieldsTest {
    /** As many as leave room for all their warnings in the header. */
    private static final int SOME = 8;

    private static final Pattern MORE = Pattern.compile("(.*), and (\\d+) more");

    /** A field in a request, and what is expected of it there. */
    private record Row(FieldPath path, Field.Case request, Expect expect) {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    @TestFactory
    Stream<DynamicTest> together() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Api api : Apis.all()) {
            for (Column column : api.columns()) {
                byModel(api, column).forEach((model, rows) -> {
                    String name = api.title() + ", " + column + " " + model;
                    List<Row> taken = rows.stream()
                            .filter(row -> row.expect().fate() != Fate.REFUSED)
                            .toList();
                    tests.add(DynamicTest.dynamicTest(name + ", all", () -> all(api, column, taken)));
                    tests.add(DynamicTest.dynamicTest(name + ", some at a time", () -> some(api, column, taken)));
                    rows.stream()
                            .filter(row -> row.expect().fate() == Fate.REFUSED)
                            .forEach(row -> tests.add(DynamicTest.dynamicTest(
                                    name + ", all and " + row, () -> refused(api, column, taken, row))));
                });
            }
        }
        return tests.stream();
    }

    private static Map<String, List<Row>> byModel(Api api, Column column) {
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        for (Group group : api.groups()) {
            for (Field field : group.fields()) {
                Field.Case request = field.cases().get(0);
                Expect expect = request.expected.get(column);
                if (expect != null && !field.isAlone()) {
                    rows.computeIfAbsent(request.model, model -> new ArrayList<>())
                            .add(new Row(FieldPath.of(group.path(field)), request, expect));
                }
            }
        }
        return rows;
    }

    private static Field.Case merged(List<Row> rows) {
        Json given = Json.parse("{}");
        for (Row row : rows) {
            given = Merged.of(given, row.request().given);
        }
        return Field.Case.of(given, rows.get(0).request().model);
    }

    private static Set<String> expected(Api api, Column column, List<Row> rows, Json body) {
        Set<String> items = new LinkedHashSet<>(api.always(column));
        rows.forEach(row -> items.addAll(RowCheck.warnings(api, row.path(), row.expect(), body)));
        return items;
    }

    private static void all(Api api, Column column, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Field.Case request = merged(rows);
        Json body = api.body(request, column);
        Answered answered = api.ask(column, request, body);
        assertThat(answered.status()).as(answered.body()).isEqualTo(200);
        Set<String> expected = expected(api, column, rows, body);
        String header = String.join(", ", answered.warnings());
        Matcher more = MORE.matcher(header);
        int unseen = more.matches() ? Integer.parseInt(more.group(2)) : 0;
        List<String> seen = header.isEmpty() ? List.of() : List.of((unseen > 0 ? more.group(1) : header).split(", "));
        assertThat(seen).doesNotHaveDuplicates().isSubsetOf(expected);
        assertThat(seen.size() + unseen).as("all warnings").isEqualTo(expected.size());
    }

    private static void some(Api api, Column column, List<Row> rows) {
        for (int i = 0; i < rows.size(); i += SOME) {
            List<Row> few = rows.subList(i, Math.min(i + SOME, rows.size()));
            Field.Case request = merged(few);
            Json body = api.body(request, column);
            Answered answered = api.ask(column, request, body);
            assertThat(answered.status()).as(answered.body()).isEqualTo(200);
            assertThat(answered.warnings())
                    .as(few.toString())
                    .containsExactlyInAnyOrderElementsOf(expected(api, column, few, body));
        }
    }

    private static void refused(Api api, Column column, List<Row> rows, Row row) {
        List<Row> all = new ArrayList<>(rows);
        all.add(row);
        Field.Case request = merged(all);
        Json body = api.body(request, column);
        Answered answered = api.ask(column, request, body);
        assertThat(answered.status()).as(answered.body()).isEqualTo(row.expect().status());
        String named = row.expect().param() == null
                ? api.spelled(row.path().find(body).get(0).path())
                : row.expect().param();
        assertThat(unnumbered(api.refusedField(answered))).isEqualTo(unnumbered(named));
    }

    private static String unnumbered(String path) {
        return path.replaceAll("\\[\\d+\\]", "[]");
    }
}
