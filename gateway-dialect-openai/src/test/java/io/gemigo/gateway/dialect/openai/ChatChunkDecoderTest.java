package io.gemigo.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.RelayEdits;
import io.gemigo.gateway.core.sse.SseDecoder;
import io.gemigo.gateway.testkit.port.RecordingSink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatChunkDecoderTest {
    private static final String STOP = choice("\"delta\":{},\"finish_reason\":\"stop\"");
    private static final String DONE = "[DONE]";

    private static String choice(String members) {
        return "{\"id\":\"x\",\"choices\":[{\"index\":0," + members + "}]}";
    }

    private static String delta(String members) {
        return choice("\"delta\":{" + members + "},\"finish_reason\":null");
    }

    private static String toolCall(String members) {
        return delta("\"tool_calls\":[{" + members + "}]");
    }

    private static ChatEvent call(int call, String id, String name) {
        return new ChatEvent.ToolCall(0, call, id, name);
    }

    private static ChatEvent arguments(int call, String json) {
        return new ChatEvent.ToolCallArguments(0, call, json);
    }

    private static List<ChatEvent> callsOf(RecordingSink log) {
        return Decoding.said(log).stream()
                .filter(event ->
                        event.kind() == ChatEvent.Kind.TOOL_CALL || event.kind() == ChatEvent.Kind.TOOL_CALL_ARGUMENTS)
                .toList();
    }

    @Test
    void saysNothingOfEmptyDeltas() {
        RecordingSink log = Decoding.stream(
                delta("\"role\":\"assistant\",\"content\":\"\",\"refusal\":null,\"reasoning_content\":\"\""),
                delta("\"content\":null"),
                delta(""),
                STOP,
                DONE);
        assertThat(log.events())
                .containsExactly(
                        new ChatEvent.Started("x"),
                        new ChatEvent.Finished(0, FinishReason.STOP),
                        new ChatEvent.Completed());
    }

    @Test
    void readsTheLastTextBesideTheFinishReason() {
        RecordingSink log =
                Decoding.stream(choice("\"delta\":{\"content\":\"a\\n\"},\"finish_reason\":\"length\""), DONE);
        assertThat(log.events())
                .containsExactly(
                        new ChatEvent.Started("x"),
                        new ChatEvent.Text(0, "a\n"),
                        new ChatEvent.Finished(0, FinishReason.LENGTH),
                        new ChatEvent.Completed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"reasoning_content", "reasoning"})
    void takesEitherSpellingOfThinking(String name) {
        RecordingSink log = Decoding.stream(delta("\"" + name + "\":\"hm\",\"content\":\"a\""), STOP, DONE);
        assertThat(log.events()).contains(new ChatEvent.Thinking(0, "hm"), new ChatEvent.Text(0, "a"));
    }

    @Test
    void joinsTheTextsOfContentInParts() {
        RecordingSink log = Decoding.stream(
                delta("\"content\":[{\"type\":\"text\",\"text\":\"a\"},7,{\"text\":null},{\"text\":\"b\"}]"),
                STOP,
                DONE);
        assertThat(Decoding.said(log)).contains(new ChatEvent.Text(0, "ab"));
    }

    @Test
    void numbersToolCallsWithoutGapsWhateverTheUpstreamCounts() {
        RecordingSink log = Decoding.stream(
                toolCall("\"index\":1,\"id\":\"c1\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}"),
                toolCall("\"index\":4,\"id\":\"c4\",\"function\":{\"name\":\"g\",\"arguments\":\"[\"}"),
                toolCall("\"index\":1,\"id\":\"\",\"function\":{\"name\":null,\"arguments\":\"}\"}"),
                toolCall("\"index\":4,\"id\":\"c4\",\"function\":{\"name\":\"g\",\"arguments\":\"]\"}"),
                STOP,
                DONE);
        assertThat(callsOf(log))
                .containsExactly(
                        call(0, "c1", "f"),
                        arguments(0, "{"),
                        call(1, "c4", "g"),
                        arguments(1, "["),
                        arguments(0, "}"),
                        arguments(1, "]"));
    }

    @Test
    void tellsToolCallsWithoutIndexApartByIdOrName() {
        RecordingSink log = Decoding.stream(
                toolCall("\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"1\"}"),
                toolCall("\"id\":\"a\",\"function\":{\"arguments\":\"2\"}"),
                toolCall("\"function\":{\"arguments\":\"3\"}"),
                toolCall("\"id\":\"b\",\"function\":{\"name\":\"f\",\"arguments\":\"4\"}"),
                toolCall("\"function\":{\"name\":\"h\",\"arguments\":\"5\"}"),
                STOP,
                DONE);
        assertThat(callsOf(log))
                .containsExactly(
                        call(0, "a", "f"),
                        arguments(0, "123"),
                        call(1, "b", "f"),
                        arguments(1, "4"),
                        call(2, "", "h"),
                        arguments(2, "5"));
    }

    @Test
    void tellsToolCallsApartThatAllBearOneIndex() {
        RecordingSink log = Decoding.stream(
                toolCall("\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}"),
                toolCall("\"index\":0,\"id\":\"b\",\"function\":{\"name\":\"f\",\"arguments\":\"[]\"}"),
                STOP,
                DONE);
        assertThat(callsOf(log))
                .containsExactly(call(0, "a", "f"), arguments(0, "{}"), call(1, "b", "f"), arguments(1, "[]"));
    }

    @Test
    void waitsForTheNameAndLosesNoCallThatNeverGetsOne() {
        RecordingSink log = Decoding.stream(
                toolCall("\"index\":0,\"id\":\"a\""),
                toolCall("\"index\":1,\"id\":\"b\""),
                toolCall("\"index\":1,\"function\":{\"name\":\"g\"}"),
                toolCall("\"index\":2,\"id\":\"c\""),
                STOP,
                DONE);
        assertThat(callsOf(log)).containsExactly(call(0, "a", ""), call(1, "b", "g"), call(2, "c", ""));
    }

    @Test
    void readsSeveralEntriesOfOneChunkAndTheirFieldsInAnyOrder() {
        RecordingSink log = Decoding.stream(
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"arguments\":\"1\",\"name\":\"f\"},\"index\":0},"
                        + "{\"function\":{\"arguments\":\"2\",\"name\":\"g\"},\"id\":\"b\",\"index\":1}],\"content\":\"t\"},"
                        + "\"finish_reason\":\"tool_calls\",\"index\":3}],\"id\":\"late\"}",
                DONE);
        assertThat(log.events())
                .containsExactly(
                        new ChatEvent.Started("late"),
                        new ChatEvent.Text(3, "t"),
                        new ChatEvent.ToolCall(3, 0, "", "f"),
                        new ChatEvent.ToolCallArguments(3, 0, "1"),
                        new ChatEvent.ToolCall(3, 1, "b", "g"),
                        new ChatEvent.ToolCallArguments(3, 1, "2"),
                        new ChatEvent.Finished(3, FinishReason.TOOL_CALLS),
                        new ChatEvent.Completed());
    }

    @Test
    void handsOnLogprobsAsTheyAreUnlessEmpty() {
        RecordingSink log = Decoding.stream(
                choice("\"delta\":{\"content\":\"a\"},\"logprobs\":{\"refusal\":null,\"content\":[{\"token\":\"a\"}]}"),
                choice("\"delta\":{\"content\":\"b\"},\"logprobs\":{\"content\":[ ]}"),
                STOP,
                DONE);
        assertThat(log.events())
                .filteredOn(event -> event.kind() == ChatEvent.Kind.LOGPROBS)
                .containsExactly(new ChatEvent.Logprobs(0, "[{\"token\":\"a\"}]"));
    }

    @Test
    void handsOnLogprobsOfRefusalsAndAnnotationsUnlessEmpty() {
        RecordingSink log = Decoding.stream(
                choice("\"delta\":{\"refusal\":\"a\",\"annotations\":[ {\"type\":\"url_citation\"} ]},"
                        + "\"logprobs\":{\"content\":null,\"refusal\":[{\"token\":\"a\"}]}"),
                choice("\"delta\":{\"refusal\":\"b\",\"annotations\":[]},\"logprobs\":{\"refusal\":[ ]}"),
                choice("\"delta\":{\"refusal\":\"c\",\"annotations\":7},\"logprobs\":{\"refusal\":{}}"),
                STOP,
                DONE);
        assertThat(log.events())
                .containsExactly(
                        new ChatEvent.Started("x"),
                        new ChatEvent.Refusal(0, "a"),
                        new ChatEvent.RefusalLogprobs(0, "[{\"token\":\"a\"}]"),
                        new ChatEvent.Annotations(0, "[ {\"type\":\"url_citation\"} ]"),
                        new ChatEvent.Refusal(0, "b"),
                        new ChatEvent.Refusal(0, "c"),
                        new ChatEvent.Finished(0, FinishReason.STOP),
                        new ChatEvent.Completed());
    }

    @Test
    void takesNothingOfAChoiceThatHasFinished() {
        RecordingSink log = Decoding.stream(STOP, delta("\"content\":\"late\""), STOP, DONE);
        assertThat(log.events()).hasSize(3);
    }

    @Test
    void takesTheWordNullForNone() {
        RecordingSink log = Decoding.stream(choice("\"delta\":{\"content\":\"a\"},\"finish_reason\":\"null\""), DONE);
        assertThat(Decoding.failureOf(log)).isEqualTo(Failure.Kind.UPSTREAM_MALFORMED);
    }

    @Test
    void keepsReasonsItDoesNotKnow() {
        RecordingSink log = Decoding.stream(choice("\"delta\":{},\"finish_reason\":\"repetition\""), DONE);
        assertThat(log.events()).contains(new ChatEvent.Finished(0, FinishReason.other("repetition")));
    }

    @Test
    void isNotWholeIfOneOfTheChoicesHasNotFinished() {
        RecordingSink log = Decoding.stream(
                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"},{\"index\":1,\"delta\":{}}]}",
                DONE);
        assertThat(Decoding.failureOf(log)).isEqualTo(Failure.Kind.UPSTREAM_MALFORMED);
    }

    @Test
    void isNotWholeWithoutAnyChoice() {
        assertThat(Decoding.failureOf(Decoding.stream(DONE))).isEqualTo(Failure.Kind.UPSTREAM_MALFORMED);
        assertThat(Decoding.failureOf(Decoding.stream("{\"choices\":[]}", DONE)))
                .isEqualTo(Failure.Kind.UPSTREAM_MALFORMED);
    }

    @Test
    void isWholeWithoutEndMarkerOnceFinished() {
        assertThat(Decoding.stream(STOP).endedWell()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "\"a\"", "null", "{\"choices\":{}}", "{\"choices\":null}", "{\"choices\":[1]}"})
    void refusesEventsThatAreNoChunk(String payload) {
        RecordingSink log = Decoding.stream(STOP, payload, DONE);
        assertThat(Decoding.failureOf(log)).isEqualTo(Failure.Kind.UPSTREAM_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"choices\":[]}}", "{\"a\":NaN}", "\u0001", "{\"a\":\"\\x\"}", "<html>"})
    void refusesEventsThatAreNoJson(String payload) {
        RecordingSink log = Decoding.stream(STOP, payload, DONE);
        assertThat(Decoding.failureOf(log)).isEqualTo(Failure.Kind.UPSTREAM_MALFORMED);
    }

    @Test
    void saysNothingOfAnEventBeforeAllOfItIsChecked() {
        RecordingSink log = Decoding.stream(delta("\"content\":\"a\"").replace("]}", "],\"b\":tru}"), DONE);
        assertThat(log.events()).hasSize(1);
    }

    @Test
    void ignoresWhatTheConnectionsEndHasTorn() {
        byte[] torn = (new String(Decoding.sse(STOP), StandardCharsets.UTF_8) + "data: {\"choices\":[")
                .getBytes(StandardCharsets.UTF_8);
        RecordingSink log = Decoding.stream(torn, io.gemigo.gateway.testkit.transcript.Cut.whole());
        assertThat(log.endedWell()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"message\":\"m\"}}",
                "{\"error\":\"m\",\"choices\":[]}",
                "{\"code\":\"Throttling\",\"message\":\"m\"}"
            })
    void asksWhatAnErrorMeans(String payload) {
        assertThat(Decoding.stream(payload).failure()).isInstanceOf(Failure.Internal.class);
    }

    @Test
    void takesUsageFromAnyChunk() {
        RecordingSink log = Decoding.stream(
                choice("\"delta\":{},\"finish_reason\":\"stop\"")
                        .replace("]}", "],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}"),
                "{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":9}}",
                DONE);
        assertThat(log.events())
                .contains(new ChatEvent.UsageReport(Usage.of(1, 2)))
                .contains(new ChatEvent.UsageReport(new Usage(3, 4, 9, -1, -1, -1, -1, -1, -1, -1, false)));
    }

    @Test
    void takesNoOtherUsageOnceItHasComeBehindTheEnd() {
        RecordingSink log = Decoding.stream(
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}",
                STOP,
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}",
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":6}}",
                "{\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":8}}",
                DONE);
        assertThat(log.events())
                .filteredOn(event -> event.kind() == ChatEvent.Kind.USAGE)
                .containsExactly(new ChatEvent.UsageReport(Usage.of(1, 2)), new ChatEvent.UsageReport(Usage.of(3, 4)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "1.5",
                "1e3",
                "9007199254740993",
                "99999999999999999999999",
                "null",
                "\"1\"",
                "{}",
                "[[]]",
                "{\"a\":{}}"
            })
    void takesCountsThatCannotBeForAbsent(String count) {
        String usage = "],\"usage\":{\"prompt_tokens\":" + count + ",\"completion_tokens\":2}}";
        RecordingSink log = Decoding.stream(STOP.replace("]}", usage), DONE);
        assertThat(log.endedWell()).isTrue();
        assertThat(log.events()).noneMatch(event -> event.kind() == ChatEvent.Kind.USAGE);

        String detail = "],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":" + count
                + ",\"prompt_tokens_details\":{\"cached_tokens\":" + count + "}}}";
        assertThat(Decoding.stream(STOP.replace("]}", detail), DONE).events())
                .contains(new ChatEvent.UsageReport(Usage.of(1, 2)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"id\":\"%s\"", "\"function\":{\"name\":\"%s\"}", "\"id\":\"%s\",\"function\":{\"name\":\"f\"}"
            })
    void idsAndNamesOfCallsAreKeptUpToALimit(String call) {
        String[] chunks = new String[65];
        for (int i = 0; i < chunks.length; i++) {
            // Ids are told apart by their ends.
            String name = "x".repeat(4094) + (10 + i);
            chunks[i] = delta("\"tool_calls\":[{\"index\":" + i + "," + call.formatted(name) + "}]");
        }
        String last = chunks[chunks.length - 1];
        chunks[chunks.length - 1] = STOP;
        assertThat(Decoding.stream(chunks).endedWell()).isEqualTo(!call.endsWith("\"f\"}"));
        chunks[chunks.length - 1] = last;
        assertThat(Decoding.stream(chunks).failure())
                .isEqualTo(new Failure.UpstreamMalformed("tool calls over the limit", 200));
    }

    @Test
    void argumentsAreNotCountedAmongNames() {
        String[] chunks = new String[70];
        chunks[69] = STOP;
        for (int i = 0; i < chunks.length - 1; i++) {
            chunks[i] = delta("\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\""
                    + "x".repeat(4096) + "\"}}]");
        }
        assertThat(Decoding.stream(chunks).endedWell()).isTrue();
    }

    @Test
    void boundsWhatAMadUpstreamCanMakeItKeep() {
        RecordingSink choice =
                Decoding.stream("{\"choices\":[{\"index\":128,\"delta\":{},\"finish_reason\":\"stop\"}]}", STOP, DONE);
        assertThat(choice.failure()).isEqualTo(new Failure.UpstreamMalformed("choice number over the limit", 200));
        String[] chunks = new String[1027];
        for (int i = 0; i < 1025; i++) {
            chunks[i] = toolCall("\"index\":" + i + ",\"id\":\"" + i + "\",\"function\":{\"name\":\"f\"}");
        }
        chunks[1025] = STOP;
        chunks[1026] = DONE;
        assertThat(Decoding.stream(chunks).failure())
                .isEqualTo(new Failure.UpstreamMalformed("tool calls over the limit", 200));
    }

    @Test
    void copesWithValuesOfOddTypes() {
        RecordingSink log = Decoding.stream(
                "{\"id\":7,\"model\":[],\"created\":\"x\",\"usage\":[],\"error\":null,\"choices\":[{\"index\":\"0\","
                        + "\"delta\":{\"content\":{\"a\":1},\"refusal\":[1],\"reasoning_content\":{},\"tool_calls\":{\"x\":1}},"
                        + "\"finish_reason\":[],\"logprobs\":{\"content\":{}}}]}",
                delta("\"tool_calls\":[null,7,{\"index\":\"a\",\"id\":1,\"function\":7}],\"content\":\"\\ud83d\""),
                delta("\"content\":\"\\ude00\""),
                STOP,
                DONE);
        assertThat(log.endedWell()).isTrue();
        assertThat(Decoding.said(log))
                .contains(new ChatEvent.Text(0, "\ud83d\ude00"))
                .contains(new ChatEvent.Started(""));
    }

    /** A value of another type than it should have, with names in it that mean something elsewhere, does not hide what follows. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"content\":\"x\",\"delta\":[]}", "[{\"content\":\"x\"},[]]", "{\"a\":{}}", "[[1]]"})
    void readsOnBehindValuesOfOddTypes(String odd) {
        for (String name : List.of("role", "content", "refusal", "reasoning_content", "reasoning", "tool_calls", "x")) {
            String chunk = delta("\"" + name + "\":" + odd.replace("[{", "[0,{") + ",\"content\":\"a\"");
            assertThat(textsOf(Decoding.stream(chunk, STOP, DONE))).as(name).containsExactly("a");
        }
        assertThat(Decoding.stream(
                                choice("\"delta\":" + odd.replace("{", "[{").replace("}", "}]")
                                        + ",\"finish_reason\":\"stop\""),
                                DONE)
                        .endedWell())
                .isTrue();
        for (String name : List.of("index", "finish_reason", "logprobs", "x")) {
            String chunk = "{\"choices\":[{\"" + name + "\":" + odd + ",\"delta\":{\"content\":\"a\"}}]}";
            assertThat(textsOf(Decoding.stream(chunk, STOP, DONE))).as(name).containsExactly("a");
        }
        for (String name : List.of("id", "object", "created", "model", "usage", "code", "message", "x")) {
            String chunk = "{\"" + name + "\":" + odd + ","
                    + delta("\"content\":\"a\"").substring(1);
            assertThat(textsOf(Decoding.stream(chunk, STOP, DONE))).as(name).containsExactly("a");
        }
        for (String name : List.of("index", "id", "type", "x")) {
            String chunk = toolCall("\"" + name + "\":" + odd + ",\"function\":{\"name\":\"f\",\"arguments\":\"1\"}");
            assertThat(callsOf(Decoding.stream(chunk, STOP, DONE)))
                    .as(name)
                    .containsExactly(call(0, "", "f"), arguments(0, "1"));
        }
        for (String name : List.of("name", "x")) {
            String chunk = toolCall("\"function\":{\"" + name + "\":" + odd + ",\"arguments\":\"1\"},\"id\":\"a\"");
            assertThat(callsOf(Decoding.stream(chunk, STOP, DONE)))
                    .as(name)
                    .containsExactly(call(0, "a", ""), arguments(0, "1"));
        }
        String function = toolCall("\"function\":" + odd.replace("{", "[{").replace("}", "}]") + ",\"id\":\"a\"");
        assertThat(callsOf(Decoding.stream(function, STOP, DONE))).containsExactly(call(0, "a", ""));
    }

    private static List<String> textsOf(RecordingSink log) {
        assertThat(log.endedWell()).isTrue();
        return Decoding.said(log).stream()
                .filter(ChatEvent.Text.class::isInstance)
                .map(event -> ((ChatEvent.Text) event).text())
                .toList();
    }

    @Test
    void remembersNothingOfTheEventBefore() {
        RecordingSink log = Decoding.stream(
                "{\"id\":\"x\",\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2},\"choices\":[{\"index\":0,"
                        + "\"delta\":{\"role\":\"assistant\",\"content\":[{\"text\":\"a\"},{\"text\":\"b\"}],"
                        + "\"refusal\":\"r\",\"reasoning\":\"hm\",\"tool_calls\":[{\"index\":5,\"id\":\"c\","
                        + "\"function\":{\"name\":\"f\",\"arguments\":\"1\"}}]},"
                        + "\"finish_reason\":\"length\",\"logprobs\":{\"content\":[1]}}]}",
                "{\"choices\":[{\"index\":1}]}",
                "{\"choices\":[{\"index\":1,\"delta\":{\"tool_calls\":[{}]}}]}",
                "{\"choices\":[{\"index\":1,\"delta\":{\"tool_calls\":[{\"function\":{}}]}}]}",
                "{\"choices\":[]}",
                "{\"choices\":[{\"delta\":{\"content\":null},\"index\":1,\"finish_reason\":\"stop\"}]}",
                DONE);
        assertThat(log.events())
                .containsExactly(
                        new ChatEvent.Started("x"),
                        new ChatEvent.Thinking(0, "hm"),
                        new ChatEvent.Text(0, "a"),
                        new ChatEvent.Text(0, "b"),
                        new ChatEvent.Refusal(0, "r"),
                        call(0, "c", "f"),
                        arguments(0, "1"),
                        new ChatEvent.Logprobs(0, "[1]"),
                        new ChatEvent.Finished(0, FinishReason.LENGTH),
                        new ChatEvent.UsageReport(Usage.of(1, 2)),
                        new ChatEvent.ToolCall(1, 0, "", ""),
                        new ChatEvent.Finished(1, FinishReason.STOP),
                        new ChatEvent.Completed());
    }

    @ParameterizedTest
    @CsvSource({
        "stop, STOP",
        "length, LENGTH",
        "tool_calls, TOOL_CALLS",
        "function_call, TOOL_CALLS",
        "content_filter, CONTENT_FILTER",
        "eos, OTHER"
    })
    void readsEveryReasonOfTheEnd(String word, FinishReason.Kind kind) {
        RecordingSink log = Decoding.stream(choice("\"delta\":{},\"finish_reason\":\"" + word + "\""), DONE);
        assertThat(log.endedWell()).isTrue();
        assertThat(((ChatEvent.Finished) log.events().get(1)).reason().kind()).isEqualTo(kind);
    }

    @Test
    void spellsEveryReasonOfTheEnd() {
        assertThat(FinishReasons.word(FinishReason.STOP)).isEqualTo("stop");
        assertThat(FinishReasons.word(FinishReason.LENGTH)).isEqualTo("length");
        assertThat(FinishReasons.word(FinishReason.TOOL_CALLS)).isEqualTo("tool_calls");
        assertThat(FinishReasons.word(FinishReason.CONTENT_FILTER)).isEqualTo("content_filter");
        assertThat(FinishReasons.word(FinishReason.other("eos"))).isEqualTo("stop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[DONE]", "[DONE] ", "  [DONE]  ", " [DONE]"})
    void endsAtTheMarkerWhateverSpaceIsAroundIt(String marker) {
        assertThat(Decoding.stream(STOP, marker, "{\"error\":\"late\"}").endedWell())
                .isTrue();
        assertThat(Decoding.relay(false, STOP, marker)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[DONE", "DONE]", "x[DONE]", "[DONE]x", "[done]"})
    void takesNothingElseForTheMarker(String marker) {
        assertThat(Decoding.failureOf(Decoding.stream(STOP, marker))).isEqualTo(Failure.Kind.UPSTREAM_MALFORMED);
    }

    @Test
    void passesOverEventsWithoutData() {
        assertThat(Decoding.stream("", STOP, "", DONE).endedWell()).isTrue();
    }

    @Test
    void readsAsManyChoicesAndCallsAsTheApiAllows() {
        RecordingSink log = Decoding.stream(
                "{\"choices\":[{\"index\":127,\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}", DONE);
        assertThat(log.events()).contains(new ChatEvent.Text(127, "a"));
        String[] chunks = new String[1025];
        for (int i = 0; i < 1024; i++) {
            chunks[i] = toolCall("\"index\":" + i + ",\"id\":\"" + i + "\",\"function\":{\"name\":\"f\"}");
        }
        chunks[1024] = STOP;
        RecordingSink calls = Decoding.stream(chunks);
        assertThat(calls.endedWell()).isTrue();
        assertThat(callsOf(calls)).hasSize(1024).endsWith(call(1023, "1023", "f"));
    }

    @Test
    void readsSeveralChoicesOfOneChunk() {
        RecordingSink log = Decoding.stream(
                "{\"choices\":[{\"delta\":{\"content\":\"a\"}},{\"delta\":{\"content\":\"b\"}},{\"delta\":{\"content\":\"c\"}},"
                        + "{\"index\":65536,\"delta\":{\"content\":\"d\"}}]}",
                "{\"choices\":[{\"finish_reason\":\"stop\"},{\"finish_reason\":\"stop\"},{\"finish_reason\":\"stop\"},{\"finish_reason\":\"stop\"}]}",
                DONE);
        assertThat(log.endedWell()).isTrue();
        assertThat(log.events())
                .contains(
                        new ChatEvent.Text(0, "a"),
                        new ChatEvent.Text(1, "b"),
                        new ChatEvent.Text(2, "c"),
                        new ChatEvent.Text(3, "d"));
    }

    @Test
    void takesAnIdThatComesLateForTheCallsOwn() {
        RecordingSink log = Decoding.stream(
                toolCall("\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"1\"}"),
                toolCall("\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"2\"}"),
                toolCall("\"index\":1"),
                toolCall("\"index\":1,\"id\":\"b\""),
                toolCall("\"index\":1,\"id\":\"c\",\"function\":{\"arguments\":\"3\"}"),
                STOP,
                DONE);
        assertThat(callsOf(log))
                .containsExactly(call(0, "", "f"), arguments(0, "12"), call(1, "b", ""), arguments(1, "3"));
    }

    @Test
    void tellsOfNoUsageBeforeAChunkAndToNobodyWhoRelaysNothing() {
        ChatChunkDecoder decoder = new ChatChunkDecoder(Decoding.ERRORS);
        assertThat(decoder.usageEvent(Usage.of(1, 2))).isNull();
        assertThat(Decoding.relay(false, STOP, DONE)).hasSize(1);
        assertThat(Decoding.relay(true, STOP, DONE)).hasSize(2);
    }

    @Test
    void readsTheHighestCountAndNumber() {
        String usage = "],\"usage\":{\"prompt_tokens\":9007199254740992,\"completion_tokens\":0,\"total_tokens\":7}}";
        assertThat(Decoding.stream(STOP.replace("]}", usage), DONE).events())
                .contains(new ChatEvent.UsageReport(
                        new Usage(9_007_199_254_740_992L, 0, 7, -1, -1, -1, -1, -1, -1, -1, false)));
        RecordingSink log = Decoding.stream(
                toolCall("\"index\":65535,\"function\":{\"name\":\"f\",\"arguments\":\"1\"}"),
                toolCall("\"index\":65535,\"function\":{\"name\":\"f\",\"arguments\":\"2\"}"),
                STOP,
                DONE);
        assertThat(callsOf(log)).containsExactly(call(0, "", "f"), arguments(0, "12"));
    }

    @Test
    void goesOnWithTheLatestCallWhereNothingIsSaidOfWhich() {
        RecordingSink log = Decoding.stream(
                toolCall("\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"1\"}"),
                toolCall("\"id\":\"b\",\"function\":{\"name\":\"g\",\"arguments\":\"2\"}"),
                toolCall("\"function\":{\"arguments\":\"3\"}"),
                STOP,
                DONE);
        assertThat(callsOf(log))
                .containsExactly(call(0, "a", "f"), arguments(0, "1"), call(1, "b", "g"), arguments(1, "23"));
    }

    @Test
    void beginsWithUsageIfThatComesFirst() {
        RecordingSink log = Decoding.stream("{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}", STOP, DONE);
        assertThat(log.events()).startsWith(new ChatEvent.Started(""), new ChatEvent.UsageReport(Usage.of(1, 2)));
    }

    @Test
    void joinsTextsOfPartsAmongValuesOfOddTypes() {
        RecordingSink log = Decoding.stream(
                delta(
                        "\"content\":[{\"text\":{\"text\":\"x\"},\"y\":{\"text\":\"x\"}},[{\"text\":\"x\"}],{\"text\":\"b\"}]"),
                STOP,
                DONE);
        assertThat(textsOf(log)).containsExactly("b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[DONE]", "{"})
    void relaysNeitherTheMarkerNorWhatIsNoJson(String data) {
        RelayEdits edits = new RelayEdits(Decoding.CONTEXT, false);
        ChatChunkDecoder decoder = new ChatChunkDecoder(Decoding.ERRORS);
        RecordingSink sink = new RecordingSink();
        new SseDecoder(1 << 16).feed(Window.of(Decoding.sse(STOP, data)), event -> {
            edits.clear();
            decoder.event(event, sink, edits);
            return true;
        });
        assertThat(edits.dropped()).isTrue();
    }
}
