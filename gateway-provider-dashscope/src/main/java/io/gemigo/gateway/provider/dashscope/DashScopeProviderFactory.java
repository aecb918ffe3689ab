package io.gemigo.gateway.provider.dashscope;

import io.gemigo.gateway.core.port.ConfigProblems;
import io.gemigo.gateway.core.port.Endpoint;
import io.gemigo.gateway.core.port.ModelProvider;
import io.gemigo.gateway.core.port.ModelTable;
import io.gemigo.gateway.core.port.ProviderFactory;
import io.gemigo.gateway.core.port.ProviderSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes {@link DashScopeProvider}s. Immutable, thread-safe. */
public final class DashScopeProviderFactory implements ProviderFactory {
    private static final String BASE_URL = "baseUrl";
    private static final String API_KEY = "apiKey";
    private static final String DEFAULT_MODEL = "defaultModel";
    private static final String DEFAULT_MEDIA_MODEL = "defaultMediaModel";
    private static final String DEFAULT_EMBEDDING_MODEL = "defaultEmbeddingModel";
    private static final String WEB_SEARCH = "webSearch";
    private static final String MODELS = "models";
    private static final String LOW_BUDGET = "lowThinkingBudget";
    private static final String MEDIUM_BUDGET = "mediumThinkingBudget";
    private static final int MAX_NAME_CHARS = 256;

    private static final List<Setting> SETTINGS = List.of(
            new Setting(
                    BASE_URL,
                    "UPSTREAM_BASE_URL",
                    "https://dashscope.aliyuncs.com/compatible-mode/v1",
                    false,
                    "Compatible-mode base of the region, without /chat/completions"),
            new Setting(API_KEY, "UPSTREAM_API_KEY", null, true, "Key of that region; none is sent if not set"),
            new Setting(DEFAULT_MODEL, "DEFAULT_MODEL", "qwen3-max", false, "Serves unlisted model names"),
            new Setting(
                    DEFAULT_MEDIA_MODEL,
                    "DEFAULT_MEDIA_MODEL",
                    "qwen3-vl-plus",
                    false,
                    "Serves unlisted model names in calls with media"),
            new Setting(
                    DEFAULT_EMBEDDING_MODEL,
                    "DEFAULT_EMBEDDING_MODEL",
                    "text-embedding-v4",
                    false,
                    "Serves unlisted model names in calls for embeddings"),
            new Setting(WEB_SEARCH, null, "off", false, "Whether calls may have models search the web: on or off"),
            new Setting(LOW_BUDGET, null, "1024", false, "Most tokens to think at a low effort or level"),
            new Setting(MEDIUM_BUDGET, null, "8192", false, "Most tokens to think at a medium effort or level"),
            new Setting(MODELS, null, null, false, "Models to add to the table or change in it, a list"));

    /** A factory. */
    public DashScopeProviderFactory() {}

    @Override
    public String id() {
        return DashScopeProvider.ID;
    }

    @Override
    public boolean offline() {
        return false;
    }

    @Override
    public List<Setting> settings() {
        return SETTINGS;
    }

    @Override
    public @Nullable ModelProvider create(ProviderSettings settings, ConfigProblems problems) {
        int before = problems.lines().size();
        Endpoint endpoint = Endpoint.parse(value(settings, BASE_URL));
        if (endpoint == null) {
            problems.add(
                    settings.origin(BASE_URL),
                    "is not a usable URL",
                    "an absolute http or https URL without user, query and fragment");
        } else if (endpoint.linkLocal()) {
            problems.add(
                    settings.origin(BASE_URL),
                    "is an address of this network's own services",
                    "the address of an upstream");
        }
        String key = settings.get(API_KEY);
        String apiKey = key == null || key.isEmpty() ? null : key;
        if (apiKey != null && !apiKey.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            problems.add(settings.origin(API_KEY), "holds characters no key has", "visible ASCII without spaces");
        }
        String webSearch = value(settings, WEB_SEARCH);
        if (!webSearch.equals("on") && !webSearch.equals("off")) {
            problems.add(settings.origin(WEB_SEARCH), "is neither", "on or off");
        }
        for (String name : List.of(DEFAULT_MODEL, DEFAULT_MEDIA_MODEL, DEFAULT_EMBEDDING_MODEL)) {
            checkName(settings, name, problems);
        }
        EffortBudgets budgets =
                new EffortBudgets(tokens(settings, LOW_BUDGET, problems), tokens(settings, MEDIUM_BUDGET, problems));
        String added = settings.get(MODELS);
        ModelTable models = DashScopeModels.table(
                value(settings, DEFAULT_MODEL),
                value(settings, DEFAULT_MEDIA_MODEL),
                value(settings, DEFAULT_EMBEDDING_MODEL),
                webSearch.equals("on"),
                added == null
                        ? List.of()
                        : added.lines().filter(line -> !line.isBlank()).toList(),
                line -> problems.add(
                        settings.origin(MODELS), "\"" + line.strip() + "\" cannot be read", ModelLine.FORM));
        if (endpoint == null || problems.lines().size() > before) {
            return null;
        }
        return new DashScopeProvider(endpoint, apiKey, models, budgets);
    }

    private static int tokens(ProviderSettings settings, String key, ConfigProblems problems) {
        int tokens = ModelLine.tokens(value(settings, key));
        if (tokens == 0) {
            problems.add(settings.origin(key), "is no number of tokens", "a whole number from 1");
        }
        return tokens;
    }

    private static void checkName(ProviderSettings settings, String key, ConfigProblems problems) {
        String name = value(settings, key);
        if (name.isBlank() || name.length() > MAX_NAME_CHARS || name.chars().anyMatch(Character::isISOControl)) {
            problems.add(settings.origin(key), "is no model name", "1 to 256 characters without control characters");
        }
    }

    private static String value(ProviderSettings settings, String key) {
        String value = settings.get(key);
        if (value != null) {
            return value;
        }
        return SETTINGS.stream()
                .filter(setting -> setting.key().equals(key))
                .map(Setting::defaultValue)
                .findFirst()
                .orElse("");
    }
}
