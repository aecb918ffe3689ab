package io.gemigo.gateway.conformance.dashscope;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A chat request as the upstream reads it: a view of the body, which may lack anything. */
record ChatCall(JsonNode body) {

    String model() {
        return body.path("model").asText();
    }

    JsonNode messages() {
        return body.path("messages");
    }

    boolean streams() {
        return body.path("stream").asBoolean();
    }

    /** Whether it thinks: as the call says, else as its model does by itself. */
    boolean thinks() {
        JsonNode said = body.path("enable_thinking");
        return said.isBoolean()
                ? said.asBoolean()
                : Catalog.chatModel(model()).map(ChatModel::thinks).orElse(false);
    }

    /** What {@code response_format} asks for; text unless it says otherwise. */
    String format() {
        return body.path("response_format").path("type").asText("text");
    }

    List<Picture> pictures() {
        List<Picture> pictures = new ArrayList<>();
        messages().forEach(message -> pictures.addAll(Picture.in(message)));
        return pictures;
    }

    boolean wantsUsage() {
        return body.path("stream_options").path("include_usage").asBoolean();
    }

    Script script() {
        String prompt = "";
        for (JsonNode message : messages()) {
            if (message.path("role").asText().equals("user")) {
                prompt = text(message);
            }
        }
        return Script.in(prompt);
    }

    /** The results of the tools just called; empty unless they are the last thing said. */
    List<String> toolResults() {
        List<String> results = new ArrayList<>();
        for (JsonNode message : messages()) {
            if (message.path("role").asText().equals("tool")) {
                results.add(text(message));
            } else {
                results.clear();
            }
        }
        return results;
    }

    /** How often tools were called since the user said something. */
    int toolRounds() {
        int rounds = 0;
        for (JsonNode message : messages()) {
            if (message.path("role").asText().equals("user")) {
                rounds = 0;
            } else if (message.has("tool_calls")) {
                rounds++;
            }
        }
        return rounds;
    }

    /** About four characters a token, as good as any count for a fake. */
    int promptTokens() {
        int characters = 0;
        for (JsonNode message : messages()) {
            characters += text(message).length();
        }
        return 8 + characters / 4;
    }

    private static String text(JsonNode message) {
        JsonNode content = message.path("content");
        if (!content.isArray()) {
            return content.asText("");
        }
        List<String> texts = new ArrayList<>();
        content.forEach(part -> texts.add(part.path("text").asText("")));
        return texts.stream().collect(Collectors.joining("\n"));
    }
}
