package io.gemigo.gateway.protocol.genai.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.port.ChatIntake;
import io.gemigo.gateway.core.port.ErrorReply;
import io.gemigo.gateway.core.port.Route;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.protocol.genai.Requests;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
    private static final Window BODY = Window.of("{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}]}");

    @ParameterizedTest
    @CsvSource({
        "/v1beta/models/qwen3-max:generateContent, qwen3-max",
        "/v1/models/qwen3-max:generateContent, qwen3-max",
        "/v1alpha/models/qwen3-max:generateContent, qwen3-max",
        "/models/qwen3-max:generateContent, qwen3-max",
        "/v1beta/models/qwen3:8b:generateContent, qwen3:8b",
        "/v1beta/models/qwen/qwen3-max:generateContent, qwen/qwen3-max",
        "/v1beta/qwen/qwen3-max:generateContent, qwen/qwen3-max",
        "/v1/models/a%2Fb%3Ac:generateContent, a/b:c",
        "/v1/models/a%2Fb%3Ac%3AgenerateContent, a/b:c",
        "/v1/models%2Fqwen3-max:generateContent, models/qwen3-max",
    })
    void findsTheModelBeforeTheLastColon(String path, String model) {
        assertThat(intake(path).model()).isEqualTo(model);
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedContent", "batchEmbedContents"})
    void embedsWhereTheVerbSaysSo(String verb) {
        Route route = Requests.route("POST", "/v1beta/models/qwen/emb:" + verb);
        assertThat(route.kind()).isEqualTo(Route.Kind.EMBED);
        assertThat(route.pattern()).isEqualTo("/v1beta/models/{model}:" + verb);
        String content = "{\"content\":{\"parts\":[{\"text\":\"x\"}]}}";
        Window body = Window.of(verb.equals("embedContent") ? content : "{\"requests\":[" + content + "]}");
        assertThat(((Route.Embed) route)
                        .codec()
                        .decode(body, new Warnings())
                        .value()
                        .model())
                .isEqualTo("qwen/emb");
    }

    @Test
    void streamsWhereTheVerbSaysSo() {
        assertThat(intake("/v1beta/models/m:generateContent").stream()).isFalse();
        assertThat(intake("/v1beta/models/m:generateContent?alt=sse").stream()).isFalse();
        assertThat(intake("/v1beta/models/m:streamGenerateContent").stream()).isTrue();
        assertThat(intake("/v1beta/models/m:streamGenerateContent?alt=sse").stream())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "alt=sse, text/event-stream",
        "$alt=sse, text/event-stream",
        "%24alt=sse, text/event-stream",
        "$alt=json;enum-encoding=int, application/json; charset=UTF-8",
        "alt=proto&x=1, application/json; charset=UTF-8",
        "key=sse, application/json; charset=UTF-8",
    })
    void framesAsAsked(String query, String contentType) {
        Route.Chat route = (Route.Chat) Requests.route("POST", "/v1beta/models/m:streamGenerateContent?" + query);
        HeaderList headers = new HeaderList();
        route.codec()
                .encoder(
                        new io.gemigo.gateway.core.port.ReplyContext("r", "m", 0),
                        new io.gemigo.gateway.core.bytes.ByteBuilder(16))
                .head(headers);
        assertThat(headers.get("content-type")).isEqualTo(contentType);
    }

    @Test
    void keepsNamesOutOfPatterns() {
        assertThat(Requests.route("POST", "/v1/models/secret:countTokens").pattern())
                .isEqualTo("/v1/models/{model}:countTokens");
        assertThat(Requests.route("GET", "/models/secret").pattern()).isEqualTo("/models/{model}");
    }

    @Test
    void listsAndShowsModels() {
        assertThat(Requests.route("GET", "/v1/models").kind()).isEqualTo(Route.Kind.LIST_MODELS);
        assertThat(Requests.route("GET", "/models?pageSize=5000").kind()).isEqualTo(Route.Kind.LIST_MODELS);
        Route.GetModel one = (Route.GetModel) Requests.route("GET", "/v1beta/models/qwen/qwen3:8b");
        assertThat(one.model()).isEqualTo("qwen/qwen3:8b");
        assertThat(one.defaultForUnlisted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pageSize=-1", "pageSize=x", "pageToken=zz", "pageToken=m", "page_token=m1x"})
    void refusesAPageThatMakesNoSense(String query) {
        assertThat(refusal("GET", "/v1beta/models?" + query)).isInstanceOf(Failure.InvalidRequest.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1beta/models/m:asyncBatchEmbedContent",
                "POST /v1beta/models/m:batchGenerateContent",
                "POST /v1beta/models/m:predictLongRunning",
                "POST /upload/v1/files",
                "POST /upload/v1beta/files",
                "GET /v1beta/files/abc",
                "POST /v1beta/cachedContents",
                "PATCH /v1beta/cachedContents/abc",
                "POST /v1beta/batches/x:cancel",
                "POST /v1alpha/auth_tokens",
                "POST /v1/interactions",
                "POST /v1beta/tunings",
                "GET /v1/files",
                "GET /v1beta/tunedModels",
                "POST /v1/tunedModels",
                "POST /v1beta/tunedModels/x:cancel",
                "GET /v1beta/models/m/operations/abc",
                "GET /v1beta/models/org/m/operations/abc",
                "POST /upload/v1beta/fileSearchStores/x:uploadToFileSearchStore",
                "GET /v1beta/fileSearchStores/x/documents",
                "GET /v1beta/operations/abc",
                "POST /v1beta/files:register",
                "GET /ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent",
            })
    void saysWhatItKnowsAndDoesNotServe(String request) {
        String[] words = request.split(" ");
        assertThat(refusal(words[0], words[1])).isInstanceOf(Failure.Unsupported.class);
    }

    @Test
    void leavesSharedNamesToTheOtherDialectUnlessMarked() {
        assertThat(Requests.route(Requests.head("GET", "/v1/files"))).isNull();
        assertThat(Requests.route(Requests.head("POST", "/v1/batches", "authorization", "Bearer x")))
                .isNull();
        assertThat(Requests.route(Requests.head("GET", "/v1beta/files"))).isInstanceOf(Route.Refused.class);
        assertThat(Requests.route(Requests.head("GET", "/v1/files?key=x"))).isInstanceOf(Route.Refused.class);
        assertThat(Requests.route(Requests.head("GET", "/v1/files", "x-goog-api-client", "x")))
                .isInstanceOf(Route.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/cachedContents", "/v1/interactions", "/v1/fileSearchStores/x"})
    void answersForWhatNoOtherDialectHasWithoutAMark(String path) {
        assertThat(Requests.route(Requests.head("POST", path))).isInstanceOf(Route.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent, live",
        "/upload/v1beta/files, files",
        "/v1beta/batches/x:cancel, batches",
        "/v1beta/tunedModels, tunedModels",
        "/v1beta/models/m/operations/x, operations",
    })
    void namesTheApiThatIsNotServed(String path, String name) {
        assertThat(refusal("GET", path).message()).isEqualTo("The " + name + " API is not supported by this gateway.");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1beta/models/m:generateContent, v1beta",
        "/v1/models/m:generateContent, v1",
        "/v1alpha/models/m:generateContent, v1alpha",
        "/models/m:generateContent, v1beta",
    })
    void namesTheVersionCalledWhereAModelIsNotFound(String path, String version) {
        ErrorReply reply = Requests.route("POST", path).errors().encode(new Failure.NotFound("m", "No."), "req-1");
        assertThat(new String(reply.body(), StandardCharsets.UTF_8))
                .contains("models/m is not found for API version " + version
                        + ", or is not supported for generateContent.");
    }

    @Test
    void takesAVerbForOneOnlyBehindAColon() {
        assertThat(((Route.GetModel) Requests.route("GET", "/v1beta/models/generateContent")).model())
                .isEqualTo("generateContent");
        assertThat(((Route.GetModel) Requests.route("GET", "/v1beta/models/a:b/generateContent")).model())
                .isEqualTo("a:b/generateContent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1beta/tunedModels/x:generateContent",
                "POST /v1/dynamic/x:streamGenerateContent",
                "GET /v1/dynamic/x",
                "POST /v1beta/models/m:unheardOf",
                "POST /v1beta/models/:unheardOf",
                "GET /v1beta/other",
                "GET /v1beta",
                "GET /v1beta/",
                "GET /v1beta/models/",
                "POST /v1beta/models/../m:generateContent",
                "POST /v1beta//models/m:generateContent",
                "POST /v1beta/chat/completions",
            })
    void saysNotFoundWhereNobodyElseAnswers(String request) {
        String[] words = request.split(" ");
        assertThat(refusal(words[0], words[1])).isInstanceOf(Failure.NotFound.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1/chat/completions",
                "POST /v1/embeddings",
                "GET /v1",
                "GET /",
                "GET /healthz",
                "POST /v1/models/m:unheardOf",
                "POST /v1beta1/publishers/google/models/m:generateContent",
                "POST /qwen/qwen3-max:generateContent",
                "GET /files",
            })
    void leavesOtherPathsAlone(String request) {
        String[] words = request.split(" ");
        assertThat(Requests.route(words[0], words[1])).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1beta/models/m:generateContent POST",
                "PUT /v1/models/m:streamGenerateContent POST",
                "POST /v1beta/models GET",
                "DELETE /v1/models/m GET",
            })
    void saysWhichMethodWouldDo(String request) {
        String[] words = request.split(" ");
        ErrorReply reply = reply(words[0], words[1]);
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.headers().get("allow")).isEqualTo(words[2]);
    }

    @Test
    void refusesNamesThatNoModelHas() {
        assertThat(refusal("POST", "/v1/models/:generateContent")).isInstanceOf(Failure.InvalidRequest.class);
        assertThat(refusal("POST", "/v1/models/a%0Ab:generateContent")).isInstanceOf(Failure.InvalidRequest.class);
        assertThat(refusal("GET", "/v1/models/" + "m".repeat(257))).isInstanceOf(Failure.InvalidRequest.class);
        assertThat(intake("/v1/models/" + "m".repeat(256) + ":generateContent").model())
                .hasSize(256);
    }

    private static ChatIntake intake(String path) {
        Route.Chat route = (Route.Chat) Requests.route("POST", path);
        return route.codec().decode(BODY, new Warnings()).value();
    }

    private static Failure refusal(String method, String path) {
        return ((Route.Refused) Requests.route(method, path)).failure();
    }

    private static ErrorReply reply(String method, String path) {
        Route.Refused route = (Route.Refused) Requests.route(method, path);
        return route.errors().encode(route.failure(), "req-1");
    }
}
