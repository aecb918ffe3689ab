package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.port.EventDecoder;
import io.gemigo.gateway.core.port.RelayEdits;
import io.gemigo.gateway.core.port.ReplyTail;
import io.gemigo.gateway.core.port.UnaryDecoder;
import io.gemigo.gateway.core.sse.SseEvent;
import io.gemigo.gateway.core.sse.SseFrames;
import org.jspecify.annotations.Nullable;

/**
 * Events are decoded for the meter alone; their bytes go on as they came, but for the ranges the decoder wants changed. Only
 * whole, checked events leave.
 */
final class RelayedAnswer implements Answer {
    private static final byte[] EVENT_END = {'\n', '\n'};

    private final Stage stage;
    private final ReplyTail tail;
    private final RelayEdits edits;

    private @Nullable EventDecoder events;
    private @Nullable Meter counts;

    /**
     * An answer that goes on.
     *
     * @param stage takes passed ranges
     * @param tail writes what does not come from the upstream
     * @param edits takes what the decoder wants changed
     */
    RelayedAnswer(Stage stage, ReplyTail tail, RelayEdits edits) {
        this.stage = stage;
        this.tail = tail;
        this.edits = edits;
    }

    @Override
    public void event(SseEvent event, Window read, Ticket ticket, EventDecoder decoder, Meter meter) {
        edits.clear();
        events = decoder;
        counts = meter;
        decoder.event(event, meter, edits);
        if (edits.dropped() || meter.ended() || event.data().length() == 0) {
            return;
        }
        Splice splice = edits.splice();
        if (event.plain()) {
            splice.writeTo(stage, ticket, read.from(), event.frameFrom(), event.frameTo());
            return;
        }
        Window data = oneLine(event.data());
        stage.write(SseFrames.prefix());
        splice.writeTo(stage, data.array(), data.from(), data.to());
        stage.write(EVENT_END);
    }

    /** Data that came on several lines goes on in one: between JSON tokens, where alone they can be, breaks are spaces. */
    private static Window oneLine(Window data) {
        byte[] a = data.array();
        for (int i = data.from(); i < data.to(); i++) {
            if (a[i] == '\n' || a[i] == '\r') {
                byte[] copy = a.clone();
                for (int k = i; k < data.to(); k++) {
                    if (copy[k] == '\n' || copy[k] == '\r') {
                        copy[k] = ' ';
                    }
                }
                return Window.of(copy, data.from(), data.to());
            }
        }
        return data;
    }

    @Override
    public void unary(Window body, Ticket ticket, UnaryDecoder decoder, Meter meter) {
        edits.clear();
        decoder.body(body, meter, edits);
        if (meter.completedWell()) {
            decoder.usage(meter.used());
            edits.splice().writeTo(stage, ticket, body.from(), body.from(), body.to());
        }
    }

    @Override
    public void end(EventDecoder decoder, Meter meter) {
        decoder.end(meter);
    }

    @Override
    public void endOfRead() {}

    @Override
    public void completed() {
        byte[] usage = events == null || counts == null ? null : events.usageEvent(counts.used());
        if (usage != null) {
            SseFrames.write(stage, usage, 0, usage.length);
        }
        tail.completed();
    }
}
