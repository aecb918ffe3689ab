package io.gemigo.gateway.conformance.dashscope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The chunks of a streamed answer with DashScope's habits: {@code usage:null} on every chunk but the last, content and
 * thinking side by side with one of them null, {@code id:""} and a stray name in later tool deltas, arguments that begin
 * in a call's first delta or in its second, {@code created} that moves on, keys in changing order. One instance per answer; single-owner.
 */
final class ChunkShape {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int ARGUMENT_PIECE = 9;

    private final Answer answer;
    private int made;

    ChunkShape(Answer answer) {
        this.answer = answer;
    }

    ObjectNode role(ModelOutput output) {
        ObjectNode delta = JSON.objectNode();
        if (output.reasoning().isEmpty()) {
            delta.put("content", "").put("role", "assistant");
        } else {
            delta.putNull("content").put("role", "assistant").put("reasoning_content", "");
        }
        return chunk(delta, null);
    }

    ObjectNode reasoning(String piece) {
        return chunk(JSON.objectNode().putNull("content").put("reasoning_content", piece), null);
    }

    ObjectNode text(String piece, boolean thinks) {
        ObjectNode delta = JSON.objectNode().put("content", piece);
        if (thinks) {
            delta.putNull("reasoning_content");
        }
        return chunk(delta, null);
    }

    /** One call: its start, every other time with the first piece of its arguments, then the rest, each piece with the leftovers of an id and a name. */
    List<ObjectNode> toolCall(int index, ToolCall call) {
        List<ObjectNode> chunks = new ArrayList<>();
        ObjectNode start = JSON.objectNode();
        int begun = index % 2 == 0 ? 0 : Math.min(call.arguments().length(), ARGUMENT_PIECE);
        start.putObject("function")
                .put("arguments", call.arguments().substring(0, begun))
                .put("name", call.name());
        start.put("index", index).put("id", call.id()).put("type", "function");
        chunks.add(toolDelta(start));
        for (int from = begun; from < call.arguments().length(); from += ARGUMENT_PIECE) {
            int to = Math.min(call.arguments().length(), from + ARGUMENT_PIECE);
            ObjectNode later = JSON.objectNode();
            ObjectNode function = later.putObject("function")
                    .put("arguments", call.arguments().substring(from, to));
            leftoverName(function, chunks.size());
            later.put("index", index).put("id", "").put("type", "function");
            chunks.add(toolDelta(later));
        }
        return chunks;
    }

    ObjectNode finish(String reason) {
        return chunk(JSON.objectNode().put("content", ""), reason);
    }

    ObjectNode usage(Usage usage) {
        return envelope(JSON.arrayNode(), Answer.usage(usage));
    }

    private static void leftoverName(ObjectNode function, int piece) {
        switch (piece % 3) {
            case 1 -> function.put("name", "");
            case 2 -> function.putNull("name");
            default -> {
                // Some deltas carry no name at all.
            }
        }
    }

    private ObjectNode toolDelta(ObjectNode call) {
        ObjectNode delta = JSON.objectNode().putNull("content");
        delta.putArray("tool_calls").add(call);
        return chunk(delta, null);
    }

    private ObjectNode chunk(ObjectNode delta, String finishReason) {
        ObjectNode choice = JSON.objectNode();
        if (made % 2 == 0) {
            choice.set("delta", delta);
            choice.put("finish_reason", finishReason).put("index", 0).putNull("logprobs");
        } else {
            choice.put("finish_reason", finishReason).putNull("logprobs").set("delta", delta);
            choice.put("index", 0);
        }
        return envelope(JSON.arrayNode().add(choice), JSON.nullNode());
    }

    private ObjectNode envelope(JsonNode choices, JsonNode usage) {
        ObjectNode chunk = JSON.objectNode();
        long created = Answer.CREATED + made / 4;
        if (made++ % 2 == 0) {
            chunk.set("choices", choices);
            chunk.put("object", "chat.completion.chunk").set("usage", usage);
            return chunk.put("created", created)
                    .putNull("system_fingerprint")
                    .put("model", answer.model())
                    .put("id", answer.id());
        }
        chunk.put("model", answer.model()).put("id", answer.id()).put("created", created);
        chunk.put("object", "chat.completion.chunk").set("usage", usage);
        chunk.set("choices", choices);
        return chunk.putNull("system_fingerprint");
    }
}
