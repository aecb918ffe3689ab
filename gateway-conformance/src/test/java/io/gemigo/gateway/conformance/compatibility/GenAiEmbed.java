package io.gemigo.gateway.conformance.compatibility;

import static io.gemigo.gateway.conformance.compatibility.Expect.here;
import static io.gemigo.gateway.conformance.compatibility.Expect.mapped;
import static io.gemigo.gateway.conformance.compatibility.Expect.refused;
import static io.gemigo.gateway.conformance.compatibility.Expect.warned;
import static io.gemigo.gateway.conformance.compatibility.Field.field;

import io.gemigo.gateway.conformance.pipeline.Pipeline;
import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code :embedContent} and {@code :batchEmbedContents}. */
final class GenAiEmbed implements Api {
    private static final String MODEL = "text-embedding-v4";

    private final Gateways gateways = new Gateways();
    private final boolean batch;

    GenAiEmbed(boolean batch) {
        this.batch = batch;
    }

    @Override
    public String dialect() {
        return "genai";
    }

    @Override
    public String title() {
        return batch ? "GenAI: `:batchEmbedContents`" : "GenAI: `:embedContent`";
    }

    @Override
    public String knownFields() {
        return batch ? "genai-batch-embed.txt" : "genai-embed.txt";
    }

    @Override
    public List<Column> columns() {
        return List.of(Column.DASHSCOPE);
    }

    @Override
    public List<String> nullable() {
        return batch
                ? List.of("model", "anythingElse")
                : List.of("model", "taskType", "title", "outputDimensionality", "anythingElse");
    }

    @Override
    public List<Group> groups() {
        List<Field> fields = new ArrayList<>();
        if (batch) {
            fields.addAll(List.of(
                    field("model")
                            .given("asks for nothing: the path's", "{'model':'models/" + MODEL + "'}")
                            .dashScope(here())
                            .given("another", "{'model':'models/other'}")
                            .dashScope(refused()),
                    field("requests")
                            .given(
                                    "{'requests':[{'content':{'parts':[{'text':'a'}]}},{'content':{'parts':[{'text':'b'}]}}]}")
                            .dashScope(mapped("input", "['a','b']"))
                            .alone()
                            .note("More than the upstream takes at once go up in several calls."),
                    field("anythingElse")
                            .given("{'anythingElse':1}")
                            .dashScope(warned())
                            .whole()));
        }
        fields.addAll(Arrays.asList(
                row("model")
                        .given("asks for nothing: the path's", in("'model':'models/" + MODEL + "'"))
                        .dashScope(here())
                        .given("another", in("'model':'models/other'"))
                        .dashScope(refused()),
                row("content").given(in("")).dashScope(mapped("input", "['hi']")),
                row("content.role")
                        .given("asks for nothing: of no account", in(""))
                        .dashScope(here()),
                row("content.parts").given(in("")).dashScope(mapped("input", "['hi']")),
                row("content.parts[].text")
                        .given(in(""))
                        .dashScope(mapped("input", "['hi']"))
                        .given("several", body("'content':{'parts':[{'text':'a'},{'text':'b'}]}"))
                        .dashScope(mapped("input", "['a\\nb']").as("joined by line feeds")),
                row("content.parts[].inlineData")
                        .given(
                                body(
                                        "'content':{'parts':[{'text':'a'},{'inlineData':{'mimeType':'image/png','data':'aGk='}}]}"))
                        .dashScope(refused(batch ? "requests[0].content" : "content"))
                        .alone()
                        .note("Text only; so is everything else a part may hold."),
                row("content.parts[].anythingElse")
                        .given(body("'content':{'parts':[{'text':'hi','anythingElse':1}]}"))
                        .dashScope(warned())
                        .whole()
                        .alone(),
                row("taskType").given(in("'taskType':'RETRIEVAL_QUERY'")).dashScope(warned()),
                row("title").given(in("'title':'a'")).dashScope(warned()),
                row("outputDimensionality")
                        .given(in("'outputDimensionality':256"))
                        .dashScope(mapped("dimensions", "256"))
                        .given("no length the model has", in("'outputDimensionality':100"))
                        .dashScope(refused())
                        .alone(),
                row("embedContentConfig")
                        .given(in("'embedContentConfig':{}"))
                        .dashScope(refused())
                        .whole()));
        if (!batch) {
            fields.add(field("anythingElse")
                    .given("{'anythingElse':1}")
                    .dashScope(warned())
                    .whole());
        } else {
            fields.add(row("anythingElse")
                    .given(in("'anythingElse':1"))
                    .dashScope(warned())
                    .whole());
        }
        return List.of(new Group("Embeddings", "The demo makes none: it refuses by `model`.", "", fields));
    }

    private Field row(String name) {
        return field(batch ? "requests[]." + name : name);
    }

    /** The smallest request with members more. */
    private String in(String members) {
        return body("'content':{'role':'user','parts':[{'text':'hi'}]}" + (members.isEmpty() ? "" : "," + members));
    }

    private String body(String members) {
        return batch ? "{'requests':[{" + members + "}]}" : "{" + members + "}";
    }

    @Override
    public Json body(Field.Case request, Column column) {
        return Api.with(Expect.json(in("")), request.given);
    }

    @Override
    public Answered ask(Column column, Field.Case request, Json body) {
        String verb = batch ? ":batchEmbedContents" : ":embedContent";
        return gateways.ask(column, Pipeline.GENAI + MODEL + verb, body, "");
    }

    @Override
    public String refusedField(Answered refusal) {
        return GenAiGenerate.refusedFieldOf(refusal);
    }

    @Override
    public String spelled(String path) {
        return GenAiGenerate.snake(path);
    }
}
