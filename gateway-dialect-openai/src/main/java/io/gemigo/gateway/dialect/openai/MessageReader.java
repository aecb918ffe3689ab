package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.chat.Message;
import io.gemigo.gateway.core.chat.Part;
import io.gemigo.gateway.core.chat.Role;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonLimits;
import io.gemigo.gateway.core.json.JsonNames;
import io.gemigo.gateway.core.json.JsonToken;
import io.gemigo.gateway.core.port.Warnings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the messages of a scanned body into canonical ones. Single-owner, for one use. */
final class MessageReader {
    private static final JsonNames MEMBERS = JsonNames.of(
            "content",
            "name",
            "tool_call_id",
            "tool_calls",
            "function_call",
            "refusal",
            "reasoning_content",
            "audio",
            // Read by the scan; echoed from answers; said by the place of the message.
            "role",
            "annotations",
            "partial");
    /** The number of a call is its place. */
    private static final JsonNames CALL_MEMBERS = JsonNames.of("id", "type", "function", "index");

    private static final JsonNames CALLED_MEMBERS = JsonNames.of("name", "arguments");
    private static final JsonNames CUSTOM = JsonNames.of("custom");

    private final ChatRequestScan scan;
    private final Warnings warnings;
    private final JsonCursor json = new JsonCursor(JsonLimits.DEFAULT);
    private final PartReader parts;
    /** Names of the calls read so far by their ids, since results do not repeat them. */
    private final Map<String, String> calls = new HashMap<>();

    private int olderCalls;

    MessageReader(ChatRequestScan scan, Warnings warnings) {
        this.scan = scan;
        this.warnings = warnings;
        parts = new PartReader(json, warnings);
    }

    List<Message> messages() {
        List<Message> messages = new ArrayList<>(scan.messageCount());
        for (int i = 0; i < scan.messageCount(); i++) {
            json.reset(scan.array(), scan.messageFrom(i), scan.messageTo(i)).next();
            messages.add(message(i));
        }
        return messages;
    }

    /** What a message holds, in whatever order its members come. */
    private static final class Draft {
        private List<Part> content = List.of();
        private final List<Part> calls = new ArrayList<>(0);
        private @Nullable String name;
        private @Nullable String callId;
        private @Nullable String refusal;
        private @Nullable String thinking;
    }

    private Message message(int number) {
        String path = "messages[" + number + "]";
        Draft draft = new Draft();
        while (json.next() == JsonToken.NAME) {
            int member = Unread.enter(json, MEMBERS, path, warnings);
            switch (json.token() == JsonToken.NULL ? JsonNames.UNKNOWN : member) {
                case 0 -> draft.content = parts.content(path + ".content");
                case 1 -> draft.name = json.text();
                case 2 -> draft.callId = json.text();
                case 3 -> toolCalls(draft, path + ".tool_calls");
                case 4 -> olderCall(draft, path + ".function_call");
                case 5 -> draft.refusal = json.text();
                case 6 -> draft.thinking = json.text();
                case 7 -> {
                    warnings.ignored(OpenAiDialect.NAME, path + ".audio");
                    json.skipValue();
                }
                default -> json.skipValue();
            }
        }
        return switch (scan.role(number)) {
            case DEVELOPER, SYSTEM -> new Message(Role.SYSTEM, draft.content, draft.name);
            case USER -> new Message(Role.USER, draft.content, draft.name);
            case ASSISTANT -> assistant(draft);
            case TOOL -> result(draft.callId, draft.content);
            case FUNCTION -> olderResult(draft);
        };
    }

    private static Message assistant(Draft draft) {
        List<Part> all = new ArrayList<>(draft.content.size() + draft.calls.size() + 2);
        if (draft.thinking != null && !draft.thinking.isEmpty()) {
            all.add(new Part.Thinking(draft.thinking, null));
        }
        for (Part part : draft.content) {
            if (!(part instanceof Part.Text text && text.text().isEmpty())) {
                all.add(part);
            }
        }
        if (draft.refusal != null && !draft.refusal.isEmpty()) {
            all.add(new Part.Refusal(draft.refusal));
        }
        all.addAll(draft.calls);
        return new Message(Role.ASSISTANT, all, draft.name);
    }

    private Message result(@Nullable String callId, List<Part> content) {
        String id = callId == null ? "" : callId;
        return new Message(Role.TOOL, List.of(new Part.ToolResult(id, calls.get(id), content, null)), null);
    }

    private void toolCalls(Draft draft, String path) {
        for (int i = 0; json.next() == JsonToken.OBJECT_START; i++) {
            String entry = path + "[" + i + "]";
            String id = "";
            Part.ToolCall call = null;
            while (json.next() == JsonToken.NAME) {
                switch (Unread.enter(json, CALL_MEMBERS, entry, warnings)) {
                    case 0 -> id = json.text();
                    case 1 -> {
                        if (CUSTOM.find(json) == 0) {
                            throw BadField.unsupportedValue(
                                    entry + ".type", "does not support 'custom' with this model.");
                        }
                    }
                    case 2 -> call = called("", entry + ".function");
                    default -> json.skipValue();
                }
            }
            if (call != null) {
                add(draft, new Part.ToolCall(id, call.name(), call.arguments()));
            }
        }
    }

    private void add(Draft draft, Part.ToolCall call) {
        calls.put(call.id(), call.name());
        draft.calls.add(call);
    }

    private Part.ToolCall called(String id, String path) {
        String name = "";
        String arguments = "";
        while (json.next() == JsonToken.NAME) {
            switch (Unread.enter(json, CALLED_MEMBERS, path, warnings)) {
                case 0 -> name = json.text();
                case 1 -> arguments = json.text();
                default -> json.skipValue();
            }
        }
        return new Part.ToolCall(id, name, arguments);
    }

    /** The older form has no ids: calls are numbered, and a result answers the last call. */
    private void olderCall(Draft draft, String path) {
        add(draft, called(olderId(++olderCalls), path));
    }

    private Message olderResult(Draft draft) {
        String id = olderId(Math.max(olderCalls, 1));
        Part result = new Part.ToolResult(id, draft.name, draft.content, null);
        return new Message(Role.TOOL, List.of(result), null);
    }

    private static String olderId(int number) {
        return "call_function_" + number;
    }
}
