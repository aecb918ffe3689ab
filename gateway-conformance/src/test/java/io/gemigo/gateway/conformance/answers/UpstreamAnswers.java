package io.gemigo.gateway.conformance.answers;

import io.gemigo.gateway.testkit.json.Json;
import java.util.List;

/** One kind of answer that upstreams give, and its fields. */
interface UpstreamAnswers {
    /** What its part of the document is called. */
    String title();

    /** The file that lists the fields it is known to have. */
    String knownFields();

    /** Its fields. */
    List<Rows> rows();

    /** The smallest there is. */
    Json smallest();

    /** The ways it takes. */
    List<Way> ways();

    /** Who reads it. */
    List<Reader> readers();

    /**
     * Fields that are shown in one table.
     *
     * @param prefix what the names of all of them begin with, left out in the table
     */
    record Rows(String title, String intro, String prefix, List<Row> rows) {
        static Rows of(String title, String intro, String prefix, Row... rows) {
            return new Rows(title, intro, prefix, List.of(rows));
        }
    }

    /** All fields. */
    default List<Row> all() {
        return rows().stream().flatMap(group -> group.rows().stream()).toList();
    }
}
