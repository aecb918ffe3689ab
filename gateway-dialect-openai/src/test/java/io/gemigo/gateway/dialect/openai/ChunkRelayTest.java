package io.gemigo.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import io.gemigo.gateway.testkit.protocol.OpenAiStreamRules;
import io.gemigo.gateway.testkit.transcript.Operation;
import io.gemigo.gateway.testkit.transcript.Transcript;
import io.gemigo.gateway.testkit.transcript.Transcripts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients read of a relayed stream keeps the rules of the API, whatever rules the upstream keeps. */
class ChunkRelayTest {
    private static final String HEAD = "\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"created\":5,";
    private static final String UP = "{" + HEAD + "\"model\":\"up\",\"choices\":[%s]%s}";
    private static final String DOWN = "{" + HEAD + "\"model\":\"asked \\\"for\\\"\",\"choices\":[%s]%s}";
    private static final String STOP = choice("", "\"finish_reason\":\"stop\"");
    private static final String USAGE = ",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}";
    private static final String DONE = "[DONE]";

    private static String choice(int index, String delta, String more) {
        return "{\"index\":" + index + ",\"delta\":{" + delta + "}" + (more.isEmpty() ? "" : ",") + more + "}";
    }

    private static String choice(String delta, String more) {
        return choice(0, delta, more);
    }

    private static String delta(String members) {
        return choice(members, "");
    }

    private static String role(String more) {
        return delta("\"role\":\"assistant\"" + (more.isEmpty() ? "" : ",") + more);
    }

    private static String up(String choices) {
        return UP.formatted(choices, "");
    }

    private static String down(String choices) {
        return DOWN.formatted(choices, "");
    }

    private static String calls(String... entries) {
        return "\"tool_calls\":[" + String.join(",", entries) + "]";
    }

    /** What goes on of the last of these choices, each of them a chunk of its own. */
    private static void relays(String expected, String... choices) {
        String[] payloads = Stream.of(choices).map(ChunkRelayTest::up).toArray(String[]::new);
        List<Json> passed = Decoding.relay(false, payloads);
        assertThat(passed).isNotEmpty();
        JsonAssert.assertSame(Json.parse(down(expected)), passed.get(passed.size() - 1));
    }

    /** That nothing goes on of the last of these choices. */
    private static void drops(String... choices) {
        String[] payloads = Stream.of(choices).map(ChunkRelayTest::up).toArray(String[]::new);
        assertThat(Decoding.relay(false, payloads)).hasSize(choices.length - 1);
    }

    // ---- documents

    @Test
    void namesTheModelTheClientAskedFor() {
        relays(role(""), role(""));
        JsonAssert.assertSame(
                Json.parse(down(role(""))),
                Decoding.relay(false, up(role("")).replace("\"model\":\"up\",", "\"model\":7,"))
                        .get(0));
    }

    @Test
    void completesWhatEveryChunkHas() {
        String bare = "{\"choices\":[" + role("") + "]}";
        String expected = "{\"id\":\"chatcmpl-req-1\",\"object\":\"chat.completion.chunk\",\"created\":1763800000,"
                + "\"model\":\"asked \\\"for\\\"\",\"choices\":[" + role("") + "]}";
        JsonAssert.assertSame(Json.parse(expected), Decoding.relay(false, bare).get(0));
        String wrong =
                "{\"id\":\"\",\"object\":\"x\",\"created\":\"now\",\"model\":null,\"choices\":[" + role("") + "]}";
        JsonAssert.assertSame(Json.parse(expected), Decoding.relay(false, wrong).get(0));
        String half = "{\"created\":1.5,\"choices\":[" + role("") + "],\"id\":null,\"object\":[]}";
        JsonAssert.assertSame(Json.parse(expected), Decoding.relay(false, half).get(0));
    }

    @Test
    void pinsIdAndTimeOfTheFirstChunk() {
        List<Json> passed = Decoding.relay(
                true,
                UP.formatted(role(""), ",\"usage\":null"),
                "{\"id\":\"other\",\"created\":16,\"choices\":[" + STOP + "],\"usage\":null}",
                "{\"created\":null,\"choices\":[]" + USAGE + ",\"id\":\"\"}");
        JsonAssert.assertSame(Json.parse(DOWN.formatted(STOP, ",\"usage\":null")), passed.get(1));
        JsonAssert.assertSame(Json.parse(DOWN.formatted("", USAGE)), passed.get(2));
    }

    @Test
    void pinsTheIdMadeForAnUpstreamThatForgotIt() {
        List<Json> passed = Decoding.relay(false, "{\"choices\":[" + role("") + "]}", up(STOP));
        assertThat(passed.get(1).at("id").asString()).isEqualTo("chatcmpl-req-1");
        assertThat(passed.get(1).at("created").asLong()).isEqualTo(1_763_800_000L);
    }

    @Test
    void dropsObfuscationAndErrorsThatAreNone() {
        JsonAssert.assertSame(
                Json.parse(down(role(""))),
                Decoding.relay(false, UP.formatted(role(""), ",\"obfuscation\":\"xx\",\"error\":null"))
                        .get(0));
    }

    @Test
    void passesWhatItDoesNotKnow() {
        String odd = ",\"x\":{\"usage\":null,\"error\":null},\"service_tier\":\"default\"";
        String choice = choice("\"role\":\"assistant\",\"audio\":{\"data\":\"AA\"}", "\"y\":[1.50]");
        JsonAssert.assertSame(
                Json.parse(DOWN.formatted(choice, odd)),
                Decoding.relay(false, UP.formatted(choice, odd)).get(0));
        relays(choice("", "\"y\":1"), role(""), choice("", "\"y\":1"));
    }

    // ---- usage

    @Test
    void takesUsageAwayFromClientsThatDidNotAskForIt() {
        List<Json> passed = Decoding.relay(
                false,
                UP.formatted(role(""), ",\"usage\":null"),
                UP.formatted(STOP, USAGE),
                UP.formatted("", USAGE),
                DONE);
        assertThat(passed).hasSize(2);
        OpenAiStreamRules.check(passed, false);
    }

    @Test
    void leavesUsageToClientsThatAskedForIt() {
        List<Json> passed = Decoding.relay(
                true,
                UP.formatted(role(""), ",\"usage\":null"),
                UP.formatted(STOP, ",\"usage\":null"),
                UP.formatted("", USAGE),
                DONE);
        OpenAiStreamRules.check(passed, true);
        JsonAssert.assertSame(Json.parse(DOWN.formatted("", USAGE)), passed.get(2));
    }

    @Test
    void saysOnEveryChunkThatUsageIsToCome() {
        List<Json> passed =
                Decoding.relay(true, up(role("")), UP.formatted(STOP, ",\"usage\":7"), UP.formatted("", USAGE));
        JsonAssert.assertSame(Json.parse(DOWN.formatted(role(""), ",\"usage\":null")), passed.get(0));
        JsonAssert.assertSame(Json.parse(DOWN.formatted(STOP, ",\"usage\":null")), passed.get(1));
    }

    @Test
    void movesUsageBehindTheLastFinishAndTellsItOnce() {
        List<Json> passed = Decoding.relay(
                true,
                UP.formatted("", USAGE),
                UP.formatted(role(""), USAGE),
                UP.formatted("", USAGE),
                UP.formatted(STOP, USAGE.replace('3', '5')),
                DONE);
        OpenAiStreamRules.check(passed, true);
        assertThat(passed.get(2).at("usage").at("prompt_tokens").asLong()).isEqualTo(5);

        List<Json> twice =
                Decoding.relay(true, up(role("")), up(STOP), UP.formatted("", USAGE), UP.formatted("", USAGE), DONE);
        OpenAiStreamRules.check(twice, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",\"usage\":{}", ",\"usage\":{\"prompt_tokens\":-1,\"completion_tokens\":2}", ",\"usage\":[]"
            })
    void tellsWhatWasCountedHereIfTheUpstreamHasNothingToTell(String usage) {
        List<Json> passed = Decoding.relay(true, up(role("")), up(STOP), UP.formatted("", usage), DONE);
        OpenAiStreamRules.check(passed, true);
        JsonAssert.assertSame(
                Json.parse(DOWN.formatted(
                        "", ",\"usage\":{\"prompt_tokens\":70,\"completion_tokens\":7,\"total_tokens\":77}")),
                passed.get(2));
    }

    @Test
    void namesTokensWrittenToACacheAsClientsKnowThem() {
        String usage = ",\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":0,\"%s\":5}}";
        for (String up : List.of(
                "cache_creation_input_tokens",
                "cache_write_tokens",
                "cache_write_tokens\":5,\"cache_creation_input_tokens")) {
            String down = up.equals("cache_creation_input_tokens") ? "cache_write_tokens" : up;
            List<Json> passed =
                    Decoding.relay(true, up(role("")), up(STOP), UP.formatted("", usage.formatted(up)), DONE);
            JsonAssert.assertSame(Json.parse(DOWN.formatted("", usage.formatted(down))), passed.get(2));
        }
    }

    @Test
    void passesNothingThatHasNeitherChoicesNorWantedUsage() {
        assertThat(Decoding.relay(true, up(""), "{\"ping\":1}", "{" + USAGE.substring(1) + "}"))
                .isEmpty();
    }

    // ---- choices

    @Test
    void givesEveryChoiceItsRoleFirstAndOnce() {
        relays(role("\"content\":\"a\""), delta("\"content\":\"a\""));
        relays(role(""), delta("\"role\":\"\""));
        relays(role(""), delta("\"role\":null"));
        relays(role("\"content\":\"a\""), delta("\"content\":\"a\",\"role\":\"model\""));
        relays(delta("\"content\":\"a\""), role(""), role("\"content\":\"a\""));
        relays(delta("\"content\":\"a\""), role(""), delta("\"content\":\"a\",\"role\":\"\""));
        relays(choice(1, "\"role\":\"assistant\"", ""), role(""), choice(1, "", ""));
    }

    @Test
    void putsADeltaWhereThereIsNone() {
        relays(
                choice("\"role\":\"assistant\"", "\"finish_reason\":\"stop\""),
                "{\"index\":0,\"finish_reason\":\"stop\"}");
        relays(
                choice("", "\"finish_reason\":\"stop\""),
                role(""),
                "{\"finish_reason\":\"stop\",\"delta\":7,\"index\":0}");
        relays(role(""), "{}");
    }

    @Test
    void numbersChoicesThatAreNot() {
        relays(role(""), "{\"delta\":{\"role\":\"assistant\"}}");
        relays(role(""), "{\"delta\":{\"role\":\"assistant\"},\"index\":\"0\"}");
        relays(role(""), "{\"index\":\"0\",\"delta\":{\"role\":\"assistant\"}}");
        relays(
                role("") + "," + choice(1, "\"role\":\"assistant\"", ""),
                "{\"delta\":{\"role\":\"assistant\"}},{\"delta\":{\"role\":\"assistant\"},\"index\":-1}");
    }

    @Test
    void saysNothingOfAChoiceAfterItsEnd() {
        drops(role(""), STOP, STOP);
        drops(role(""), STOP, delta("\"content\":\"late\""));
        relays(
                choice(1, "\"role\":\"assistant\",\"content\":\"b\"", ""),
                role(""),
                STOP,
                STOP + "," + choice(1, "\"content\":\"b\"", ""));
    }

    @Test
    void dropsDeltasThatSayNothing() {
        drops(role(""), delta(""));
        drops(role(""), choice("\"reasoning_content\":null", "\"finish_reason\":null,\"logprobs\":null"));
        drops(role(""), delta("\"content\":7"));
        relays(
                choice(1, "\"role\":\"assistant\"", ""),
                role(""),
                delta("") + "," + choice(1, "\"role\":\"assistant\"", "") + "," + delta(""));
        relays(choice("", "\"logprobs\":{\"content\":[{}]}"), role(""), choice("", "\"logprobs\":{\"content\":[{}]}"));
        relays(choice("", "\"logprobs\":{\"refusal\":[{}]}"), role(""), choice("", "\"logprobs\":{\"refusal\":[{}]}"));
    }

    @Test
    void dropsEmptyThinkingAndKeepsTheRest() {
        relays(role("\"content\":\"a\""), role("\"reasoning_content\":null,\"content\":\"a\""));
        relays(role("\"content\":null"), role("\"content\":null,\"reasoning_content\":\"\""));
        relays(role(""), role("\"reasoning\":\"\",\"reasoning_content\":null"));
        relays(role("\"reasoning_content\":\"hm\""), role("\"reasoning_content\":\"hm\""));
        relays(role("\"content\":\"a\""), role("\"reasoning_content\":{},\"content\":\"a\""));
    }

    @Test
    void spellsThinkingAsClientsKnowIt() {
        relays(role("\"reasoning_content\":\"hm\""), role("\"reasoning\":\"hm\""));
        relays(role("\"reasoning_content\":\"hm\""), role("\"reasoning_content\":\"\",\"reasoning\":\"hm\""));
        String both = role("\"reasoning_content\":\"hm\",\"reasoning\":\"hm\"");
        relays(both, both);
        String otherWay = role("\"reasoning\":\"hm\",\"reasoning_content\":\"hm\"");
        relays(otherWay, otherWay);
    }

    @Test
    void joinsTextThatComesInParts() {
        relays(
                role("\"content\":\"a\\n\\\"b\""),
                role("\"content\":[{\"type\":\"text\",\"text\":\"a\\n\"},{\"text\":\"\\\"b\"},{\"type\":\"image\"}]"));
        relays(role("\"content\":\"\""), role("\"content\":[]"));
    }

    @Test
    void dropsTextsThatAreNone() {
        relays(role("\"content\":\"a\""), role("\"content\":\"a\",\"refusal\":[]"));
        relays(role("\"refusal\":null"), role("\"refusal\":null,\"content\":{\"text\":\"a\"},\"tool_calls\":{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "length", "tool_calls", "content_filter"})
    void passesReasonsOfTheEndThatClientsKnow(String reason) {
        String end = choice("", "\"finish_reason\":\"" + reason + "\"");
        relays(end, role(""), end);
    }

    @Test
    void spellsReasonsOfTheEndAsClientsKnowThem() {
        String end = "\"finish_reason\":\"%s\"";
        relays(choice("", end.formatted("stop")), role(""), choice("", end.formatted("eos_token")));
        relays(choice("", end.formatted("tool_calls")), role(""), choice("", end.formatted("function_call")));
        relays(
                choice("\"content\":\"a\"", "\"finish_reason\":null"),
                role(""),
                choice("\"content\":\"a\"", end.formatted("null")));
        relays(
                choice("\"content\":\"a\"", "\"finish_reason\":null"),
                role(""),
                choice("\"content\":\"a\"", end.formatted("")));
        relays(choice("\"content\":\"a\"", ""), role(""), choice("\"content\":\"a\"", "\"finish_reason\":7"));
    }

    // ---- tool calls

    private static final String F =
            "{\"index\":0,\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}";

    @Test
    void namesEachToolCallOnce() {
        String more = "{\"index\":0,\"function\":{\"arguments\":\"1\"}}";
        relays(role(calls(F)), role(calls(F)));
        for (String again : List.of(
                "{\"function\":{\"arguments\":\"1\"},\"index\":0,\"id\":\"\",\"type\":\"function\"}",
                "{\"id\":\"a\",\"index\":0,\"function\":{\"arguments\":\"1\"}}",
                "{\"type\":\"function\",\"id\":\"a\",\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"1\"}}",
                "{\"index\":0,\"function\":{\"name\":\"\",\"arguments\":\"1\"},\"id\":null}",
                "{\"index\":0,\"function\":{\"name\":null,\"arguments\":\"1\"}}")) {
            relays(delta(calls(more)), role(calls(F)), delta(calls(again)));
        }
    }

    @Test
    void dropsWhatSaysNothingMoreOfAToolCall() {
        drops(role(calls(F)), delta(calls("{\"index\":0,\"id\":\"\"}")));
        drops(role(calls(F)), delta(calls("{\"index\":0,\"function\":null}", "7")));
        relays(
                delta(calls("{\"index\":0,\"function\":{}}")),
                role(calls(F)),
                delta(calls("{\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":null}}")));
        relays(
                delta(calls("{\"index\":0,\"function\":{}}")),
                role(calls(F)),
                delta(calls("{\"index\":0,\"function\":{\"arguments\":{}}}")));
        relays(delta("\"content\":\"a\""), role(calls(F)), delta("\"content\":\"a\"," + calls("null")));
    }

    @Test
    void completesTheFirstWordsOnAToolCall() {
        String made = F.replace("\"a\"", "\"call_req-1_0_0\"");
        relays(role(calls(made)), role(calls("{\"index\":0,\"function\":{\"name\":\"f\"}}")));
        relays(
                role(calls(made)),
                role(calls(
                        "{\"id\":\"\",\"type\":\"\",\"function\":{\"arguments\":null,\"name\":\"f\"},\"index\":0}")));
        relays(role(calls(F)), role(calls("{\"id\":\"a\",\"function\":{\"arguments\":\"\",\"name\":\"f\"}}")));
        relays(
                role(calls(F.replace("\"f\"", "\"\"").replace("\"arguments\":\"\"", "\"arguments\":\"1\""))),
                role(calls("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":null,\"arguments\":\"1\"}}")));
    }

    @Test
    void numbersToolCallsWithoutGaps() {
        String g = "{\"index\":%d,\"id\":\"b\",\"type\":\"function\",\"function\":{\"name\":\"g\",\"arguments\":\"\"}}";
        relays(role(calls(F, g.formatted(1))), role(calls(F.replace("\"index\":0", "\"index\":3"), g.formatted(7))));
        relays(delta(calls(g.formatted(1))), role(calls(F)), delta(calls(g.formatted(0))));
        relays(
                delta(calls(g.formatted(1))),
                role(calls(F)),
                delta(calls(g.formatted(1).replace("\"index\":1,", ""))));
    }

    @Test
    void tellsOfAToolCallOnceItsNameIsKnown() {
        String id = "{\"index\":0,\"id\":\"a\",\"type\":\"function\"}";
        relays(role(""), role(calls(id)));
        relays(delta(calls(F)), role(calls(id)), delta(calls("{\"index\":0,\"function\":{\"name\":\"f\"}}")));
        relays(
                delta(calls(F)),
                role(calls("{\"index\":0}")),
                delta(calls("{\"index\":0,\"id\":\"a\"}")),
                delta(calls("{\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"\"}}")));
        relays(
                delta("\"content\":\"t\""),
                role(calls(id)),
                delta("\"content\":\"t\"," + calls("{\"index\":0,\"function\":{}}")));
    }

    @Test
    void losesNoToolCallThatNeverGetsAName() {
        String silent =
                "{\"index\":%d,\"id\":\"%s\",\"type\":\"function\",\"function\":{\"name\":\"\",\"arguments\":\"\"}}";
        String first = silent.formatted(0, "a");
        relays(
                delta(calls(first, F.replace("\"index\":0,\"id\":\"a\"", "\"index\":1,\"id\":\"b\""))),
                role(calls("{\"index\":0,\"id\":\"a\"}")),
                delta(calls("{\"index\":1,\"id\":\"b\",\"function\":{\"name\":\"f\"}}")));
        String end = "\"finish_reason\":\"tool_calls\"";
        relays(choice(calls(first), end), role(calls("{\"index\":0,\"id\":\"a\"}")), choice("", end));
        relays(
                choice(calls(silent.formatted(0, "call_req-1_0_0"), silent.formatted(1, "b")), end),
                role(calls("{\"index\":0}")),
                choice(calls("{\"index\":1,\"id\":\"b\"}"), end));
        relays(
                choice(calls(F, silent.formatted(1, "b")), end),
                role(""),
                choice(calls(F, "{\"index\":1,\"id\":\"b\"}"), end));
    }

    @Test
    void leavesCallsOfCustomToolsAlone() {
        String custom =
                calls("{\"index\":0,\"id\":\"a\",\"type\":\"custom\",\"custom\":{\"name\":\"c\",\"input\":\"\"}}");
        relays(role(custom), role(custom));
        String more = delta(calls("{\"index\":0,\"custom\":{\"input\":\"x\"}}"));
        relays(more, role(custom), more);
    }

    @Test
    void remembersNothingOfTheChunkBefore() {
        String everything =
                "{\"obfuscation\":\"o\",\"usage\":null,\"choices\":[{\"index\":\"0\",\"delta\":{\"role\":\"\","
                        + "\"content\":[{\"text\":\"a\"}],\"refusal\":[1],\"reasoning\":\"hm\",\"tool_calls\":[null,"
                        + "{\"index\":3,\"id\":\"a\",\"type\":\"\",\"function\":{\"name\":\"f\",\"arguments\":null}}]},"
                        + "\"logprobs\":{\"content\":[{}]},\"finish_reason\":\"eos_token\"}],\"id\":\"x\","
                        + "\"object\":\"chat.completion.chunk\",\"created\":5,\"model\":\"up\",\"error\":null}";
        for (String next : List.of(
                "{\"index\":1,\"delta\":{\"role\":\"assistant\"}}",
                "{\"index\":1}",
                "{\"index\":1,\"delta\":{}}",
                "{\"index\":1,\"delta\":{\"tool_calls\":[{}]}}",
                "{\"index\":1,\"delta\":{\"tool_calls\":[{\"function\":{}}]}}")) {
            List<Json> passed = Decoding.relay(true, everything, "{\"choices\":[" + next + "]}");
            JsonAssert.assertSame(
                    Json.parse(DOWN.formatted(choice(1, "\"role\":\"assistant\"", ""), ",\"usage\":null")),
                    passed.get(1));
        }
    }

    // ---- whole streams

    private static Stream<Transcript> recorded() {
        return Stream.of("openai", "dashscope")
                .flatMap(dialect -> Transcripts.load(dialect).stream())
                .filter(each -> each.info().operation() == Operation.CHAT
                        && each.response().status() == 200
                        && each.response().isEventStream()
                        && each.events().stream().anyMatch(event -> event.has("completed")));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void keepsTheRulesForEveryRecordedStream(Transcript transcript) {
        for (boolean usageWanted : new boolean[] {true, false}) {
            OpenAiStreamRules.check(Decoding.relay(transcript.response().body(), usageWanted), usageWanted);
        }
    }

    @Test
    void changesNothingOfAStreamThatKeepsTheRules() {
        List<String> clean = new ArrayList<>();
        clean.add(DOWN.formatted(role("\"content\":\"\",\"refusal\":null"), ",\"usage\":null"));
        clean.add(DOWN.formatted(
                choice("\"content\":\"a\"", "\"finish_reason\":null,\"logprobs\":null"), ",\"usage\":null"));
        clean.add(DOWN.formatted(delta(calls(F)), ",\"usage\":null"));
        clean.add(DOWN.formatted(delta(calls("{\"index\":0,\"function\":{\"arguments\":\"{}\"}}")), ",\"usage\":null"));
        clean.add(DOWN.formatted(choice("", "\"finish_reason\":\"tool_calls\""), ",\"usage\":null"));
        clean.add(DOWN.formatted("", USAGE));
        assertThat(Decoding.edits(clean.toArray(String[]::new))).isEmpty();
    }

    @Test
    void takesUsageAwayWhereverItStands() {
        List<Json> passed =
                Decoding.relay(false, "{\"usage\":null," + up(role("")).substring(1), up(STOP), DONE);
        JsonAssert.assertSame(Json.parse(down(role(""))), passed.get(0));
    }

    @Test
    void renamesNothingOfAUsageByWhatAnEarlierOneHeld() {
        String early = ",\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,"
                + "\"prompt_tokens_details\":{\"cache_creation_input_tokens\":5}}";
        List<Json> passed =
                Decoding.relay(true, up(role("")), UP.formatted("", early), up(STOP), UP.formatted("", USAGE), DONE);
        JsonAssert.assertSame(Json.parse(DOWN.formatted("", USAGE)), passed.get(2));
    }
}
