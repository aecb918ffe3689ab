package io.gemigo.gateway.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a gateway is started. Immutable. */
interface Launcher {
    /** Why it cannot be started here, null if it can. */
    @Nullable
    String missing();

    /** What it is, for the report. */
    String version();

    /** Whether it gets faster while it runs. */
    boolean warmsUp();

    /**
     * Writes what it needs and says how it is started.
     *
     * @param folder its own, also its working directory
     */
    Start prepare(Path folder, int port, int upstreamPort) throws IOException;

    /**
     * A command line and what it needs of an environment.
     *
     * @param command program and arguments
     * @param environment what is added to ours
     */
    record Start(List<String> command, Map<String, String> environment) {}
}
