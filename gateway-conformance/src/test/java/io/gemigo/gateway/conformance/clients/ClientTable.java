package io.gemigo.gateway.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The table in {@code docs/clients.md}: a row for each client, a column for each {@link Feature}. A cell is a tick, or the
 * letter of the note below the table that says why there is none. Immutable.
 */
final class ClientTable {
    private static final Path DOCUMENT = Path.of("docs", "clients.md");
    private static final String HEAD = "| client | text |";
    private static final String TICK = "✓";

    private final Map<String, Map<Feature, String>> rows = new LinkedHashMap<>();
    private final String text;

    private ClientTable(String text) {
        this.text = text;
        List<String> lines =
                text.lines().dropWhile(line -> !line.startsWith(HEAD)).toList();
        List<String> titles = cells(lines.get(0));
        lines.stream()
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(ClientTable::cells)
                .forEach(cells -> rows.put(cells.get(0).replace("`", ""), row(titles, cells)));
    }

    static ClientTable read() {
        try {
            return new ClientTable(Files.readString(root().resolve(DOCUMENT), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The root of the checkout. */
    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve(DOCUMENT))) {
            here = here.getParent();
        }
        return here;
    }

    Set<String> clients() {
        return rows.keySet();
    }

    /** The whole document. */
    String text() {
        return text;
    }

    Map<Feature, String> row(String client) {
        assertThat(rows).as("rows of %s", DOCUMENT).containsKey(client);
        return rows.get(client);
    }

    /** The columns in which a client has a tick. */
    Set<Feature> ticks(String client) {
        Set<Feature> ticks = EnumSet.noneOf(Feature.class);
        row(client).forEach((feature, cell) -> {
            if (cell.equals(TICK)) {
                ticks.add(feature);
            }
        });
        return ticks;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1).split("\\|", -1))
                .map(String::strip)
                .toList();
    }

    private static Map<Feature, String> row(List<String> titles, List<String> cells) {
        Map<Feature, String> row = new EnumMap<>(Feature.class);
        for (Feature feature : Feature.values()) {
            row.put(feature, cells.get(titles.indexOf(feature.title())));
        }
        return row;
    }
}
