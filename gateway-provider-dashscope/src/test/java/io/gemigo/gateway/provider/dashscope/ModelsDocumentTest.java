package io.gemigo.gateway.provider.dashscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.port.Capability;
import io.gemigo.gateway.core.port.ModelCard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/models.md shows the table as it is. */
class ModelsDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "models.md");
    private static final List<Capability> COLUMNS = List.of(
            Capability.IMAGE_INPUT,
            Capability.VIDEO_INPUT,
            Capability.AUDIO_INPUT,
            Capability.AUDIO_OUTPUT,
            Capability.TOOLS,
            Capability.FORCED_TOOL_CHOICE,
            Capability.JSON_OBJECT,
            Capability.JSON_SCHEMA,
            Capability.LOGPROBS,
            Capability.SEVERAL_CANDIDATES,
            Capability.PREFIX_CONTINUATION);

    private static String table() {
        StringBuilder table = new StringBuilder("| model | input | output | thinking | streaming |");
        COLUMNS.forEach(
                column -> table.append(' ').append(ModelLine.name(column)).append(" |"));
        table.append("\n|---|---:|---:|---|---|")
                .append(":-:|".repeat(COLUMNS.size()))
                .append('\n');
        for (ModelCard card : Models.table("text-embedding-v4", false).cards()) {
            if (card.can(Capability.EMBEDDING)) {
                continue;
            }
            table.append("| `").append(card.id()).append("` | ");
            table.append(card.inputTokenLimit()).append(" | ");
            table.append(card.outputTokenLimit() == 0 ? "?" : card.outputTokenLimit())
                    .append(" | ");
            table.append(ModelLine.name(card.thinking())).append(" | ");
            table.append(ModelLine.name(card.streaming())).append(" |");
            COLUMNS.forEach(column -> table.append(card.can(column) ? " yes |" : " |"));
            table.append('\n');
        }
        return table.toString();
    }

    @Test
    void showsEveryChatModel() throws IOException {
        // The blank line ends the document's table too: it shows no model more.
        assertThat(Files.readString(DOCUMENT, StandardCharsets.UTF_8)).contains(table() + "\n");
    }
}
