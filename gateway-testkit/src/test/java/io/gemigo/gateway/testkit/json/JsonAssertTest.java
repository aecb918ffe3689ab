package io.gemigo.gateway.testkit.json;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JsonAssertTest {

    @Test
    void passesWhateverTheOrderOfKeys() {
        assertThatCode(() -> JsonAssert.assertSame("{\"a\":1,\"b\":[2]}", "{\"b\":[2],\"a\":1}"))
                .doesNotThrowAnyException();
    }

    @Test
    void listsEveryPathThatDiffers() {
        String expected = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\"},{\"role\":\"tool\"}],\"n\":1}";
        String actual = "{\"messages\":[{\"role\":\"system\"}],\"n\":\"1\",\"z\":null,\"y\":2}";

        assertThatThrownBy(() -> JsonAssert.assertSame(expected, actual))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "6 place(s)",
                        "$.model: missing, expected \"m\"",
                        "$.messages: expected 2 element(s) but was 1",
                        "$.messages[0].role: expected \"user\" but was \"system\"",
                        "$.n: expected 1 but was \"1\"",
                        "$.y: unexpected 2",
                        "$.z: unexpected null");
    }

    @Test
    void allowsMoreMembersWhenAskedForInclusion() {
        assertThatCode(() -> JsonAssert.assertIncludes("{\"a\":{\"b\":1}}", "{\"c\":2,\"a\":{\"b\":1,\"d\":3}}"))
                .doesNotThrowAnyException();
    }

    @Test
    void allowsNoMoreElementsWhenAskedForInclusion() {
        assertThatThrownBy(() -> JsonAssert.assertIncludes("[1]", "[1,2]"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("$: expected 1 element(s) but was 2");
    }

    @Test
    void missesAMemberWhenAskedForInclusion() {
        assertThatThrownBy(() -> JsonAssert.assertIncludes("{\"a\":null}", "{}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("$.a: missing");
    }
}
