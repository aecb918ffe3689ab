package io.gemigo.gateway.provider.dashscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.port.Capability;
import io.gemigo.gateway.core.port.ConfigProblems;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ModelCard.Streaming;
import io.gemigo.gateway.core.port.ModelCard.Thinking;
import io.gemigo.gateway.core.port.ModelProvider;
import io.gemigo.gateway.core.port.ProviderSettings;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelLineTest {
    private final ConfigProblems problems = new ConfigProblems();

    private @Nullable ModelProvider provider(String lines) {
        DashScopeProviderFactory factory = new DashScopeProviderFactory();
        return factory.create(
                ProviderSettings.withDefaults(
                        factory, Map.of("models", lines), Map.of("models", "upstreams.dashscope.models")),
                problems);
    }

    private ModelCard card(String lines, String id) {
        ModelProvider provider =
                Objects.requireNonNull(provider(lines), () -> problems.lines().toString());
        return Objects.requireNonNull(provider.models().find(id), id);
    }

    @Test
    void aNameAloneIsJudgedByTheName() {
        ModelCard version = card("qwen3-max-2026-01-23", "qwen3-max-2026-01-23");
        assertThat(version.inputTokenLimit()).isEqualTo(258_048);
        assertThat(version.capabilities()).isEqualTo(Models.MAX.capabilities());
        assertThat(version.displayName()).isEqualTo("qwen3-max-2026-01-23");
        ModelCard unknown = card("llama-4", "llama-4");
        assertThat(unknown.thinking()).isEqualTo(Thinking.UNKNOWN);
        assertThat(unknown.can(Capability.IMAGE_INPUT)).isFalse();
    }

    @Test
    void aModelCanBeLikeAnotherAndDiffer() {
        ModelCard card = card(
                "mine like qwen3-vl-plus -tools +audio-input thinking=always streaming=required input=1000 output=20 budget=30",
                "mine");
        Set<Capability> can = EnumSet.copyOf(Models.VL.capabilities());
        can.remove(Capability.TOOLS);
        can.add(Capability.AUDIO_INPUT);
        assertThat(card)
                .isEqualTo(
                        new ModelCard("mine", "mine", "alibaba", 0, 1000, 20, can, Thinking.ALWAYS, Streaming.REQUIRED)
                                .withLimits(1000, 20, 30));
    }

    @Test
    void aListedModelCanBeChanged() {
        ModelCard card = card("qwen3-max thinking=never -json-schema", "qwen3-max");
        assertThat(card.displayName()).isEqualTo("Qwen3 Max");
        assertThat(card.thinking()).isEqualTo(Thinking.NEVER);
        assertThat(card.streaming()).isEqualTo(Models.MAX.streaming());
        assertThat(card.can(Capability.JSON_SCHEMA)).isFalse();
        assertThat(card.outputTokenLimit()).isEqualTo(65_536);
        ModelProvider provider = Objects.requireNonNull(provider("qwen3-max thinking=never"));
        assertThat(provider.models().textDefault().thinking()).isEqualTo(Thinking.NEVER);
        assertThat(provider.models().cards().stream().filter(any -> any.id().equals("qwen3-max")))
                .hasSize(1);
    }

    @Test
    void laterLinesBuildOnEarlierOnes() {
        assertThat(card("a like qwen3-max input=5\n\n  b like a output=6  ", "b"))
                .extracting(ModelCard::inputTokenLimit, ModelCard::outputTokenLimit)
                .containsExactly(5, 6);
    }

    @ParameterizedTest
    @CsvSource({
        "never,NEVER",
        "off,OFF_BY_DEFAULT",
        "on,ON_BY_DEFAULT",
        "always,ALWAYS",
        "unknown,UNKNOWN",
    })
    void thinkingHasFiveWords(String word, Thinking thinking) {
        assertThat(card("m thinking=" + word, "m").thinking()).isEqualTo(thinking);
    }

    @ParameterizedTest
    @CsvSource({"optional,OPTIONAL", "required,REQUIRED", "for-thinking,REQUIRED_FOR_THINKING", "never,NEVER"})
    void streamingHasFourWords(String word, Streaming streaming) {
        assertThat(card("m streaming=" + word, "m").streaming()).isEqualTo(streaming);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m +fly",
                "m -embedding",
                "m tools",
                "m thinking=maybe",
                "m streaming=ALWAYS",
                "m input=0",
                "m input=",
                "m output=-1",
                "m output=1k",
                "m output=1234567890",
                "m size=3",
                "m budget=0",
                "m budget=12:",
                "m output=/2",
                "m like",
                "m like nobody",
                "m like text-embedding-v4",
                "text-embedding-v4 +tools",
            })
    void aLineThatMakesNoSenseIsAMistake(String line) {
        assertThat(provider(line)).isNull();
        assertThat(problems.lines())
                .containsExactly(
                        "upstreams.dashscope.models: \"" + line + "\" cannot be read; accepted: "
                                + "id [like other] [+capability] [-capability] [thinking=never|off|on|always|unknown] "
                                + "[streaming=optional|required|for-thinking|never] [input=tokens] [output=tokens] [budget=tokens]");
    }

    @Test
    void namesHaveALimitAndNoControlCharacters() {
        assertThat(provider("m".repeat(256))).isNotNull();
        assertThat(provider("m".repeat(257))).isNull();
        assertThat(problems.lines()).hasSize(1);
        assertThat(provider("a\u0007b")).isNull();
        assertThat(problems.lines()).hasSize(2);
    }

    @Test
    void tokensHaveUpToNineDigits() {
        ModelCard card = card("m input=999999999 output=1 budget=900000009", "m");
        assertThat(card.inputTokenLimit()).isEqualTo(999_999_999);
        assertThat(card.outputTokenLimit()).isEqualTo(1);
        assertThat(card.thinkingTokenLimit()).isEqualTo(900_000_009);
    }
}
