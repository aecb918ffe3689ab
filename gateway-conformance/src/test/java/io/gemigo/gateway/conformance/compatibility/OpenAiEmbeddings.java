package io.gemigo.gateway.conformance.compatibility;

import static io.gemigo.gateway.conformance.compatibility.Expect.carried;
import static io.gemigo.gateway.conformance.compatibility.Expect.here;
import static io.gemigo.gateway.conformance.compatibility.Expect.mapped;
import static io.gemigo.gateway.conformance.compatibility.Expect.refused;
import static io.gemigo.gateway.conformance.compatibility.Expect.warned;
import static io.gemigo.gateway.conformance.compatibility.Field.field;

import io.gemigo.gateway.testkit.json.Json;
import java.util.List;

/** {@code POST /v1/embeddings}. */
final class OpenAiEmbeddings implements Api {
    private static final String PATH = "/v1/embeddings";

    private final Gateways gateways = new Gateways();

    @Override
    public String dialect() {
        return "openai";
    }

    @Override
    public String title() {
        return "OpenAI: `POST /v1/embeddings`";
    }

    @Override
    public String knownFields() {
        return "openai-embeddings.txt";
    }

    @Override
    public List<Column> columns() {
        return List.of(Column.DASHSCOPE);
    }

    @Override
    public List<String> nullable() {
        return List.of("encoding_format", "dimensions", "user");
    }

    @Override
    public List<Group> groups() {
        return List.of(Group.of(
                "Embeddings",
                "The demo makes none: it refuses by `model`.",
                "",
                field("model")
                        .given("{'model':'text-embedding-v3'}")
                        .dashScope(carried())
                        .given("not listed", "{'model':'text-embedding-3-small'}")
                        .dashScope(mapped("model", "'text-embedding-v4'"))
                        .given("one that chats", "{'model':'qwen3-max'}")
                        .dashScope(refused("model"))
                        .alone(),
                field("input")
                        .given("{'input':['a','b']}")
                        .dashScope(carried())
                        .given("one text", "{'input':'a'}")
                        .dashScope(mapped("input", "['a']"))
                        .given("token ids", "{'input':[1,2]}")
                        .dashScope(refused("input"))
                        .alone()
                        .note("More than the upstream takes at once go up in several calls."),
                field("dimensions")
                        .given("{'dimensions':256}")
                        .dashScope(carried())
                        .given("no length the model has", "{'dimensions':100}")
                        .dashScope(refused()),
                field("encoding_format")
                        .given("{'encoding_format':'base64'}")
                        .dashScope(here())
                        .given("asks for nothing: float", "{'encoding_format':'float'}")
                        .dashScope(here())
                        .note("Floats are asked for, and encoded as wished."),
                field("user").given("{'user':'u'}").dashScope(here()).note("For the usage record."),
                field("anything_else")
                        .given("{'anything_else':1}")
                        .dashScope(warned())
                        .whole(),
                forbidden("api_base"),
                forbidden("base_url"),
                forbidden("api_key"),
                forbidden("extra_headers"),
                forbidden("url"),
                forbidden("proxy"),
                forbidden("callbacks")));
    }

    private static Field forbidden(String name) {
        return field(name).given("{'" + name + "':'a'}").dashScope(refused());
    }

    @Override
    public Json body(Field.Case request, Column column) {
        return Api.with(Expect.json("{'model':'text-embedding-v4','input':['hi']}"), request.given);
    }

    @Override
    public Answered ask(Column column, Field.Case request, Json body) {
        return gateways.ask(column, PATH, body, "");
    }

    @Override
    public String refusedField(Answered refusal) {
        return OpenAiChat.refusedFieldOf(refusal);
    }

    @Override
    public String spelled(String path) {
        return path;
    }
}
