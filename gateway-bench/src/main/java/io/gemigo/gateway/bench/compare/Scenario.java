package io.gemigo.gateway.bench.compare;

import io.gemigo.gateway.bench.fixture.Prompt;
import io.gemigo.gateway.bench.load.RequestShape;
import io.gemigo.gateway.bench.upstream.UpstreamSettings;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What happens while it is measured. */
enum Scenario {
    /** Answers in one piece, about 1 KB each way. */
    CHAT_SMALL(Prompt.SMALL, false, UpstreamSettings.DEFAULT, EnumSet.allOf(RequestShape.class)),
    /** A prompt of 128 KB, an answer of about 1 KB. */
    CHAT_LARGE(Prompt.LARGE, false, UpstreamSettings.DEFAULT, EnumSet.of(RequestShape.RELAY, RequestShape.TRANSLATE)),
    /** 200 events as fast as they can be written. */
    STREAM_FAST(Prompt.SMALL, true, UpstreamSettings.DEFAULT, EnumSet.allOf(RequestShape.class)),
    /** 64 events, 20 ms apart, many streams at once. */
    STREAM_PACED(
            Prompt.SMALL,
            true,
            UpstreamSettings.DEFAULT.events(64, Duration.ofMillis(20)),
            EnumSet.of(RequestShape.RELAY, RequestShape.TRANSLATE)),
    /** Many streams held open, one event a second each. */
    STREAMS_HELD(
            Prompt.SMALL,
            true,
            UpstreamSettings.DEFAULT.events(90_000, Duration.ofSeconds(1)),
            EnumSet.of(RequestShape.RELAY));

    private final int promptChars;
    private final boolean stream;
    private final UpstreamSettings upstream;
    private final Set<RequestShape> shapes;

    Scenario(int promptChars, boolean stream, UpstreamSettings upstream, Set<RequestShape> shapes) {
        this.promptChars = promptChars;
        this.stream = stream;
        this.upstream = upstream;
        this.shapes = Set.copyOf(shapes);
    }

    /** How it is called on the command line and in tables. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int promptChars() {
        return promptChars;
    }

    boolean stream() {
        return stream;
    }

    UpstreamSettings upstream() {
        return upstream;
    }

    /** Whether clients of this shape take part. */
    boolean includes(RequestShape shape) {
        return shapes.contains(shape);
    }
}
