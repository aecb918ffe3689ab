package io.gemigo.gateway.conformance.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Sends a request that holds a field, and the same without it, and sees that what is declared of the field is so. */
final class RowCheck {
    private final Api api;
    private final FieldPath path;
    private final Field.Case request;
    private final Column column;
    private final Expect expect;
    private final Json body;
    private final Answered with;
    private final Answered without;

    RowCheck(Api api, FieldPath path, Field.Case request, Column column, Expect expect) {
        this.api = api;
        this.path = path;
        this.request = request;
        this.column = column;
        this.expect = expect;
        body = api.body(request, column);
        assertThat(path.find(body)).as("the request holds the field").isNotEmpty();
        with = api.ask(column, request, body);
        without = api.ask(column, request, path.without(body));
    }

    void check() {
        if (expect.fate() == Fate.REFUSED) {
            refused();
            return;
        }
        assertThat(with.status()).as(with.body()).isEqualTo(200);
        List<String> told = new ArrayList<>(api.always(column));
        told.addAll(warnings(api, path, expect, body));
        assertThat(with.warnings()).as("warnings").containsExactlyInAnyOrderElementsOf(told);
        if (api.local()) {
            answeredHere();
        } else if (column == Column.DEMO) {
            heardByTheDemo();
        } else {
            sentUp();
        }
    }

    /** The items the expected warnings come to in a body. */
    static List<String> warnings(Api api, FieldPath path, Expect expect, Json body) {
        List<String> items = new ArrayList<>();
        for (Expect.Warning warning : expect.warnings()) {
            FieldPath field = warning.field() == null ? path : FieldPath.of(warning.field());
            List<FieldPath.Place> places = field.find(body);
            if (places.isEmpty()) {
                items.add(item(api, field.toString(), warning));
            }
            places.forEach(place -> items.add(item(api, place.path(), warning)));
        }
        return items;
    }

    private static String item(Api api, String field, Expect.Warning warning) {
        return api.dialect() + "; field=" + field + "; action=" + warning.action();
    }

    private void refused() {
        assertThat(with.status()).as(with.body()).isEqualTo(expect.status());
        if (column != Column.DEMO) {
            assertThat(with.upstream()).as("sent up").isNull();
        }
        String named =
                expect.param() == null ? api.spelled(path.find(body).get(0).path()) : expect.param();
        assertThat(api.refusedField(with)).as(with.body()).isEqualTo(named);
        if (expect.param() == null && !without.accepted()) {
            assertThat(api.refusedField(without))
                    .as("what is refused without the field")
                    .isNotEqualTo(named);
        }
    }

    private void answeredHere() {
        if (comparable()) {
            boolean tells = expect.fate() == Fate.HERE && !request.asksForNothing();
            assertThat(with.body().equals(without.body())).as("no difference").isEqualTo(!tells);
        }
    }

    private void heardByTheDemo() {
        if (expect.fate() == Fate.CARRIED && comparable()) {
            assertThat(with.upstream()).as("what reaches the demo").isNotEqualTo(without.upstream());
        }
    }

    private void sentUp() {
        Json sent = upstreamOf(with);
        expect.upstream().forEach((place, value) -> {
            List<FieldPath.Place> found = FieldPath.of(place).find(sent);
            assertThat(found).as(place + " in " + sent).hasSize(1);
            assertThat(found.get(0).value()).as(place).isEqualTo(value);
        });
        switch (expect.fate()) {
            case CARRIED -> carried(sent);
            case MAPPED -> {
                if (comparable()) {
                    assertThat(without.upstream()).as("without the field").isNotEqualTo(sent);
                }
            }
            case WARNED -> same(sent);
            case HERE -> {
                same(sent);
                if (comparable() && !request.asksForNothing()) {
                    boolean tells = !with.body().equals(without.body()) || !Objects.equals(with.user(), without.user());
                    assertThat(tells).as("whether answer or record show it").isTrue();
                }
            }
            case REFUSED -> throw new IllegalStateException();
        }
    }

    private boolean comparable() {
        return without.accepted() && !expect.loose();
    }

    private static Json upstreamOf(Answered answered) {
        Json sent = answered.upstream();
        if (sent == null) {
            throw new AssertionError("nothing was sent up");
        }
        return sent;
    }

    private void carried(Json sent) {
        for (FieldPath.Place place : path.find(body)) {
            List<FieldPath.Place> found = FieldPath.of(place.path()).find(sent);
            assertThat(found).as(place.path() + " in " + sent).hasSize(1);
            assertThat(found.get(0).value()).as(place.path()).isEqualTo(place.value());
        }
        if (comparable()) {
            assertThat(path.without(sent)).as("all but the field").isEqualTo(path.without(upstreamOf(without)));
        }
    }

    private void same(Json sent) {
        if (comparable()) {
            assertThat(sent).as("what is sent up").isEqualTo(without.upstream());
        } else {
            for (FieldPath.Place place : path.find(body)) {
                assertThat(FieldPath.of(place.path()).find(sent))
                        .as(place.path())
                        .isEmpty();
            }
        }
    }
}
