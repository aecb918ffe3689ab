package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.Extension;
import io.gemigo.gateway.core.chat.Reasoning;
import io.gemigo.gateway.core.chat.ResponseFormat;
import io.gemigo.gateway.core.chat.Sampling;
import io.gemigo.gateway.core.chat.Tool;
import io.gemigo.gateway.core.chat.ToolChoice;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.json.RawJson;
import io.gemigo.gateway.core.port.Warnings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a canonical call as a request body of this dialect. What an upstream wants otherwise than {@link WriterOptions} can
 * say, its provider changes in the call before. Immutable, thread-safe.
 */
public final class ChatRequestWriter {
    private final WriterOptions options;

    /** A writer for one kind of upstream. */
    public ChatRequestWriter(WriterOptions options) {
        this.options = options;
    }

    /**
     * Writes a call. Streams ask for usage always; extensions of this dialect go up at top level, others are warned of.
     *
     * @param out takes the body; what it holds after a failure is void
     * @return null, or why the call cannot be expressed
     */
    public @Nullable Failure write(ChatRequest request, ByteBuilder out, Warnings warnings) {
        JsonWriter json = new JsonWriter(out);
        json.object().name("model").string(request.model()).name("messages");
        Failure refusal = new MessageWriter(json, options).write(request.messages());
        if (refusal == null) {
            refusal = tools(request, json);
        }
        if (refusal != null) {
            return refusal;
        }
        sampling(request.sampling(), json, warnings);
        limits(request, json);
        format(request.responseFormat(), json);
        effort(request.reasoning(), json, warnings);
        if (request.stream()) {
            json.name("stream").bool(true);
            json.name("stream_options")
                    .object()
                    .name("include_usage")
                    .bool(true)
                    .endObject();
        }
        for (Extension extension : request.extensions()) {
            if (extension.dialect().equals(OpenAiDialect.NAME)) {
                json.name(extension.name()).raw(extension.value());
            } else {
                warnings.ignored(extension.dialect(), extension.name());
            }
        }
        json.endObject();
        return null;
    }

    private static @Nullable Failure tools(ChatRequest request, JsonWriter json) {
        ToolChoice choice = request.toolChoice() == null ? ToolChoice.AUTO : request.toolChoice();
        boolean named =
                choice.mode() == ToolChoice.Mode.REQUIRED && choice.names().size() == 1;
        boolean any = false;
        for (Tool tool : request.tools()) {
            switch (tool.kind()) {
                case WEB_SEARCH -> {
                    return new Failure.InvalidRequest(
                            Failure.InvalidRequest.UNSUPPORTED_VALUE, "tools", "Web search is not supported.");
                }
                case FUNCTION -> {
                    Tool.Function function = (Tool.Function) tool;
                    if (named || choice.names().isEmpty() || choice.names().contains(function.name())) {
                        if (!any) {
                            json.name("tools").array();
                        }
                        any = true;
                        function(function, json);
                    }
                }
            }
        }
        if (any) {
            json.endArray();
            choice(choice, named, json);
            if (request.parallelToolCalls() != null) {
                json.name("parallel_tool_calls").bool(request.parallelToolCalls());
            }
        }
        return null;
    }

    private static void function(Tool.Function function, JsonWriter json) {
        json.object().name("type").string("function").name("function").object();
        json.name("name").string(function.name());
        if (function.description() != null) {
            json.name("description").string(function.description());
        }
        if (function.parameters() != null) {
            json.name("parameters").raw(function.parameters());
        }
        if (function.strict() != null) {
            json.name("strict").bool(function.strict());
        }
        json.endObject().endObject();
    }

    private static void choice(ToolChoice choice, boolean named, JsonWriter json) {
        switch (choice.mode()) {
            case AUTO -> {}
            case NONE -> json.name("tool_choice").string("none");
            case REQUIRED -> {
                json.name("tool_choice");
                if (named) {
                    json.object()
                            .name("type")
                            .string("function")
                            .name("function")
                            .object();
                    json.name("name").string(choice.names().get(0)).endObject().endObject();
                } else {
                    json.string("required");
                }
            }
        }
    }

    private static void sampling(Sampling sampling, JsonWriter json, Warnings warnings) {
        number(json, "temperature", sampling.temperature());
        number(json, "top_p", sampling.topP());
        number(json, "presence_penalty", sampling.presencePenalty());
        number(json, "frequency_penalty", sampling.frequencyPenalty());
        if (sampling.seed() != null) {
            json.name("seed").number(sampling.seed());
        }
        if (sampling.logprobs() != null) {
            json.name("logprobs").bool(sampling.logprobs());
        }
        if (sampling.topLogprobs() != null) {
            json.name("top_logprobs").number((long) sampling.topLogprobs());
        }
        RawJson bias = sampling.logitBias();
        if (bias != null) {
            json.name("logit_bias").raw(bias);
        }
        if (sampling.topK() != null) {
            warnings.ignored(OpenAiDialect.NAME, "top_k");
        }
    }

    private static void number(JsonWriter json, String name, @Nullable Double value) {
        if (value != null) {
            json.name(name).number(value);
        }
    }

    private void limits(ChatRequest request, JsonWriter json) {
        if (request.maxOutputTokens() != null) {
            json.name(options.maxTokensField()).number(request.maxOutputTokens());
        }
        List<String> stop = request.stop();
        if (!stop.isEmpty()) {
            json.name("stop").array();
            stop.forEach(json::string);
            json.endArray();
        }
        if (request.candidateCount() > 1) {
            json.name("n").number((long) request.candidateCount());
        }
    }

    private static void format(ResponseFormat format, JsonWriter json) {
        switch (format.kind()) {
            case TEXT -> {}
            case JSON_OBJECT ->
                json.name("response_format")
                        .object()
                        .name("type")
                        .string("json_object")
                        .endObject();
            case JSON_SCHEMA -> {
                ResponseFormat.JsonSchema schema = (ResponseFormat.JsonSchema) format;
                json.name("response_format").object().name("type").string("json_schema");
                json.name("json_schema").object().name("name").string(schema.name());
                if (schema.description() != null) {
                    json.name("description").string(schema.description());
                }
                if (schema.strict() != null) {
                    json.name("strict").bool(schema.strict());
                }
                if (schema.schema() != null) {
                    json.name("schema").raw(schema.schema());
                }
                json.endObject().endObject();
            }
        }
    }

    private static void effort(Reasoning reasoning, JsonWriter json, Warnings warnings) {
        String effort = effort(reasoning);
        if (effort != null) {
            json.name("reasoning_effort").string(effort);
        }
        if (reasoning.budgetTokens() != null && reasoning.effort() == null) {
            warnings.mapped(OpenAiDialect.NAME, "reasoning_effort");
        }
    }

    private static @Nullable String effort(Reasoning reasoning) {
        Boolean wanted = reasoning.wanted();
        if (wanted != null && !wanted) {
            return "none";
        }
        if (reasoning.effort() != null) {
            return switch (reasoning.effort()) {
                case NONE -> "none";
                case MINIMAL -> "minimal";
                case LOW -> "low";
                case MEDIUM -> "medium";
                case HIGH -> "high";
                case MAX -> "xhigh";
            };
        }
        Integer budget = reasoning.budgetTokens();
        return budget == null || budget <= 0 ? null : budget <= 1024 ? "low" : budget <= 8192 ? "medium" : "high";
    }
}
