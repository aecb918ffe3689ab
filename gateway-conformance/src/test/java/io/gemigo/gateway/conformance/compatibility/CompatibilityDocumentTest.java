package io.gemigo.gateway.conformance.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/compatibility.md} says what the rows say; {@code -Dcompatibility.write} writes it. */
class CompatibilityDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "compatibility.md");

    @Test
    void saysWhatTheRowsSay() throws IOException {
        String text = CompatibilityDocument.text(Apis.all());
        if (System.getProperty("compatibility.write") != null) {
            Files.writeString(DOCUMENT, text, StandardCharsets.UTF_8);
        }
        assertThat(Files.readString(DOCUMENT, StandardCharsets.UTF_8))
                .as("write it anew: see CONTRIBUTING.md")
                .isEqualTo(text);
    }
}
