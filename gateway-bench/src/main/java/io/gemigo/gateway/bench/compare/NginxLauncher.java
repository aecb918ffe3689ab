package io.gemigo.gateway.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** nginx as a plain reverse proxy: nothing is authenticated, parsed, limited or logged. */
record NginxLauncher() implements Launcher {
    private static final String PROGRAM = "nginx";

    @Override
    public @Nullable String missing() {
        return Programs.find(PROGRAM) == null ? "nginx is not installed" : null;
    }

    @Override
    public String version() {
        Path program = Programs.find(PROGRAM);
        return program == null ? "" : Programs.firstLine(program.toString(), "-v");
    }

    @Override
    public boolean warmsUp() {
        return false;
    }

    @Override
    public Start prepare(Path folder, int port, int upstreamPort) throws IOException {
        Path config = Template.write(
                "nginx.conf",
                folder,
                Map.of(
                        "PORT", Integer.toString(port),
                        "UPSTREAM_PORT", Integer.toString(upstreamPort),
                        "FILES", Long.toString(OpenFiles.limit())));
        return new Start(
                List.of(
                        String.valueOf(Programs.find(PROGRAM)),
                        "-p",
                        folder.toString(),
                        "-c",
                        config.toString(),
                        "-e",
                        folder.resolve("error.log").toString()),
                Map.of());
    }
}
