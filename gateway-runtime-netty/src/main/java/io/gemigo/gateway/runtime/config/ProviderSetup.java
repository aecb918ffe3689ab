package io.gemigo.gateway.runtime.config;

import io.gemigo.gateway.core.port.ConfigProblems;
import io.gemigo.gateway.core.port.ModelProvider;
import io.gemigo.gateway.core.port.ProviderFactory;
import io.gemigo.gateway.core.port.ProviderSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the providers that are configured: those with a setting in the environment or a section in the file. Where there is
 * neither a provider nor an app token, one that needs no upstream stands in. Single-owner.
 */
public final class ProviderSetup {
    private final List<ProviderFactory> factories;
    private final Map<String, String> environment;
    private final ConfigProblems problems;

    /** A setup that chooses among these factories. */
    public ProviderSetup(List<ProviderFactory> factories, Map<String, String> environment, ConfigProblems problems) {
        this.factories = factories.stream()
                .sorted(Comparator.comparing(ProviderFactory::id))
                .toList();
        this.environment = Map.copyOf(environment);
        this.problems = problems;
    }

    /**
     * What was made.
     *
     * @param providers in the order of their ids
     * @param offline whether they are only a stand-in
     */
    public record Result(List<ModelProvider> providers, boolean offline) {}

    /** Makes them; look at the problems first. */
    public Result create(GatewayConfig config) {
        refuseUnknown(config.upstreams());
        List<ModelProvider> providers = new ArrayList<>();
        boolean configured = false;
        for (ProviderFactory factory : factories) {
            UpstreamSection section = config.upstreams().get(factory.id());
            if (section != null || inEnvironment(factory)) {
                configured = true;
                create(factory, section, providers);
            }
        }
        if (configured) {
            return new Result(providers, false);
        }
        if (!config.tokens().isEmpty()) {
            problems.add(upstreamVariables(), "app tokens are set but no upstream", "set one, or no app tokens");
            return new Result(providers, false);
        }
        for (ProviderFactory factory : factories) {
            if (factory.offline() && providers.isEmpty()) {
                create(factory, null, providers);
            }
        }
        if (providers.isEmpty()) {
            problems.add("upstreams", "no provider is configured", "one of " + ids());
        }
        return new Result(providers, true);
    }

    private boolean inEnvironment(ProviderFactory factory) {
        for (ProviderFactory.Setting setting : factory.settings()) {
            if (variable(setting) != null) {
                return true;
            }
        }
        return false;
    }

    private @Nullable String variable(ProviderFactory.Setting setting) {
        String name = setting.variable();
        String value = name == null ? null : environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private String upstreamVariables() {
        for (ProviderFactory factory : factories) {
            for (ProviderFactory.Setting setting : factory.settings()) {
                String name = setting.variable();
                if (name != null && setting.secret()) {
                    return name;
                }
            }
        }
        return "upstreams";
    }

    private String ids() {
        return String.join(", ", factories.stream().map(ProviderFactory::id).toList());
    }

    private void refuseUnknown(Map<String, UpstreamSection> sections) {
        for (String id : sections.keySet().stream().sorted().toList()) {
            if (factories.stream().noneMatch(factory -> factory.id().equals(id))) {
                problems.add("upstreams." + id, "no such provider", "one of " + ids());
            }
        }
    }

    private void create(ProviderFactory factory, @Nullable UpstreamSection section, List<ModelProvider> into) {
        Map<String, String> fromFile = new LinkedHashMap<>(section == null ? Map.of() : section.settings());
        Map<String, String> values = new HashMap<>();
        Map<String, String> origins = new HashMap<>();
        List<String> keys = new ArrayList<>();
        String prefix = "upstreams." + factory.id() + ".";
        for (ProviderFactory.Setting setting : factory.settings()) {
            keys.add(setting.key());
            String filed = fromFile.remove(setting.key());
            String fromEnvironment = variable(setting);
            String name = setting.variable();
            if (fromEnvironment != null && name != null) {
                values.put(setting.key(), fromEnvironment);
                origins.put(setting.key(), name);
            } else if (filed != null) {
                values.put(setting.key(), filed);
                origins.put(setting.key(), prefix + setting.key());
            } else {
                origins.put(setting.key(), name == null ? prefix + setting.key() : name);
            }
        }
        for (String unknown : fromFile.keySet()) {
            problems.add(prefix + unknown, "unknown key", "one of " + String.join(", ", keys) + ", pool");
        }
        ModelProvider provider = factory.create(ProviderSettings.withDefaults(factory, values, origins), problems);
        if (provider != null) {
            into.add(provider);
        }
    }
}
