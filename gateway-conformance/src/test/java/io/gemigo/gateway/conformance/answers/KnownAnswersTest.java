package io.gemigo.gateway.conformance.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.conformance.compatibility.FieldPath;
import io.gemigo.gateway.conformance.compatibility.KnownFields;
import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of an answer has a row, every row's field is known, and no answer holds one without a row. */
class KnownAnswersTest {
    private static List<UpstreamAnswers> upstreams() {
        return AllAnswers.ofUpstreams();
    }

    private static List<OwnAnswers> own() {
        return Stream.concat(AllAnswers.ofTheGateway().stream(), ErrorAnswers.all().stream())
                .toList();
    }

    private static boolean covers(Row row, FieldPath field) {
        return row.path().isOf(field) || row.isWhole() && row.path().isAbove(field);
    }

    @ParameterizedTest
    @MethodSource("upstreams")
    void everyFieldOfAnUpstreamsAnswerHasARowAndIsKnown(UpstreamAnswers answers) {
        List<String> known = KnownFields.of(answers.knownFields());
        assertThat(known).doesNotHaveDuplicates();
        List<String> rows = answers.all().stream().map(Row::name).toList();
        assertThat(rows).doesNotHaveDuplicates();
        assertThat(known.stream()
                        .filter(path -> answers.all().stream().noneMatch(row -> covers(row, FieldPath.of(path))))
                        .filter(path -> !KnownFields.holdsOthers(path, known)))
                .as("known, and without a row")
                .isEmpty();
        assertThat(rows).as("rows of fields that are not known").isSubsetOf(known);
    }

    @ParameterizedTest
    @MethodSource("upstreams")
    void everyRowIsDecidedForEveryReader(UpstreamAnswers answers) {
        List<String> undecided = new ArrayList<>();
        for (Row row : answers.all()) {
            for (Reader reader : answers.readers()) {
                if (row.cases().stream().noneMatch(request -> request.expected(reader, false) != null)
                        && row.remark().isEmpty()) {
                    undecided.add(row.name() + ", " + reader);
                }
            }
        }
        assertThat(undecided).isEmpty();
    }

    @Test
    void everyFieldOfARecordedAnswerHasARow() {
        List<Row> rows = new ChatAnswers().all();
        Set<String> strangers = new TreeSet<>();
        for (Json answer : RecordedAnswers.ofChats()) {
            Paths.of(answer).stream()
                    .filter(path -> rows.stream().noneMatch(row -> covers(row, FieldPath.of(path))))
                    .forEach(strangers::add);
        }
        assertThat(strangers).isEmpty();
    }

    @Test
    void noAnswerInTheUpstreamsDialectHoldsAFieldWithoutARow() {
        for (UpstreamAnswers answers : upstreams()) {
            List<Row> rows = answers.all();
            EnumSet<Reader> readers = EnumSet.copyOf(answers.readers());
            readers.removeAll(EnumSet.of(Reader.GENAI, Reader.GENAI_VECTOR, Reader.GENAI_VECTORS));
            for (Json answer : Played.heard(answers, readers)) {
                assertThat(Paths.of(answer))
                        .allSatisfy(path -> assertThat(rows).as(path).anyMatch(row -> covers(row, FieldPath.of(path))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("own")
    void everyFieldOfOneOfTheGatewaysAnswersHasARowAndIsKnown(OwnAnswers answers) {
        List<String> known = KnownFields.of(answers.knownFields());
        assertThat(known).doesNotHaveDuplicates();
        List<String> rows = answers.origins().stream().map(Origin::name).toList();
        assertThat(rows).doesNotHaveDuplicates();
        assertThat(known.stream()
                        .filter(path -> answers.origins().stream().noneMatch(row -> row.covers(FieldPath.of(path))))
                        .filter(path -> !KnownFields.holdsOthers(path, known)))
                .as("known, and without a row")
                .isEmpty();
        assertThat(rows).as("rows of fields that are not known").isSubsetOf(known);
    }

    @ParameterizedTest
    @MethodSource("own")
    void theGatewaysAnswersHoldWhatTheRowsSayAndNothingElse(OwnAnswers answers) {
        Set<String> held = new TreeSet<>();
        answers.answers().get().forEach(answer -> held.addAll(Paths.of(answer)));
        List<Origin> said =
                answers.origins().stream().filter(origin -> !origin.never()).toList();
        assertThat(held.stream().filter(path -> said.stream().noneMatch(origin -> origin.covers(FieldPath.of(path)))))
                .as("held, and without a row that says so")
                .isEmpty();
        assertThat(said.stream()
                        .filter(origin -> held.stream()
                                .noneMatch(path -> origin.covers(FieldPath.of(path))
                                        || origin.path().isAbove(FieldPath.of(path))))
                        .map(Origin::name))
                .as("said, and never held")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("own")
    void everyRowSaysWhereItsFieldComesFrom(OwnAnswers answers) {
        assertThat(answers.origins().stream()
                        .filter(origin -> origin.words().isEmpty()
                                && Sources.of(origin, answers).isEmpty())
                        .map(Origin::name))
                .isEmpty();
    }
}
