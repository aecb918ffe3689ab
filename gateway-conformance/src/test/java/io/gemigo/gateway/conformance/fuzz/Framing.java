package io.gemigo.gateway.conformance.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * Frames events in one of the many ways of the standard that mean the same: line ends of three kinds and mixed, a byte order
 * mark, comments and other fields anywhere, data on several lines, no space behind the colon, no blank line at the end. For
 * one case.
 */
final class Framing {
    private final Dice dice;
    private final StringBuilder out = new StringBuilder();
    private final String end;

    private Framing(Dice dice) {
        this.dice = dice;
        end = dice.pick("\n", "\r\n", "\r", "");
    }

    /** Frames the events, whose data are characters. */
    static String of(List<String> events, Dice dice) {
        Framing framing = new Framing(dice);
        if (dice.chance(30)) {
            framing.out.append('\ufeff');
        }
        for (int i = 0; i < events.size(); i++) {
            framing.event(events.get(i), i + 1 == events.size());
        }
        return framing.out.toString();
    }

    private void line(String text) {
        // A line feed behind a carriage return would be the same line end once more.
        boolean joins = text.isEmpty() && out.length() > 0 && out.charAt(out.length() - 1) == '\r';
        out.append(text).append(end.isEmpty() ? joins ? dice.pick("\r\n", "\r") : dice.pick("\n", "\r\n", "\r") : end);
    }

    private void noise() {
        while (dice.chance(20)) {
            line(dice.pick(
                    ": ping",
                    ":",
                    "id: 7",
                    "retry: 10",
                    "event: message",
                    "other",
                    "datax: {",
                    "Data: {",
                    ": HTTP_STATUS/200"));
        }
    }

    private void event(String data, boolean last) {
        while (dice.chance(10)) {
            line(dice.pick(":", ": alone", "data", "data:", "data: "));
            line("");
        }
        noise();
        List<String> pieces = pieces(data);
        for (int i = 0; i < pieces.size(); i++) {
            String text = (dice.chance(30) ? "data:" : "data: ") + pieces.get(i);
            if (last && i + 1 == pieces.size() && dice.chance(30)) {
                // The end of the stream ends the event, too.
                out.append(text);
                return;
            }
            line(text);
            noise();
        }
        line("");
        if (dice.chance(10)) {
            line("");
        }
    }

    /** Cuts between JSON tokens, where a line break is a space. */
    private List<String> pieces(String data) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        boolean quoted = false;
        for (int i = 0; i < data.length(); i++) {
            char c = data.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && "{,:[".indexOf(c) >= 0 && data.startsWith("{") && dice.chance(2)) {
                pieces.add(data.substring(from, i + 1));
                from = i + 1;
            }
        }
        pieces.add(data.substring(from));
        return pieces;
    }
}
