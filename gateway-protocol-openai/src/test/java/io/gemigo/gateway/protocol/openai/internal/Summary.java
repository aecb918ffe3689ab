package io.gemigo.gateway.protocol.openai.internal;

import io.gemigo.gateway.core.chat.ChatEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What a list of events amounts to, however its deltas were cut and its choices interleaved. */
final class Summary {
    private final TreeMap<String, String> facts = new TreeMap<>();

    static Summary of(List<ChatEvent> events) {
        Summary summary = new Summary();
        events.forEach(summary::add);
        return summary;
    }

    private void add(ChatEvent event) {
        switch (event.kind()) {
            case STARTED -> put("id", ((ChatEvent.Started) event).responseId());
            case TEXT -> append(((ChatEvent.Text) event).choice(), "text", ((ChatEvent.Text) event).text());
            case THINKING ->
                append(((ChatEvent.Thinking) event).choice(), "thinking", ((ChatEvent.Thinking) event).text());
            case REFUSAL -> append(((ChatEvent.Refusal) event).choice(), "refusal", ((ChatEvent.Refusal) event).text());
            case TOOL_CALL -> {
                ChatEvent.ToolCall call = (ChatEvent.ToolCall) event;
                put(call.choice() + " call " + call.call(), call.id() + " " + call.name());
            }
            case TOOL_CALL_ARGUMENTS -> {
                ChatEvent.ToolCallArguments more = (ChatEvent.ToolCallArguments) event;
                append(more.choice(), "arguments " + more.call(), more.json());
            }
            case MEDIA -> append(((ChatEvent.Media) event).choice(), "media", ((ChatEvent.Media) event).base64());
            case LOGPROBS -> {
                ChatEvent.Logprobs more = (ChatEvent.Logprobs) event;
                append(
                        more.choice(),
                        "logprobs",
                        more.json().substring(1, more.json().length() - 1));
            }
            case FINISHED -> {
                ChatEvent.Finished finished = (ChatEvent.Finished) event;
                put(finished.choice() + " finish", finished.reason().word());
            }
            case USAGE -> put("usage", ((ChatEvent.UsageReport) event).usage().toString());
            case COMPLETED -> put("end", "completed");
            case FAILED -> put("end", "failed");
        }
    }

    private void put(String name, String value) {
        String twice = facts.put(name, value);
        if (twice != null && !name.equals("usage")) {
            throw new AssertionError(name + " comes twice");
        }
    }

    /** Entries of one array may come in several: the commas between them are no content. */
    private void append(int choice, String what, String more) {
        if (!more.isEmpty()) {
            facts.merge(choice + " " + what, more, (a, b) -> a + (what.equals("logprobs") ? "," : "") + b);
        }
    }

    Summary without(String name) {
        facts.remove(name);
        return this;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        facts.forEach((name, value) -> lines.add(name + ": " + value));
        return lines;
    }
}
