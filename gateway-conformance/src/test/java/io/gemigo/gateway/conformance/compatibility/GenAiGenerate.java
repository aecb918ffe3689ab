package io.gemigo.gateway.conformance.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.conformance.pipeline.Pipeline;
import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** {@code :generateContent}, and with it {@code :streamGenerateContent}. */
final class GenAiGenerate implements Api {
    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

    private final Gateways gateways = new Gateways();

    @Override
    public String dialect() {
        return "genai";
    }

    @Override
    public String title() {
        return "GenAI: `:generateContent`, `:streamGenerateContent`";
    }

    @Override
    public String knownFields() {
        return "genai-generate.txt";
    }

    @Override
    public List<Column> columns() {
        return List.of(Column.DASHSCOPE, Column.DEMO);
    }

    @Override
    public List<Group> groups() {
        List<Group> groups = new ArrayList<>(GenAiCallRows.groups());
        groups.addAll(GenAiContentRows.groups());
        groups.addAll(GenAiToolRows.groups());
        return groups;
    }

    @Override
    public List<String> nullable() {
        return List.of(
                "model",
                "systemInstruction",
                "tools",
                "toolConfig",
                "safetySettings",
                "generationConfig",
                "cachedContent",
                "serviceTier",
                "store",
                "labels",
                "continuationToken",
                "anythingElse");
    }

    @Override
    public List<String> always(Column column) {
        // The demo has no tokens to count.
        return column == Column.DEMO ? List.of("genai; field=usageMetadata; action=estimated") : List.of();
    }

    @Override
    public Json body(Field.Case request, Column column) {
        return Api.with(Expect.json("{'contents':[{'role':'user','parts':[{'text':'hi'}]}]}"), request.given);
    }

    @Override
    public Answered ask(Column column, Field.Case request, Json body) {
        String model = request.model.isEmpty() ? Gateways.TEXT : request.model;
        return gateways.ask(column, Pipeline.GENAI + model + ":generateContent", body, request.answer);
    }

    @Override
    public String refusedField(Answered refusal) {
        return refusedFieldOf(refusal);
    }

    /** The field a refusal of this dialect names. */
    static String refusedFieldOf(Answered refusal) {
        Json error = Json.parse(refusal.body()).at("error");
        assertThat(error.at("code").asLong()).isEqualTo(refusal.status());
        assertThat(error.at("status").asString()).isEqualTo("INVALID_ARGUMENT");
        Json violation = error.at("details").at(0).at("fieldViolations").at(0);
        assertThat(violation.at("description").asString()).isNotEmpty();
        return violation.at("field").asString();
    }

    @Override
    public String spelled(String path) {
        return snake(path);
    }

    /** A path as errors of this dialect spell it. */
    static String snake(String path) {
        return CAPITAL.matcher(path).replaceAll(found -> "_" + found.group().toLowerCase(Locale.ROOT));
    }
}
