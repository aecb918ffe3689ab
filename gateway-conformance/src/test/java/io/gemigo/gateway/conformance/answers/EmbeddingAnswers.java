package io.gemigo.gateway.conformance.answers;

import static io.gemigo.gateway.conformance.answers.Becomes.always;
import static io.gemigo.gateway.conformance.answers.Becomes.carried;
import static io.gemigo.gateway.conformance.answers.Becomes.leftOut;
import static io.gemigo.gateway.conformance.answers.Becomes.mapped;
import static io.gemigo.gateway.conformance.answers.Becomes.shown;
import static io.gemigo.gateway.conformance.answers.Row.row;

import io.gemigo.gateway.conformance.pipeline.Pipeline;
import io.gemigo.gateway.testkit.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers with embeddings. */
final class EmbeddingAnswers implements UpstreamAnswers {
    private static final String MODEL = "text-embedding-v4";
    private final Pipeline pipeline = new Pipeline(Map.of("apiKey", "k"));

    @Override
    public String title() {
        return "Answers with embeddings";
    }

    @Override
    public String knownFields() {
        return "upstream-embeddings.txt";
    }

    @Override
    public List<Reader> readers() {
        return List.of(Reader.OPENAI_VECTORS, Reader.GENAI_VECTOR, Reader.GENAI_VECTORS);
    }

    @Override
    public Json smallest() {
        return Becomes.json("{'object':'list','data':[{'object':'embedding','index':0,'embedding':[0.5,-0.25]},"
                + "{'object':'embedding','index':1,'embedding':[1,2]}],'model':'text-embedding-v4-0923',"
                + "'usage':{'prompt_tokens':3,'total_tokens':3},'id':'1'}");
    }

    @Override
    public List<Rows> rows() {
        return List.of(Rows.of(
                "Embeddings",
                "Inputs that go up in several calls are answered in one, in their order.",
                "",
                row("object")
                        .given("{}")
                        .to(Reader.OPENAI_VECTORS, always("object", "'list'"))
                        .to(Reader.GENAI_VECTOR, leftOut())
                        .to(Reader.GENAI_VECTORS, leftOut()),
                row("data[].object")
                        .given("{}")
                        .to(Reader.OPENAI_VECTORS, always("data[0].object", "'embedding'"))
                        .to(Reader.GENAI_VECTOR, leftOut())
                        .to(Reader.GENAI_VECTORS, leftOut()),
                row("data[].index")
                        .given("{'data':[{'index':1},{'index':0}]}")
                        .to(Reader.OPENAI_VECTORS, shown("data[0].embedding", "[1,2]", "carried, and in order"))
                        .to(Reader.GENAI_VECTORS, shown("embeddings[0].values", "[1,2]", "the order"))
                        .given("only one", "{}")
                        .to(Reader.GENAI_VECTOR, leftOut()),
                row("data[].embedding")
                        .given("{}")
                        .to(Reader.OPENAI_VECTORS, carried())
                        .to(Reader.GENAI_VECTOR, mapped("embedding.values", "[0.5,-0.25]"))
                        .to(Reader.GENAI_VECTORS, mapped("embeddings[0].values", "[0.5,-0.25]"))
                        .given("asked for as base64", "{}")
                        .asked("'encoding_format':'base64',", "")
                        .to(
                                Reader.OPENAI_VECTORS,
                                mapped("data[0].embedding", "'AAAAPwAAgL4='").as("as base64")),
                every("data[].anything_else", "{'data':[{'anything_else':1}]}").whole(),
                row("model")
                        .given("{}")
                        .to(
                                Reader.OPENAI_VECTORS,
                                always("model", "'" + MODEL + "'").as("the name asked for"))
                        .to(Reader.GENAI_VECTOR, leftOut())
                        .to(Reader.GENAI_VECTORS, leftOut()),
                row("usage.prompt_tokens")
                        .given("{'usage':{'prompt_tokens':4}}")
                        .to(Reader.OPENAI_VECTORS, carried())
                        .to(Reader.GENAI_VECTOR, leftOut())
                        .to(Reader.GENAI_VECTORS, leftOut())
                        .note("In the usage record in any case."),
                row("usage.total_tokens")
                        .given("{'usage':{'total_tokens':5}}")
                        .to(
                                Reader.OPENAI_VECTORS,
                                always("usage.total_tokens", "3").as("that of the prompt"))
                        .to(Reader.GENAI_VECTOR, leftOut())
                        .to(Reader.GENAI_VECTORS, leftOut()),
                every("usage.anything_else", "{'usage':{'anything_else':1}}").whole(),
                every("id", "{}"),
                every("anything_else", "{'anything_else':1}").whole()));
    }

    private static Row every(String path, String members) {
        return row(path)
                .given(members)
                .to(Reader.OPENAI_VECTORS, leftOut())
                .to(Reader.GENAI_VECTOR, leftOut())
                .to(Reader.GENAI_VECTORS, leftOut());
    }

    @Override
    public List<Way> ways() {
        return List.of(
                new Way(
                        Reader.OPENAI_VECTORS,
                        "OpenAI",
                        false,
                        (request, answer) -> ask(
                                "/v1/embeddings",
                                "{" + request.askedOpenAi + "\"model\":\"" + MODEL + "\",\"input\":[\"a\",\"b\"]}",
                                answer)),
                new Way(
                        Reader.GENAI_VECTOR,
                        "GenAI",
                        false,
                        (request, answer) ->
                                ask(Pipeline.GENAI + MODEL + ":embedContent", content("a"), alone(answer))),
                new Way(
                        Reader.GENAI_VECTORS,
                        "GenAI, several",
                        false,
                        (request, answer) -> ask(
                                Pipeline.GENAI + MODEL + ":batchEmbedContents",
                                "{\"requests\":[" + content("a") + "," + content("b") + "]}",
                                answer)));
    }

    /** The answer to one input. */
    private static Json alone(Json answer) {
        Map<String, Json> members = new LinkedHashMap<>(answer.members());
        members.computeIfPresent(
                "data", (name, data) -> new Json.ArrayValue(data.elements().subList(0, 1)));
        return new Json.ObjectValue(members);
    }

    private static String content(String text) {
        return "{\"content\":{\"parts\":[{\"text\":\"" + text + "\"}]}}";
    }

    private Heard ask(String path, String body, Json answer) {
        pipeline.forget();
        Pipeline.Reply reply = pipeline.ask(path, body);
        pipeline.last().answer(200, "application/json", answer.toString());
        return new Heard(reply.status == 200, reply.json());
    }

    @Override
    public String toString() {
        return title();
    }
}
