package io.gemigo.gateway.protocol.genai;

import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.core.chat.ChatEventEmitter;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.port.ChatReplyEncoder;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.transcript.HttpMessageText;
import java.util.ArrayList;
import java.util.List;

/** The answer of a recorded upstream, which speaks OpenAI's chat dialect, as the canonical events it means. */
final class RecordedAnswer {
    /** Events of one read each. */
    private final List<List<ChatEvent>> reads = new ArrayList<>();

    private boolean started;

    private RecordedAnswer() {}

    /** Reads a response; every event of a stream is one read. */
    static RecordedAnswer of(HttpMessageText response) {
        RecordedAnswer answer = new RecordedAnswer();
        if (response.isEventStream()) {
            for (String line : response.bodyText().split("\n")) {
                if (line.startsWith("data: ") && !line.startsWith("data: [DONE]")) {
                    answer.reads.add(answer.events(Json.parse(line.substring(6)), "delta"));
                }
            }
            answer.reads.add(List.of(new ChatEvent.Completed()));
        } else {
            List<ChatEvent> events = answer.events(Json.parse(response.body()), "message");
            events.add(new ChatEvent.Completed());
            answer.reads.add(events);
        }
        return answer;
    }

    /** Plays it, ending the read where a read ended, or, if all came at once, never. */
    void play(ChatReplyEncoder encoder, boolean atOnce) {
        ChatEventEmitter emitter = new ChatEventEmitter(encoder);
        for (List<ChatEvent> read : reads) {
            read.forEach(emitter::emit);
            if (!atOnce && !read.contains(new ChatEvent.Completed())) {
                encoder.endOfRead();
            }
        }
    }

    private List<ChatEvent> events(Json chunk, String content) {
        List<ChatEvent> events = new ArrayList<>();
        if (!started) {
            started = true;
            events.add(new ChatEvent.Started(chunk.at("id").asString()));
        }
        for (Json choice : chunk.at("choices").elements()) {
            choice(choice, choice.at(content), events);
        }
        Json usage = chunk.find("usage");
        if (usage != null && usage.kind() == Json.Kind.OBJECT) {
            events.add(new ChatEvent.UsageReport(usage(usage)));
        }
        return events;
    }

    private static void choice(Json choice, Json delta, List<ChatEvent> events) {
        int index = (int) choice.at("index").asLong();
        String thinking = text(delta, "reasoning_content");
        if (!thinking.isEmpty()) {
            events.add(new ChatEvent.Thinking(index, thinking));
        }
        String text = text(delta, "content");
        if (!text.isEmpty()) {
            events.add(new ChatEvent.Text(index, text));
        }
        if (delta.has("tool_calls")) {
            for (Json call : delta.at("tool_calls").elements()) {
                int number = (int) call.at("index").asLong();
                Json function = call.at("function");
                if (function.has("name")) {
                    events.add(new ChatEvent.ToolCall(index, number, text(call, "id"), text(function, "name")));
                }
                events.add(new ChatEvent.ToolCallArguments(index, number, text(function, "arguments")));
            }
        }
        String reason = text(choice, "finish_reason");
        switch (reason) {
            case "" -> {}
            case "stop" -> events.add(new ChatEvent.Finished(index, FinishReason.STOP));
            case "length" -> events.add(new ChatEvent.Finished(index, FinishReason.LENGTH));
            case "tool_calls" -> events.add(new ChatEvent.Finished(index, FinishReason.TOOL_CALLS));
            default -> throw new AssertionError("no such reason in the recordings: " + reason);
        }
    }

    private static Usage usage(Json usage) {
        return new Usage(
                number(usage, "prompt_tokens"),
                number(usage, "completion_tokens"),
                number(usage, "total_tokens"),
                detail(usage, "prompt_tokens_details", "cached_tokens"),
                Usage.ABSENT,
                detail(usage, "completion_tokens_details", "reasoning_tokens"),
                detail(usage, "prompt_tokens_details", "text_tokens"),
                detail(usage, "prompt_tokens_details", "image_tokens"),
                Usage.ABSENT,
                Usage.ABSENT,
                false);
    }

    private static long detail(Json usage, String details, String name) {
        Json found = usage.find(details);
        return found == null ? Usage.ABSENT : number(found, name);
    }

    private static long number(Json object, String name) {
        Json found = object.find(name);
        return found == null ? Usage.ABSENT : found.asLong();
    }

    private static String text(Json object, String name) {
        Json found = object.find(name);
        return found == null || found.kind() == Json.Kind.NULL ? "" : found.asString();
    }
}
