package io.gemigo.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import io.gemigo.gateway.testkit.port.RecordingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatCompletionDecoderTest {
    private static String answer(String message) {
        return "{\"choices\":[{\"message\":{" + message
                + "},\"finish_reason\":\"stop\",\"index\":0}],\"model\":\"up\"}";
    }

    private static final String HEAD = "{\"id\":\"x\",\"object\":\"chat.completion\",\"created\":7,\"model\":\"%s\",";
    private static final String USAGE = ",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}";
    private static final String END = "\"finish_reason\":\"stop\",\"logprobs\":null";

    /** What goes on of an answer of these choices. */
    private static void relaysChoices(String choices, String expected) {
        JsonAssert.assertSame(
                Json.parse(HEAD.formatted("asked") + "\"choices\":[" + expected + "]" + USAGE),
                Decoding.relayUnary(HEAD.formatted("up") + "\"choices\":[" + choices + "]" + USAGE));
    }

    /** What goes on of a message with these members beside its role. */
    private static void relays(String message, String expected) {
        String choice = "{\"index\":0,\"message\":{%s%s},\"finish_reason\":\"stop\",\"logprobs\":null}";
        String role = "\"role\":\"assistant\"";
        relaysChoices(
                choice.formatted(role, (message.isEmpty() ? "" : ",") + message),
                choice.formatted(role, (expected.isEmpty() ? "" : ",") + expected));
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
        String message = "\"content\":%s,\"refusal\":null,\"tool_calls\":[%s]";
        String call = "{\"id\":\"%s\",\"type\":\"function\",\"function\":{\"name\":\"%s\",\"arguments\":\"%s\"}}";
        String a = call.formatted("a", "f", "{}");
        String b = call.formatted("b", "g", "");
        relays(message.formatted("null", a + "," + b), message.formatted("null", a + "," + b));
        relays(message.formatted("\"t\"", a), message.formatted("\"t\"", a));
        relays(message.formatted("\"\"", a), message.formatted("null", a));
        relays(message.formatted("[]", a), message.formatted("null", a));
        relays(
                message.formatted(
                        "null",
                        "{\"index\":0," + a.substring(1) + ",{\"function\":{\"name\":\"g\"},\"index\":1,\"id\":\"b\"}"),
                message.formatted("null", a + "," + b));
        relays(
                message.formatted("null", "{\"id\":\"\",\"type\":7,\"function\":{\"arguments\":{}}},7,{}"),
                message.formatted(
                        "null",
                        call.formatted("call_req-1_0_0", "", "") + "," + call.formatted("call_req-1_0_1", "", "")));
        String custom = "{\"index\":0,\"type\":\"custom\",\"custom\":{\"name\":\"c\",\"input\":\"\"}}";
        relays(message.formatted("null", custom), message.formatted("null", custom));
        relays("\"content\":\"\",\"refusal\":null", "\"content\":\"\",\"refusal\":null");
        relays(message.formatted("\"\"", ""), "\"content\":\"\",\"refusal\":null");
        relays(message.formatted("\"\"", "7"), "\"content\":\"\",\"refusal\":null");
    }

    @Test
    void spellsTextsAndThinkingAsClientsKnowThem() {
        relays(
                "\"refusal\":null,\"content\":[{\"type\":\"text\",\"text\":\"a\\n\"},{\"text\":\"b\"}],\"reasoning\":\"hm\"",
                "\"refusal\":null,\"content\":\"a\\nb\",\"reasoning_content\":\"hm\"");
        relays("\"content\":7,\"refusal\":{}", "\"content\":null");
    }

    @Test
    void completesWhatEveryAnswerHas() {
        String whole =
                "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"a\",\"refusal\":null}," + END + "}";
        JsonAssert.assertSame(
                Json.parse(
                        "{\"id\":\"chatcmpl-req-1\",\"object\":\"chat.completion\",\"created\":5,\"model\":\"asked\","
                                + "\"choices\":[" + whole
                                + "],\"usage\":{\"prompt_tokens\":70,\"completion_tokens\":7,\"total_tokens\":77}}"),
                Decoding.relayUnary("{\"error\":null,\"id\":\"\",\"created\":\"x\",\"object\":\"list\",\"usage\":{},"
                        + "\"choices\":[{\"message\":{\"content\":\"a\",\"role\":\"\"},\"finish_reason\":\"stop\"}]}"));
        relaysChoices("{\"message\":{\"content\":\"a\"},\"index\":\"0\",\"finish_reason\":\"eos\"}", whole);
        relaysChoices(whole.replace("\"stop\"", "\"function_call\""), whole.replace("\"stop\"", "\"tool_calls\""));
        String second = whole.replace("\"index\":0", "\"index\":1");
        relaysChoices(whole + "," + second.replace("\"index\":1,", ""), whole + "," + second);
    }

    @Test
    void changesNothingOfAnAnswerThatKeepsTheRules() {
        String clean = HEAD.formatted("asked")
                + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"a\","
                + "\"refusal\":null,\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\","
                + "\"arguments\":\"{}\"}}]},\"finish_reason\":\"tool_calls\",\"logprobs\":{\"content\":[]}}],"
                + "\"service_tier\":\"flex\"" + USAGE;
        assertThat(Decoding.unaryEdits(clean)).isZero();
    }

    @Test
    void namesTokensWrittenToACacheAsClientsKnowThem() {
        String answer = HEAD.formatted("asked")
                + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"a\",\"refusal\":null},"
                + END
                + "}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"prompt_tokens_details\":{\"%s\":5}}}";
        JsonAssert.assertSame(
                Json.parse(answer.formatted("cache_write_tokens")),
                Decoding.relayUnary(answer.formatted("cache_creation_input_tokens")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"choices\":[]}|answer without a choice",
                "{\"choices\":[{}]}|choice without a message",
                "{\"choices\":[{\"message\":{},\"finish_reason\":null}]}|choice without a finish reason",
                "{\"choices\":[{\"message\":{},\"finish_reason\":\"stop\"},{\"index\":0,\"message\":{},\"finish_reason\":\"stop\"}]}"
                        + "|two choices of one number",
                "{}|answer is not a completion",
                "{|answer is not JSON: unexpected end of the document"
            })
    void saysWhatIsWrongWithAnAnswer(String body, String problem) {
        assertThat(Decoding.unary(body).failure()).isEqualTo(new Failure.UpstreamMalformed(problem, 200));
    }

    @Test
    void tellsOfEverythingAnAnswerHolds() {
        RecordingSink log = Decoding.unary(
                "{\"id\":\"x\",\"choices\":[{\"message\":{\"reasoning_content\":\"hm\",\"content\":\"a\","
                        + "\"refusal\":\"r\"},\"logprobs\":{\"content\":[1]},\"finish_reason\":\"length\"}]}");
        assertThat(log.events())
                .containsExactly(
                        new ChatEvent.Started("x"),
                        new ChatEvent.Thinking(0, "hm"),
                        new ChatEvent.Text(0, "a"),
                        new ChatEvent.Refusal(0, "r"),
                        new ChatEvent.Logprobs(0, "[1]"),
                        new ChatEvent.Finished(0, FinishReason.LENGTH),
                        new ChatEvent.Completed());
    }

    @Test
    void correctsMembersWhereverTheyStand() {
        String whole =
                "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":null,\"refusal\":null,\"tool_calls\":["
                        + "{\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"\",\"arguments\":\"\"}}]},"
                        + END + "}";
        relaysChoices(
                "{\"index\":\"0\",\"message\":{\"role\":\"\",\"tool_calls\":[{\"id\":\"a\",\"function\":7}]},\"finish_reason\":\"stop\"}",
                whole);
        relaysChoices(
                "{\"message\":{\"tool_calls\":[7],\"role\":\"assistant\",\"content\":\"a\",\"refusal\":null},\"index\":0,"
                        + END + "}",
                "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"a\",\"refusal\":null}," + END + "}");
        JsonAssert.assertSame(
                Json.parse(HEAD.formatted("asked") + "\"choices\":[" + whole
                        + "],\"usage\":{\"prompt_tokens\":70,\"completion_tokens\":7,\"total_tokens\":77}}"),
                Decoding.relayUnary(
                        "{\"usage\":null," + HEAD.formatted("up").substring(1) + "\"choices\":[" + whole + "]}"));
    }
}
