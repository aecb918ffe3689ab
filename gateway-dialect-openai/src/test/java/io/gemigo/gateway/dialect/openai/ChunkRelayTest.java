package io.gemigo.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkRelayTest {
    private static final String DONE = "[DONE]";

    private static void relays(boolean usageWanted, String payload, String expected) {
        List<Json> passed = Decoding.relay(usageWanted, payload);
        assertThat(passed).hasSize(1);
        JsonAssert.assertSame(Json.parse(expected), passed.get(0));
    }

    private static String delta(String members) {
        return "{\"choices\":[{\"index\":0,\"delta\":{" + members + "}}]}";
    }

    @Test
    void namesTheModelTheClientAskedFor() {
        relays(
                false,
                "{\"choices\":[{\"index\":0,\"delta\":{}}],\"model\":\"up\"}",
                "{\"choices\":[{\"index\":0,\"delta\":{}}],\"model\":\"asked \\\"for\\\"\"}");
    }

    @Test
    void takesUsageAwayFromClientsThatDidNotAskForIt() {
        relays(false, "{\"usage\":null , \"choices\":[{\"index\":0}]}", "{\"choices\":[{\"index\":0}]}");
        relays(false, "{\"choices\":[{\"index\":0}],\"usage\":{\"prompt_tokens\":1}}", "{\"choices\":[{\"index\":0}]}");
        assertThat(Decoding.relay(false, "{\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}"))
                .isEmpty();
    }

    @Test
    void leavesUsageToClientsThatAskedForIt() {
        relays(true, "{\"choices\":[{\"index\":0}],\"usage\":null}", "{\"choices\":[{\"index\":0}],\"usage\":null}");
        relays(
                true,
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":1}}",
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":1}}");
    }

    @Test
    void namesTokensWrittenToACacheAsClientsKnowThem() {
        String usage = "{\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":0,\"%s\":5}}}";
        relays(true, usage.formatted("cache_creation_input_tokens"), usage.formatted("cache_write_tokens"));
        String both = usage.formatted("cache_write_tokens\":5,\"cache_creation_input_tokens");
        relays(true, both, both);
        List<Json> passed = Decoding.relay(
                true,
                usage.formatted("cache_creation_input_tokens"),
                "{\"usage\":null,\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a long enough text to cover it all, "
                        + "wherever it stood before\",\"more\":\"of the same, since positions must not be reused\"}}]}");
        assertThat(passed.get(1).has("usage")).isTrue();
        relays(
                false,
                "{\"choices\":[{\"index\":0}],\"usage\":{\"prompt_tokens_details\":{\"cache_creation_input_tokens\":5}}}",
                "{\"choices\":[{\"index\":0}]}");
    }

    @Test
    void passesNothingThatHasNeitherChoicesNorWantedUsage() {
        assertThat(Decoding.relay(true, "{\"choices\":[]}", "{\"ping\":1}", "{\"usage\":{\"prompt_tokens\":1}}"))
                .isEmpty();
    }

    @Test
    void passesNoEndMarker() {
        assertThat(Decoding.relay(true, "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\"}]}", DONE))
                .hasSize(1);
    }

    @Test
    void pinsIdAndTimeOfTheFirstChunk() {
        List<Json> passed = Decoding.relay(
                true,
                "{\"choices\":[{\"index\":0}],\"id\":\"a\",\"created\":5}",
                "{\"id\":\"bb\",\"created\":16,\"choices\":[{\"index\":0}]}");
        JsonAssert.assertSame(Json.parse("{\"id\":\"a\",\"created\":5,\"choices\":[{\"index\":0}]}"), passed.get(1));
    }

    @Test
    void dropsEmptyThinkingAndKeepsTheRest() {
        relays(false, delta("\"reasoning_content\":null,\"content\":\"a\""), delta("\"content\":\"a\""));
        relays(false, delta("\"content\":null,\"reasoning_content\":\"\""), delta("\"content\":null"));
        relays(false, delta("\"reasoning\":\"\",\"reasoning_content\":null"), delta(""));
        relays(false, delta("\"reasoning_content\":\"hm\""), delta("\"reasoning_content\":\"hm\""));
    }

    @Test
    void namesEachToolCallOnce() {
        List<Json> passed = Decoding.relay(
                false,
                delta(
                        "\"tool_calls\":[{\"function\":{\"arguments\":\"\",\"name\":\"f\"},\"index\":0,\"id\":\"a\",\"type\":\"function\"}]"),
                delta(
                        "\"tool_calls\":[{\"function\":{\"arguments\":\"1\"},\"index\":0,\"id\":\"\",\"type\":\"function\"}]"),
                delta(
                        "\"tool_calls\":[{\"type\":\"function\",\"id\":\"a\",\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"2\"}}]"),
                delta("\"tool_calls\":[{\"function\":{\"name\":null},\"index\":0}]"));
        JsonAssert.assertSame(
                Json.parse(
                        delta(
                                "\"tool_calls\":[{\"function\":{\"arguments\":\"\",\"name\":\"f\"},\"index\":0,\"id\":\"a\",\"type\":\"function\"}]")),
                passed.get(0));
        JsonAssert.assertSame(
                Json.parse(delta("\"tool_calls\":[{\"function\":{\"arguments\":\"1\"},\"index\":0}]")), passed.get(1));
        JsonAssert.assertSame(
                Json.parse(delta("\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"2\"}}]")), passed.get(2));
        JsonAssert.assertSame(Json.parse(delta("\"tool_calls\":[{\"function\":{},\"index\":0}]")), passed.get(3));
    }

    @Test
    void numbersChoicesAndToolCallsThatAreNotOrAreWrong() {
        relays(
                false,
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"id\":\"a\"},{\"id\":\"b\",\"index\":7}]}}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"a\"},"
                        + "{\"index\":1,\"id\":\"b\"}]}}]}");
        relays(false, "{\"choices\":[{\"index\":\"0\"}]}", "{\"choices\":[{\"index\":0}]}");
        relays(false, "{\"choices\":[{}]}", "{\"choices\":[{\"index\":0}]}");
        relays(
                false,
                "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{}, {\"id\":\"\"}]}}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0},{\"index\":0}]}}]}");
    }

    @Test
    void dropsObfuscationAndTheWordNull() {
        relays(
                false,
                "{\"obfuscation\":\"xx\",\"choices\":[{\"index\":0,\"finish_reason\":\"null\"}]}",
                "{\"choices\":[{\"index\":0,\"finish_reason\":null}]}");
    }

    @Test
    void passesWhatItDoesNotKnow() {
        String odd =
                "{\"x\":{\"usage\":null},\"choices\":[{\"index\":0,\"delta\":{\"audio\":{\"data\":\"AA\"}},\"y\":[1.50]}]}";
        relays(false, odd, odd);
    }
}
