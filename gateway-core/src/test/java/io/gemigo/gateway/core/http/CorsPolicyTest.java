package io.gemigo.gateway.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** G5: the CORS headers of client routes. */
class CorsPolicyTest {
    private static final String ALLOW_ORIGIN = "access-control-allow-origin";
    private static final String ALLOW_HEADERS = "access-control-allow-headers";

    private final CorsPolicy any = CorsPolicy.any();
    private final CorsPolicy listed = CorsPolicy.of(List.of("https://app.example", "null"));

    private static HeaderList applied(CorsPolicy policy, String origin) {
        HeaderList headers = new HeaderList();
        policy.apply(origin, headers);
        return headers;
    }

    private static HttpRequestHead preflight(String origin, String requestedHeaders) {
        HeaderList fields = new HeaderList().add("origin", origin).add("access-control-request-method", "POST");
        if (requestedHeaders != null) {
            fields.add("access-control-request-headers", requestedHeaders);
        }
        return new HttpRequestHead("OPTIONS", "/v1/chat/completions", fields, "127.0.0.1");
    }

    private static HeaderList answered(CorsPolicy policy, HttpRequestHead head) {
        HeaderList headers = new HeaderList();
        policy.preflight(head, headers);
        return headers;
    }

    @Test
    void letsEveryPageInByDefaultOnEveryAnswer() {
        for (String origin : new String[] {null, "null", "https://app.example"}) {
            HeaderList headers = applied(any, origin);
            assertThat(headers.get(ALLOW_ORIGIN)).isEqualTo("*");
            assertThat(headers.get("access-control-expose-headers")).contains("x-request-id", "x-gateway-warnings");
            assertThat(headers.has("vary")).isFalse();
        }
    }

    @Test
    void letsListedOriginsInByTheirWholeName() {
        HeaderList headers = applied(listed, "https://app.example");

        assertThat(headers.get(ALLOW_ORIGIN)).isEqualTo("https://app.example");
        assertThat(headers.get("vary")).isEqualTo("Origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "*",
                "http://app.example",
                "https://app.example.evil",
                "https://evil-app.example",
                "https://app.example/",
                "https://app.example:443",
                "https://App.example",
                "app.example",
                "https://sub.app.example"
            })
    void keepsEveryOtherOriginOut(String origin) {
        HeaderList headers = applied(listed, origin);

        assertThat(headers.has(ALLOW_ORIGIN)).isFalse();
        assertThat(headers.has("access-control-expose-headers")).isFalse();
        assertThat(headers.get("vary")).isEqualTo("Origin");
    }

    @Test
    void variesByOriginWithAListAlsoWithoutOne() {
        assertThat(applied(listed, null).has(ALLOW_ORIGIN)).isFalse();
        assertThat(applied(listed, null).get("vary")).isEqualTo("Origin");
    }

    @Test
    void neverAllowsCredentials() {
        for (CorsPolicy policy : List.of(any, listed)) {
            assertThat(answered(policy, preflight("https://app.example", "authorization"))
                            .has("access-control-allow-credentials"))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorization",
                "Authorization,content-type",
                "x-goog-api-key, x-stainless-os , openai-beta",
                "a_b.c"
            })
    void echoesTheHeadersAPreflightAsksFor(String requested) {
        HeaderList headers = answered(any, preflight("https://app.example", requested));

        assertThat(headers.get(ALLOW_HEADERS)).isEqualTo(requested);
        assertThat(headers.get("access-control-allow-methods")).isEqualTo("GET, POST, OPTIONS");
        assertThat(headers.get("access-control-max-age")).isEqualTo("86400");
        assertThat(headers.get("vary")).isEqualTo("Access-Control-Request-Headers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a;b", "a:b", "a=b", "a\tb", "<script>", "a\"b", "\u00fc", "a/b", "*"})
    void echoesNoMalformedHeaderList(String requested) {
        assertThat(answered(any, preflight("https://app.example", requested)).has(ALLOW_HEADERS))
                .isFalse();
    }

    @Test
    void boundsTheHeaderListItEchoes() {
        assertThat(answered(any, preflight("o", "a".repeat(1024))).has(ALLOW_HEADERS))
                .isTrue();
        assertThat(answered(any, preflight("o", "a".repeat(1025))).has(ALLOW_HEADERS))
                .isFalse();
    }

    @Test
    void answersAPreflightThatAsksForNoHeaders() {
        HeaderList headers = answered(listed, preflight("https://app.example", null));

        assertThat(headers.get(ALLOW_ORIGIN)).isEqualTo("https://app.example");
        assertThat(headers.has(ALLOW_HEADERS)).isFalse();
        assertThat(headers.count("vary")).isEqualTo(2);
        assertThat(answered(listed, preflight("https://evil.example", "a")).has(ALLOW_ORIGIN))
                .isFalse();
    }

    @Test
    void takesEveryOptionsRequestForAPreflight() {
        assertThat(CorsPolicy.isPreflight(preflight("o", null))).isTrue();
        assertThat(CorsPolicy.isPreflight(new HttpRequestHead("POST", "/", HeaderView.EMPTY, "127.0.0.1")))
                .isFalse();
    }
}
