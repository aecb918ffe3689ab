package io.gemigo.gateway.runtime.config;

import io.gemigo.gateway.core.port.ConfigProblems;
import io.gemigo.gateway.runtime.upstream.TransportSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what a file says of each provider; the keys are their factories' but for those of the pool. Single-owner. */
final class UpstreamSections {
    private static final String POOL = "pool.";

    private final TransportSettings transport;
    private final ConfigProblems problems;

    UpstreamSections(TransportSettings transport, ConfigProblems problems) {
        this.transport = transport;
        this.problems = problems;
    }

    /** The sections by provider id. */
    Map<String, UpstreamSection> read(ConfigValues values) {
        Map<String, Map<String, YamlValue>> byId = new LinkedHashMap<>();
        values.section("upstreams.").forEach((key, value) -> {
            int dot = key.indexOf('.');
            String id = dot < 0 ? key : key.substring(0, dot);
            Map<String, YamlValue> own = byId.computeIfAbsent(id, unknown -> new LinkedHashMap<>());
            if (dot < 0) {
                problems.add("upstreams." + id, "is no section", "settings such as upstreams." + id + ".<key>");
            } else {
                own.put(key.substring(dot + 1), value);
            }
        });
        Map<String, UpstreamSection> sections = new LinkedHashMap<>();
        byId.forEach((id, own) -> sections.put(id, section("upstreams." + id + ".", own)));
        return sections;
    }

    private UpstreamSection section(String prefix, Map<String, YamlValue> own) {
        Map<String, String> settings = new LinkedHashMap<>();
        Map<String, YamlValue> pool = new LinkedHashMap<>();
        own.forEach((key, value) -> {
            if (key.startsWith(POOL)) {
                pool.put(prefix + key, value);
            } else {
                // A provider's settings are texts: a list is one of several lines.
                settings.put(key, String.join("\n", value.items()));
            }
        });
        ConfigValues values = new ConfigValues(pool, problems);
        TransportSettings bounds = new TransportSettings(
                transport.connections(),
                transport.connect(),
                transport.acquire(),
                values.number(prefix + POOL + "queue", transport.queue(), 0, 1 << 20),
                values.duration(prefix + POOL + "idle", transport.idle()),
                values.duration(prefix + POOL + "maxAge", transport.maxAge()));
        values.refuseUnknown();
        return new UpstreamSection(settings, bounds);
    }
}
