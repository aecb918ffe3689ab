package io.gemigo.gateway.bench.upstream;

import io.gemigo.gateway.bench.wire.Stamp;
import java.time.Duration;

/**
 * How the fake upstream answers. Immutable.
 *
 * @param events events of text in a streamed answer
 * @param gap time between two of them; zero for as fast as they can be written
 * @param think time before the first byte of any answer
 * @param eventTextBytes bytes of text in one event; at least a stamp's length
 * @param answerTextBytes bytes of text in an answer in one piece; at least a stamp's length
 */
public record UpstreamSettings(int events, Duration gap, Duration think, int eventTextBytes, int answerTextBytes) {
    /** 200 events of about 260 bytes without a pause, or an answer of about 1 KB. */
    public static final UpstreamSettings DEFAULT = new UpstreamSettings(200, Duration.ZERO, Duration.ZERO, 24, 600);

    private static final int MAX_EVENT_TEXT = 32 * 1024;

    /** Checks what would not work. */
    public UpstreamSettings {
        if (events < 1 || gap.isNegative() || think.isNegative()) {
            throw new IllegalArgumentException("a stream has events, and time does not run backwards");
        }
        if (eventTextBytes < Stamp.BYTES || eventTextBytes > MAX_EVENT_TEXT || answerTextBytes < Stamp.BYTES) {
            throw new IllegalArgumentException("a text holds a stamp, that of an event at most 32 KiB");
        }
    }

    /** The same with other events. */
    public UpstreamSettings events(int count, Duration pause) {
        return new UpstreamSettings(count, pause, think, eventTextBytes, answerTextBytes);
    }
}
