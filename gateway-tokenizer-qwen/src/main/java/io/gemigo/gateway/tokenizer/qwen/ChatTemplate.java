package io.gemigo.gateway.tokenizer.qwen;

import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.Message;
import io.gemigo.gateway.core.chat.Part;
import io.gemigo.gateway.core.chat.Role;
import io.gemigo.gateway.core.chat.Tool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes one text of a conversation, as the chat template published with Qwen's open models does, and counts it: every turn
 * stands between two control tokens, tools are described in the system turn, calls and results are wrapped in control tokens of
 * their own. For one use, single-owner.
 */
final class ChatTemplate {
    private static final String TOOLS_BEFORE =
            "# Tools\n\nYou may call one or more functions to assist with the user query.\n\n"
                    + "You are provided with function signatures within <tools></tools> XML tags:\n<tools>";
    private static final String TOOLS_AFTER =
            "\n</tools>\n\nFor each function call, return a json object with function name and arguments within ";
    private static final String TAGS_AFTER = " XML tags:\n";
    private static final String CALL_FORM = "\n{\"name\": <function-name>, \"arguments\": <args-json-object>}\n";

    private final QwenTokenizer tokenizer;
    private final MediaTokens mediaTokens;
    private final StringBuilder open = new StringBuilder();

    private long tokens;
    private long media;
    private boolean inToolTurn;

    ChatTemplate(QwenTokenizer tokenizer, MediaTokens mediaTokens) {
        this.tokenizer = tokenizer;
        this.mediaTokens = mediaTokens;
    }

    /** Counts a request. */
    void count(ChatRequest request) {
        List<Tool.Function> functions = new ArrayList<>();
        for (Tool tool : request.tools()) {
            if (tool instanceof Tool.Function function) {
                functions.add(function);
            }
        }
        List<Message> messages = request.messages();
        boolean system = !messages.isEmpty() && messages.get(0).role() == Role.SYSTEM;
        if (system || !functions.isEmpty()) {
            system(system ? messages.get(0) : null, functions);
        }
        for (int i = system ? 1 : 0; i < messages.size(); i++) {
            message(messages.get(i));
        }
        endToolTurn();
        begin("assistant\n");
        flush();
    }

    /** Tokens of text, control tokens included. */
    long textTokens() {
        return tokens;
    }

    /** Tokens of pictures, sounds, films. */
    long mediaTokens() {
        return media;
    }

    private void system(@Nullable Message message, List<Tool.Function> functions) {
        begin("system\n");
        if (message != null) {
            parts(message);
        }
        if (!functions.isEmpty()) {
            open.append(message == null ? "" : "\n\n").append(TOOLS_BEFORE);
            for (Tool.Function function : functions) {
                open.append('\n').append(ToolText.of(function));
            }
            open.append(TOOLS_AFTER);
            // The words for a call's two control tokens are these tokens, here as everywhere.
            control();
            control();
            open.append(TAGS_AFTER);
            control();
            open.append(CALL_FORM);
            control();
        }
        end();
    }

    private void message(Message message) {
        for (Part part : message.parts()) {
            if (part instanceof Part.ToolResult result) {
                toolResult(result);
            }
        }
        boolean onlyResults = !message.parts().isEmpty()
                && message.parts().stream().allMatch(part -> part.kind() == Part.Kind.TOOL_RESULT);
        if (onlyResults) {
            return;
        }
        endToolTurn();
        String role = switch (message.role()) {
            case SYSTEM -> "system\n";
            case USER, TOOL -> "user\n";
            case ASSISTANT -> "assistant\n";
        };
        begin(role);
        parts(message);
        end();
    }

    private void parts(Message message) {
        boolean first = true;
        for (Part part : message.parts()) {
            switch (part.kind()) {
                case TEXT -> open.append(((Part.Text) part).text());
                case REFUSAL -> open.append(((Part.Refusal) part).text());
                case MEDIA -> media += mediaTokens.count((Part.Media) part);
                case TOOL_CALL -> toolCall((Part.ToolCall) part, first);
                // Thoughts of earlier turns are left out by the template; results have turns of their own.
                case THINKING, TOOL_RESULT -> {
                    continue;
                }
            }
            first = false;
        }
    }

    private void toolCall(Part.ToolCall call, boolean first) {
        if (!first) {
            open.append('\n');
        }
        control();
        open.append("\n{\"name\": \"").append(call.name()).append("\", \"arguments\": ");
        open.append(call.arguments()).append("}\n");
        control();
    }

    private void toolResult(Part.ToolResult result) {
        if (!inToolTurn) {
            inToolTurn = true;
            begin("user");
        }
        open.append('\n');
        control();
        open.append('\n');
        for (Part part : result.content()) {
            if (part instanceof Part.Text text) {
                open.append(text.text());
            }
        }
        open.append('\n');
        control();
    }

    private void endToolTurn() {
        if (inToolTurn) {
            inToolTurn = false;
            end();
        }
    }

    private void begin(String role) {
        control();
        open.append(role);
    }

    private void end() {
        control();
        open.append('\n');
    }

    /** A token that no text can be; what stands on its two sides is encoded apart. */
    private void control() {
        flush();
        tokens++;
    }

    private void flush() {
        tokens += tokenizer.count(open.toString());
        open.setLength(0);
    }
}
