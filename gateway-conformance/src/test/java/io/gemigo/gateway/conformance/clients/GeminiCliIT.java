package io.gemigo.gateway.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gemigo.gateway.conformance.dashscope.Exchange;
import io.gemigo.gateway.conformance.dashscope.FakeDashScope;
import io.gemigo.gateway.conformance.process.GeminiCli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code @google/gemini-cli}, which pins an old SDK, streams, thinks, declares many tools and names models of its own. */
class GeminiCliIT {
    @RegisterExtension
    static final GatewayUnderTest GATEWAY = new GatewayUnderTest();

    @RegisterExtension
    static final ClientRow ROW = new ClientRow("gemini-cli");

    /** With a model named, it asks no other model beside which one to take. */
    private static final String[] ONE_MODEL = {"--model", "gemini-2.5-flash"};

    @TempDir
    Path home;

    private static Map<String, String> gateway(String key) {
        return Map.of("GOOGLE_GEMINI_BASE_URL", GATEWAY.url(), "GEMINI_API_KEY", key);
    }

    private GeminiCli.Run ask(Prompt prompt, String... options) throws Exception {
        return GeminiCli.ask(home, prompt.text(), gateway(GatewayUnderTest.APP_TOKEN), options);
    }

    private static Prompt prompt(String markers) {
        return Prompt.to(GATEWAY.upstream(), markers);
    }

    /** It asks for the difficulty of the question first, in JSON of a schema. */
    @Test
    @Fills(Feature.TEXT)
    void answersAPromptWithAModelOfItsChoice() throws Exception {
        Prompt prompt = prompt("How do tides work?");
        GeminiCli.Run run = ask(prompt);

        assertThat(run.output()).contains(FakeDashScope.DEFAULT_TEXT).doesNotContain("Strategy failed");
        assertThat(run.exitCode()).isZero();
        assertThat(prompt.exchanges())
                .extracting(exchange ->
                        exchange.body().path("response_format").path("type").asText())
                .containsExactly("json_schema", "");
    }

    @Test
    @Fills(Feature.STREAM)
    void showsEachDelta() throws Exception {
        GeminiCli.Run run = ask(prompt(""), "--model", "gemini-2.5-flash", "--output-format", "stream-json");

        assertThat(run.output().lines().filter(line -> line.contains("\"delta\":true")))
                .hasSizeGreaterThan(5);
        assertThat(run.output()).contains("\"status\":\"success\"");
    }

    @Test
    @Fills(Feature.TOOLS)
    void callsAToolAndTellsOfItsResult() throws Exception {
        Prompt prompt = prompt("[[tool]]");
        GeminiCli.Run run = ask(prompt, ONE_MODEL);

        assertThat(run.output()).contains("The tools answered:");
        assertThat(run.exitCode()).isZero();
        List<Exchange> turns = prompt.exchanges();
        assertThat(turns).hasSize(2);
        JsonNode tool = turns.get(0).body().path("tools").path(0).path("function");
        assertThat(tool.path("parameters").path("properties").size()).isPositive();
        JsonNode messages = turns.get(1).body().path("messages");
        JsonNode result = messages.get(messages.size() - 1);
        JsonNode call = messages.get(messages.size() - 2).path("tool_calls").path(0);
        assertThat(result.path("role").asText()).isEqualTo("tool");
        assertThat(result.path("tool_call_id").asText())
                .isEqualTo(call.path("id").asText());
    }

    @Test
    @Fills(Feature.IMAGE_IN)
    void showsAPictureToAModelThatCanSee() throws Exception {
        Files.write(GeminiCli.work(home).resolve("picture.png"), Samples.png());
        GeminiCli.Run run = ask(prompt("What is on @picture.png ?"), ONE_MODEL);

        assertThat(run.output()).contains(Samples.SEEN);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    @Fills(Feature.ABORT)
    void endsTheUpstreamCallWhenItIsStopped() throws Exception {
        Prompt prompt = prompt("[[endless]]");
        Process process = GeminiCli.start(home, prompt.text(), gateway(GatewayUnderTest.APP_TOKEN), ONE_MODEL);
        try {
            prompt.awaitArrival();
        } finally {
            process.destroy();
        }

        prompt.assertAbandoned();
    }

    @Test
    @Fills(Feature.WRONG_KEY)
    void saysThatAKeyIsWrong() throws Exception {
        Prompt prompt = prompt("");
        GeminiCli.Run run = GeminiCli.ask(home, prompt.text(), gateway(GatewayUnderTest.WRONG_TOKEN), ONE_MODEL);

        assertThat(run.output()).contains("API key not valid");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(prompt.exchanges()).isEmpty();
    }

    /** One of each status: every run is a process. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TOO_LONG", "FORBIDDEN", "FAULT", "BAD_GATEWAY"})
    @Fills(Feature.ERRORS)
    void tellsWhatWasRefused(Refusal refusal) throws Exception {
        GeminiCli.Run run = ask(prompt(refusal.marker()), ONE_MODEL);

        assertThat(run.output()).containsPattern("(status|code): " + refusal.genAiStatus());
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "native"})
    @Fills(Feature.BROKEN_STREAM)
    void doesNotTakeHalfAnAnswerForAWholeOne(String fault) throws Exception {
        GeminiCli.Run run = ask(prompt("[[midway:" + fault + "]]"), ONE_MODEL);

        assertThat(run.exitCode()).isEqualTo(1);
    }
}
