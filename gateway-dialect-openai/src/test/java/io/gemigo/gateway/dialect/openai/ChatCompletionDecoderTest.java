package io.gemigo.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import io.gemigo.gateway.testkit.port.RecordingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatCompletionDecoderTest {
    private static String answer(String message) {
        return "{\"choices\":[{\"message\":{" + message
                + "},\"finish_reason\":\"stop\",\"index\":0}],\"model\":\"up\"}";
    }

    private static void relays(String message, String expected) {
        JsonAssert.assertSame(
                Json.parse(answer(expected).replace("\"up\"", "\"asked\"")), Decoding.relayUnary(answer(message)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "<html><body>502</body></html>",
                "{}",
                "{\"choices\":[]}",
                "{\"choices\":{}}",
                "{\"choices\":[{}]}",
                "{\"choices\":[{\"message\":{\"content\":\"a\"},\"finish_reason\":null}]}",
                "{\"choices\":[{\"message\":{},\"finish_reason\":\"stop\"}]}x",
                "{\"choices\":[{\"index\":0,\"message\":{},\"finish_reason\":\"stop\"},"
                        + "{\"index\":0,\"message\":{},\"finish_reason\":\"stop\"}]}"
            })
    void neverTakesWhatIsNoAnswerForASuccess(String body) {
        RecordingSink log = Decoding.unary(body);
        assertThat(log.events()).hasSize(1);
        assertThat(Decoding.failureOf(log)).isEqualTo(Failure.Kind.UPSTREAM_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":{\"message\":\"m\"},\"choices\":[]}", "{\"code\":\"c\",\"message\":\"m\"}"})
    void asksWhatAnErrorMeans(String body) {
        assertThat(Decoding.unary(body).failure()).isInstanceOf(Failure.Internal.class);
    }

    @Test
    void numbersToolCallsInOrder() {
        RecordingSink log = Decoding.unary(answer(
                "\"content\":null,\"tool_calls\":[{\"index\":1,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}},"
                        + "{\"index\":0,\"id\":\"b\",\"function\":{\"name\":\"g\",\"arguments\":\"\"}}]"));
        assertThat(log.events())
                .contains(new ChatEvent.ToolCall(0, 0, "a", "f"), new ChatEvent.ToolCall(0, 1, "b", "g"))
                .contains(new ChatEvent.ToolCallArguments(0, 0, "{}"));
        assertThat(log.endedWell()).isTrue();
    }

    @Test
    void addsTheRefusalClientsExpect() {
        relays("\"content\":\"a\"", "\"content\":\"a\",\"refusal\":null");
        relays("\"refusal\":\"no\",\"content\":null", "\"refusal\":\"no\",\"content\":null");
        relays("", "\"content\":null,\"refusal\":null");
    }

    @Test
    void dropsEmptyThinkingOnly() {
        relays("\"reasoning_content\":\"\",\"content\":\"a\",\"refusal\":null", "\"content\":\"a\",\"refusal\":null");
        relays("\"reasoning_content\":null", "\"content\":null,\"refusal\":null");
        relays(
                "\"content\":\"a\",\"reasoning_content\":\"hm\",\"refusal\":null",
                "\"content\":\"a\",\"reasoning_content\":\"hm\",\"refusal\":null");
    }

    @Test
    void givesToolCallsTheShapeOfTheApi() {
        relays(
                "\"content\":\"\",\"refusal\":null,\"tool_calls\":[{\"index\":0,\"id\":\"a\"},{\"id\":\"b\",\"index\":1}]",
                "\"content\":null,\"refusal\":null,\"tool_calls\":[{\"id\":\"a\"},{\"id\":\"b\"}]");
        relays("\"content\":\"\",\"refusal\":null", "\"content\":\"\",\"refusal\":null");
        relays(
                "\"content\":\"t\",\"refusal\":null,\"tool_calls\":[{\"id\":\"a\"}]",
                "\"content\":\"t\",\"refusal\":null,\"tool_calls\":[{\"id\":\"a\"}]");
    }

    @Test
    void namesTokensWrittenToACacheAsClientsKnowThem() {
        String answer =
                "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"a\",\"refusal\":null},\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"prompt_tokens_details\":{\"%s\":5}}}";
        JsonAssert.assertSame(
                Json.parse(answer.formatted("cache_write_tokens")),
                Decoding.relayUnary(answer.formatted("cache_creation_input_tokens")));
    }

    @Test
    void numbersAChoiceThatIsNot() {
        JsonAssert.assertSame(
                Json.parse(
                        "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"a\",\"refusal\":null},\"finish_reason\":\"stop\"}]}"),
                Decoding.relayUnary("{\"choices\":[{\"message\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}"));
    }
}
