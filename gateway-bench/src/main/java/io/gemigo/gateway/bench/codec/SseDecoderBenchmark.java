package io.gemigo.gateway.bench.codec;

import io.gemigo.gateway.bench.fixture.PerOperation;
import io.gemigo.gateway.bench.fixture.UpstreamAnswers;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.sse.SseDecoder;
import io.gemigo.gateway.core.sse.SseListener;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** The splitting of an event stream into events; per event. */
public class SseDecoderBenchmark extends PerOperation {
    private static final int EVENTS = 64;

    private final byte[] read = UpstreamAnswers.events(EVENTS);
    private final Window window = new Window();
    private final SseDecoder decoder = new SseDecoder(1 << 20);

    private long data;

    private final SseListener listener = event -> {
        data += event.data().length();
        return true;
    };

    /** A read that holds whole events. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long wholeEvents() {
        decoder.feed(window.aim(read, 0, read.length), listener);
        return data;
    }

    /** Every event arrives in two reads. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long cutEvents() {
        int length = read.length / EVENTS;
        int cut = length / 3;
        decoder.feed(window.aim(read, 0, cut), listener);
        for (int i = 1; i < EVENTS; i++) {
            decoder.feed(window.aim(read, (i - 1) * length + cut, i * length + cut), listener);
        }
        decoder.feed(window.aim(read, (EVENTS - 1) * length + cut, read.length), listener);
        return data;
    }
}
