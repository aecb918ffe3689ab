package io.gemigo.gateway.conformance.compatibility;

import io.gemigo.gateway.conformance.pipeline.Pipeline;
import io.gemigo.gateway.testkit.json.Json;

/** Answers of the upstream, as it gives them. */
final class UpstreamAnswer {
    private static final String MESSAGE = "\"role\":\"assistant\",\"content\":\"hello\",\"reasoning_content\":\"hm\"";
    private static final String USAGE = "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":7,\"total_tokens\":12}";
    private static final String HEAD = "\"id\":\"chatcmpl-1\",\"created\":1763800000,\"model\":\"qwen3-max\",";

    private UpstreamAnswer() {}

    /** Answers a request that went up: as many choices as it asks for, streamed if it asks for that. */
    static void give(Pipeline.Sent sent, String members) {
        if (sent.body.has("input")) {
            sent.answer(
                    200,
                    "application/json",
                    vectors(sent.body.at("input").elements().size()));
            return;
        }
        String message = members.isEmpty() ? MESSAGE : members;
        Json n = sent.body.find("n");
        long choices = n == null ? 1 : n.asLong();
        if (sent.streamed) {
            sent.answer(200, "text/event-stream", events(message, choices));
        } else {
            sent.answer(200, "application/json", whole(message, choices));
        }
    }

    private static String vectors(int count) {
        StringBuilder data = new StringBuilder();
        for (int i = 0; i < count; i++) {
            data.append(i == 0 ? "" : ",")
                    .append("{\"object\":\"embedding\",\"index\":")
                    .append(i);
            data.append(",\"embedding\":[0.5,-0.25]}");
        }
        return "{\"object\":\"list\",\"data\":[" + data
                + "],\"model\":\"text-embedding-v4\",\"usage\":{\"prompt_tokens\":3,"
                + "\"total_tokens\":3},\"id\":\"1\"}";
    }

    private static String whole(String message, long count) {
        StringBuilder choices = new StringBuilder();
        for (int i = 0; i < count; i++) {
            choices.append(i == 0 ? "" : ",").append("{\"index\":").append(i).append(",\"message\":{");
            choices.append(message).append("},\"finish_reason\":\"stop\",\"logprobs\":null}");
        }
        return "{" + HEAD + "\"object\":\"chat.completion\",\"choices\":[" + choices + "]," + USAGE + "}";
    }

    private static String events(String message, long count) {
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < count; i++) {
            events.append(chunk("{\"index\":" + i + ",\"delta\":{" + message + "},\"finish_reason\":null}"));
            events.append(chunk("{\"index\":" + i + ",\"delta\":{},\"finish_reason\":\"stop\"}"));
        }
        return events + "data: {" + HEAD + "\"object\":\"chat.completion.chunk\",\"choices\":[]," + USAGE
                + "}\n\ndata: [DONE]\n\n";
    }

    private static String chunk(String choice) {
        return "data: {" + HEAD + "\"object\":\"chat.completion.chunk\",\"choices\":[" + choice
                + "],\"usage\":null}\n\n";
    }
}
