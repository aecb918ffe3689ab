package io.gemigo.gateway.conformance.answers;

import io.gemigo.gateway.conformance.compatibility.FieldPath;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which fields of an upstream's answer one of the gateway's comes from: what their rows say, read the other way round. */
final class Sources {
    private Sources() {}

    static Set<String> of(Origin origin, OwnAnswers answers) {
        Set<String> sources = new LinkedHashSet<>();
        UpstreamAnswers upstream = answers.source();
        if (upstream == null) {
            return sources;
        }
        for (Row row : upstream.all()) {
            for (Row.Case request : row.cases()) {
                for (Reader reader : answers.readers()) {
                    Becomes becomes = request.expected(reader, false);
                    if (becomes != null && becomes.kind() == Becomes.Kind.MAPPED && leadsTo(becomes, origin)) {
                        sources.add(row.name());
                    }
                }
            }
        }
        return sources;
    }

    private static boolean leadsTo(Becomes becomes, Origin origin) {
        FieldPath there = FieldPath.of(Becomes.unnumbered(becomes.path()));
        return there.isOf(origin.path()) || there.isAbove(origin.path()) && holds(becomes, origin);
    }

    /** Whether an object at the place has the field. */
    private static boolean holds(Becomes becomes, Origin origin) {
        String rest = origin.name().substring(Becomes.unnumbered(becomes.path()).length() + 1);
        return !FieldPath.of(rest).find(becomes.value()).isEmpty();
    }
}
