package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.chat.Message;
import io.gemigo.gateway.core.chat.Part;
import io.gemigo.gateway.core.chat.Role;
import io.gemigo.gateway.core.error.Failure.InvalidRequest;
import io.gemigo.gateway.core.json.RawJson;
import io.gemigo.gateway.core.port.Warnings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one assistant message and what answers them. Answers are paired once the round is over: those whose id is a
 * call's first, then the others by name in order, then those without a name in order. Clients leave ids out, reverse the
 * order, or rewrite ids on both sides; an answer that is sure of its call must not lose it to one that is not. Results
 * directly follow the calls whatever the client put in between. Single-owner.
 */
final class ToolRound {
    private static final RawJson NO_RESULT = RawJson.of("{\"error\":\"no result supplied by the client\"}");

    private final List<Pending> calls = new ArrayList<>();
    private final List<InputPart.Result> results = new ArrayList<>();
    private final List<Message> afterwards = new ArrayList<>();

    /** A call that waits for its answer. */
    private static final class Pending {
        private final InputPart.Call call;
        private final Part.ToolCall made;
        private boolean answered;

        Pending(InputPart.Call call, Part.ToolCall made) {
            this.call = call;
            this.made = made;
        }
    }

    /** How sure an answer is of its call. */
    private enum Match {
        ID,
        NAME,
        ORDER;

        boolean fits(Pending pending, InputPart.Result result) {
            return switch (this) {
                case ID -> said(result.id()) && Objects.equals(result.id(), pending.call.id());
                case NAME -> pending.call.name().equals(result.name());
                case ORDER -> !said(result.name());
            };
        }

        private static boolean said(@Nullable String word) {
            return word != null && !word.isEmpty();
        }
    }

    /** The assistant has made a call. */
    void called(InputPart.Call call, Part.ToolCall made) {
        calls.add(new Pending(call, made));
    }

    /** The user has answered a call. */
    void answered(InputPart.Result result) {
        results.add(result);
    }

    /** A message the client put behind the answers. */
    void afterwards(Message message) {
        afterwards.add(message);
    }

    /** Ends the round: answers first, made-up ones for calls that have none, then what followed. */
    void end(List<Message> messages, Warnings warnings) {
        @Nullable Message[] paired = new @Nullable Message[results.size()];
        for (Match match : Match.values()) {
            for (int i = 0; i < paired.length; i++) {
                if (paired[i] == null) {
                    paired[i] = pair(results.get(i), match);
                }
            }
        }
        for (int i = 0; i < paired.length; i++) {
            Message answer = paired[i];
            if (answer == null) {
                throw unmatched(results.get(i));
            }
            messages.add(answer);
        }
        for (Pending pending : calls) {
            if (!pending.answered) {
                warnings.mapped("genai", pending.call.path());
                messages.add(message(pending.made, NO_RESULT));
            }
        }
        messages.addAll(afterwards);
    }

    private @Nullable Message pair(InputPart.Result result, Match match) {
        for (Pending pending : calls) {
            if (!pending.answered && match.fits(pending, result)) {
                pending.answered = true;
                return message(pending.made, result.response());
            }
        }
        return null;
    }

    /** An answer to no call. */
    static InvalidFieldException unmatched(InputPart.Result result) {
        return new InvalidFieldException(new InvalidRequest(
                InvalidRequest.INVALID_VALUE,
                result.path(),
                result.path() + ": functionResponse has no matching functionCall."));
    }

    private static Message message(Part.ToolCall call, RawJson response) {
        Part result = new Part.ToolResult(call.id(), call.name(), List.of(new Part.Text(response.text())), response);
        return new Message(Role.TOOL, List.of(result), null);
    }
}
