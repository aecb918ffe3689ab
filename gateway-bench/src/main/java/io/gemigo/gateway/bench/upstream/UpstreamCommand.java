package io.gemigo.gateway.bench.upstream;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the fake upstream by itself, for other load generators. */
@Command(
        name = "upstream",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs the fake upstream until it is stopped; every POST is answered as a chat completion.")
public final class UpstreamCommand implements Callable<Integer> {
    @Option(names = "--port", paramLabel = "PORT", defaultValue = "18080", description = "${DEFAULT-VALUE} without it")
    private int port;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "200",
            description = "events of text in a stream; ${DEFAULT-VALUE} without it")
    private int events;

    @Option(
            names = "--gap",
            paramLabel = "MICROSECONDS",
            defaultValue = "0",
            description = "time between two events; none without it")
    private long gap;

    @Option(
            names = "--think",
            paramLabel = "MICROSECONDS",
            defaultValue = "0",
            description = "time before the first byte; none without it")
    private long think;

    @Option(
            names = "--event-text",
            paramLabel = "BYTES",
            defaultValue = "24",
            description = "text in one event; ${DEFAULT-VALUE} without it")
    private int eventText;

    @Option(
            names = "--answer-text",
            paramLabel = "BYTES",
            defaultValue = "600",
            description = "text in an answer in one piece; ${DEFAULT-VALUE} without it")
    private int answerText;

    private final PrintStream out;

    /** A command that says there where it listens. */
    public UpstreamCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        UpstreamSettings settings = new UpstreamSettings(
                events, Duration.ofNanos(gap * 1000), Duration.ofNanos(think * 1000), eventText, answerText);
        try (FakeUpstream upstream = FakeUpstream.start(port, settings)) {
            out.println("listening on http://127.0.0.1:" + upstream.port() + "/v1");
            upstream.join();
            upstream.check();
        }
        return 0;
    }
}
