package io.gemigo.gateway.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gemigo.gateway.conformance.dashscope.Exchange;
import io.gemigo.gateway.conformance.dashscope.FakeDashScope;
import io.gemigo.gateway.conformance.process.GeminiCli;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code @google/gemini-cli}, which pins an old SDK, streams, thinks, declares many tools and names models of its own. */
class GeminiCliIT {
    @RegisterExtension
    static final GatewayUnderTest GATEWAY = new GatewayUnderTest();

    private GeminiCli.Run ask(Path home, Prompt prompt) throws Exception {
        return GeminiCli.ask(
                home,
                prompt.text(),
                Map.of("GOOGLE_GEMINI_BASE_URL", GATEWAY.url(), "GEMINI_API_KEY", GatewayUnderTest.APP_TOKEN));
    }

    @Test
    void answersAPrompt(@TempDir Path home) throws Exception {
        Prompt prompt = Prompt.to(GATEWAY.upstream(), "How do tides work?");
        GeminiCli.Run run = ask(home, prompt);

        assertThat(run.output()).contains(FakeDashScope.DEFAULT_TEXT);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void callsAToolAndTellsOfItsResult(@TempDir Path home) throws Exception {
        Prompt prompt = Prompt.to(GATEWAY.upstream(), "[[tool]]");
        GeminiCli.Run run = ask(home, prompt);

        assertThat(run.output()).contains("The tools answered:");
        assertThat(run.exitCode()).isZero();
        // The agent asks other questions beside, for which it declares no tools.
        List<Exchange> turns = prompt.exchanges().stream()
                .filter(exchange -> exchange.body().has("tools"))
                .toList();
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
}
