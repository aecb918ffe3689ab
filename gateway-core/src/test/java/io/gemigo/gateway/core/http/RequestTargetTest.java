package io.gemigo.gateway.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** H7 and H8: split on raw slashes, decode once, fold nothing. */
class RequestTargetTest {
    private static RequestTarget parse(String target) {
        RequestTarget parsed = RequestTarget.parse(target);
        assertThat(parsed).as(target).isNotNull();
        return parsed;
    }

    @Test
    void splitsOnRawSlashesOnly() {
        assertThat(parse("/").segments()).containsExactly("");
        assertThat(parse("/v1/models").segments()).containsExactly("v1", "models");
        assertThat(parse("/v1/models/").segments()).containsExactly("v1", "models", "");
        assertThat(parse("/v1/models/a%2Fb%2fc").segments()).containsExactly("v1", "models", "a/b/c");
        assertThat(parse("/models/m:streamGenerateContent").segments())
                .containsExactly("models", "m:streamGenerateContent");
    }

    @Test
    void foldsNeitherDotsNorEmptySegments() {
        assertThat(parse("/v1/../admin").segments()).containsExactly("v1", "..", "admin");
        assertThat(parse("/v1/%2e%2E/admin").segments()).containsExactly("v1", "..", "admin");
        assertThat(parse("/./v1").segments()).containsExactly(".", "v1");
        assertThat(parse("//v1//models").segments()).containsExactly("", "v1", "", "models");
        assertThat(parse("/v1\\models").segments()).containsExactly("v1\\models");
        assertThat(parse("/v1;a=b/models").segments()).containsExactly("v1;a=b", "models");
    }

    @Test
    void decodesOnce() {
        assertThat(parse("/%2525").segments()).containsExactly("%25");
        assertThat(parse("/%252e%252e").segments()).containsExactly("%2e%2e");
        assertThat(parse("/%e4%bd%a0%E5%A5%BD").segments()).containsExactly("\u4f60\u597d");
        assertThat(parse("/%F0%9F%98%80x").segments()).containsExactly("\ud83d\ude00x");
        assertThat(parse("/a%3Fb%23c?d").segments()).containsExactly("a?b#c");
        assertThat(parse("/%41%7a").segments()).containsExactly("Az");
    }

    @Test
    void leavesAPlusInThePathAndReadsItAsASpaceInTheQuery() {
        RequestTarget target = parse("/a+b?c+d=e+f%2Bg");

        assertThat(target.segments()).containsExactly("a+b");
        assertThat(target.query("c d")).isEqualTo("e f+g");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // no origin form
                "",
                "v1",
                "*",
                "http://host/v1",
                "?a=b",
                // escapes
                "/%",
                "/%4",
                "/a%",
                "/a%4/b1",
                "/%zz",
                "/%4g",
                "/%g4",
                "/%-1",
                "/%+1",
                "/% 1",
                "/%u0041",
                "/%00",
                "/a%00b",
                "/%4%31",
                "/\uff054\uff11",
                "/%\uff14\uff11",
                "/%\u0664\u0661",
                // not UTF-8
                "/%80",
                "/%c0%af",
                "/%e0%80%af",
                "/%ed%a0%80",
                "/%ff",
                "/%c3",
                "/%c3/%a9",
                "/%f5%80%80%80",
                // raw characters
                "/a b",
                "/a\tb",
                "/a\rb",
                "/a\nb",
                "/a\u0000b",
                "/a\u007fb",
                "/\u00fc",
                "/a#b",
                "/%41\u00fc",
                "/a#b?c",
                // the same in the query
                "/?%",
                "/?a=%4",
                "/?a=%zz",
                "/?%00=a",
                "/?a=%00",
                "/?a=%ff",
                "/?a=b c",
                "/?a=\u00fc",
                "/?a#b",
                "/?a&b&%"
            })
    void refuses(String target) {
        assertThat(RequestTarget.parse(target)).isNull();
    }

    @Test
    void readsTheQuery() {
        RequestTarget target = parse("/p?alt=sse&key=a%3Db%26c&flag&empty=&alt=json&%61lt=x&&x=y=z&=v&Alt=no");

        assertThat(target.query("alt")).isEqualTo("sse");
        assertThat(target.queryCount("alt")).isEqualTo(3);
        assertThat(target.query("key")).isEqualTo("a=b&c");
        assertThat(target.query("flag")).isEmpty();
        assertThat(target.queryCount("flag")).isEqualTo(1);
        assertThat(target.query("empty")).isEmpty();
        assertThat(target.query("x")).isEqualTo("y=z");
        assertThat(target.query("")).isEqualTo("v");
        assertThat(target.query("missing")).isNull();
        assertThat(target.queryCount("missing")).isZero();
    }

    @Test
    void takesEverythingBehindTheFirstQuestionMarkForTheQuery() {
        RequestTarget target = parse("/a?b=/c/d?e");

        assertThat(target.segments()).containsExactly("a");
        assertThat(target.query("b")).isEqualTo("/c/d?e");
        assertThat(parse("/a?").query("")).isNull();
    }

    @Test
    void showsThePathAsSentButNoQuery() {
        RequestTarget target = parse("/v1%2Fx?key=secret");

        assertThat(target.rawPath()).isEqualTo("/v1%2Fx");
        assertThat(target).hasToString("/v1%2Fx");
        assertThat(new HttpRequestHead("POST", "/v1?key=secret", HeaderView.EMPTY, "127.0.0.1"))
                .hasToString("HttpRequestHead[POST /v1]");
        assertThat(new HttpRequestHead("GET", "/v1", HeaderView.EMPTY, "127.0.0.1"))
                .hasToString("HttpRequestHead[GET /v1]");
    }
}
