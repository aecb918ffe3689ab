package io.gemigo.gateway.bench.codec;

import io.gemigo.gateway.bench.fixture.CountingSink;
import io.gemigo.gateway.bench.fixture.Parts;
import io.gemigo.gateway.bench.fixture.PerOperation;
import io.gemigo.gateway.bench.fixture.UpstreamAnswers;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.port.EventDecoder;
import io.gemigo.gateway.core.port.RelayEdits;
import io.gemigo.gateway.core.sse.SseDecoder;
import io.gemigo.gateway.core.sse.SseListener;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Streamed chunks of DashScope: split, checked, decoded, and what a relay changes in them named; per event. */
public class ChunkDecoderBenchmark extends PerOperation {
    private static final int EVENTS = 64;

    private final Window read = Window.of(UpstreamAnswers.events(EVENTS));

    private final Stream relayed = new Stream(Parts.edits(Parts.MODEL, true));
    private final Stream usageHidden = new Stream(Parts.edits(Parts.MODEL, false));
    private final Stream renamed = new Stream(Parts.edits(Parts.ALIAS, true));
    private final Stream translated = new Stream(null);

    /** One stream in its steady state. */
    private static final class Stream implements SseListener {
        private final SseDecoder events = new SseDecoder(1 << 20);
        private final EventDecoder chunks = Parts.dashScope().chat().eventDecoder();
        private final CountingSink sink = new CountingSink();
        private final @Nullable RelayEdits edits;
        private long named;

        Stream(@Nullable RelayEdits edits) {
            this.edits = edits;
        }

        @Override
        public boolean event(io.gemigo.gateway.core.sse.SseEvent event) {
            if (edits != null) {
                edits.clear();
            }
            chunks.event(event, sink, edits);
            if (edits != null) {
                named += edits.splice().size();
            }
            return true;
        }

        long read(Window window) {
            events.feed(window, this);
            return sink.heard() + named;
        }
    }

    /** Goes on as it came. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long relayed() {
        return relayed.read(read);
    }

    /** The client did not ask for usage: its member is taken out. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long relayedWithoutUsage() {
        return usageHidden.read(read);
    }

    /** The client asked for a model by another name, which is put in. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long relayedRenamed() {
        return renamed.read(read);
    }

    /** Only decoded, for an answer in another dialect. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long decoded() {
        return translated.read(read);
    }
}
