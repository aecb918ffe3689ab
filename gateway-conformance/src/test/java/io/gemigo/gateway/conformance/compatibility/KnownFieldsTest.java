package io.gemigo.gateway.conformance.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every field an API is known to have has a row, and every row's field is known. */
class KnownFieldsTest {
    private static List<String> known(Api api) {
        return KnownFields.of(api.knownFields());
    }

    private record Row(FieldPath path, boolean whole) {
        boolean covers(FieldPath known) {
            return path.isOf(known) || whole && path.isAbove(known);
        }
    }

    private static List<Row> rows(Api api) {
        List<Row> rows = new ArrayList<>();
        api.groups()
                .forEach(group -> group.fields()
                        .forEach(field -> rows.add(new Row(FieldPath.of(group.path(field)), field.isWhole()))));
        return rows;
    }

    @Test
    void everyKnownFieldHasARow() {
        for (Api api : Apis.all()) {
            List<String> known = known(api);
            List<Row> rows = rows(api);
            List<String> without = known.stream()
                    .filter(path -> rows.stream().noneMatch(row -> row.covers(FieldPath.of(path))))
                    // What holds fields that are listed themselves.
                    .filter(path -> !KnownFields.holdsOthers(path, known))
                    .toList();
            assertThat(without).as(api.title()).isEmpty();
            assertThat(known).as(api.title()).doesNotHaveDuplicates();
        }
    }

    @Test
    void everyRowIsOfAKnownField() {
        for (Api api : Apis.all()) {
            List<String> known = known(api);
            List<String> unknown = rows(api).stream()
                    .filter(row -> known.stream().noneMatch(path -> row.path().isOf(FieldPath.of(path))))
                    .map(row -> row.path().toString())
                    .toList();
            assertThat(unknown).as(api.title()).isEmpty();
        }
    }

    @Test
    void everyRowIsDecidedForEveryProvider() {
        for (Api api : Apis.all()) {
            List<String> undecided = new ArrayList<>();
            for (Group group : api.groups()) {
                for (Field field : group.fields()) {
                    for (Column column : List.of(Column.DASHSCOPE, Column.DEMO)) {
                        if (api.columns().contains(column) && Cell.silent(field, column)) {
                            undecided.add(group.path(field) + ", " + column);
                        }
                    }
                }
            }
            assertThat(undecided).as(api.title()).isEmpty();
        }
    }
}
