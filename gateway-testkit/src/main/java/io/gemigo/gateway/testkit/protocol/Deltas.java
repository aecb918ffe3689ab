package io.gemigo.gateway.testkit.protocol;

import io.gemigo.gateway.core.chat.ChatEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Cuts deltas into smaller ones, surrogate pairs included: what they mean stays the same. Stateless. */
final class Deltas {
    private Deltas() {}

    /** Each delta character by character. */
    static List<ChatEvent> singly(List<ChatEvent> events) {
        return cut(events, text -> {
            List<String> pieces = new ArrayList<>();
            text.chars().forEach(c -> pieces.add(String.valueOf((char) c)));
            return pieces;
        });
    }

    /** Each delta in random pieces, empty ones among them. */
    static List<ChatEvent> randomly(List<ChatEvent> events, Random random) {
        return cut(events, text -> {
            List<String> pieces = new ArrayList<>();
            int at = 0;
            while (at < text.length()) {
                int to = Math.min(text.length(), at + random.nextInt(6));
                pieces.add(text.substring(at, to));
                at = to;
            }
            return pieces;
        });
    }

    private static List<ChatEvent> cut(List<ChatEvent> events, Function<String, List<String>> cutter) {
        List<ChatEvent> cut = new ArrayList<>();
        for (ChatEvent event : events) {
            if (event instanceof ChatEvent.Text text) {
                cutter.apply(text.text()).forEach(piece -> cut.add(new ChatEvent.Text(text.choice(), piece)));
            } else if (event instanceof ChatEvent.Thinking thinking) {
                cutter.apply(thinking.text())
                        .forEach(piece -> cut.add(new ChatEvent.Thinking(thinking.choice(), piece)));
            } else if (event instanceof ChatEvent.Refusal refusal) {
                cutter.apply(refusal.text()).forEach(piece -> cut.add(new ChatEvent.Refusal(refusal.choice(), piece)));
            } else if (event instanceof ChatEvent.ToolCallArguments more) {
                cutter.apply(more.json())
                        .forEach(piece -> cut.add(new ChatEvent.ToolCallArguments(more.choice(), more.call(), piece)));
            } else {
                cut.add(event);
            }
        }
        return cut;
    }
}
