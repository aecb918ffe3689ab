package io.gemigo.gateway.provider.demo;

import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Message;
import io.gemigo.gateway.core.chat.Part;
import io.gemigo.gateway.core.chat.Role;
import io.gemigo.gateway.core.chat.Usage;
import java.util.List;

/**
 * What the demo says to one request. Immutable; {@code toString} shows sizes only.
 *
 * @param words in order, each with the space behind it
 */
record DemoAnswer(List<String> words, FinishReason reason, Usage usage) {
    private static final int QUOTED_CHARS = 200;
    private static final int CHARS_PER_TOKEN = 4;

    /** Copies the list. */
    DemoAnswer {
        words = List.copyOf(words);
    }

    static DemoAnswer to(ChatRequest request) {
        String asked = lastOfUser(request);
        String quoted = asked.codePointCount(0, asked.length()) > QUOTED_CHARS
                ? asked.substring(0, asked.offsetByCodePoints(0, QUOTED_CHARS)) + "…"
                : asked;
        String text =
                "[demo] No model is configured, so this answer was made up by the gateway itself. You said: " + quoted;
        List<String> words = List.of(text.split("(?<= )"));
        Usage usage = Usage.estimate(promptTokens(request), words.size());
        Long limit = request.maxOutputTokens();
        if (limit == null || limit >= words.size()) {
            return new DemoAnswer(words, FinishReason.STOP, usage);
        }
        List<String> cut = words.subList(0, limit.intValue());
        return new DemoAnswer(cut, FinishReason.LENGTH, Usage.estimate(usage.promptTokens(), cut.size()));
    }

    private static String lastOfUser(ChatRequest request) {
        String text = "";
        for (Message message : request.messages()) {
            if (message.role() == Role.USER) {
                text = text(message);
            }
        }
        return text;
    }

    private static String text(Message message) {
        StringBuilder text = new StringBuilder();
        for (Part part : message.parts()) {
            if (part instanceof Part.Text plain) {
                text.append(plain.text());
            }
        }
        return text.toString();
    }

    private static long promptTokens(ChatRequest request) {
        long chars = 0;
        for (Message message : request.messages()) {
            chars += text(message).length();
        }
        return Math.max(1, chars / CHARS_PER_TOKEN);
    }

    @Override
    public String toString() {
        return "DemoAnswer[" + words.size() + " words]";
    }
}
