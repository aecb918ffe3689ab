package io.gemigo.gateway.bench.compare;

import io.gemigo.gateway.bench.load.RequestShape;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Somebody who stands between load and upstream, or nobody. Single-owner. */
final class Target implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final long POLL_MILLIS = 50;

    private final String name;
    private final RequestShape shape;
    private final @Nullable Launcher launcher;
    /** Where one listens that somebody else has started; null for the upstream itself. */
    private final @Nullable URI url;

    private final long foreignPid;
    private final Set<Scenario> warmed = EnumSet.noneOf(Scenario.class);

    private @Nullable Process process;
    private int port;

    private Target(String name, RequestShape shape, @Nullable Launcher launcher, @Nullable URI url, long foreignPid) {
        this.name = name;
        this.shape = shape;
        this.launcher = launcher;
        this.url = url;
        this.foreignPid = foreignPid;
    }

    /** One that is started here. */
    static Target launched(String name, RequestShape shape, Launcher launcher) {
        return new Target(name, shape, launcher, null, -1);
    }

    /** Nobody: the load goes to the upstream. */
    static Target direct() {
        return new Target("direct", RequestShape.RELAY, null, null, -1);
    }

    /**
     * One that somebody else has started.
     *
     * @param url base URL of its OpenAI routes, such as {@code http://127.0.0.1:9000/v1}
     * @param pid its process, -1 if it is not known
     */
    static Target foreign(String name, URI url, long pid) {
        return new Target(name, RequestShape.RELAY, null, url, pid);
    }

    String name() {
        return name;
    }

    RequestShape shape() {
        return shape;
    }

    @Nullable
    String missing() {
        return launcher == null ? null : launcher.missing();
    }

    String version() {
        return launcher != null ? launcher.version() : url != null ? url.toString() : "no gateway: load to upstream";
    }

    /** Whether it must run for a while before it is measured in a scenario; said once. */
    boolean cold(Scenario scenario) {
        return launcher != null && launcher.warmsUp() && warmed.add(scenario);
    }

    /** Whether it can be started anew. */
    boolean restarts() {
        return launcher != null;
    }

    /** Its process, -1 if it has none or it is not known. */
    long pid() {
        Process running = process;
        return running != null ? running.pid() : foreignPid;
    }

    /** Whether it is a JVM that we may ask. */
    boolean jvm() {
        return launcher instanceof GatewayLauncher;
    }

    InetSocketAddress address() {
        URI other = url;
        return other != null
                ? new InetSocketAddress(other.getHost(), other.getPort() < 0 ? 80 : other.getPort())
                : new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    String basePath() {
        URI other = url;
        return other != null ? other.getPath().replaceAll("/$", "") : shape.basePath();
    }

    /** Starts it if it is not running. */
    void start(Path work, Cores cores, int upstreamPort) throws IOException, InterruptedException {
        Launcher how = launcher;
        if (how == null) {
            port = upstreamPort;
            return;
        }
        if (process != null) {
            return;
        }
        port = freePort();
        Path folder = Files.createDirectories(work.resolve(name));
        Launcher.Start start = how.prepare(folder, port, upstreamPort);
        ProcessBuilder builder = new ProcessBuilder(cores.onTarget(start.command()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output.log").toFile()));
        builder.environment().putAll(start.environment());
        Process started = builder.start();
        process = started;
        awaitListening(started, folder);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitListening(Process started, Path folder) throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + START_LIMIT.toNanos();
        while (!listening()) {
            if (!started.isAlive() || System.nanoTime() - giveUp > 0) {
                throw new IOException(name + " does not listen; see " + folder.resolve("output.log"));
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private boolean listening() {
        try (Socket probe = new Socket()) {
            probe.connect(address(), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Ends it and waits until it has gone. */
    void stop() {
        Process running = process;
        process = null;
        warmed.clear();
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                running.descendants().forEach(ProcessHandle::destroyForcibly);
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException hurry) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
