package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.chat.Message;
import io.gemigo.gateway.core.chat.Part;
import io.gemigo.gateway.core.chat.Role;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Failure.InvalidRequest;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where in the client's body a canonical request came from. Providers refuse fields by the names they write, such as
 * {@code messages[1].content[0]} or {@code n}; the client shall read its own. Loop-confined.
 */
final class FieldSources {
    private static final Pattern MESSAGE = Pattern.compile("messages\\[(\\d{1,9})\\](?:\\.content\\[(\\d{1,9})\\])?.*");
    private static final Map<String, String> NAMES = names();

    /** Null until there is media: most requests have none. */
    private @Nullable IdentityHashMap<Part, String> media;

    private List<Message> messages = List.of();
    private @Nullable String search;
    private boolean functions;

    /** Remembers where a part stands. */
    void part(Part.Media part, String path) {
        put(part, FieldPath.snake(path));
    }

    /** A part has become another one. */
    void replaced(Part.Media part, Part.Media by) {
        String path = path(part);
        if (path != null) {
            put(by, path);
        }
    }

    private void put(Part part, String path) {
        if (media == null) {
            media = new IdentityHashMap<>();
        }
        media.put(part, path);
    }

    private @Nullable String path(Part part) {
        return media == null ? null : media.get(part);
    }

    /** Remembers the tools: where a search is asked for, and whether functions are declared. */
    void tools(@Nullable String searchPath, boolean anyFunctions) {
        search = searchPath;
        functions = anyFunctions;
    }

    /** Remembers the finished messages, which must not change any more. */
    void messages(List<Message> finished) {
        messages = finished;
    }

    /** The same failure with the client's name of the field; others as they are. */
    Failure inClientTerms(Failure failure) {
        if (!(failure instanceof InvalidRequest invalid) || invalid.param() == null) {
            return failure;
        }
        String param = invalid.param();
        String searched = search;
        if (param.equals("tools") && searched != null && !functions) {
            return new InvalidRequest(
                    InvalidRequest.UNSUPPORTED_PARAMETER,
                    searched,
                    searched + " is not supported by this gateway.",
                    invalid.upstreamStatus());
        }
        String own = own(param);
        return own.equals(param)
                ? failure
                : new InvalidRequest(invalid.code(), own, invalid.message(), invalid.upstreamStatus());
    }

    /** The client's name of a field, in camel case, for warnings; a provider's own name if the client has none. */
    String inClientSpelling(String field) {
        String own = own(field);
        return own.equals(field) ? field : FieldPath.camel(own);
    }

    private String own(String param) {
        Matcher message = MESSAGE.matcher(param);
        if (message.matches()) {
            return message(Integer.parseInt(message.group(1)), message.group(2));
        }
        if (param.startsWith("tools[") && param.contains("].function") && !param.contains("].function_")) {
            return "tools";
        }
        String head = param.startsWith("response_format") ? "response_format" : param;
        return NAMES.getOrDefault(head, param);
    }

    private String message(int index, @Nullable String part) {
        if (index >= messages.size()) {
            return "contents";
        }
        Message message = messages.get(index);
        if (message.role() == Role.SYSTEM) {
            return "system_instruction";
        }
        List<Part> parts = message.parts();
        if (part != null && Integer.parseInt(part) < parts.size()) {
            String path = path(parts.get(Integer.parseInt(part)));
            if (path != null) {
                return path;
            }
        }
        for (Part each : parts) {
            String path = path(each);
            if (path != null) {
                return path;
            }
        }
        return "contents";
    }

    private static Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        for (String same : List.of("temperature", "top_p", "top_k", "seed", "presence_penalty", "frequency_penalty")) {
            names.put(same, "generation_config." + same);
        }
        names.put("n", "generation_config.candidate_count");
        names.put("max_tokens", "generation_config.max_output_tokens");
        names.put("max_completion_tokens", "generation_config.max_output_tokens");
        names.put("stop", "generation_config.stop_sequences");
        names.put("logprobs", "generation_config.response_logprobs");
        names.put("top_logprobs", "generation_config.logprobs");
        names.put("response_format", "generation_config.response_mime_type");
        names.put("reasoning_effort", "generation_config.thinking_config");
        names.put("enable_thinking", "generation_config.thinking_config");
        names.put("thinking_budget", "generation_config.thinking_config");
        names.put("tool_choice", "tool_config.function_calling_config");
        names.put("parallel_tool_calls", "tool_config");
        names.put("messages", "contents");
        return Map.copyOf(names);
    }
}
