package io.gemigo.gateway.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upstream behind a certificate of its own. */
class TlsUpstreamIT {
    private static final String PASSWORD = "changeit";
    private static final String ANSWER = """
            {"id":"c","object":"chat.completion","created":1,"model":"qwen3-max","choices":[{"index":0,"finish_reason":"stop",\
            "message":{"role":"assistant","content":"over TLS"}}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}\
            """;

    @TempDir
    static Path folder;

    private static HttpsServer upstream;

    @BeforeAll
    static void start() throws Exception {
        Path store = folder.resolve("keys.p12");
        keytool("-genkeypair -alias server -keyalg EC -dname CN=localhost -ext SAN=dns:localhost -validity 2", store);
        keytool("-exportcert -alias server -rfc -file " + folder.resolve("ca.pem"), store);
        Files.writeString(folder.resolve("gateway.yaml"), "tls: { authorities: " + folder.resolve("ca.pem") + " }\n");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        upstream = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.setHttpsConfigurator(new HttpsConfigurator(tls));
        upstream.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("content-type", "application/json");
            byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        upstream.start();
    }

    private static void keytool(String command, Path store) throws IOException, InterruptedException {
        String whole = Path.of(System.getProperty("java.home"), "bin", "keytool") + " " + command
                + " -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + store;
        Process process =
                new ProcessBuilder(whole.split(" ")).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @AfterAll
    static void stop() {
        upstream.stop(0);
    }

    @Test
    void isTrustedIfItsAuthorityIsNamed() throws IOException, InterruptedException {
        GatewayProcess.Builder builder = GatewayProcess.builder()
                .environment("GATEWAY_CONFIG", folder.resolve("gateway.yaml").toString());

        HttpResponse<String> answer = ask(builder);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("over TLS");
    }

    @Test
    void isNotTrustedOtherwise() throws IOException, InterruptedException {
        assertThat(ask(GatewayProcess.builder()).statusCode()).isEqualTo(502);
    }

    private static HttpResponse<String> ask(GatewayProcess.Builder builder) throws IOException, InterruptedException {
        builder.environment("APP_TOKENS", "app-token")
                .environment("UPSTREAM_API_KEY", "upstream-key")
                .environment(
                        "UPSTREAM_BASE_URL",
                        "https://localhost:" + upstream.getAddress().getPort() + "/v1");
        try (GatewayProcess gateway = builder.start()) {
            HttpRequest request = HttpRequest.newBuilder(gateway.url().resolve("/v1/chat/completions"))
                    .header("Authorization", "Bearer app-token")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(
                            "{\"model\":\"qwen3-max\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"))
                    .build();
            return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        }
    }
}
