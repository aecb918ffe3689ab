package io.gemigo.gateway.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.port.ConfigProblems;
import io.gemigo.gateway.runtime.defaults.Rate;
import io.gemigo.gateway.runtime.loop.IoKind;
import io.gemigo.gateway.runtime.server.ClientTimeouts;
import io.gemigo.gateway.runtime.server.ServerLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigLoaderTest {
    @TempDir
    Path folder;

    private final ConfigProblems problems = new ConfigProblems();

    private GatewayConfig load(Map<String, String> environment, String yaml) throws IOException {
        Path file = folder.resolve("gateway.yaml");
        Files.writeString(file, yaml);
        return new ConfigLoader(environment, Set.of("alpha", "beta"), problems).load(file);
    }

    @Test
    void needsNothingAtAll() {
        GatewayConfig config = new ConfigLoader(Map.of(), Set.of(), problems).load(null);
        assertThat(problems.lines()).isEmpty();
        assertThat(config.client().host()).isEqualTo("127.0.0.1");
        assertThat(config.client().port()).isEqualTo(8080);
        assertThat(config.adminHost()).isEqualTo("127.0.0.1");
        assertThat(config.adminPort()).isEqualTo(8081);
        assertThat(config.adminToken()).isNull();
        assertThat(config.tokens()).isEmpty();
        assertThat(config.client().limits()).isEqualTo(ServerLimits.DEFAULT);
        assertThat(config.client().timeouts()).isEqualTo(ClientTimeouts.DEFAULT);
        assertThat(config.gateway().maxBodyBytes()).isEqualTo(2 << 20);
        assertThat(config.gateway().firstByteStream()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.gateway().firstByteUnary()).isEqualTo(Duration.ofSeconds(310));
        assertThat(config.transport().connections()).isEqualTo(2000);
        assertThat(config.limits().perToken()).isEqualTo(new Rate(1200, Duration.ofMinutes(1)));
    }

    @Test
    void takesTheEnvironment() {
        Map<String, String> environment = Map.of(
                "PORT", "0",
                "HOST", "0.0.0.0",
                "ADMIN_PORT", "9",
                "ADMIN_HOST", "::1",
                "ADMIN_TOKEN", "boss",
                "APP_TOKENS", " one, two",
                "APP_TOKEN", "three");
        GatewayConfig config = new ConfigLoader(environment, Set.of(), problems).load(null);
        assertThat(problems.lines()).isEmpty();
        assertThat(config.client().port()).isZero();
        assertThat(config.client().host()).isEqualTo("0.0.0.0");
        assertThat(config.adminToken()).isEqualTo("boss");
        assertThat(config.tokens()).containsExactly("one", "two", "three");
        assertThat(config.toString()).doesNotContain("one", "boss");
    }

    @Test
    void takesTheFile() throws IOException {
        GatewayConfig config = load(Map.of("KEY", "s3cret"), """
                limits:
                  body: 4MiB
                  concurrency: { total: 5, perToken: off }
                  connections: { total: 7, perAddress: off }
                  rate: { perToken: 50/s, perAddress: off }
                  outputTokens: 1000
                  write: { high: 64KiB, low: 1KiB }
                timeouts:
                  client: { header: 1s, body: 2m, idle: 500ms, write: off }
                  upstream: { connect: 5s, firstByte: 7s, idle: 8s, total: 9s }
                retry: { maxRetries: 0, on500: true, baseDelay: 1ms, maxDelay: 1s }
                cors: { origins: [ "https://app.example", "http://localhost:3000" ] }
                hosts: { API.example.com: alpha, other.example: beta }
                server: { trustedProxies: [ 10.0.0.0/8, "::1" ] }
                drain: { readinessDelay: 1s, deadline: 2s, hardStop: 3s }
                upstreams:
                  gamma:
                    apiKey: "${KEY}"
                    baseUrl: https://x.example/${KEY}/v1
                    pool: { queue: 3, idle: 4s, maxAge: 1h }
                empty:
                """);
        assertThat(problems.lines()).isEmpty();
        assertThat(config.gateway().maxBodyBytes()).isEqualTo(4 << 20);
        assertThat(config.gateway().maxOutputTokens()).isEqualTo(1000);
        assertThat(config.limits().concurrencyTotal()).isEqualTo(5);
        assertThat(config.limits().concurrencyPerToken()).isNull();
        assertThat(config.limits().perToken()).isEqualTo(new Rate(50, Duration.ofSeconds(1)));
        assertThat(config.limits().perAddress()).isNull();
        assertThat(config.transport().connections()).isEqualTo(5);
        assertThat(config.transport().connect()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.client().limits().connections()).isEqualTo(7);
        assertThat(config.client().limits().connectionsPerAddress()).isEqualTo(Integer.MAX_VALUE);
        assertThat(config.client().limits().writeHigh()).isEqualTo(64 << 10);
        assertThat(config.client().timeouts())
                .isEqualTo(new ClientTimeouts(
                        Duration.ofSeconds(1), Duration.ofMinutes(2), Duration.ofMillis(500), Duration.ofDays(365)));
        assertThat(config.gateway().firstByteStream()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.gateway().firstByteUnary())
                .as("a set value holds for both")
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(config.gateway().retry().maxRetries()).isZero();
        assertThat(config.gateway().retry().on500()).isTrue();
        assertThat(config.gateway().hosts())
                .containsOnly(Map.entry("api.example.com", "alpha"), Map.entry("other.example", "beta"));
        assertThat(config.drain().hardStop()).isEqualTo(Duration.ofSeconds(3));
        UpstreamSection gamma = config.upstreams().get("gamma");
        assertThat(gamma.settings())
                .containsOnly(Map.entry("apiKey", "s3cret"), Map.entry("baseUrl", "https://x.example/s3cret/v1"));
        assertThat(gamma.transport().queue()).isEqualTo(3);
        assertThat(gamma.transport().maxAge()).isEqualTo(Duration.ofHours(1));
        assertThat(gamma.toString()).doesNotContain("s3cret");
    }

    static Stream<Arguments> wrongEnvironments() {
        return Stream.of(
                Arguments.of("PORT", "http", "PORT: \"http\" is no port; accepted: a number from 0 to 65535"),
                Arguments.of("PORT", "65536", "PORT: \"65536\" is no port"),
                Arguments.of("PORT", "-1", "PORT: \"-1\" is no port"),
                Arguments.of("PORT", "8081", "ADMIN_PORT: is the same as PORT"),
                Arguments.of("HOST", "0.0.0.0", "HOST: 0.0.0.0 is open to others and no app tokens are set"),
                Arguments.of("HOST", "no such", "HOST: \"no such\" is no address of this machine"),
                Arguments.of("ADMIN_HOST", "0.0.0.0", "ADMIN_HOST: 0.0.0.0 is open to others"),
                Arguments.of("APP_TOKENS", "a,,b", "APP_TOKENS: a token is empty or holds other characters"),
                Arguments.of("APP_TOKEN", "a b", "APP_TOKEN: a token is empty or holds other characters"),
                Arguments.of("ADMIN_TOKEN", "a\u00e4", "ADMIN_TOKEN: holds other characters"),
                Arguments.of("GATEWAY_CONFIG", "/no/such/file", "GATEWAY_CONFIG: cannot read /no/such/file"));
    }

    @ParameterizedTest
    @MethodSource("wrongEnvironments")
    void namesMistakeInTheEnvironment(String name, String value, String line) {
        new ConfigLoader(Map.of(name, value), Set.of(), problems).load(null);
        assertThat(problems.lines()).singleElement().asString().startsWith(line).contains("; accepted: ");
    }

    @Test
    void adminTokenMustBeNoAppToken() {
        Map<String, String> environment = Map.of("APP_TOKEN", "same", "ADMIN_TOKEN", "same");
        new ConfigLoader(environment, Set.of(), problems).load(null);
        assertThat(problems.lines())
                .singleElement()
                .asString()
                .startsWith("ADMIN_TOKEN: ")
                .doesNotContain("same;");
    }

    @Test
    void emptyVariablesAreNotSet() {
        Map<String, String> environment = new HashMap<>();
        for (String name : List.of("PORT", "HOST", "APP_TOKENS", "APP_TOKEN", "ADMIN_TOKEN", "GATEWAY_CONFIG")) {
            environment.put(name, "");
        }
        GatewayConfig config = new ConfigLoader(environment, Set.of(), problems).load(null);
        assertThat(problems.lines()).isEmpty();
        assertThat(config.client().port()).isEqualTo(8080);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limits: { body: 2MB }|limits.body: \"2MB\" cannot be read; accepted: a size such as 64KiB, 2MiB",
                "limits: { body: 0KiB }|limits.body: \"0KiB\" cannot be read",
                "limits: { body: [1] }|limits.body: is a list; accepted: a size",
                "limits: { body: { a: 1 } }|limits.body.a: unknown key",
                "limits: { bodies: 1KiB }|limits.bodies: unknown key; accepted: one of limits.body, limits.bufferedBodies",
                "limits: 5|limits: unknown key; accepted: one of cors, drain, hosts, limits",
                "limit: { body: 1KiB }|limit.body: unknown key; accepted: one of cors",
                "limits: { rate: { perToken: 10 } }|limits.rate.perToken: \"10\" cannot be read; accepted: a rate such as 1200/m, 50/s, or off",
                "limits: { concurrency: { total: 0 } }|limits.concurrency.total: \"0\" cannot be read; accepted: a whole number from 1, or off",
                "limits: { outputTokens: some }|limits.outputTokens: \"some\" cannot be read; accepted: model, or a whole number",
                "limits: { write: { high: 1KiB, low: 2KiB } }|limits.write.low: is over limits.write.high",
                "timeouts: { client: { header: 5 } }|timeouts.client.header: \"5\" cannot be read; accepted: a duration such as 500ms, 5s, 2m, or off",
                "timeouts: { client: { header: -1s } }|timeouts.client.header: \"-1s\" cannot be read",
                "drain: { deadline: off }|drain.deadline: \"off\" cannot be read",
                "retry: { maxRetries: 5 }|retry.maxRetries: \"5\" cannot be read; accepted: a whole number from 0 to 4",
                "retry: { on500: yes }|retry.on500: \"yes\" cannot be read; accepted: true or false",
                "cors: { origins: [ 'https://a.example/path' ] }|cors.origins: an item is no origin",
                "hosts: { a.example: gamma }|hosts.a.example: no such protocol; accepted: one of alpha, beta",
                "hosts: { 'a b': alpha }|hosts.a b: no host name",
                "server: { trustedProxies: [ 10.0.0.0/33 ] }|server.trustedProxies: an item is no address range",
                "upstreams: { gamma: x }|upstreams.gamma: is no section",
                "upstreams: { gamma: { pool: { size: 1 } } }|upstreams.gamma.pool.size: unknown key; accepted: one of upstreams.gamma.pool.idle",
                "upstreams: { gamma: { apiKey: '${NOPE}' } }|upstreams.gamma.apiKey: environment variable NOPE is not set",
                "tls: { authorities: /no/such }|tls.authorities: \"/no/such\" cannot be read",
                "a: [|gateway.yaml: not YAML at line 1",
                "- a|gateway.yaml: not a mapping",
                "? [a] : b|gateway.yaml: not YAML"
            })
    void namesMistakeInTheFile(String yaml, String line) throws IOException {
        load(Map.of(), yaml);
        assertThat(problems.lines()).singleElement().asString().startsWith(line).contains("; accepted: ");
    }

    @Test
    void keysGivenTwiceAreAMistake() throws IOException {
        load(Map.of(), "drain: { deadline: 1s }\ndrain: { deadline: 2s }\n");
        assertThat(problems.lines()).isNotEmpty();
    }

    @Test
    void tagsMakeNoObjects() throws IOException {
        load(Map.of(), "limits: { body: !!java.net.URL [ 'http://x' ] }\n");
        assertThat(problems.lines()).as("M6").singleElement().asString().startsWith("limits.body: is a list");
    }

    @Test
    void namesEveryMistakeAtOnce() throws IOException {
        load(Map.of("PORT", "x"), "limits: { body: 1 }\nretry: { on500: maybe }\nnonsense: 1\n");
        assertThat(problems.lines()).hasSize(4);
    }

    @Test
    void loopsAreOfThisMachineUnlessTheFileSaysOtherwise() throws IOException {
        assertThat(load(Map.of(), "").loops()).isEqualTo(LoopSettings.ofThisMachine());
        assertThat(load(Map.of(), "server: { io: nio, loops: 3 }").loops()).isEqualTo(new LoopSettings(3, IoKind.NIO));
        assertThat(load(Map.of(), "server: { io: auto }").loops()).isEqualTo(LoopSettings.ofThisMachine());
        assertThat(problems.lines()).isEmpty();
        load(Map.of(), "server: { io: kqueue, loops: 0 }");
        assertThat(problems.lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("server.io: ") && line.contains("epoll, io_uring or nio"))
                .anyMatch(line -> line.startsWith("server.loops: "));
    }
}
