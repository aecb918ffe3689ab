package io.gemigo.gateway.provider.dashscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.Message;
import io.gemigo.gateway.core.chat.Reasoning;
import io.gemigo.gateway.core.chat.Role;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.port.Capability;
import io.gemigo.gateway.core.port.ConfigProblems;
import io.gemigo.gateway.core.port.HttpProvider;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ModelTable;
import io.gemigo.gateway.core.port.ProviderFactory.Setting;
import io.gemigo.gateway.core.port.ProviderSettings;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.testkit.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashScopeProviderFactoryTest {
    private final ConfigProblems problems = new ConfigProblems();

    private HttpProvider provider(Map<String, String> settings) {
        return (HttpProvider) Objects.requireNonNull(
                new DashScopeProviderFactory().create(new ProviderSettings(settings, Map.of()), problems));
    }

    @Test
    void goesToBeijingUnlessToldOtherwise() {
        HttpProvider provider = provider(Map.of());
        assertThat(provider.endpoint().authority()).isEqualTo("dashscope.aliyuncs.com");
        assertThat(provider.endpoint().basePath() + provider.chat().path())
                .isEqualTo("/compatible-mode/v1/chat/completions");
        assertThat(provider.models().textDefault().id()).isEqualTo("qwen3-max");
        assertThat(provider.models().mediaDefault().id()).isEqualTo("qwen3-vl-plus");
        assertThat(Objects.requireNonNull(provider.models().find("text-embedding-v4"))
                        .can(Capability.EMBEDDING))
                .isTrue();
    }

    @Test
    void sendsTheKeyThereIsAndNoneOtherwise() {
        HeaderList headers = new HeaderList();
        provider(Map.of("baseUrl", "http://127.0.0.1:9/v1")).authorize(headers);
        assertThat(headers.size()).isZero();
        HttpProvider provider = provider(Map.of("apiKey", "sk-secret"));
        provider.authorize(headers);
        assertThat(headers.get("authorization")).isEqualTo("Bearer sk-secret");
        assertThat(provider.toString())
                .startsWith("DashScopeProvider[")
                .contains("dashscope.aliyuncs.com")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "baseUrl|ftp://x|UPSTREAM_BASE_URL",
                "baseUrl|https://u:p@x/|UPSTREAM_BASE_URL",
                "baseUrl|http://169.254.169.254/v1|UPSTREAM_BASE_URL",
                "lowThinkingBudget|0|lowThinkingBudget",
                "mediumThinkingBudget|much|mediumThinkingBudget",
                "models|m +fly|models",
                "apiKey|sk secret|UPSTREAM_API_KEY",
                "apiKey|sk-sécret|UPSTREAM_API_KEY",
                "defaultModel|' '|DEFAULT_MODEL",
                "defaultMediaModel|''|defaultMediaModel",
                "defaultEmbeddingModel|a\u0007b|defaultEmbeddingModel",
                "webSearch|maybe|webSearch"
            })
    void namesMistakesAsTheUserSpellsThemAndNoSecret(String key, String value, String origin) {
        Map<String, String> origins =
                Map.of("baseUrl", "UPSTREAM_BASE_URL", "apiKey", "UPSTREAM_API_KEY", "defaultModel", "DEFAULT_MODEL");
        assertThat(new DashScopeProviderFactory().create(new ProviderSettings(Map.of(key, value), origins), problems))
                .isNull();
        assertThat(problems.lines()).hasSize(1);
        assertThat(problems.lines().get(0)).startsWith(origin + ": ").doesNotContain("cret");
    }

    @Test
    void knowsVersionsOfModelsItKnows() {
        ModelCard dated = provider(Map.of("defaultModel", "qwen3-max-2026-01-23"))
                .models()
                .textDefault();
        assertThat(dated.id()).isEqualTo("qwen3-max-2026-01-23");
        assertThat(dated.inputTokenLimit()).isEqualTo(258_048);
        assertThat(dated.thinking()).isEqualTo(ModelCard.Thinking.OFF_BY_DEFAULT);
    }

    @Test
    void leavesJudgementOfUnknownModelsToTheUpstream() {
        ModelTable models = provider(Map.of("defaultModel", "llama", "defaultMediaModel", "llava"))
                .models();
        assertThat(models.textDefault().can(Capability.TOOLS)).isTrue();
        assertThat(models.textDefault().can(Capability.IMAGE_INPUT)).isFalse();
        assertThat(models.mediaDefault().can(Capability.IMAGE_INPUT)).isTrue();
        ModelTable one = provider(Map.of("defaultModel", "all", "defaultMediaModel", "all"))
                .models();
        assertThat(one.textDefault().can(Capability.IMAGE_INPUT)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "qwen3-32b, ON_BY_DEFAULT, REQUIRED_FOR_THINKING",
        "qwen3-235b-a22b-thinking-2507, ALWAYS, REQUIRED",
        "qwen3-235b-a22b-instruct-2507, NEVER, OPTIONAL",
        "deepseek-v3, UNKNOWN, OPTIONAL"
    })
    void readsFromOpenWeightNamesHowTheyThink(String id, ModelCard.Thinking thinking, ModelCard.Streaming streaming) {
        ModelCard card = provider(Map.of("defaultModel", id)).models().textDefault();
        assertThat(card.thinking()).isEqualTo(thinking);
        assertThat(card.streaming()).isEqualTo(streaming);
    }

    @Test
    void takesTheLongestNamesAndAnyKeyOfVisibleAscii() {
        String longest = "m".repeat(256);
        HttpProvider provider = provider(Map.of("defaultModel", longest, "apiKey", "!~"));
        assertThat(provider.models().textDefault().id()).isEqualTo(longest);
        HeaderList headers = new HeaderList();
        provider.authorize(headers);
        assertThat(headers.get("authorization")).isEqualTo("Bearer !~");
        for (Map<String, String> mistake :
                List.of(Map.of("defaultModel", longest + "m"), Map.of("apiKey", " "), Map.of("apiKey", "\u007f"))) {
            ConfigProblems found = new ConfigProblems();
            assertThat(new DashScopeProviderFactory().create(new ProviderSettings(mistake, Map.of()), found))
                    .isNull();
            assertThat(found.lines()).hasSize(1);
        }
        provider(Map.of("apiKey", "")).authorize(headers);
        assertThat(headers.size()).isEqualTo(1);
    }

    @Test
    void searchesTheWebOnlyWhereThatIsSwitchedOn() {
        assertThat(provider(Map.of()).models().textDefault().can(Capability.WEB_SEARCH))
                .isFalse();
        assertThat(provider(Map.of("webSearch", "off")).models().textDefault().can(Capability.WEB_SEARCH))
                .isFalse();
        assertThat(provider(Map.of("webSearch", "on")).models().textDefault().can(Capability.WEB_SEARCH))
                .isTrue();
    }

    @Test
    void servesEmbeddingsByTheModelOfTheConfiguration() {
        ModelCard card = Objects.requireNonNull(provider(Map.of("defaultEmbeddingModel", "text-embedding-v3"))
                .models()
                .embeddingDefault());
        assertThat(card.id()).isEqualTo("text-embedding-v3");
        assertThat(provider(Map.of("defaultEmbeddingModel", "qwen3-max"))
                        .models()
                        .embeddingDefault())
                .isNull();
    }

    @Test
    void thinksAsMuchAsIsConfigured() {
        HttpProvider provider = provider(Map.of("lowThinkingBudget", "7", "mediumThinkingBudget", "9"));
        assertThat(budget(provider, Reasoning.Effort.LOW)).isEqualTo(7);
        assertThat(budget(provider, Reasoning.Effort.MEDIUM)).isEqualTo(9);
        assertThat(budget(provider(Map.of()), Reasoning.Effort.LOW)).isEqualTo(1024);
        assertThat(budget(provider(Map.of()), Reasoning.Effort.MEDIUM)).isEqualTo(8192);
    }

    private static long budget(HttpProvider provider, Reasoning.Effort effort) {
        ChatRequest request = ChatRequest.builder("qwen3.5-plus")
                .messages(List.of(Message.text(Role.USER, "hi")))
                .reasoning(new Reasoning(null, null, effort, null))
                .build();
        ByteBuilder out = new ByteBuilder(64);
        ModelCard card = Objects.requireNonNull(provider.models().find("qwen3.5-plus"));
        assertThat(provider.chat().encode(request, card, out, new Warnings())).isNull();
        return Json.parse(out.toBytes()).at("thinking_budget").asLong();
    }

    @Test
    void saysWhatItSpeaksAndWhatCanBeSet() {
        HttpProvider provider = provider(Map.of());
        assertThat(provider.chat().dialect()).isEqualTo("openai");
        assertThat(provider.chat().maxStopSequences()).isEqualTo(4);
        List<Setting> settings = new DashScopeProviderFactory().settings();
        assertThat(settings)
                .filteredOn(Setting::secret)
                .extracting(Setting::key)
                .containsExactly("apiKey");
        assertThat(settings)
                .extracting(Setting::key)
                .contains("baseUrl", "defaultModel", "defaultMediaModel", "defaultEmbeddingModel", "models");
    }

    @Test
    void knowsVersionsByTheLongestNameTheyBeginWith() {
        HttpProvider provider = provider(Map.of(
                "models", "qwen-plus-x like qwen3-vl-plus\nqwen-p like qwq-plus", "defaultModel", "qwen-plus-x-2026"));
        assertThat(provider.models().textDefault().can(Capability.IMAGE_INPUT)).isTrue();
        assertThat(provider.models().find("qwen3-max")).isNotNull();
        ModelCard near =
                provider(Map.of("defaultModel", "qwen3-maximum")).models().textDefault();
        assertThat(near.inputTokenLimit()).isZero();
    }

    @Test
    void boundsThinkingOfTheFirstGenerationOnly() {
        assertThat(provider(Map.of("defaultModel", "qwen3-32b"))
                        .models()
                        .textDefault()
                        .thinkingTokenLimit())
                .isEqualTo(38_912);
        assertThat(provider(Map.of("defaultModel", "deepseek-v3"))
                        .models()
                        .textDefault()
                        .thinkingTokenLimit())
                .isZero();
        ModelTable models = provider(Map.of()).models();
        assertThat(Objects.requireNonNull(models.find("qwen-turbo")).thinkingTokenLimit())
                .isEqualTo(38_912);
        assertThat(Objects.requireNonNull(models.find("qwen-turbo-latest")).thinkingTokenLimit())
                .isEqualTo(38_912);
        assertThat(Objects.requireNonNull(models.find("qwen-plus")).thinkingTokenLimit())
                .isZero();
    }

    @Test
    void searchesWithModelsThatCallToolsOnly() {
        ModelTable models = provider(Map.of("webSearch", "on")).models();
        assertThat(Objects.requireNonNull(models.find("qwen-plus")).can(Capability.WEB_SEARCH))
                .isTrue();
        assertThat(Objects.requireNonNull(models.find("qwen-long")).can(Capability.WEB_SEARCH))
                .isFalse();
    }
}
