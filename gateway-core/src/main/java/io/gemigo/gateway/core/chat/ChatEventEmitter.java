package io.gemigo.gateway.core.chat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.json.JsonText;
import java.nio.charset.StandardCharsets;

/** Plays {@link ChatEvent}s into a sink: the way back of {@link ChatEventSink}. Same threading as the sink. */
public final class ChatEventEmitter {
    private final ChatSink sink;
    private final ByteBuilder scratch = new ByteBuilder(256);

    /** Plays into this sink. */
    public ChatEventEmitter(ChatSink sink) {
        this.sink = sink;
    }

    /** Makes the call this event stands for. */
    public void emit(ChatEvent event) {
        switch (event.kind()) {
            case STARTED -> {
                escape(((ChatEvent.Started) event).responseId());
                sink.started(scratch.array(), 0, scratch.length());
            }
            case TEXT -> {
                ChatEvent.Text text = (ChatEvent.Text) event;
                escape(text.text());
                sink.text(text.choice(), scratch.array(), 0, scratch.length());
            }
            case THINKING -> {
                ChatEvent.Thinking thinking = (ChatEvent.Thinking) event;
                escape(thinking.text());
                sink.thinking(thinking.choice(), scratch.array(), 0, scratch.length());
            }
            case REFUSAL -> {
                ChatEvent.Refusal refusal = (ChatEvent.Refusal) event;
                escape(refusal.text());
                sink.refusal(refusal.choice(), scratch.array(), 0, scratch.length());
            }
            case TOOL_CALL -> {
                ChatEvent.ToolCall call = (ChatEvent.ToolCall) event;
                sink.toolCall(call.choice(), call.call(), call.id(), call.name());
            }
            case TOOL_CALL_ARGUMENTS -> {
                ChatEvent.ToolCallArguments arguments = (ChatEvent.ToolCallArguments) event;
                escape(arguments.json());
                sink.toolCallArguments(arguments.choice(), arguments.call(), scratch.array(), 0, scratch.length());
            }
            case MEDIA -> {
                ChatEvent.Media media = (ChatEvent.Media) event;
                byte[] base64 = media.base64().getBytes(StandardCharsets.US_ASCII);
                sink.media(media.choice(), media.mimeType(), base64, 0, base64.length);
            }
            case LOGPROBS -> {
                ChatEvent.Logprobs logprobs = (ChatEvent.Logprobs) event;
                byte[] json = logprobs.json().getBytes(StandardCharsets.UTF_8);
                sink.logprobs(logprobs.choice(), json, 0, json.length);
            }
            case REFUSAL_LOGPROBS -> {
                ChatEvent.RefusalLogprobs logprobs = (ChatEvent.RefusalLogprobs) event;
                byte[] json = logprobs.json().getBytes(StandardCharsets.UTF_8);
                sink.refusalLogprobs(logprobs.choice(), json, 0, json.length);
            }
            case ANNOTATIONS -> {
                ChatEvent.Annotations annotations = (ChatEvent.Annotations) event;
                byte[] json = annotations.json().getBytes(StandardCharsets.UTF_8);
                sink.annotations(annotations.choice(), json, 0, json.length);
            }
            case FINISHED -> {
                ChatEvent.Finished finished = (ChatEvent.Finished) event;
                sink.finished(finished.choice(), finished.reason());
            }
            case USAGE -> sink.usage(((ChatEvent.UsageReport) event).usage());
            case COMPLETED -> sink.completed();
            case FAILED -> sink.failed(((ChatEvent.Failed) event).failure());
        }
    }

    private void escape(String text) {
        scratch.clear();
        JsonText.escapeTo(scratch, text);
    }
}
