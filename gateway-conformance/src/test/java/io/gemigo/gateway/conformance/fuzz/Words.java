package io.gemigo.gateway.conformance.fuzz;

import java.util.Locale;

/** Texts made by chance, each with a mark of its own, so that what becomes of it can be seen. Single-owner. */
final class Words {
    private static final String[] PIECES = {
        "tide",
        "moon ",
        " and",
        "Ω≈",
        "潮汐",
        "😀",
        "👩‍🚀",
        "é",
        "\"",
        "\\",
        "\\n",
        "\n",
        "\r\n",
        "\t",
        "/",
        "\u0000",
        "\u001f",
        "\u007f",
        "\u0085",
        "\u2028",
        "\ufeff",
        "\ufffd",
        "\u200d",
        "مد",
        "{",
        "}",
        "[]",
        "data: x\n\n",
        "[DONE]",
        "</s>",
        "%00",
        "${a}",
        "null",
        "0",
        " ",
    };

    private final Dice dice;
    private int marks;

    Words(Dice dice) {
        this.dice = dice;
    }

    /** A mark that no other text of this case holds. */
    String mark() {
        return String.format(Locale.ROOT, "m%04dq", marks++);
    }

    /** A text with a mark in it. */
    String text() {
        return pieces(dice.chance(10) ? 40 : 4) + mark() + pieces(4);
    }

    /** A text for names and the like: plain characters only, with a mark. */
    String plain() {
        return dice.pick("a", "Get", "x_", "tool-") + mark();
    }

    private String pieces(int most) {
        StringBuilder text = new StringBuilder();
        for (int i = dice.below(most + 1); i > 0; i--) {
            text.append(dice.pick(PIECES));
        }
        return text.toString();
    }
}
