package io.gemigo.gateway.protocol.genai;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.Message;
import io.gemigo.gateway.core.chat.Part;
import io.gemigo.gateway.core.chat.Reasoning;
import io.gemigo.gateway.core.chat.ResponseFormat;
import io.gemigo.gateway.core.chat.Sampling;
import io.gemigo.gateway.core.chat.Tool;
import io.gemigo.gateway.core.json.JsonWriter;
import java.util.Locale;

/** A canonical request as JSON that people can read and fixtures can hold: what is not said is left out. */
public final class ChatRequestText {
    private final ByteBuilder out = new ByteBuilder(1024);
    private final JsonWriter json = new JsonWriter(out);

    private ChatRequestText() {}

    /** The JSON of a request. */
    public static String of(ChatRequest request) {
        ChatRequestText text = new ChatRequestText();
        text.write(request);
        return text.out.utf8();
    }

    private void write(ChatRequest request) {
        json.object().name("model").string(request.model()).name("messages").array();
        request.messages().forEach(this::message);
        json.endArray();
        if (!request.tools().isEmpty()) {
            json.name("tools").array();
            request.tools().forEach(this::tool);
            json.endArray();
        }
        if (request.toolChoice() != null) {
            json.name("toolChoice")
                    .string(request.toolChoice().mode() + " "
                            + request.toolChoice().names());
        }
        member("parallelToolCalls", request.parallelToolCalls());
        sampling(request.sampling());
        member("maxOutputTokens", request.maxOutputTokens());
        if (!request.stop().isEmpty()) {
            json.name("stop").array();
            request.stop().forEach(json::string);
            json.endArray();
        }
        format(request.responseFormat());
        reasoning(request.reasoning());
        if (request.candidateCount() != 1) {
            member("candidateCount", request.candidateCount());
        }
        if (request.stream()) {
            member("stream", true);
        }
        json.endObject();
    }

    private void message(Message message) {
        json.object().name(message.role().name().toLowerCase(Locale.ROOT)).array();
        message.parts().forEach(this::part);
        json.endArray().endObject();
    }

    private void part(Part part) {
        switch (part.kind()) {
            case TEXT -> json.string(((Part.Text) part).text());
            case MEDIA -> {
                Part.Media media = (Part.Media) part;
                json.object().name("media").string(media.type() + " " + media.mimeType());
                member("data", media.data());
                member("uri", media.uri());
                member("name", media.name());
                member("detail", media.detail());
                json.endObject();
            }
            case TOOL_CALL -> {
                Part.ToolCall call = (Part.ToolCall) part;
                json.object().name("call").string(call.id()).name("name").string(call.name());
                json.name("arguments").string(call.arguments()).endObject();
            }
            case TOOL_RESULT -> {
                Part.ToolResult result = (Part.ToolResult) part;
                json.object().name("answers").string(result.callId());
                member("name", result.name());
                json.name("content").array();
                result.content().forEach(this::part);
                json.endArray().endObject();
            }
            case THINKING, REFUSAL -> throw new AssertionError("not made by this protocol: " + part.kind());
        }
    }

    private void tool(Tool tool) {
        if (!(tool instanceof Tool.Function function)) {
            json.string(tool.kind().name());
            return;
        }
        json.object().name("function").string(function.name());
        member("description", function.description());
        if (function.parameters() != null) {
            json.name("parameters").raw(function.parameters());
        }
        member("strict", function.strict());
        json.endObject();
    }

    private void sampling(Sampling sampling) {
        member("temperature", sampling.temperature());
        member("topP", sampling.topP());
        member("topK", sampling.topK());
        member("seed", sampling.seed());
        member("presencePenalty", sampling.presencePenalty());
        member("frequencyPenalty", sampling.frequencyPenalty());
        member("logprobs", sampling.logprobs());
        member("topLogprobs", sampling.topLogprobs());
    }

    private void format(ResponseFormat format) {
        if (format instanceof ResponseFormat.JsonObject) {
            member("format", "json object");
        } else if (format instanceof ResponseFormat.JsonSchema schema) {
            json.name("format").object().name("name").string(schema.name());
            if (schema.schema() != null) {
                json.name("schema").raw(schema.schema());
            }
            member("strict", schema.strict());
            json.endObject();
        }
    }

    private void reasoning(Reasoning reasoning) {
        if (!reasoning.equals(Reasoning.UNSPECIFIED)) {
            json.name("reasoning").object();
            member("enabled", reasoning.enabled());
            member("budgetTokens", reasoning.budgetTokens());
            member(
                    "effort",
                    reasoning.effort() == null ? null : reasoning.effort().name());
            member("include", reasoning.include());
            json.endObject();
        }
    }

    private void member(String name, Object value) {
        if (value == null) {
            return;
        }
        json.name(name);
        if (value instanceof Boolean bool) {
            json.bool(bool);
        } else if (value instanceof Number number) {
            json.number(number.doubleValue());
        } else {
            json.string(value.toString());
        }
    }
}
