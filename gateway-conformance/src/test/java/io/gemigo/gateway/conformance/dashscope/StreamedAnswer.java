package io.gemigo.gateway.conformance.dashscope;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gemigo.gateway.conformance.http.RawResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plays one answer as a stream, at the pace and to the end its script asks for. Single-owner. */
final class StreamedAnswer {
    private static final long ENDLESS_PAUSE_MILLIS = 20;
    private static final int ENDLESS_DELTAS = 3_000;
    private static final long GATE_POLL_MILLIS = 5;

    private final ChatCall call;
    private final Script script;
    private final Answer answer;
    private final Gates gates;

    StreamedAnswer(ChatCall call, Script script, Answer answer, Gates gates) {
        this.call = call;
        this.script = script;
        this.answer = answer;
        this.gates = gates;
    }

    void play(ModelOutput output, RawResponse response) throws IOException, InterruptedException {
        EventStream events = new EventStream(response, script.has("dribble"));
        events.start(answer.headers("text/event-stream;charset=UTF-8"));
        Optional<StreamFault> first = script.argument("first").map(StreamFault::named);
        if (first.isPresent()) {
            first.get().strike(events, response, answer);
            return;
        }
        ChunkShape chunks = new ChunkShape(answer);
        events.data(chunks.role(output).toString());
        List<ObjectNode> deltas = deltas(chunks, output);
        play(deltas.subList(0, deltas.size() / 2), events, response);
        Optional<StreamFault> midway = script.argument("midway").map(StreamFault::named);
        if (midway.isPresent()) {
            midway.get().strike(events, response, answer);
            return;
        }
        holdAtGate(response);
        play(deltas.subList(deltas.size() / 2, deltas.size()), events, response);
        goOnAndOn(chunks, events, response);
        events.data(chunks.finish(output.finishReason()).toString());
        if (call.wantsUsage()) {
            events.data(chunks.usage(output.usage(call)).toString());
        }
        events.data("[DONE]");
        events.finish();
    }

    private static List<ObjectNode> deltas(ChunkShape chunks, ModelOutput output) {
        List<ObjectNode> deltas = new ArrayList<>();
        output.reasoning().forEach(piece -> deltas.add(chunks.reasoning(piece)));
        boolean thinks = !output.reasoning().isEmpty();
        output.text().forEach(piece -> deltas.add(chunks.text(piece, thinks)));
        int index = 0;
        for (ToolCall tool : output.toolCalls()) {
            deltas.addAll(chunks.toolCall(index++, tool));
        }
        return deltas;
    }

    private void play(List<ObjectNode> deltas, EventStream events, RawResponse response)
            throws IOException, InterruptedException {
        long pauseMillis = script.number("slow", 0);
        for (ObjectNode delta : deltas) {
            events.data(delta.toString());
            if (pauseMillis > 0) {
                response.pause(pauseMillis);
            }
        }
    }

    private void holdAtGate(RawResponse response) throws IOException, InterruptedException {
        while (script.has("hold") && !gates.isOpen(script.tag())) {
            response.pause(GATE_POLL_MILLIS);
        }
    }

    /** Talks until the client leaves, within bounds. */
    private void goOnAndOn(ChunkShape chunks, EventStream events, RawResponse response)
            throws IOException, InterruptedException {
        for (int delta = 0; script.has("endless") && delta < ENDLESS_DELTAS; delta++) {
            events.data(chunks.text(" and on", false).toString());
            response.pause(ENDLESS_PAUSE_MILLIS);
        }
    }
}
