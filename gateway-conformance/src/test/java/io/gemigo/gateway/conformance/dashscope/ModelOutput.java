package io.gemigo.gateway.conformance.dashscope;

import java.util.List;

/**
 * What the fake model says in one turn, already cut into the increments a stream would carry.
 *
 * @param reasoning increments of the thinking text, empty when it does not think
 * @param text increments of the visible text, empty when it calls tools
 * @param toolCalls calls in order, empty when it talks
 */
record ModelOutput(List<String> reasoning, List<String> text, List<ToolCall> toolCalls, String finishReason) {

    Usage usage(ChatCall call) {
        int calls = toolCalls.stream()
                .mapToInt(tool -> 4 + tool.arguments().length() / 4)
                .sum();
        int images = call.pictures().stream().mapToInt(Picture::tokens).sum();
        int completion = reasoning.size() + text.size() + calls;
        return new Usage(call.promptTokens() + images, images, completion, reasoning.size());
    }
}
