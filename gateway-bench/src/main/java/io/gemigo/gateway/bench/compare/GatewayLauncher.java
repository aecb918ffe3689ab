package io.gemigo.gateway.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * This gateway as it ships: authentication, limits, usage records and both logs are on.
 *
 * @param jar the packaged gateway
 * @param javaOptions options of its JVM
 */
record GatewayLauncher(Path jar, List<String> javaOptions) implements Launcher {
    /** The app token that is let in. */
    static final String TOKEN = "bench-token";

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    @Override
    public @Nullable String missing() {
        return Files.isRegularFile(jar) ? null : "no gateway at " + jar + "; mvn package builds it";
    }

    @Override
    public String version() {
        return Programs.firstLine(java(), "-jar", jar.toString(), "--version") + ", Java "
                + System.getProperty("java.vm.version") + (javaOptions.isEmpty() ? "" : ", " + javaOptions);
    }

    @Override
    public boolean warmsUp() {
        return true;
    }

    @Override
    public Start prepare(Path folder, int port, int upstreamPort) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(javaOptions);
        command.add("-jar");
        command.add(jar.toAbsolutePath().toString());
        Path config = Template.write("gateway.yaml", folder, Map.of());
        return new Start(
                command,
                Map.of(
                        "PORT",
                        Integer.toString(port),
                        "ADMIN_PORT",
                        "0",
                        "APP_TOKENS",
                        TOKEN,
                        "UPSTREAM_API_KEY",
                        "bench-key",
                        "UPSTREAM_BASE_URL",
                        "http://127.0.0.1:" + upstreamPort + "/v1",
                        "GATEWAY_CONFIG",
                        config.toString()));
    }
}
