package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.chat.MediaType;
import io.gemigo.gateway.core.chat.Message;
import io.gemigo.gateway.core.chat.Part;
import io.gemigo.gateway.core.chat.Role;
import io.gemigo.gateway.core.error.Failure.InvalidRequest;
import io.gemigo.gateway.core.port.Warnings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes canonical messages of contents. One client keeps a streamed answer as one content per chunk, so neighbouring
 * model contents are one assistant message: texts joined without separator, calls appended. Contents of the user stay
 * apart; within one, answers to calls come before everything else. Single-owner.
 */
final class Conversation {
    private final Warnings warnings;
    private final FunctionNames names;
    private final FieldSources sources;
    private final List<Message> messages = new ArrayList<>();

    /** The assistant message being merged; null if the user spoke last. */
    private @Nullable AssistantTurn turn;

    /** Null until there is a call. */
    private @Nullable CallIds ids;

    /** The calls made last and their answers; null if there is nothing to answer. */
    private @Nullable ToolRound round;

    private int contents;
    private boolean lastSeen;

    Conversation(FunctionNames names, FieldSources sources, Warnings warnings) {
        this.names = names;
        this.sources = sources;
        this.warnings = warnings;
    }

    void add(InputContent content) {
        contents++;
        if (content.model()) {
            lastSeen = true;
            model(content);
        } else {
            lastSeen = user(content);
        }
    }

    /**
     * The messages, at least one.
     *
     * @param path of the contents, for errors
     * @param system what the system says, null if nothing
     * @param detail how closely images are to be looked at that say nothing of it themselves, null for no matter
     */
    List<Message> messages(String path, @Nullable String system, @Nullable String detail) {
        endAssistant();
        endRound();
        if (messages.isEmpty() || !lastSeen) {
            String parts = path + "[" + (contents - 1) + "].parts";
            throw new InvalidFieldException(new InvalidRequest(
                    InvalidRequest.INVALID_VALUE, parts, parts + ": the last turn must not be empty."));
        }
        if (detail != null) {
            messages.replaceAll(message -> inDetail(message, detail));
        }
        if (system != null) {
            messages.add(0, Message.text(Role.SYSTEM, system));
        }
        List<Message> finished = List.copyOf(messages);
        sources.messages(finished);
        return finished;
    }

    private Message inDetail(Message message, String detail) {
        List<Part> parts = new ArrayList<>(message.parts());
        parts.replaceAll(part -> part instanceof Part.Media media ? inDetail(media, detail) : part);
        return new Message(message.role(), parts, message.name());
    }

    private Part.Media inDetail(Part.Media media, String detail) {
        if (media.type() != MediaType.IMAGE) {
            warnings.ignored("genai", "generationConfig.mediaResolution");
        }
        if (media.type() != MediaType.IMAGE || media.detail() != null) {
            return media;
        }
        Part.Media detailed =
                new Part.Media(media.type(), media.mimeType(), media.data(), media.uri(), media.name(), detail);
        sources.replaced(media, detailed);
        return detailed;
    }

    private void model(InputContent content) {
        AssistantTurn assistant = turn;
        if (assistant == null) {
            endRound();
            assistant = new AssistantTurn();
            turn = assistant;
        }
        for (InputPart part : content.parts()) {
            switch (part.kind()) {
                case TEXT -> assistant.said(((InputPart.Text) part).text());
                // Assistants carry text only.
                case MEDIA -> warnings.ignored("genai", ((InputPart.Media) part).path());
                case CALL -> assistant.called(call((InputPart.Call) part));
                case RESULT -> throw misplaced(((InputPart.Result) part).path(), "function_response", "user");
            }
        }
    }

    private Part.ToolCall call(InputPart.Call call) {
        CallIds given = ids;
        if (given == null) {
            given = new CallIds();
            ids = given;
        }
        Part.ToolCall made = new Part.ToolCall(
                given.idFor(call.id()),
                names.toUpstream(call.name()),
                call.args().text());
        if (round == null) {
            round = new ToolRound();
        }
        round.called(call, made);
        return made;
    }

    /** Whether there was anything to see. */
    private boolean user(InputContent content) {
        endAssistant();
        List<Part> parts = new ArrayList<>(content.parts().size());
        boolean answered = false;
        for (InputPart part : content.parts()) {
            switch (part.kind()) {
                case TEXT -> parts.add(new Part.Text(((InputPart.Text) part).text()));
                case MEDIA -> {
                    InputPart.Media media = (InputPart.Media) part;
                    sources.part(media.media(), media.path());
                    parts.add(media.media());
                }
                case CALL -> throw misplaced(FieldPath.snake(((InputPart.Call) part).path()), "function_call", "model");
                case RESULT -> {
                    answer((InputPart.Result) part);
                    answered = true;
                }
            }
        }
        if (!parts.isEmpty()) {
            Message message = new Message(Role.USER, parts, null);
            if (round == null) {
                messages.add(message);
            } else {
                round.afterwards(message);
            }
        }
        return answered || !parts.isEmpty();
    }

    private void answer(InputPart.Result result) {
        if (round == null) {
            throw ToolRound.unmatched(result);
        }
        round.answered(result);
    }

    private void endAssistant() {
        Message message = turn == null ? null : turn.message();
        turn = null;
        if (message != null) {
            messages.add(message);
        }
    }

    private void endRound() {
        if (round != null) {
            round.end(messages, warnings);
            round = null;
        }
    }

    private static InvalidFieldException misplaced(String path, String part, String role) {
        return new InvalidFieldException(new InvalidRequest(
                InvalidRequest.INVALID_VALUE,
                path,
                path + ": a " + part + " belongs into a content of role " + role + "."));
    }
}
