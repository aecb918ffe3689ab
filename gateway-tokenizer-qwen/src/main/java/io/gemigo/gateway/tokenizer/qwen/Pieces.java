package io.gemigo.gateway.tokenizer.qwen;

/**
 * Splits text into the pieces that are encoded each for itself. The rules are those of Qwen's published tokenizer, tried in
 * this order: an English contraction; letters with at most one other sign in front; one digit; other signs with at most one
 * space in front and the line breaks behind; white space up to its last line break; white space but for the last one in front
 * of something; white space. Stateless; linear in the text.
 */
final class Pieces {
    private Pieces() {}

    /** Where the piece that begins at an index ends. */
    static int end(String text, int from) {
        int first = text.codePointAt(from);
        int contraction = first == '\'' ? contraction(text, from + 1) : 0;
        if (contraction > 0) {
            return from + 1 + contraction;
        }
        int second = from + Character.charCount(first);
        if (Character.isLetter(first)) {
            return letters(text, second);
        }
        if (!number(first) && first != '\r' && first != '\n' && second < text.length()) {
            int follower = text.codePointAt(second);
            if (Character.isLetter(follower)) {
                return letters(text, second);
            }
        }
        if (number(first)) {
            return second;
        }
        if (sign(first)) {
            return signs(text, second);
        }
        if (first == ' ' && second < text.length() && sign(text.codePointAt(second))) {
            return signs(text, second);
        }
        return space(text, from);
    }

    /** Length of a contraction's letters, 0 if there is none. */
    private static int contraction(String text, int at) {
        if (at >= text.length()) {
            return 0;
        }
        char first = fold(text.charAt(at));
        if (first == 's' || first == 't' || first == 'm' || first == 'd') {
            return 1;
        }
        if (at + 1 >= text.length()) {
            return 0;
        }
        char second = fold(text.charAt(at + 1));
        boolean two = (first == 'r' || first == 'v') && second == 'e' || first == 'l' && second == 'l';
        return two ? 2 : 0;
    }

    private static char fold(char c) {
        // The long s is an s to whoever ignores case.
        return c == '\u017f' ? 's' : c < 0x80 ? Character.toLowerCase(c) : c;
    }

    private static int letters(String text, int at) {
        int i = at;
        while (i < text.length() && Character.isLetter(text.codePointAt(i))) {
            i += Character.charCount(text.codePointAt(i));
        }
        return i;
    }

    private static int signs(String text, int at) {
        int i = at;
        while (i < text.length() && sign(text.codePointAt(i))) {
            i += Character.charCount(text.codePointAt(i));
        }
        while (i < text.length() && (text.charAt(i) == '\r' || text.charAt(i) == '\n')) {
            i++;
        }
        return i;
    }

    private static int space(String text, int from) {
        int i = from;
        int afterBreak = -1;
        while (i < text.length() && white(text.charAt(i))) {
            char c = text.charAt(i++);
            if (c == '\r' || c == '\n') {
                afterBreak = i;
            }
        }
        if (afterBreak >= 0) {
            return afterBreak;
        }
        return i == text.length() || i == from + 1 ? i : i - 1;
    }

    private static boolean sign(int c) {
        return !white(c) && !Character.isLetter(c) && !number(c);
    }

    private static boolean number(int c) {
        int type = Character.getType(c);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    /** Unicode's property White_Space; all of it lies in the basic plane. */
    private static boolean white(int c) {
        return c == ' '
                || c >= '\t' && c <= '\r'
                || c == 0x85
                || c == 0xa0
                || c == 0x1680
                || c >= 0x2000 && c <= 0x200a
                || c == 0x2028
                || c == 0x2029
                || c == 0x202f
                || c == 0x205f
                || c == 0x3000;
    }
}
