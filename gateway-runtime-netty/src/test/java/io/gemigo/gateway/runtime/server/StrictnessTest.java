package io.gemigo.gateway.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.runtime.testing.LeakCheck;
import io.gemigo.gateway.runtime.testing.ListenerExtension;
import io.gemigo.gateway.runtime.testing.RawClient;
import io.gemigo.gateway.runtime.testing.RawResponse;
import io.gemigo.gateway.runtime.testing.StubApplication;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reliability §8 over raw sockets: what is refused is answered, closed, and never reaches the application. */
@ExtendWith(LeakCheck.class)
class StrictnessTest {
    @RegisterExtension
    static final ListenerExtension SERVER = new ListenerExtension();

    private static final String HOST = "Host: a\r\n";
    private static final String CHUNKED = "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n";

    private static Arguments bad(String id, int status, String request) {
        return Arguments.of(id, status, request);
    }

    private static String get(String fields) {
        return "GET /x HTTP/1.1\r\n" + HOST + fields + "\r\n";
    }

    private static String post(String fields) {
        return "POST /x HTTP/1.1\r\n" + HOST + fields + "\r\n";
    }

    static Stream<Arguments> refusedHeads() {
        return Stream.of(
                bad("H1 both framings", 400, post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n"),
                bad("H1 the other way round", 400, post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n")),
                bad("H2 unknown coding", 501, post("Transfer-Encoding: foo\r\n")),
                bad("H2 unknown coding in front", 501, post("Transfer-Encoding: foo, chunked\r\n")),
                bad("H2 gzip in front", 400, post("Transfer-Encoding: gzip, chunked\r\n")),
                bad("H2 chunked twice", 400, post("Transfer-Encoding: chunked, chunked\r\n")),
                bad("H2 two fields", 400, post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")),
                bad("H2 identity", 400, post("Transfer-Encoding: identity\r\n")),
                bad("H2 empty", 400, post("Transfer-Encoding: \r\n")),
                bad("H2 on HTTP/1.0", 400, "POST / HTTP/1.0\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n"),
                bad("H3 sign", 400, post("Content-Length: +5\r\n")),
                bad("H3 negative", 400, post("Content-Length: -5\r\n")),
                bad("H3 hexadecimal", 400, post("Content-Length: 0x5\r\n")),
                bad("H3 space inside", 400, post("Content-Length: 1 2\r\n")),
                bad("H3 empty", 400, post("Content-Length:\r\n")),
                bad("H3 2^63", 400, post("Content-Length: 9223372036854775808\r\n")),
                bad("H3 twice, different", 400, post("Content-Length: 5\r\nContent-Length: 6\r\n")),
                bad("H3 twice, the same", 400, post("Content-Length: 5\r\nContent-Length: 5\r\n")),
                bad("H3 a list", 400, post("Content-Length: 5, 5\r\n")),
                bad("H4 bare LF after the request line", 400, "GET / HTTP/1.1\n" + HOST + "\r\n"),
                bad("H4 bare LF after a field", 400, "GET / HTTP/1.1\r\nHost: a\n\r\n"),
                bad("H4 bare LF at the end", 400, "GET / HTTP/1.1\r\n" + HOST + "\n"),
                bad("H4 bare CR in a value", 400, get("A: b\rc\r\n")),
                bad("H4 NUL in a value", 400, get("A: b\0c\r\n")),
                bad("H4 NUL in the target", 400, "GET /\0 HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("H4 folded line", 400, get("A: b\r\n c\r\n")),
                bad("H4 folded line, tab", 400, get("A: b\r\n\tc\r\n")),
                bad("H4 space before the colon", 400, get("A : b\r\n")),
                bad("H4 leading space on the first line", 400, "GET / HTTP/1.1\r\n Host: a\r\n\r\n"),
                bad("H5 name is no token", 400, get("A(: b\r\n")),
                bad("H5 non-ASCII in a name", 400, get("A\u00e4: b\r\n")),
                bad("H5 empty name", 400, get(": b\r\n")),
                bad("H5 no colon", 400, get("abc\r\n")),
                bad("H5 control character", 400, get("A: b\u0001c\r\n")),
                bad("H5 DEL", 400, get("A: b\u007fc\r\n")),
                bad("H5 vertical tab around a value", 400, get("A: \u000bb\r\n")),
                bad("H6 no Host", 400, "GET / HTTP/1.1\r\nA: b\r\n\r\n"),
                bad("H6 Host twice", 400, get(HOST)),
                bad("H6 empty Host", 400, "GET / HTTP/1.1\r\nHost:\r\n\r\n"),
                bad("H6 user info in Host", 400, "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n"),
                bad("H6 path in Host", 400, "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
                bad("H6 port in Host", 400, "GET / HTTP/1.1\r\nHost: a:b\r\n\r\n"),
                bad("H6 port out of range", 400, "GET / HTTP/1.1\r\nHost: a:65536\r\n\r\n"),
                bad("H6 list in Host", 400, "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n"),
                bad("H6 another scheme", 400, "GET ftp://a/ HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("H6 user info in the target", 400, "GET http://u@a/ HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("H6 no authority", 400, "GET http:///x HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("H7 no slash", 400, "GET x HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("H7 star for GET", 400, "GET * HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("H7 non-ASCII", 400, "GET /\u00e4 HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("H7 control character", 400, "GET /\u0001 HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("H7 tab between the parts", 400, "GET\t/ HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("H7 tab before the version", 400, "GET /\tHTTP/1.1\r\n" + HOST + "\r\n"),
                bad("H7 two spaces", 400, "GET  / HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("H7 space behind the version", 400, "GET / HTTP/1.1 \r\n" + HOST + "\r\n"),
                bad("H7 fragment", 400, "GET /#a HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("H7 bad escape", 400, "GET /%zz HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("H7 cut escape", 400, "GET /%1 HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("H7 %00", 400, "GET /%00 HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("H7 CONNECT", 405, "CONNECT / HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("H7 TRACE", 405, "TRACE / HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("H9 HTTP/2.0", 505, "GET / HTTP/2.0\r\n" + HOST + "\r\n"),
                bad("H9 HTTP/9.9", 505, "GET / HTTP/9.9\r\n" + HOST + "\r\n"),
                bad("H9 HTTP/1.2", 505, "GET / HTTP/1.2\r\n" + HOST + "\r\n"),
                bad("H9 lower case", 400, "GET / http/1.1\r\n" + HOST + "\r\n"),
                bad("H9 no version", 400, "GET /\r\n"),
                bad("H9 HTTP/2 preface", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                bad("H9 PROXY line", 400, "PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n" + get("")),
                bad("H9 TLS", 400, "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003"),
                bad("H10 leading space", 400, " " + get("")),
                bad("H10 leading bare CR", 400, "\r" + get("")),
                bad("H10 leading bare LF", 400, "\n" + get("")),
                bad("H10 five empty lines", 400, "\r\n\r\n\r\n\r\n\r\n" + get("")),
                bad("H14 another expectation", 417, post("Expect: 200-ok\r\nContent-Length: 3\r\n") + "abc"),
                bad("H14 two expectations", 417, post("Expect: 100-continue\r\nExpect: 100-continue\r\n")),
                bad("H16 Authorization twice", 400, get("Authorization: Bearer a\r\nAuthorization: Bearer a\r\n")),
                bad("H16 Content-Type twice", 400, post("Content-Type: a/b\r\nContent-Type: a/b\r\n")),
                bad("L3 long request line", 414, "GET /" + "a".repeat(8192) + " HTTP/1.1\r\n" + HOST + "\r\n"),
                bad("L3 endless request line", 414, "GET /" + "a".repeat(9000)),
                bad("L3 long field", 431, get("A: " + "a".repeat(8192) + "\r\n")),
                bad("L3 endless field", 431, "GET / HTTP/1.1\r\n" + HOST + "A: " + "a".repeat(9000)),
                bad("L3 all fields", 431, get(("A: " + "a".repeat(5000) + "\r\n").repeat(4))),
                bad("L3 101 fields", 431, get("A: b\r\n".repeat(100))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedHeads")
    void refusesUnsoundHead(String id, int status, String request) throws Exception {
        StubApplication application = StubApplication.echo();
        HttpListener listener = SERVER.serve(application);
        try (RawClient client = RawClient.connect(listener.address())) {
            RawResponse response = client.refusal(request + get("Smuggled: yes\r\n"));
            assertThat(response.status()).as(id).isEqualTo(status);
            assertThat(response.header("connection")).isEqualTo("close");
            assertThat(response.after()).as("nothing follows the refusal").isEmpty();
        }
        assertThat(application.opened())
                .as("no request reaches the application")
                .isEmpty();
    }

    static Stream<Arguments> refusedBodies() {
        return Stream.of(
                bad("H11 sign", 400, "+1\r\na\r\n0\r\n\r\n"),
                bad("H11 prefix", 400, "0x1\r\na\r\n0\r\n\r\n"),
                bad("H11 space", 400, "1 \r\na\r\n0\r\n\r\n"),
                bad("H11 leading space", 400, " 1\r\na\r\n0\r\n\r\n"),
                bad("H11 underscore", 400, "1_0\r\na\r\n0\r\n\r\n"),
                bad("H11 nine digits", 400, "000000001\r\na\r\n0\r\n\r\n"),
                bad("H11 no digits", 400, "\r\na\r\n0\r\n\r\n"),
                bad("H11 only an extension", 400, ";a=b\r\na\r\n0\r\n\r\n"),
                bad("H11 long extension", 400, "1;a=" + "b".repeat(256) + "\r\na\r\n0\r\n\r\n"),
                bad("H11 control character in an extension", 400, "1;a=\"\u0001\"\r\na\r\n0\r\n\r\n"),
                bad("H11 line feed in an extension", 400, "1;a\nb\r\na\r\n0\r\n\r\n"),
                bad("H11 data longer than said", 400, "1\r\nab\r\n0\r\n\r\n"),
                bad("H11 data ends with bare LF", 400, "1\r\na\n0\r\n\r\n"),
                bad("H4 bare LF after a size", 400, "1\na\r\n0\r\n\r\n"),
                bad("H4 bare CR after a size", 400, "1\ra\r\n0\r\n\r\n"),
                bad("H12 folded trailer", 400, "1\r\na\r\n0\r\nA: b\r\n c\r\n\r\n"),
                bad("H12 trailer without colon", 400, "1\r\na\r\n0\r\nabc\r\n\r\n"),
                bad("H12 trailer with bare LF", 400, "1\r\na\r\n0\r\nA: b\n\r\n"),
                bad(
                        "H12 long trailers",
                        400,
                        "1\r\na\r\n0\r\n" + ("A: " + "b".repeat(8000) + "\r\n").repeat(3) + "\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedBodies")
    void refusesUnsoundChunks(String id, int status, String chunks) throws Exception {
        StubApplication application = StubApplication.echo();
        HttpListener listener = SERVER.serve(application);
        try (RawClient client = RawClient.connect(listener.address())) {
            RawResponse response = client.refusal(CHUNKED + chunks + get("Smuggled: yes\r\n"));
            assertThat(response.status()).as(id).isEqualTo(status);
            assertThat(response.body()).isEqualTo("malformed_chunk");
            assertThat(response.after()).isEmpty();
        }
        assertThat(application.opened()).hasSize(1);
    }

    static Stream<Arguments> soundRequests() {
        return Stream.of(
                Arguments.of("H10 four empty lines", "\r\n\r\n\r\n\r\n" + get(""), "/x"),
                Arguments.of("H6 absolute form", "GET http://b:8/y?z HTTP/1.1\r\n" + HOST + "\r\n", "/y?z"),
                Arguments.of("H6 absolute form without path", "GET http://b HTTP/1.1\r\n" + HOST + "\r\n", "/"),
                Arguments.of("H6 literal address", "GET /y HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", "/y"),
                Arguments.of("H2 any case", CHUNKED.replace("chunked", "CHUNKed") + "1\r\na\r\n0\r\n\r\n", "a"),
                Arguments.of("H11 extensions", CHUNKED + "1;a;b=c;d=\"e\\\"f\"\r\na\r\n0;g\r\n\r\n", "a"),
                Arguments.of("H11 capital digits", CHUNKED + "0000000A\r\n0123456789\r\n0\r\n\r\n", "0123456789"),
                Arguments.of("H12 trailers are dropped", CHUNKED + "1\r\na\r\n0\r\nHost: b\r\nA: c\r\n\r\n", "a"),
                Arguments.of("H3 a length", post("Content-Length: 3\r\n") + "abc", "abc"),
                Arguments.of("H3 leading zeros", post("Content-Length: 003\r\n") + "abc", "abc"),
                Arguments.of(
                        "H14 Upgrade is ignored", get("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"), "/x"),
                Arguments.of(
                        "L3 8 KiB of request line",
                        "GET /" + "a".repeat(8192 - 14) + " HTTP/1.1\r\n" + HOST + "\r\n",
                        "/" + "a".repeat(8192 - 14)),
                Arguments.of("L3 100 fields", get("A: b\r\n".repeat(99)), "/x"),
                Arguments.of("no body", post(""), ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("soundRequests")
    void takesSoundRequestHoweverItIsCut(String id, String request, String answer) throws Exception {
        HttpListener listener = SERVER.serve(StubApplication.echo());
        try (RawClient client = RawClient.connect(listener.address())) {
            assertThat(client.send(request).response().body()).as(id).isEqualTo(answer);
            for (int i = 0; i < request.length(); i += Math.max(1, request.length() / 40)) {
                client.send(request.substring(0, i)).send(request.substring(i));
                RawResponse response = client.response();
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.body()).isEqualTo(answer);
            }
        }
    }

    @Test
    void authorityOfAbsoluteTargetReplacesHost() throws Exception {
        StubApplication application = new StubApplication(
                exchange -> exchange.answer(200, exchange.head().headers().get("Host")));
        HttpListener listener = SERVER.serve(application);
        try (RawClient client = RawClient.connect(listener.address())) {
            RawResponse response = client.send("GET http://other.example:81/ HTTP/1.1\r\n" + HOST + "\r\n")
                    .response();
            assertThat(response.body()).as("H6").isEqualTo("other.example:81");
        }
    }

    @Test
    void answerBeforeTheBodyClosesWithoutReadingItAsARequest() throws Exception {
        StubApplication application = new StubApplication(exchange -> exchange.answer(401, "no"));
        HttpListener listener = SERVER.serve(application);
        try (RawClient client = RawClient.connect(listener.address())) {
            RawResponse response = client.refusal(post("Content-Length: 100\r\n") + get(""));
            assertThat(response.status()).isEqualTo(401);
            assertThat(response.header("connection")).isEqualTo("close");
            assertThat(response.after()).isEmpty();
        }
        assertThat(application.opened()).as("H13").hasSize(1);
    }

    @Test
    void refusesDeclaredSizeBeforeReadingAByte() throws Exception {
        StubApplication application = StubApplication.echo(10);
        HttpListener listener = SERVER.serve(application);
        try (RawClient client = RawClient.connect(listener.address())) {
            RawResponse response = client.refusal(post("Expect: 100-continue\r\nContent-Length: 11\r\n"));
            assertThat(response.status())
                    .as("L4, H14: no 100 before the refusal")
                    .isEqualTo(413);
        }
    }

    @Test
    void refusesChunkedBodyAtTheByteThatCrossesTheLimit() throws Exception {
        HttpListener listener = SERVER.serve(StubApplication.echo(10));
        try (RawClient client = RawClient.connect(listener.address())) {
            assertThat(client.send(CHUNKED + "a\r\n0123456789\r\n0\r\n\r\n")
                            .response()
                            .status())
                    .isEqualTo(200);
            assertThat(client.refusal(CHUNKED + "b\r\n0123456789a").status())
                    .as("L4")
                    .isEqualTo(413);
        }
    }

    @Test
    void continuesOnlyWhenTheBodyIsWanted() throws Exception {
        HttpListener listener = SERVER.serve(StubApplication.echo());
        try (RawClient client = RawClient.connect(listener.address())) {
            client.send(post("Expect: 100-Continue\r\nContent-Length: 3\r\n"));
            assertThat(client.response().status()).as("H14").isEqualTo(100);
            assertThat(client.send("abc").response().body()).isEqualTo("abc");
        }
    }

    @Test
    void neverContinuesWhatIsRefused() throws IOException {
        StubApplication application = new StubApplication(exchange -> exchange.answer(401, "no"));
        HttpListener listener = SERVER.serve(application);
        try (RawClient client = RawClient.connect(listener.address())) {
            RawResponse response = client.refusal(post("Expect: 100-continue\r\nContent-Length: 3\r\n"));
            assertThat(response.status()).as("H14").isEqualTo(401);
        }
    }
}
