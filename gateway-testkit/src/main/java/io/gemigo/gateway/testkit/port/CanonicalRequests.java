package io.gemigo.gateway.testkit.port;

import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.Extension;
import io.gemigo.gateway.core.chat.MediaType;
import io.gemigo.gateway.core.chat.Message;
import io.gemigo.gateway.core.chat.Part;
import io.gemigo.gateway.core.chat.Reasoning;
import io.gemigo.gateway.core.chat.ResponseFormat;
import io.gemigo.gateway.core.chat.Role;
import io.gemigo.gateway.core.chat.Sampling;
import io.gemigo.gateway.core.chat.Tool;
import io.gemigo.gateway.core.chat.ToolChoice;
import io.gemigo.gateway.core.json.RawJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One canonical request for each thing a request can ask for. Stateless, thread-safe. */
public final class CanonicalRequests {
    /** A dialect that no provider speaks: what it alone knows must be refused or reported. */
    public static final String FOREIGN_DIALECT = "a-dialect-nobody-speaks";

    /** The case whose request holds a field of {@link #FOREIGN_DIALECT}. */
    public static final String FOREIGN_EXTENSION = "foreign extension";

    private static final RawJson SCHEMA =
            RawJson.of("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}");
    private static final Tool WEATHER = new Tool.Function("get_weather", "Weather of a city", SCHEMA, null);

    private CanonicalRequests() {}

    /** A request of one line for a model. */
    public static ChatRequest.Builder plain(String model) {
        return ChatRequest.builder(model).messages(List.of(Message.text(Role.USER, "How do tides work?")));
    }

    /** All requests for a model, by name. */
    public static Map<String, ChatRequest> all(String model) {
        Map<String, ChatRequest.Builder> all = new LinkedHashMap<>();
        all.put("plain", plain(model));
        all.put("stream", plain(model).stream(true));
        all.put("text that needs escaping", text(model, SampleFailures.NASTY));
        all.put("system and turns", turns(model));
        all.put("sampling", plain(model).sampling(new Sampling(0.5, 0.9, 40, 7L, 0.1, -0.1, null, null, null)));
        all.put("limits", plain(model).maxOutputTokens(50L).stop(List.of("\n\n", "END")));
        all.put("log probabilities", logprobs(model));
        all.put("logit bias", logitBias(model));
        all.put("several candidates", plain(model).candidateCount(3));
        all.put("JSON object", plain(model).responseFormat(new ResponseFormat.JsonObject()));
        all.put("JSON schema", schema(model));
        all.put("thinking on", plain(model).reasoning(new Reasoning(true, 100, null, true)));
        all.put("thinking off", plain(model).reasoning(new Reasoning(false, null, null, null)));
        for (Reasoning.Effort effort : Reasoning.Effort.values()) {
            all.put("effort " + effort, plain(model).reasoning(new Reasoning(null, null, effort, null)));
        }
        tools(all, model);
        media(all, model);
        all.put("user", plain(model).user("someone"));
        all.put(
                FOREIGN_EXTENSION,
                plain(model).extensions(List.of(new Extension(FOREIGN_DIALECT, "warp_factor", RawJson.of("9")))));
        Map<String, ChatRequest> built = new LinkedHashMap<>();
        all.forEach((name, request) -> built.put(name, request.build()));
        return built;
    }

    private static ChatRequest.Builder text(String model, String text) {
        return ChatRequest.builder(model).messages(List.of(Message.text(Role.USER, text)));
    }

    private static ChatRequest.Builder turns(String model) {
        return ChatRequest.builder(model)
                .messages(List.of(
                        Message.text(Role.SYSTEM, "Answer briefly."),
                        Message.text(Role.USER, "Hi"),
                        Message.text(Role.ASSISTANT, "Hello."),
                        Message.text(Role.USER, "How do tides work?")));
    }

    private static ChatRequest.Builder logprobs(String model) {
        return plain(model).sampling(new Sampling(null, null, null, null, null, null, true, 3, null));
    }

    private static ChatRequest.Builder logitBias(String model) {
        return plain(model)
                .sampling(new Sampling(null, null, null, null, null, null, null, null, RawJson.of("{\"50256\":-100}")));
    }

    private static ChatRequest.Builder schema(String model) {
        return plain(model).responseFormat(new ResponseFormat.JsonSchema("city", "A city", SCHEMA, true));
    }

    private static void tools(Map<String, ChatRequest.Builder> all, String model) {
        all.put("tool", plain(model).tools(List.of(WEATHER)));
        all.put("tool without parameters", plain(model).tools(List.of(new Tool.Function("now", null, null, true))));
        all.put("tool choice auto", tool(model, ToolChoice.AUTO));
        all.put("tool choice none", tool(model, ToolChoice.NONE));
        all.put("tool choice required", tool(model, ToolChoice.REQUIRED));
        all.put("tool choice named", tool(model, ToolChoice.named("get_weather")));
        all.put("parallel tool calls", tool(model, null).parallelToolCalls(true));
        all.put("web search", plain(model).tools(List.of(new Tool.WebSearch())));
        Message called = new Message(
                Role.ASSISTANT, List.of(new Part.ToolCall("call_1", "get_weather", "{\"city\":\"Paris\"}")), null);
        Message result = new Message(
                Role.TOOL,
                List.of(new Part.ToolResult("call_1", "get_weather", List.of(new Part.Text("sunny")), null)),
                null);
        all.put(
                "tool result",
                tool(model, null).messages(List.of(Message.text(Role.USER, "Weather in Paris?"), called, result)));
    }

    private static ChatRequest.Builder tool(String model, @Nullable ToolChoice choice) {
        return plain(model).tools(List.of(WEATHER)).toolChoice(choice);
    }

    private static void media(Map<String, ChatRequest.Builder> all, String model) {
        for (MediaType type : MediaType.values()) {
            all.put(
                    type + " by URI",
                    media(model, new Part.Media(type, null, null, "https://a.example/m", null, null)));
            all.put(type + " inline", media(model, new Part.Media(type, mime(type), "QUJD", null, "m", "low")));
        }
    }

    private static String mime(MediaType type) {
        return switch (type) {
            case IMAGE -> "image/png";
            case AUDIO -> "audio/wav";
            case VIDEO -> "video/mp4";
            case FILE -> "application/pdf";
        };
    }

    private static ChatRequest.Builder media(String model, Part.Media media) {
        return ChatRequest.builder(model)
                .messages(List.of(new Message(Role.USER, List.of(new Part.Text("What is this?"), media), null)));
    }
}
