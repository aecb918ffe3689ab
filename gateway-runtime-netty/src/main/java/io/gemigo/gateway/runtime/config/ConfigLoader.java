package io.gemigo.gateway.runtime.config;

import io.gemigo.gateway.core.port.ConfigProblems;
import io.gemigo.gateway.runtime.defaults.LocalLimits;
import io.gemigo.gateway.runtime.http1.HeadLimits;
import io.gemigo.gateway.runtime.loop.IoKind;
import io.gemigo.gateway.runtime.server.ClientTimeouts;
import io.gemigo.gateway.runtime.server.DrainSettings;
import io.gemigo.gateway.runtime.server.ListenerSettings;
import io.gemigo.gateway.runtime.server.ServerLimits;
import io.gemigo.gateway.runtime.server.TrustedProxies;
import io.gemigo.gateway.runtime.upstream.TransportSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts environment and file together. Single-owner; for one use. */
public final class ConfigLoader {
    private static final long MAX_BODY_BYTES = 1L << 30;
    private static final int MAX_LOOPS = 1024;

    private final Map<String, String> environment;
    private final Set<String> protocols;
    private final ConfigProblems problems;

    /**
     * A loader.
     *
     * @param protocols ids of the protocols found
     * @param problems takes every mistake
     */
    public ConfigLoader(Map<String, String> environment, Set<String> protocols, ConfigProblems problems) {
        this.environment = Map.copyOf(environment);
        this.protocols = Set.copyOf(protocols);
        this.problems = problems;
    }

    /**
     * The configuration; defaults stand in for what is wrong, so look at the problems first.
     *
     * @param file the file named on the command line, null to look at {@code GATEWAY_CONFIG}
     */
    public GatewayConfig load(@Nullable Path file) {
        ConfigValues values = new ConfigValues(file(file), problems);
        EnvironmentValues env = new EnvironmentValues(environment, problems);
        LocalLimits limits = localLimits(values);
        TransportSettings transport = transport(values, limits);
        List<String> tokens = env.tokens();
        ListenerSettings client = new ListenerSettings(
                env.host("HOST", "127.0.0.1"),
                env.port("PORT", 8080),
                limits(values),
                timeouts(values),
                proxies(values));
        env.checkClientHost(client.host(), tokens);
        String adminHost = env.host("ADMIN_HOST", "127.0.0.1");
        int adminPort = env.port("ADMIN_PORT", 8081);
        env.checkAdmin(adminHost, adminPort, client);
        GatewayConfig config = new GatewayConfig(
                client,
                adminHost,
                adminPort,
                env.adminToken(tokens),
                tokens,
                new GatewaySection(protocols, problems).read(values),
                limits,
                transport,
                new UpstreamSections(transport, problems).read(values),
                authorities(values),
                loops(values),
                drain(values));
        values.refuseUnknown();
        return config;
    }

    private Map<String, YamlValue> file(@Nullable Path named) {
        String variable = environment.getOrDefault("GATEWAY_CONFIG", "");
        if (named == null && variable.isEmpty()) {
            return Map.of();
        }
        String key = named == null ? "GATEWAY_CONFIG" : "--config";
        Path path = named == null ? Path.of(variable) : named;
        try {
            return YamlFile.read(String.valueOf(path.getFileName()), Files.readString(path), environment, problems);
        } catch (IOException | RuntimeException unreadable) {
            problems.add(key, "cannot read " + path, "path of a readable YAML file in UTF-8");
            return Map.of();
        }
    }

    private ServerLimits limits(ConfigValues values) {
        ServerLimits d = ServerLimits.DEFAULT;
        Integer total = values.numberOrOff("limits.connections.total", d.connections());
        Integer perAddress = values.numberOrOff("limits.connections.perAddress", d.connectionsPerAddress());
        int high = (int) values.size("limits.write.high", d.writeHigh(), MAX_BODY_BYTES);
        int low = (int) values.size("limits.write.low", Math.min(high, d.writeLow()), MAX_BODY_BYTES);
        if (low > high) {
            problems.add("limits.write.low", "is over limits.write.high", "at most limits.write.high");
            low = high;
        }
        HeadLimits head = new HeadLimits(
                (int) values.size("limits.header.line", d.head().startLineBytes(), 1 << 20),
                (int) values.size("limits.header.field", d.head().fieldBytes(), 1 << 20),
                (int) values.size("limits.header.total", d.head().allFieldsBytes(), 1 << 20),
                values.number("limits.header.count", d.head().fieldCount(), 1, 1000));
        return new ServerLimits(
                total == null ? Integer.MAX_VALUE : total,
                perAddress == null ? Integer.MAX_VALUE : perAddress,
                values.size("limits.bufferedBodies", d.bufferedBodyBytes(), Long.MAX_VALUE),
                (int) values.size("limits.pipelined", d.pipelinedBytes(), MAX_BODY_BYTES),
                low,
                high,
                values.number("limits.keepAlive.requests", d.keepAliveRequests(), 1, Integer.MAX_VALUE),
                values.duration("limits.keepAlive.age", d.keepAliveAge()),
                head);
    }

    private static ClientTimeouts timeouts(ConfigValues values) {
        ClientTimeouts d = ClientTimeouts.DEFAULT;
        return new ClientTimeouts(
                values.durationOrOff("timeouts.client.header", d.header()),
                values.durationOrOff("timeouts.client.body", d.body()),
                values.durationOrOff("timeouts.client.idle", d.idle()),
                values.durationOrOff("timeouts.client.write", d.write()));
    }

    private TrustedProxies proxies(ConfigValues values) {
        List<String> cidrs = values.list("server.trustedProxies");
        TrustedProxies proxies = cidrs == null ? TrustedProxies.NONE : TrustedProxies.of(cidrs);
        if (proxies == null) {
            problems.add("server.trustedProxies", "an item is no address range", "ranges such as 10.0.0.0/8, ::1");
            return TrustedProxies.NONE;
        }
        return proxies;
    }

    private static LocalLimits localLimits(ConfigValues values) {
        LocalLimits d = LocalLimits.DEFAULT;
        return new LocalLimits(
                values.rateOrOff("limits.rate.perToken", d.perToken()),
                values.rateOrOff("limits.rate.perAddress", d.perAddress()),
                values.numberOrOff("limits.concurrency.total", d.concurrencyTotal()),
                values.numberOrOff("limits.concurrency.perToken", d.concurrencyPerToken()));
    }

    private static TransportSettings transport(ConfigValues values, LocalLimits limits) {
        TransportSettings d = TransportSettings.DEFAULT;
        Integer connections = limits.concurrencyTotal();
        return new TransportSettings(
                connections == null ? Integer.MAX_VALUE : connections,
                values.durationOrOff("timeouts.upstream.connect", d.connect()),
                values.durationOrOff("timeouts.upstream.acquire", d.acquire()),
                d.queue(),
                d.idle(),
                d.maxAge());
    }

    private @Nullable Path authorities(ConfigValues values) {
        return values.text("tls.authorities", "path of a readable PEM file", text -> {
            Path path = Path.of(text);
            return Files.isReadable(path) ? path : null;
        });
    }

    private LoopSettings loops(ConfigValues values) {
        LoopSettings d = LoopSettings.ofThisMachine();
        int count = values.number("server.loops", d.count(), 1, MAX_LOOPS);
        IoKind kind = values.text("server.io", "auto, epoll, io_uring or nio", text -> {
            for (IoKind each : IoKind.values()) {
                if (each.word().equals(text)) {
                    return each;
                }
            }
            return text.equals("auto") ? d.kind() : null;
        });
        if (kind != null && !kind.available()) {
            problems.add("server.io", kind.word() + " is not to be had on this machine", "auto, or another kind");
            kind = null;
        }
        return new LoopSettings(count, kind == null ? d.kind() : kind);
    }

    private static DrainSettings drain(ConfigValues values) {
        DrainSettings d = DrainSettings.DEFAULT;
        return new DrainSettings(
                values.duration("drain.readinessDelay", d.readinessDelay()),
                values.duration("drain.deadline", d.deadline()),
                values.duration("drain.hardStop", d.hardStop()));
    }
}
