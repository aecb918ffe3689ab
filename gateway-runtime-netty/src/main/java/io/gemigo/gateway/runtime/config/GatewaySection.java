package io.gemigo.gateway.runtime.config;

import io.gemigo.gateway.core.call.GatewaySettings;
import io.gemigo.gateway.core.call.RetrySettings;
import io.gemigo.gateway.core.http.CorsPolicy;
import io.gemigo.gateway.core.port.ConfigProblems;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what the pipeline holds to. Single-owner. */
final class GatewaySection {
    private static final Pattern ORIGIN =
            Pattern.compile("https?://[a-z0-9._-]+(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST_NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
    private static final int MAX_RETRIES = 4;
    private static final long MAX_BODY_BYTES = 1L << 30;

    private final Set<String> protocols;
    private final ConfigProblems problems;

    GatewaySection(Set<String> protocols, ConfigProblems problems) {
        this.protocols = protocols;
        this.problems = problems;
    }

    /** The settings. */
    GatewaySettings read(ConfigValues values) {
        GatewaySettings d = GatewaySettings.DEFAULT;
        Duration firstByte = values.durationOrOff("timeouts.upstream.firstByte", Duration.ZERO);
        String accepted = "model, or a whole number from 1";
        Long outputTokens = values.text("limits.outputTokens", accepted, text -> {
            Integer number = Units.number(text, 1, Integer.MAX_VALUE);
            return text.equals("model") ? Long.valueOf(0) : number == null ? null : Long.valueOf(number);
        });
        return new GatewaySettings(
                values.size("limits.body", d.maxBodyBytes(), MAX_BODY_BYTES),
                outputTokens == null || outputTokens == 0 ? null : outputTokens,
                firstByte.isZero() ? d.firstByteStream() : firstByte,
                firstByte.isZero() ? d.firstByteUnary() : firstByte,
                values.durationOrOff("timeouts.upstream.idle", d.idle()),
                values.durationOrOff("timeouts.upstream.total", d.total()),
                values.durationOrOff("timeouts.client.keepAlive", d.keepAlive()),
                (int) values.size("limits.upstream.event", d.maxEventBytes(), MAX_BODY_BYTES),
                (int) values.size("limits.upstream.body", d.maxUnaryBytes(), MAX_BODY_BYTES),
                new RetrySettings(
                        values.number("retry.maxRetries", d.retry().maxRetries(), 0, MAX_RETRIES),
                        values.duration("retry.baseDelay", d.retry().baseDelay()),
                        values.duration("retry.maxDelay", d.retry().maxDelay()),
                        values.flag("retry.on500", d.retry().on500())),
                cors(values),
                hosts(values));
    }

    private CorsPolicy cors(ConfigValues values) {
        List<String> origins = values.list("cors.origins");
        if (origins == null || origins.equals(List.of("*"))) {
            return CorsPolicy.any();
        }
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                problems.add("cors.origins", "an item is no origin", "*, or origins such as https://app.example");
            }
        }
        return CorsPolicy.of(origins);
    }

    private Map<String, String> hosts(ConfigValues values) {
        Map<String, String> hosts = new LinkedHashMap<>();
        values.section("hosts.").forEach((name, value) -> {
            String host = name.toLowerCase(Locale.ROOT);
            String protocol = value.text();
            if (!HOST_NAME.matcher(host).matches()) {
                problems.add("hosts." + name, "no host name", "a host name without port");
            } else if (protocol == null || !protocols.contains(protocol)) {
                problems.add("hosts." + name, "no such protocol", "one of " + sorted(protocols));
            } else {
                hosts.put(host, protocol);
            }
        });
        return hosts;
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }
}
