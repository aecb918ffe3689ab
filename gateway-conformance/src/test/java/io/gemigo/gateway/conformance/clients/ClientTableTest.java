package io.gemigo.gateway.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of clients is whole; that its ticks are true is checked where the clients run. */
class ClientTableTest {
    private final ClientTable table = ClientTable.read();

    @Test
    void aColumnForEachFeatureAndARowForEachClient() {
        assertThat(table.clients()).hasSizeGreaterThan(10);
    }

    @Test
    void aCellWithoutATickHasItsReason() {
        for (String client : table.clients()) {
            table.row(client).forEach((feature, cell) -> {
                assertThat(cell).as("%s, %s", client, feature.title()).matches("✓|[a-z]");
                if (!cell.equals("✓")) {
                    assertThat(table.text())
                            .as("%s, %s", client, feature.title())
                            .contains("\n- " + cell + ": ");
                }
            });
        }
    }

    /** Its own tests hold a row to what ran, so each row has to belong to some. */
    @Test
    void everyRowBelongsToATestClass() throws IOException {
        String sources;
        try (Stream<Path> modules = Files.list(ClientTable.root())) {
            sources = modules.filter(module -> module.getFileName().toString().startsWith("gateway-conformance"))
                    .flatMap(ClientTableTest::tests)
                    .map(ClientTableTest::content)
                    .collect(Collectors.joining());
        }
        List<String> unclaimed = table.clients().stream()
                .filter(client -> !sources.contains('"' + client + '"'))
                .toList();
        assertThat(unclaimed).isEmpty();
    }

    private static Stream<Path> tests(Path module) {
        try (Stream<Path> files = Files.walk(module.resolve("src/test/java"))) {
            return Arrays.stream(
                    files.filter(file -> file.toString().endsWith("IT.java")).toArray(Path[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
