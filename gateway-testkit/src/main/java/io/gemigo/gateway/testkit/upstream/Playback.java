package io.gemigo.gateway.testkit.upstream;

import io.gemigo.gateway.testkit.transcript.Cut;
import io.gemigo.gateway.testkit.transcript.HttpMessageText;
import io.gemigo.gateway.testkit.transcript.Piece;
import io.gemigo.gateway.testkit.transcript.Transcript;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a recorded answer into a script, with a framing, network cuts, a pace, and an end before its time if wanted.
 * Single-owner builder.
 *
 * <pre>{@code
 * upstream.enqueue(Playback.of(transcript).cut(Cut.oneByteAtATime(length)).paced(gate).script());
 * }</pre>
 */
public final class Playback {

    /** How a playback that stops early leaves the connection. */
    public enum Stop {
        /** Closes it in order (FIN). */
        CLOSE,
        /** Tears it down (RST). */
        RESET
    }

    private final HttpMessageText response;
    private final List<String> headerLines = new ArrayList<>();
    private Framing framing;
    private Cut cut;
    private int stopOffset = Integer.MAX_VALUE;
    private @Nullable Gate headGate;
    private @Nullable Gate pieceGate;
    private @Nullable Gate stopGate;
    private @Nullable Stop stop;

    private Playback(HttpMessageText response, Cut cut) {
        this.response = response;
        this.cut = cut;
        this.framing = response.isEventStream() ? Framing.CHUNKED : Framing.LENGTH;
    }

    /** Plays the answer: chunked if it is an event stream, else with its length; in the writes it was recorded with. */
    public static Playback of(Transcript transcript) {
        return new Playback(transcript.response(), transcript.writeCut());
    }

    /** As {@link #of(Transcript)}, in one write. */
    public static Playback of(HttpMessageText response) {
        return new Playback(response, Cut.whole());
    }

    /** Frames the body in this way. */
    public Playback framed(Framing framing) {
        this.framing = framing;
        return this;
    }

    /** Adds a header line. */
    public Playback header(String line) {
        headerLines.add(line);
        return this;
    }

    /** Cuts the body's payload; each piece is a write of its own, and a chunk of its own where the body is chunked. */
    public Playback cut(Cut cut) {
        this.cut = cut;
        return this;
    }

    /** Waits at the gate before the head. */
    public Playback headAfter(Gate gate) {
        this.headGate = gate;
        return this;
    }

    /** Waits at the gate before every piece of the body, the first included. */
    public Playback paced(Gate gate) {
        this.pieceGate = gate;
        return this;
    }

    /** Plays only that many bytes of the payload, then ends the connection in this way. */
    public Playback stoppingAt(int payloadOffset, Stop stop) {
        this.stopOffset = payloadOffset;
        this.stop = stop;
        return this;
    }

    /** Before it ends the connection early, waits at the gate: until the client has what was written, or forever. */
    public Playback stopAfter(Gate gate) {
        this.stopGate = gate;
        return this;
    }

    /** The script. */
    public Script script() {
        Script script = headGate == null ? Script.empty() : Script.empty().pass(headGate);
        script = script.write(head());
        for (Piece piece : cut.truncatedAt(stopOffset).pieces(response.body())) {
            script = pieceGate == null ? script : script.pass(pieceGate);
            script = script.write(framing.wire(piece.copy()));
        }
        return script.then(end());
    }

    private byte[] head() {
        List<String> lines = new ArrayList<>(List.of(response.startLine()));
        response.headers().forEach(header -> lines.add(header.name() + ": " + header.value()));
        lines.addAll(headerLines);
        lines.addAll(framing.headerLines(response.body().length));
        return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private Script end() {
        if (stop != null) {
            Script wait = stopGate == null ? Script.empty() : Script.empty().pass(stopGate);
            return stop == Stop.RESET ? wait.reset() : wait.close();
        }
        byte[] end = framing.end();
        Script script = end.length == 0 ? Script.empty() : Script.empty().write(end);
        return framing.closes() ? script.close() : script;
    }
}
