package io.gemigo.gateway.conformance.answers;

import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What clients hear of all the answers that the rows declare. */
final class Played {
    private Played() {}

    static List<Json> heard(UpstreamAnswers answers, Set<Reader> readers) {
        List<Json> heard = new ArrayList<>();
        List<Way> ways = answers.ways().stream()
                .filter(way -> readers.contains(way.reader()))
                .toList();
        for (Row row : answers.all()) {
            for (Row.Case request : row.cases()) {
                for (Way way : ways) {
                    if (request.expected(way.reader(), way.events()) != null) {
                        Json given = Overlay.of(answers.smallest(), request.given);
                        heard.add(way.asking().ask(request, given).answer());
                    }
                }
            }
        }
        return heard;
    }
}
