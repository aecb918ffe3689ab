package io.gemigo.gateway.protocol.genai.internal.reply;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.core.chat.ChatEventEmitter;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.json.JsonText;
import io.gemigo.gateway.core.port.ChatReplyEncoder;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.protocol.genai.internal.error.ErrorContext;
import io.gemigo.gateway.protocol.genai.internal.wire.ReplyShape;
import io.gemigo.gateway.testkit.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** An encoder with a stage, and short words for the events it is fed. */
final class Replies {
    static final ReplySettings WITH_TOOLS =
            new ReplySettings(false, false, false, Set.of("f", "g"), name -> name.equals("g") ? "g.own" : name);
    static final ReplySettings WITH_THOUGHTS =
            new ReplySettings(true, false, false, Set.of(), UnaryOperator.identity());
    static final ReplySettings WITH_ENUM = new ReplySettings(false, true, false, Set.of(), UnaryOperator.identity());
    static final ReplySettings WITH_MEDIA = new ReplySettings(false, false, true, Set.of(), UnaryOperator.identity());

    final ByteBuilder stage = new ByteBuilder(1024);
    final Warnings warnings = new Warnings();
    final ChatReplyEncoder encoder;
    private final ChatEventEmitter emitter;

    private Replies(ReplyShape shape, ReplySettings settings) {
        ErrorContext errors = new ErrorContext("v1beta", "streamGenerateContent", "m", shape, false);
        encoder = ReplyEncoders.of(errors, settings, new ReplyContext("req-1", "m", 0), stage, warnings);
        emitter = new ChatEventEmitter(encoder);
    }

    static Replies sse(ReplySettings settings) {
        return new Replies(ReplyShape.SSE, settings);
    }

    static Replies sse() {
        return sse(ReplySettings.PLAIN);
    }

    static Replies array() {
        return new Replies(ReplyShape.ARRAY, ReplySettings.PLAIN);
    }

    static Replies unary(ReplySettings settings) {
        return new Replies(ReplyShape.OBJECT, settings);
    }

    Replies started() {
        emitter.emit(new ChatEvent.Started("id-1"));
        return this;
    }

    Replies text(String text) {
        return text(0, text);
    }

    Replies text(int choice, String text) {
        emitter.emit(new ChatEvent.Text(choice, text));
        return this;
    }

    /** Text by its escaped form, as an upstream may cut it. */
    Replies escaped(String escaped) {
        return escaped(0, escaped);
    }

    Replies escaped(int choice, String escaped) {
        byte[] bytes = escaped.getBytes(StandardCharsets.UTF_8);
        encoder.text(choice, bytes, 0, bytes.length);
        return this;
    }

    /** Arguments by their escaped form. */
    Replies escapedArguments(int call, String escaped) {
        byte[] bytes = escaped.getBytes(StandardCharsets.UTF_8);
        encoder.toolCallArguments(0, call, bytes, 0, bytes.length);
        return this;
    }

    /** Thoughts by their escaped form. */
    Replies escapedThinking(String escaped) {
        byte[] bytes = escaped.getBytes(StandardCharsets.UTF_8);
        encoder.thinking(0, bytes, 0, bytes.length);
        return this;
    }

    Replies thinking(String text) {
        emitter.emit(new ChatEvent.Thinking(0, text));
        return this;
    }

    Replies refusal(String text) {
        emitter.emit(new ChatEvent.Refusal(0, text));
        return this;
    }

    Replies call(int call, String id, String name) {
        emitter.emit(new ChatEvent.ToolCall(0, call, id, name));
        return this;
    }

    Replies arguments(int call, String json) {
        emitter.emit(new ChatEvent.ToolCallArguments(0, call, json));
        return this;
    }

    Replies media(String mimeType, String base64) {
        emitter.emit(new ChatEvent.Media(0, mimeType, base64));
        return this;
    }

    Replies logprobs(String json) {
        emitter.emit(new ChatEvent.Logprobs(0, json));
        return this;
    }

    Replies finished(FinishReason reason) {
        return finished(0, reason);
    }

    Replies finished(int choice, FinishReason reason) {
        emitter.emit(new ChatEvent.Finished(choice, reason));
        return this;
    }

    Replies usage(Usage usage) {
        emitter.emit(new ChatEvent.UsageReport(usage));
        return this;
    }

    Replies completed() {
        emitter.emit(new ChatEvent.Completed());
        return this;
    }

    Replies failed(Failure failure) {
        emitter.emit(new ChatEvent.Failed(failure));
        return this;
    }

    Replies read() {
        encoder.endOfRead();
        return this;
    }

    /** The usual end: stop, ten tokens in, three out. */
    Replies end() {
        return finished(FinishReason.STOP).usage(Usage.of(10, 3)).completed();
    }

    String staged() {
        return stage.utf8();
    }

    /** The chunks of a stream, whose framing must be exactly as the contract has it. */
    List<Json> chunks() {
        List<Json> chunks = new ArrayList<>();
        String rest = staged();
        while (!rest.isEmpty()) {
            int end = rest.indexOf("\r\n\r\n");
            if (!rest.startsWith("data: ") || end < 0) {
                throw new AssertionError("not framed: " + rest);
            }
            String data = rest.substring(6, end);
            if (data.indexOf('\n') >= 0 || data.indexOf('\r') >= 0) {
                throw new AssertionError("line break within an event: " + data);
            }
            chunks.add(Json.parse(data));
            rest = rest.substring(end + 4);
        }
        return chunks;
    }

    /** The one answer, or the array. */
    Json json() {
        return Json.parse(stage.toBytes());
    }

    /** The parts of a chunk's first candidate. */
    static List<Json> parts(Json chunk) {
        return candidate(chunk).at("content").at("parts").elements();
    }

    static Json candidate(Json chunk) {
        return chunk.at("candidates").at(0);
    }

    static String finish(Json chunk) {
        return candidate(chunk).at("finishReason").asString();
    }

    /** A text in its escaped form. */
    static byte[] escape(String text) {
        ByteBuilder out = new ByteBuilder(text.length());
        JsonText.escapeTo(out, text);
        return out.toBytes();
    }
}
