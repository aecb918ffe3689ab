package io.gemigo.gateway.conformance.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.conformance.compatibility.FieldPath;
import io.gemigo.gateway.testkit.json.Json;
import java.util.List;

/** Answers with a field and without it, and sees that what is declared of the field is what the client reads. */
final class RowCheck {
    private final FieldPath path;
    private final Json given;
    private final Becomes expected;
    private final Heard with;
    private final Heard without;

    RowCheck(FieldPath path, Row.Case request, Json smallest, Way way, Becomes expected) {
        this.path = path;
        this.expected = expected;
        given = Overlay.of(smallest, request.given);
        assertThat(path.find(given)).as("the answer holds the field").isNotEmpty();
        with = way.asking().ask(request, given);
        without = way.asking().ask(request, path.without(given));
        assertThat(with.well()).as(with.answer().toString()).isTrue();
    }

    private static List<Json> values(FieldPath path, Json document) {
        return path.find(document).stream().map(FieldPath.Place::value).toList();
    }

    void check() {
        switch (expected.kind()) {
            case CARRIED -> {
                assertThat(values(path, with.answer()))
                        .as(with.answer().toString())
                        .isEqualTo(values(path, given));
                if (without.well()) {
                    assertThat(values(path, without.answer())).as("without it").isNotEqualTo(values(path, given));
                }
            }
            case MAPPED, SHOWN -> {
                FieldPath there = FieldPath.of(expected.path());
                assertThat(values(there, with.answer()))
                        .as(with.answer().toString())
                        .containsExactly(expected.value());
                if (without.well()) {
                    assertThat(values(there, without.answer()))
                            .as("without it")
                            .isNotEqualTo(List.of(expected.value()));
                }
            }
            case ALWAYS -> {
                FieldPath there = FieldPath.of(expected.path());
                assertThat(values(there, with.answer()))
                        .as(with.answer().toString())
                        .containsExactly(expected.value());
                if (without.well()) {
                    assertThat(values(there, without.answer())).as("without it").containsExactly(expected.value());
                }
            }
            case OWN -> {
                assertThat(values(path, with.answer()))
                        .as(with.answer().toString())
                        .isNotEmpty()
                        .isNotEqualTo(values(path, given));
                if (without.well()) {
                    assertThat(without.answer()).as("without it").isEqualTo(with.answer());
                }
            }
            case LEFT_OUT -> {
                assertThat(without.well()).as("comparable").isTrue();
                assertThat(with.answer()).isEqualTo(without.answer());
                assertThat(values(path, with.answer()))
                        .as("what the client reads of it")
                        .isEmpty();
            }
        }
    }
}
