package io.gemigo.gateway.conformance.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is declared of every field is what becomes of it. */
class RequestFieldsTest {
    @TestFactory
    Stream<DynamicNode> everyField() {
        return Apis.all().stream().map(RequestFieldsTest::of);
    }

    @TestFactory
    Stream<DynamicTest> nullIsTheSameAsNotGiven() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Api api : Apis.all()) {
            Field.Case nothing = Field.Case.of(Json.parse("{}"), "");
            for (String field : api.nullable()) {
                for (Column column : api.columns()) {
                    Field.Case request = Field.Case.of(Json.parse("{\"" + field + "\":null}"), "");
                    tests.add(DynamicTest.dynamicTest(api.title() + ", " + field + ", " + column, () -> {
                        Answered plain = api.ask(column, nothing, api.body(nothing, column));
                        Answered answered = api.ask(column, request, api.body(request, column));
                        assertThat(answered.status()).as(answered.body()).isEqualTo(200);
                        assertThat(answered.warnings()).isEqualTo(api.always(column));
                        assertThat(answered.upstream()).isEqualTo(plain.upstream());
                    }));
                }
            }
        }
        return tests.stream();
    }

    private static DynamicNode of(Api api) {
        List<DynamicNode> tests = new ArrayList<>();
        for (Group group : api.groups()) {
            for (Field field : group.fields()) {
                for (Field.Case request : field.cases()) {
                    for (Column column : api.columns()) {
                        Expect expect = request.expected.get(column);
                        if (expect != null) {
                            tests.add(DynamicTest.dynamicTest(
                                    group.path(field) + request + ", " + column,
                                    () -> new RowCheck(api, FieldPath.of(group.path(field)), request, column, expect)
                                            .check()));
                        }
                    }
                }
            }
        }
        return DynamicContainer.dynamicContainer(api.title(), tests);
    }
}
