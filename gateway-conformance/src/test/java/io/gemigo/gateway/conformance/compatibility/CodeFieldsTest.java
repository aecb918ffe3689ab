package io.gemigo.gateway.conformance.compatibility;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.gemigo.gateway.dialect.openai.ChatField;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the code reads of requests is known: a field that is added to it has a row, or the build fails. */
class CodeFieldsTest {
    private static final String READERS = "io.gemigo.gateway.protocol.genai.internal.request";
    private static final String PART = "contents[].parts[].";
    private static final String FUNCTION = "tools[].functionDeclarations[].";

    /** Where the fields of a table stand in a request, by class and constant. */
    private static final Map<String, String> PLACES = Map.ofEntries(
            entry("GenerateContentReader.BODY", ""),
            entry("GenerateContentReader.COUNTED", ""),
            entry("EmbedReader.BATCH", ""),
            entry("EmbedReader.REQUEST", ""),
            entry("ContentReader.CONTENT", "contents[]."),
            entry("PartReader.PART", PART),
            entry("MediaReader.INLINE", PART + "inlineData."),
            entry("MediaReader.FILE", PART + "fileData."),
            entry("MediaReader.RESOLUTION_FIELDS", PART + "mediaResolution."),
            entry("FunctionPartReader.CALL", PART + "functionCall."),
            entry("FunctionPartReader.RESPONSE", PART + "functionResponse."),
            entry("ServerToolReader.CODE", PART + "executableCode."),
            entry("ServerToolReader.OUTPUT", PART + "codeExecutionResult."),
            entry("SafetySettingsReader.SETTING", "safetySettings[]."),
            entry("ToolsReader.TOOL", "tools[]."),
            entry("ToolsReader.SEARCH", "tools[].googleSearch."),
            entry("ToolsReader.FUNCTION", FUNCTION),
            entry("SchemaReader.SCHEMA", FUNCTION + "parameters."),
            entry("ToolConfigReader.CONFIG", "toolConfig."),
            entry("ToolConfigReader.CALLING", "toolConfig.functionCallingConfig."),
            entry("GenerationConfigReader.CONFIG", "generationConfig."),
            entry("ThinkingConfigReader.THINKING", "generationConfig.thinkingConfig."));

    private static final Map<String, Api> OTHERS = Map.of(
            "GenerateContentReader.COUNTED", new GenAiCount(),
            "EmbedReader.BATCH", new GenAiEmbed(true),
            "EmbedReader.REQUEST", new GenAiEmbed(false));

    private static boolean hasRow(Api api, String path) {
        FieldPath field = FieldPath.of(path);
        return api.groups().stream()
                .flatMap(group -> group.fields().stream().filter(row -> {
                    FieldPath place = FieldPath.of(group.path(row));
                    return place.isOf(field)
                            || row.isWhole() && place.isAbove(field)
                            // A row of something inside it.
                            || field.isAbove(place);
                }))
                .findAny()
                .isPresent();
    }

    @Test
    void everyFieldOfTheOpenAiDialectHasARow() {
        OpenAiChat api = new OpenAiChat();
        assertThat(Stream.of(ChatField.values()).map(ChatField::wireName).filter(name -> !hasRow(api, name)))
                .isEmpty();
    }

    @Test
    void everyFieldThatAGenAiTableListsHasARow() throws ReflectiveOperationException {
        List<String> tables = new ArrayList<>();
        List<String> without = new ArrayList<>();
        GenAiGenerate generate = new GenAiGenerate();
        for (JavaClass reader : new ClassFileImporter().importPackages(READERS)) {
            for (JavaField constant : reader.getFields()) {
                if (!constant.getRawType().getSimpleName().equals("FieldTable")) {
                    continue;
                }
                String table = reader.getSimpleName() + "." + constant.getName();
                tables.add(table);
                for (Object name : names(constant)) {
                    String path = PLACES.getOrDefault(table, "?") + name;
                    if (!hasRow(OTHERS.getOrDefault(table, generate), path)) {
                        without.add(table + ": " + path);
                    }
                }
            }
        }
        assertThat(tables).containsExactlyInAnyOrderElementsOf(PLACES.keySet());
        assertThat(without).isEmpty();
    }

    private static Collection<?> names(JavaField constant) throws ReflectiveOperationException {
        Field field = constant.reflect();
        field.setAccessible(true);
        Object table = field.get(null);
        Field names = table.getClass().getDeclaredField("names");
        names.setAccessible(true);
        return (Collection<?>) names.get(table);
    }
}
