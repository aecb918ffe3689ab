package io.gemigo.gateway.testkit.toy;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.EventDecoder;
import io.gemigo.gateway.core.port.RelayEdits;
import io.gemigo.gateway.core.port.UnaryDecoder;
import io.gemigo.gateway.core.sse.SseEvent;
import io.gemigo.gateway.testkit.toy.ToyProvider.Flaw;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads answers of the toy dialect, streamed or not, with at most one flaw. */
final class ToyEvents implements EventDecoder, UnaryDecoder {
    private final Flaw flaw;
    private boolean started;
    private boolean finished;
    /** Text held back by flaws that hold back. */
    private byte @Nullable [] held;

    private int heldFrom;
    private int heldTo;

    ToyEvents(Flaw flaw) {
        this.flaw = flaw;
    }

    @Override
    public void event(SseEvent event, ChatSink sink, @Nullable RelayEdits edits) {
        Window data = event.data();
        if (data.utf8().equals("[END]")) {
            if (edits != null) {
                edits.drop();
            }
            if (flaw == Flaw.BELIEVES_THE_END_MARK) {
                sink.completed();
            } else {
                end(sink);
            }
            return;
        }
        if (flaw == Flaw.MINDS_THE_CUTS && !event.plain() && data.utf8().contains("Tides")) {
            return;
        }
        Window read = flaw == Flaw.READS_OUTSIDE_ITS_WINDOW ? Window.of(data.array(), 6, data.to()) : data;
        ToyScan scan = ToyScan.read(read);
        if (scan == null && flaw == Flaw.THROWS_AT_BAD_JSON) {
            throw new IllegalArgumentException("not JSON");
        }
        if (scan == null) {
            sink.failed(new Failure.UpstreamMalformed("not an event", 200));
            return;
        }
        emit(scan, sink);
        if (edits != null) {
            relay(scan, data, edits);
        }
    }

    private void emit(ToyScan scan, ChatSink sink) {
        if (scan.error != null) {
            sink.failed(new Failure.UpstreamUnavailable(Failure.UpstreamUnavailable.Reason.OVERLOADED, null, 200));
            return;
        }
        if (!started) {
            started = true;
            sink.started(scan.array, 0, 0);
        }
        if (scan.textFrom >= 0 && !finished) {
            text(scan, sink);
        }
        if (scan.finish != null && !finished) {
            finished = true;
            if (flaw == Flaw.KEEPS_BORROWED_BYTES && held != null) {
                sink.text(0, held, heldFrom, heldTo);
            }
            sink.finished(0, reason(scan.finish));
        }
        if (scan.usageFrom >= 0) {
            sink.usage(Usage.of(scan.promptTokens, scan.completionTokens));
        }
    }

    private void text(ToyScan scan, ChatSink sink) {
        if (flaw != Flaw.DROPS_LAST_DELTA && flaw != Flaw.KEEPS_BORROWED_BYTES) {
            sink.text(0, scan.array, scan.textFrom, scan.textTo);
            return;
        }
        if (held != null) {
            sink.text(0, held, heldFrom, heldTo);
        }
        boolean keeps = flaw == Flaw.KEEPS_BORROWED_BYTES;
        held = keeps ? scan.array : Arrays.copyOfRange(scan.array, scan.textFrom, scan.textTo);
        heldFrom = keeps ? scan.textFrom : 0;
        heldTo = keeps ? scan.textTo : held.length;
    }

    private static FinishReason reason(String word) {
        return switch (word) {
            case "stop" -> FinishReason.STOP;
            case "length" -> FinishReason.LENGTH;
            default -> FinishReason.other(word);
        };
    }

    private void relay(ToyScan scan, Window data, RelayEdits edits) {
        if (scan.usageFrom >= 0 && !edits.usageWanted() && flaw != Flaw.RELAYS_UNWANTED_USAGE) {
            edits.drop();
        }
        if (scan.modelFrom >= 0 && flaw != Flaw.RELAYS_THE_UPSTREAM_MODEL) {
            String name = edits.clientModel();
            String quote = flaw == Flaw.RELAYS_BROKEN_JSON ? "" : "\"";
            edits.splice()
                    .replace(scan.modelFrom, scan.modelTo, (quote + name + quote).getBytes(StandardCharsets.UTF_8));
        }
        if (flaw == Flaw.RELAYS_TOO_LITTLE && data.utf8().contains("\".\"")) {
            edits.drop();
        }
    }

    @Override
    public void end(ChatSink sink) {
        if (flaw == Flaw.NO_TERMINAL) {
            return;
        }
        if (finished || flaw == Flaw.COMPLETES_WITHOUT_FINISH && started) {
            sink.completed();
        } else {
            sink.failed(new Failure.UpstreamMalformed("stream without an end", 200));
        }
        if (flaw == Flaw.TWO_TERMINALS) {
            sink.failed(new Failure.Internal());
        }
        if (flaw == Flaw.EMITS_AFTER_THE_END) {
            sink.usage(Usage.NONE);
        }
    }

    @Override
    public void body(Window body, ChatSink sink, @Nullable RelayEdits edits) {
        ToyScan scan = ToyScan.read(body);
        if (scan == null && flaw == Flaw.BELIEVES_TRUNCATED_ANSWERS && body.length() > 40) {
            scan = ToyScan.read(Window.of("{\"text\":\"" + "half\",\"finish\":\"stop\"}"));
        }
        if (scan == null || scan.finish == null && scan.error == null) {
            sink.failed(new Failure.UpstreamMalformed("not an answer", 200));
            return;
        }
        emit(scan, sink);
        if (scan.error == null) {
            if (flaw == Flaw.DROPS_LAST_DELTA) {
                held = null;
            }
            end(sink);
        }
        if (edits != null) {
            relay(scan, body, edits);
        }
    }
}
