package io.gemigo.gateway.conformance.compatibility;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How the document says what becomes of a field. */
final class Cell {
    private Cell() {}

    /** All that is declared of a field for one provider. */
    static String of(Field field, Column column) {
        List<String> said = new ArrayList<>();
        for (Field.Case request : field.cases()) {
            Expect expect = request.expected.get(column);
            if (expect == null && column == Column.DASHSCOPE) {
                expect = request.expected.get(Column.TRANSLATED);
            }
            if (expect == null) {
                continue;
            }
            String words = words(expect);
            Expect translated = column == Column.DASHSCOPE ? request.expected.get(Column.TRANSLATED) : null;
            String differs = translated == null || words(translated).equals(words) ? "" : words(translated);
            String all = differs.isEmpty() ? words : words + ", translated: " + differs;
            String when = request.when;
            if (request.asksForNothing()) {
                continue;
            }
            said.add(when.isEmpty() ? all : "*" + when + ":* " + all);
        }
        boolean taken = field.cases().stream()
                .anyMatch(request -> request.asksForNothing() && request.expected.containsKey(column));
        return said.isEmpty() && taken ? "nothing asked" : String.join("<br>", said);
    }

    private static String words(Expect expect) {
        return switch (expect.fate()) {
            case CARRIED -> "carried";
            case MAPPED -> {
                if (!expect.words().isEmpty()) {
                    yield expect.words();
                }
                String to = expect.says("capped") ? "capped" : "→ " + targets(expect);
                yield warnsOf(expect, "mapped") ? to + ", warned" : to;
            }
            case WARNED -> "warned";
            case REFUSED -> expect.status() == 400 ? "refused" : "refused (" + expect.status() + ")";
            case HERE -> "here";
        };
    }

    private static boolean warnsOf(Expect expect, String action) {
        return expect.warnings().stream().anyMatch(warning -> warning.action().equals(action));
    }

    private static String targets(Expect expect) {
        Set<String> targets = new LinkedHashSet<>();
        for (String path : expect.upstream().keySet()) {
            targets.add("`" + path.replaceAll("\\[[0-9]+\\]", "[]") + "`");
        }
        return String.join(", ", targets);
    }

    /** A field's name and whether it stands for all inside it. */
    static String name(Field field) {
        return "`" + field.name() + "`" + (field.isWhole() ? " …" : "");
    }

    /** Whether nothing is declared of a field for one provider. */
    static boolean silent(Field field, Column column) {
        return field.cases().stream().noneMatch(request -> request.expected.containsKey(column));
    }
}
