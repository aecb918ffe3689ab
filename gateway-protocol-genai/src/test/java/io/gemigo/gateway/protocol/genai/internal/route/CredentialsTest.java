package io.gemigo.gateway.protocol.genai.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.port.Credential;
import io.gemigo.gateway.protocol.genai.Requests;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    private static final String PATH = "/v1beta/models";

    @Test
    void readsEachCarrier() {
        assertThat(token(PATH, "X-Goog-Api-Key", "gw_1")).isEqualTo("gw_1");
        assertThat(token(PATH + "?alt=sse&key=gw_2")).isEqualTo("gw_2");
        assertThat(token(PATH, "authorization", "Bearer gw_3")).isEqualTo("gw_3");
        assertThat(token(PATH, "authorization", "bEARER gw_3=")).isEqualTo("gw_3=");
    }

    @Test
    void takesTwoCarriersOfOneToken() {
        assertThat(token(PATH + "?key=gw_1", "x-goog-api-key", "gw_1", "authorization", "Bearer gw_1"))
                .isEqualTo("gw_1");
    }

    @Test
    void refusesTwoCarriersThatDiffer() {
        assertThat(failure(PATH + "?key=gw_2", "x-goog-api-key", "gw_1")).isInstanceOf(Failure.InvalidRequest.class);
        assertThat(failure(PATH, "x-goog-api-key", "gw_1", "authorization", "Bearer gw_2"))
                .isInstanceOf(Failure.InvalidRequest.class);
        assertThat(failure(PATH, "x-goog-api-key", "gw_1", "authorization", "Basic eDp5"))
                .isInstanceOf(Failure.InvalidRequest.class);
    }

    @Test
    void refusesARepeatedCarrierEvenOfOneToken() {
        assertThat(failure(PATH, "x-goog-api-key", "gw_1", "x-goog-api-key", "gw_1"))
                .isInstanceOf(Failure.InvalidRequest.class);
        assertThat(failure(PATH, "authorization", "Bearer a", "authorization", "Bearer a"))
                .isInstanceOf(Failure.InvalidRequest.class);
        assertThat(failure(PATH + "?key=a&key=a")).isInstanceOf(Failure.InvalidRequest.class);
    }

    @Test
    void namesNoTokenInARefusal() {
        assertThat(failure(PATH + "?key=gw_secret2", "x-goog-api-key", "gw_secret1")
                        .message())
                .doesNotContain("secret");
    }

    @Test
    void countsEmptyOnesAsMissing() {
        assertThat(failure(PATH)).isEqualTo(new Failure.Unauthenticated(true));
        assertThat(failure(PATH + "?key=", "x-goog-api-key", "")).isEqualTo(new Failure.Unauthenticated(true));
        assertThat(token(PATH, "x-goog-api-key", "", "authorization", "Bearer gw_3"))
                .isEqualTo("gw_3");
    }

    @Test
    void treatsWhatCannotBeATokenAsUnknown() {
        assertThat(credential(PATH, "x-goog-api-key", "a b").value()).isSameAs(Credential.MALFORMED);
        assertThat(credential(PATH, "x-goog-api-key", "\u00e9").value()).isSameAs(Credential.MALFORMED);
        assertThat(credential(PATH, "authorization", "Bearer  two").value()).isSameAs(Credential.MALFORMED);
        assertThat(credential(PATH, "authorization", "Basic eDp5").value()).isSameAs(Credential.MALFORMED);
        assertThat(credential(PATH + "?key=" + "x".repeat(8193)).value()).isSameAs(Credential.MALFORMED);
    }

    @Test
    void takesATokenOfAnyLengthThatHeadersHold() {
        String longest = "x".repeat(8192);
        assertThat(token(PATH, "authorization", "Bearer " + longest)).isEqualTo(longest);
        assertThat(token(PATH, "x-goog-api-key", longest)).isEqualTo(longest);
        assertThat(credential(PATH, "authorization", "Bearer " + longest + "x").value())
                .isSameAs(Credential.MALFORMED);
    }

    @Test
    void refusesATokenByItsCarriersStatus() {
        assertThat(status(PATH, "authorization", "Bearer no")).isEqualTo(401);
        assertThat(status(PATH, "authorization", "Bearer no", "x-goog-api-key", ""))
                .isEqualTo(401);
        assertThat(status(PATH, "x-goog-api-key", "no")).isEqualTo(400);
        assertThat(status(PATH + "?key=no")).isEqualTo(400);
        assertThat(status(PATH, "authorization", "Bearer no", "x-goog-api-key", "no"))
                .isEqualTo(400);
        assertThat(status(PATH + "?key=no", "authorization", "Bearer no")).isEqualTo(400);
    }

    /** Of the answer to a token that nobody knows. */
    private static int status(String target, String... headers) {
        return Requests.route(Requests.head("GET", target, headers))
                .errors()
                .encode(new Failure.Unauthenticated(false), "req-1")
                .status();
    }

    private static Outcome<Credential> credential(String target, String... headers) {
        HttpRequestHead head = Requests.head("GET", target, headers);
        return Credentials.of(head.headers(), Requests.target(head));
    }

    private static String token(String target, String... headers) {
        return credential(target, headers).value().token();
    }

    private static Failure failure(String target, String... headers) {
        return credential(target, headers).failure();
    }
}
