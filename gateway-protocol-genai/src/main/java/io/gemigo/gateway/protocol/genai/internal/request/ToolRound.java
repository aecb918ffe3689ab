package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.chat.Message;
import io.gemigo.gateway.core.chat.Part;
import io.gemigo.gateway.core.chat.Role;
import io.gemigo.gateway.core.error.Failure.InvalidRequest;
import io.gemigo.gateway.core.json.RawJson;
import io.gemigo.gateway.core.port.Warnings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one assistant message and what answers them. Answers are paired by id, else by name in order, else, if they
 * carry no name, in order: clients leave ids out, reverse the order, or rewrite ids on both sides. Results are kept back
 * until the round is over, since they must directly follow the calls whatever the client put in between. Single-owner.
 */
final class ToolRound {
    private static final RawJson NO_RESULT = RawJson.of("{\"error\":\"no result supplied by the client\"}");

    private final List<Pending> calls = new ArrayList<>();
    private final List<Message> results = new ArrayList<>();
    private final List<Message> afterwards = new ArrayList<>();

    /** A call that waits for its answer. */
    private static final class Pending {
        private final @Nullable String clientId;
        private final InputPart.Call call;
        private final Part.ToolCall made;
        private boolean answered;

        Pending(InputPart.Call call, Part.ToolCall made) {
            clientId = call.id();
            this.call = call;
            this.made = made;
        }
    }

    /** The assistant has made a call. */
    void called(InputPart.Call call, Part.ToolCall made) {
        calls.add(new Pending(call, made));
    }

    /** Pairs an answer with its call. */
    void answered(InputPart.Result result) {
        Pending pending = find(result);
        if (pending == null) {
            throw new InvalidFieldException(new InvalidRequest(
                    InvalidRequest.INVALID_VALUE,
                    result.path(),
                    result.path() + ": functionResponse has no matching functionCall."));
        }
        pending.answered = true;
        results.add(message(pending.made, result.response()));
    }

    /** A message the client put behind the answers. */
    void afterwards(Message message) {
        afterwards.add(message);
    }

    /** Ends the round: answers first, made-up ones for calls that have none, then what followed. */
    void end(List<Message> messages, Warnings warnings) {
        messages.addAll(results);
        for (Pending pending : calls) {
            if (!pending.answered) {
                warnings.mapped("genai", pending.call.path());
                messages.add(message(pending.made, NO_RESULT));
            }
        }
        messages.addAll(afterwards);
    }

    private @Nullable Pending find(InputPart.Result result) {
        String id = result.id();
        String name = result.name();
        for (Pending pending : calls) {
            if (!pending.answered && id != null && !id.isEmpty() && id.equals(pending.clientId)) {
                return pending;
            }
        }
        boolean nameless = name == null || name.isEmpty();
        for (Pending pending : calls) {
            if (!pending.answered && (nameless || pending.call.name().equals(name))) {
                return pending;
            }
        }
        return null;
    }

    private static Message message(Part.ToolCall call, RawJson response) {
        Part result = new Part.ToolResult(call.id(), call.name(), List.of(new Part.Text(response.text())), response);
        return new Message(Role.TOOL, List.of(result), null);
    }
}
