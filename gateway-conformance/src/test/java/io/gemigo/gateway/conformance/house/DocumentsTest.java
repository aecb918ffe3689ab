package io.gemigo.gateway.conformance.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents point to what exists, and every module introduces itself. */
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

    @Test
    void everyModuleHasAReadme() throws IOException {
        for (String module : House.modules()) {
            assertThat(House.root().resolve(module).resolve("README.md")).exists();
        }
    }

    @Test
    void relativeLinksLeadSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        List<Path> documents = new ArrayList<>();
        try (Stream<Path> top = Files.list(House.root())) {
            top.filter(path -> path.toString().endsWith(".md")).forEach(documents::add);
        }
        try (Stream<Path> docs = Files.walk(House.root().resolve("docs"))) {
            docs.filter(path -> path.toString().endsWith(".md")).forEach(documents::add);
        }
        assertThat(documents).hasSizeGreaterThan(5);
        for (Path document : documents) {
            Matcher link = LINK.matcher(Files.readString(document, StandardCharsets.UTF_8));
            while (link.find()) {
                String target = link.group(1);
                if (!target.contains(":") && !Files.exists(document.resolveSibling(target))) {
                    broken.add(House.root().relativize(document) + " -> " + target);
                }
            }
        }
        assertThat(broken).isEmpty();
    }
}
