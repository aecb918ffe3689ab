package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.chat.Message;
import io.gemigo.gateway.core.chat.Part;
import io.gemigo.gateway.core.chat.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An assistant message being merged: its texts as one, its calls behind it. Single-owner. */
final class AssistantTurn {
    private final List<String> texts = new ArrayList<>(1);
    private final List<Part> calls = new ArrayList<>(0);

    void said(String text) {
        texts.add(text);
    }

    void called(Part.ToolCall call) {
        calls.add(call);
    }

    /** The message, null if there is nothing in it. */
    @Nullable
    Message message() {
        List<Part> parts = new ArrayList<>(calls.size() + 1);
        if (!texts.isEmpty()) {
            parts.add(new Part.Text(texts.size() == 1 ? texts.get(0) : String.join("", texts)));
        }
        parts.addAll(calls);
        return parts.isEmpty() ? null : new Message(Role.ASSISTANT, parts, null);
    }
}
