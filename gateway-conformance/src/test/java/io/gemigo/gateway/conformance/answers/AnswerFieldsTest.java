package io.gemigo.gateway.conformance.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is declared of every field of an upstream's answer is what clients read. */
class AnswerFieldsTest {
    @TestFactory
    Stream<DynamicNode> everyField() {
        return AllAnswers.ofUpstreams().stream().map(AnswerFieldsTest::of);
    }

    private static DynamicNode of(UpstreamAnswers answers) {
        List<DynamicNode> tests = new ArrayList<>();
        List<Way> ways = answers.ways();
        for (Row row : answers.all()) {
            for (Row.Case request : row.cases()) {
                for (Way way : ways) {
                    Becomes expected = request.expected(way.reader(), way.events());
                    if (expected != null) {
                        tests.add(DynamicTest.dynamicTest(
                                row.name() + request + ", " + way,
                                () -> new RowCheck(row.path(), request, answers.smallest(), way, expected).check()));
                    }
                }
            }
        }
        return DynamicContainer.dynamicContainer(answers.title(), tests);
    }
}
