package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.core.chat.ChatEventSink;
import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects what a decoder says, in the lines of a transcript's {@code events.jsonl}; logprobs apart. */
final class EventLog {
    private final List<ChatEvent> events = new ArrayList<>();
    final List<String> logprobs = new ArrayList<>();

    ChatSink sink() {
        return new ChatEventSink(this::add);
    }

    private void add(ChatEvent event) {
        if (event instanceof ChatEvent.Logprobs given) {
            logprobs.add(given.json());
            return;
        }
        int last = events.size() - 1;
        ChatEvent merged = last < 0 ? null : merge(events.get(last), event);
        if (merged == null) {
            events.add(event);
        } else {
            events.set(last, merged);
        }
    }

    private static ChatEvent merge(ChatEvent before, ChatEvent now) {
        if (before instanceof ChatEvent.Text a && now instanceof ChatEvent.Text b && a.choice() == b.choice()) {
            return new ChatEvent.Text(a.choice(), a.text() + b.text());
        }
        if (before instanceof ChatEvent.Thinking a && now instanceof ChatEvent.Thinking b && a.choice() == b.choice()) {
            return new ChatEvent.Thinking(a.choice(), a.text() + b.text());
        }
        if (before instanceof ChatEvent.Refusal a && now instanceof ChatEvent.Refusal b && a.choice() == b.choice()) {
            return new ChatEvent.Refusal(a.choice(), a.text() + b.text());
        }
        if (before instanceof ChatEvent.ToolCallArguments a
                && now instanceof ChatEvent.ToolCallArguments b
                && a.choice() == b.choice()
                && a.call() == b.call()) {
            return new ChatEvent.ToolCallArguments(a.choice(), a.call(), a.json() + b.json());
        }
        return null;
    }

    List<ChatEvent> events() {
        return events;
    }

    Failure failure() {
        return ((ChatEvent.Failed) events.get(events.size() - 1)).failure();
    }

    boolean completed() {
        return !events.isEmpty() && events.get(events.size() - 1).kind() == ChatEvent.Kind.COMPLETED;
    }

    List<Json> lines() {
        return events.stream().map(EventLog::line).toList();
    }

    private static Json line(ChatEvent event) {
        ByteBuilder out = new ByteBuilder(64);
        JsonWriter json = new JsonWriter(out).object();
        switch (event.kind()) {
            case STARTED -> json.name("started").object().name("id").string(((ChatEvent.Started) event).responseId());
            case TEXT -> text(json, "text", ((ChatEvent.Text) event).choice(), ((ChatEvent.Text) event).text());
            case THINKING ->
                text(json, "thinking", ((ChatEvent.Thinking) event).choice(), ((ChatEvent.Thinking) event).text());
            case REFUSAL ->
                text(json, "refusal", ((ChatEvent.Refusal) event).choice(), ((ChatEvent.Refusal) event).text());
            case TOOL_CALL -> {
                ChatEvent.ToolCall call = (ChatEvent.ToolCall) event;
                json.name("toolCall").object().name("choice").number(call.choice());
                json.name("call").number(call.call()).name("id").string(call.id());
                json.name("name").string(call.name());
            }
            case TOOL_CALL_ARGUMENTS -> {
                ChatEvent.ToolCallArguments more = (ChatEvent.ToolCallArguments) event;
                json.name("toolCallArguments").object().name("choice").number(more.choice());
                json.name("call").number(more.call()).name("json").string(more.json());
            }
            case MEDIA -> json.name("media").object();
            case LOGPROBS -> json.name("logprobs").object();
            case FINISHED -> {
                ChatEvent.Finished finished = (ChatEvent.Finished) event;
                json.name("finished").object().name("choice").number(finished.choice());
                json.name("reason").string(finished.reason().word());
            }
            case USAGE -> usage(json, ((ChatEvent.UsageReport) event).usage());
            case COMPLETED -> json.name("completed").object();
            case FAILED -> {
                Failure failure = ((ChatEvent.Failed) event).failure();
                json.name("failed").object().name("kind");
                json.string(failure.kind().name().toLowerCase(Locale.ROOT));
            }
        }
        json.endObject().endObject();
        return Json.parse(out.utf8());
    }

    private static void text(JsonWriter json, String kind, int choice, String text) {
        json.name(kind).object().name("choice").number(choice).name("text").string(text);
    }

    private static void usage(JsonWriter json, Usage usage) {
        json.name("usage").object();
        count(json, "prompt", usage.promptTokens());
        count(json, "completion", usage.completionTokens());
        count(json, "total", usage.totalTokens());
        count(json, "cached", usage.cachedTokens());
        count(json, "reasoning", usage.reasoningTokens());
    }

    private static void count(JsonWriter json, String name, long value) {
        if (value != Usage.ABSENT) {
            json.name(name).number(value);
        }
    }
}
