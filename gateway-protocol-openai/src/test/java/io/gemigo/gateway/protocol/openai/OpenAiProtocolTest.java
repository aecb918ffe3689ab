package io.gemigo.gateway.protocol.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.http.RequestTarget;
import io.gemigo.gateway.core.port.Credential;
import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.core.port.ProtocolFactory;
import io.gemigo.gateway.core.port.Route;
import io.gemigo.gateway.testkit.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes and credentials. */
class OpenAiProtocolTest {
    private final Protocol protocol = new OpenAiProtocol();

    @Test
    void isFoundByBothKindsOfDiscovery() throws IOException {
        ProtocolFactory factory = new OpenAiProtocolFactory();
        assertThat(factory.id()).isEqualTo("openai");
        assertThat(factory.order()).isZero();
        assertThat(factory.create().id()).isEqualTo("openai");
        Module module = OpenAiProtocolFactory.class.getModule();
        assertThat(module.getDescriptor().provides())
                .singleElement()
                .matches(provides -> provides.service().equals(ProtocolFactory.class.getName()))
                .matches(provides -> provides.providers().equals(List.of(OpenAiProtocolFactory.class.getName())));
        String services = "META-INF/services/" + ProtocolFactory.class.getName();
        try (InputStream file = Objects.requireNonNull(module.getResourceAsStream(services))) {
            assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8).strip())
                    .isEqualTo(OpenAiProtocolFactory.class.getName());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/chat/completions, CHAT, /v1/chat/completions",
        "GET, /v1/models, LIST_MODELS, /v1/models",
        "GET, /v1/models/qwen3-max, GET_MODEL, /v1/models/{model}",
        "GET, /v1/chat/completions, REFUSED, /v1/chat/completions",
        "POST, /v1/models, REFUSED, /v1/models",
        "DELETE, /v1/models/x, REFUSED, /v1/models/{model}",
        "POST, /v1/models/x, REFUSED, /v1/models/{model}",
        "GET, /v1/models/, REFUSED, /v1/*",
        "GET, /v1/models//x, REFUSED, /v1/*",
        "POST, /v1/embeddings, EMBED, /v1/embeddings",
        "GET, /v1/embeddings, REFUSED, /v1/embeddings",
        "POST, /v1/embeddings/x, REFUSED, /v1/*",
        "POST, /v1/chat/completions/, REFUSED, /v1/*",
        "GET, /v1/chat/completions/abc, REFUSED, /v1/*",
        "POST, /v1/responses, REFUSED, /v1/*",
        "GET, /v1/files/abc, REFUSED, /v1/*",
        "GET, /v1/, REFUSED, /v1/*"
    })
    void routes(String method, String path, Route.Kind kind, String pattern) {
        Route route = Objects.requireNonNull(route(method, path));
        assertThat(route.kind()).isEqualTo(kind);
        assertThat(route.pattern()).isEqualTo(pattern);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/models/gemini-pro:generateContent",
        "POST, /v1/models/a/b:countTokens",
        "POST, /v1/models/:countTokens",
        "POST, /v1beta/models/x:generateContent",
        "GET, /v1beta/models",
        "GET, /models",
        "POST, /chat/completions",
        "GET, /v1",
        "GET, /",
        "GET, /V1/models"
    })
    void leavesOthersTheirPaths(String method, String path) {
        assertThat(route(method, path)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/models/Qwen/Qwen3-8B, Qwen/Qwen3-8B",
        "/v1/models/Qwen%2FQwen3-8B, Qwen/Qwen3-8B",
        "/v1/models/ft%3Agpt%3Aorg, ft:gpt:org",
        "/v1/models/ft:gpt@org, ft:gpt@org",
        "/v1/models/a%2520b, a%20b"
    })
    void readsModelIdsEscapedOrNot(String path, String model) {
        Route.GetModel route = (Route.GetModel) Objects.requireNonNull(route("GET", path));
        assertThat(route.model()).isEqualTo(model);
        assertThat(route.defaultForUnlisted()).isFalse();
    }

    @Test
    void tellsUnknownPathsFromWrongMethods() {
        Route.Refused unknown = (Route.Refused) Objects.requireNonNull(route("POST", "/v1/x?key=secret"));
        assertThat(unknown.failure()).isEqualTo(new Failure.NotFound(null, "Invalid URL (POST /v1/x)"));
        Route.Refused wrong = (Route.Refused) Objects.requireNonNull(route("PUT", "/v1/chat/completions"));
        assertThat(wrong.failure()).isEqualTo(new Failure.MethodNotAllowed("PUT", List.of("POST")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer gw_azAZ-._~+/09==", "bearer gw_azAZ-._~+/09==", "BEARER gw_azAZ-._~+/09=="})
    void readsTheTokenWhateverTheCaseOfTheScheme(String header) {
        assertThat(credential(header).value()).isEqualTo(new Credential("gw_azAZ-._~+/09=="));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer  two-spaces",
                "Bearer a b",
                "Bearer a=b",
                "Bearer ==",
                "Bearer tökén",
                "Bearer a,b",
                "Bearer\ta",
                "Basic YTpi",
                "gw_abc"
            })
    void takesWhatCannotBeAToken(String header) {
        assertThat(credential(header).value()).isSameAs(Credential.MALFORMED);
    }

    @Test
    void tellsAMissingCredentialFromARepeatedOne() {
        assertThat(credential().failure()).isEqualTo(new Failure.Unauthenticated(true));
        Failure repeated =
                Objects.requireNonNull(credential("Bearer a", "Bearer a").failure());
        assertThat(repeated.kind()).isEqualTo(Failure.Kind.INVALID_REQUEST);
    }

    @Test
    void ignoresOtherCarriersOfCredentials() {
        HeaderList headers = new HeaderList().add("x-goog-api-key", "k").add("x-api-key", "k");
        assertThat(protocol.credential(head("GET", "/v1/models?key=k", headers), target("/v1/models?key=k"))
                        .failure())
                .isEqualTo(new Failure.Unauthenticated(true));
    }

    @Test
    void sampleCommandCarriesASoundBody() {
        String command = protocol.sampleCommand("http://127.0.0.1:8080", "gw_t");
        assertThat(command)
                .startsWith("curl -N http://127.0.0.1:8080/v1/chat/completions ")
                .contains("Bearer gw_t'");
        String body = command.substring(command.indexOf("-d '") + 4, command.length() - 1);
        assertThat(Json.parse(body).at("stream").asBoolean()).isTrue();
    }

    private @Nullable Route route(String method, String path) {
        RequestTarget target = target(path);
        return protocol.route(head(method, path, new HeaderList()), target, target.segments());
    }

    private Outcome<Credential> credential(String... authorization) {
        HeaderList headers = new HeaderList();
        for (String value : authorization) {
            headers.add("Authorization", value);
        }
        return protocol.credential(head("GET", "/v1/models", headers), target("/v1/models"));
    }

    private static RequestTarget target(String path) {
        return Objects.requireNonNull(RequestTarget.parse(path));
    }

    private static HttpRequestHead head(String method, String path, HeaderList headers) {
        return new HttpRequestHead(method, path, headers, "127.0.0.1");
    }
}
