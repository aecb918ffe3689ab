package io.gemigo.gateway.core.json;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.internal.Ascii;
import io.gemigo.gateway.core.internal.Words;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A strict pull reader over a whole document: tokens with the positions of their bytes, no tree, no allocation but for
 * the texts asked for.
 *
 * <p>Checks the grammar of RFC 8259, UTF-8, escapes and {@link JsonLimits} as it goes, so a document whose
 * {@link JsonToken#END} has been reached is valid as a whole. Lone surrogate escapes are valid JSON and pass; a byte order
 * mark is not and does not. After a {@link JsonException} nothing can be read on: every further step throws again. Reads the
 * window's array in place: the window must stay as it is until the last use. Reusable after {@link #reset}; loop-confined.
 */
public final class JsonCursor {
    // What is due at the position read up to.
    private static final int DOCUMENT = 0;
    private static final int FIRST_MEMBER = 1;
    private static final int NEXT_MEMBER = 2;
    private static final int COLON = 3;
    private static final int VALUE = 4;
    private static final int FIRST_ELEMENT = 5;
    private static final int NEXT_ELEMENT = 6;
    private static final int NOTHING = 7;

    /** So many digits fit a long, whatever they are. */
    private static final int SURE_DIGITS = 18;

    private static final int TRUE_TAIL = Words.four("true");
    private static final int FALSE_TAIL = Words.four("alse");
    private static final int NULL_TAIL = Words.four("null");

    private final JsonLimits limits;

    private byte[] a = new byte[0];
    private int start;
    private int end;
    private int at;

    private JsonToken token = JsonToken.START;
    private int tokenFrom;
    private int tokenTo;
    private boolean escaped;
    private int depth;
    private int tokensLeft;
    /** One bit per level: set for an object, clear for an array. */
    private final long[] objects;

    private int due = DOCUMENT;
    /** What will be due behind a value that begins here. */
    private int dueBehind = NOTHING;

    /** A cursor with these limits, not yet aimed. */
    public JsonCursor(JsonLimits limits) {
        this.limits = limits;
        objects = new long[(limits.depth() >> 6) + 1];
    }

    /** Aims at a document. */
    public JsonCursor reset(Window document) {
        return reset(document.array(), document.from(), document.to());
    }

    /** Aims at the document in {@code [from, to)}. */
    public JsonCursor reset(byte[] array, int from, int to) {
        a = array;
        start = from;
        end = to;
        at = from;
        token = JsonToken.START;
        tokenFrom = from;
        tokenTo = from;
        depth = 0;
        tokensLeft = limits.tokens();
        due = DOCUMENT;
        dueBehind = NOTHING;
        escaped = false;
        return this;
    }

    /** The array the positions refer to. */
    public byte[] array() {
        return a;
    }

    /** The token the cursor stands on. */
    public JsonToken token() {
        return token;
    }

    /** First byte of the token; of a name or string the first one inside the quotes. */
    public int from() {
        return tokenFrom;
    }

    /** Position after the token's last byte; of a name or string the position of its closing quote. */
    public int to() {
        return tokenTo;
    }

    /** Where the token begins in the document, quotes included. */
    public int outerFrom() {
        return quoted() ? tokenFrom - 1 : tokenFrom;
    }

    /** Where the token ends in the document, quotes included. */
    public int outerTo() {
        return quoted() ? tokenTo + 1 : tokenTo;
    }

    /** Where the token begins, counted from the document's first byte. */
    public int offset() {
        return outerFrom() - start;
    }

    /** Open objects and arrays. */
    public int depth() {
        return depth;
    }

    /** Whether the token is a name or string with escapes in it, so that its bytes are not its text. */
    public boolean escaped() {
        return escaped && quoted();
    }

    private boolean quoted() {
        return token == JsonToken.NAME || token == JsonToken.STRING;
    }

    /**
     * Moves on to the next token.
     *
     * @throws JsonException if the document is not valid here
     */
    public JsonToken next() {
        if (token == JsonToken.END) {
            throw new IllegalStateException("read past the end");
        }
        int i = skipSpace(at);
        if (due == NOTHING) {
            return end(i);
        }
        if (--tokensLeft < 0) {
            throw bad("too many tokens (limit " + limits.tokens() + ")", i);
        }
        switch (due) {
            case FIRST_MEMBER:
                return byteAt(i) == '}' ? close(i, JsonToken.OBJECT_END) : name(i);
            case NEXT_MEMBER:
                switch (byteAt(i)) {
                    case ',':
                        return name(skipSpace(i + 1));
                    case '}':
                        return close(i, JsonToken.OBJECT_END);
                    default:
                        throw bad("expected ',' or '}'", i);
                }
            case FIRST_ELEMENT:
                return byteAt(i) == ']' ? close(i, JsonToken.ARRAY_END) : value(i);
            case NEXT_ELEMENT:
                switch (byteAt(i)) {
                    case ',':
                        return value(skipSpace(i + 1));
                    case ']':
                        return close(i, JsonToken.ARRAY_END);
                    default:
                        throw bad("expected ',' or ']'", i);
                }
            case COLON:
                if (byteAt(i) != ':') {
                    throw bad("expected ':' after a name", i);
                }
                return value(skipSpace(i + 1));
            default:
                return value(i);
        }
    }

    private JsonToken end(int i) {
        if (i < end) {
            throw bad("unexpected content after the document", i);
        }
        at = i;
        tokenFrom = i;
        tokenTo = i;
        return token = JsonToken.END;
    }

    private JsonToken name(int i) {
        if (byteAt(i) != '"') {
            throw bad("expected a member name", i);
        }
        string(i);
        if (tokenTo - tokenFrom > limits.nameBytes()) {
            throw bad("member name too long (limit " + limits.nameBytes() + " bytes)", i);
        }
        // Where the colon follows at once, as nearly everywhere, it is read already.
        if (at < end && a[at] == ':') {
            at++;
            due = VALUE;
        } else {
            due = COLON;
        }
        return token = JsonToken.NAME;
    }

    private JsonToken value(int i) {
        due = dueBehind;
        switch (byteAt(i)) {
            case '"':
                string(i);
                return token = JsonToken.STRING;
            case '{':
                return open(i, true);
            case '[':
                return open(i, false);
            case 't':
                return literal(i, "true", TRUE_TAIL, JsonToken.TRUE);
            case 'f':
                return literal(i, "false", FALSE_TAIL, JsonToken.FALSE);
            case 'n':
                return literal(i, "null", NULL_TAIL, JsonToken.NULL);
            default:
                return number(i);
        }
    }

    private JsonToken open(int i, boolean object) {
        if (depth == limits.depth()) {
            throw bad("nested too deeply (limit " + limits.depth() + ")", i);
        }
        long bit = 1L << depth;
        if (object) {
            objects[depth >> 6] |= bit;
            due = FIRST_MEMBER;
            dueBehind = NEXT_MEMBER;
        } else {
            objects[depth >> 6] &= ~bit;
            due = FIRST_ELEMENT;
            dueBehind = NEXT_ELEMENT;
        }
        depth++;
        tokenFrom = i;
        tokenTo = i + 1;
        at = i + 1;
        return token = object ? JsonToken.OBJECT_START : JsonToken.ARRAY_START;
    }

    private JsonToken close(int i, JsonToken bracket) {
        depth--;
        dueBehind = depth == 0 ? NOTHING : inObject() ? NEXT_MEMBER : NEXT_ELEMENT;
        due = dueBehind;
        tokenFrom = i;
        tokenTo = i + 1;
        at = i + 1;
        return token = bracket;
    }

    private boolean inObject() {
        return (objects[(depth - 1) >> 6] >>> (depth - 1) & 1L) != 0;
    }

    private JsonToken literal(int i, String word, int tail, JsonToken kind) {
        int n = word.length();
        if (n > end - i || Words.four(a, i + n - Integer.BYTES) != tail) {
            throw notA(word, i);
        }
        tokenFrom = i;
        tokenTo = i + n;
        at = i + n;
        return token = kind;
    }

    private JsonException notA(String word, int i) {
        for (int k = 1; i + k < end; k++) {
            if (a[i + k] != word.charAt(k)) {
                return bad("unknown literal", i);
            }
        }
        return bad("unexpected end of the document", end);
    }

    private JsonToken number(int i) {
        int p = i;
        if (byteAt(p) == '-') {
            p++;
        }
        byte b = byteAt(p);
        if (b == '0') {
            p++;
            if (p < end && digit(a[p])) {
                throw bad("number with a leading zero", i);
            }
        } else {
            if (!digit(b)) {
                throw bad(p == i ? "expected a value" : "malformed number", i);
            }
            p = digits(p, i);
        }
        if (p < end && a[p] == '.') {
            p = digits(p + 1, i);
        }
        if (p < end && (a[p] | 0x20) == 'e') {
            p++;
            if (p < end && (a[p] == '+' || a[p] == '-')) {
                p++;
            }
            p = digits(p, i);
        }
        if (p - i > limits.numberBytes()) {
            throw bad("number too long (limit " + limits.numberBytes() + " characters)", i);
        }
        tokenFrom = i;
        tokenTo = p;
        at = p;
        return token = JsonToken.NUMBER;
    }

    private int digits(int from, int numberAt) {
        int p = from;
        while (p < end && digit(a[p])) {
            p++;
        }
        if (p == from) {
            throw bad("malformed number", numberAt);
        }
        return p;
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }

    /**
     * Checks a string by itself, wherever in the document the cursor stands, which stands nowhere afterwards: before it can
     * read on it must be {@linkplain #reset aimed} anew.
     *
     * @param openingQuote its position
     * @return the position of the closing quote
     * @throws JsonException if the string is not valid
     */
    public int closingQuote(int openingQuote) {
        string(openingQuote);
        return tokenTo;
    }

    /** Reads the string whose opening quote is at {@code i}. */
    private void string(int i) {
        byte[] array = a;
        int limit = end;
        int p = i + 1;
        boolean sawEscape = false;
        while (true) {
            p = Words.notPlain(array, p, limit);
            if (p >= limit) {
                throw bad("unterminated string", limit);
            }
            byte b = array[p];
            if (b == '"') {
                tokenFrom = i + 1;
                tokenTo = p;
                at = p + 1;
                escaped = sawEscape;
                return;
            }
            if (b == '\\') {
                sawEscape = true;
                p = escape(p);
            } else if (b < 0) {
                // Most scripts have no plain byte in a word of theirs.
                do {
                    p = utf8(p);
                } while (p < limit && array[p] < 0);
            } else {
                throw bad("raw control character in a string", p);
            }
        }
    }

    private int escape(int p) {
        if (p + 1 >= end) {
            throw bad("unterminated string", end);
        }
        switch (a[p + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
                return p + 2;
            case 'u':
                for (int k = 2; k < 6; k++) {
                    if (p + k >= end) {
                        throw bad("unterminated string", end);
                    }
                    if (Ascii.hexDigit(a[p + k]) < 0) {
                        throw bad("malformed \\u escape", p);
                    }
                }
                return p + 6;
            default:
                throw bad("unknown escape", p);
        }
    }

    /** Checks one multi-byte sequence as RFC 3629 has it: no overlong forms, no surrogates, nothing over U+10FFFF. */
    private int utf8(int p) {
        int b = a[p] & 0xff;
        int n = b >= 0xc2 && b <= 0xdf ? 2 : b >= 0xe0 && b <= 0xef ? 3 : b >= 0xf0 && b <= 0xf4 ? 4 : 0;
        if (n == 0 || end - p < n) {
            throw bad("malformed UTF-8", p);
        }
        int second = a[p + 1] & 0xff;
        int low = b == 0xe0 ? 0xa0 : b == 0xf0 ? 0x90 : 0x80;
        int high = b == 0xed ? 0x9f : b == 0xf4 ? 0x8f : 0xbf;
        if (second < low || second > high) {
            throw bad("malformed UTF-8", p);
        }
        for (int k = 2; k < n; k++) {
            if ((a[p + k] & 0xc0) != 0x80) {
                throw bad("malformed UTF-8", p);
            }
        }
        return p + n;
    }

    private int skipSpace(int i) {
        int p = i;
        while (p < end && a[p] <= ' ' && (a[p] == ' ' || a[p] == '\n' || a[p] == '\r' || a[p] == '\t')) {
            p++;
        }
        return p;
    }

    private byte byteAt(int i) {
        if (i >= end) {
            throw bad("unexpected end of the document", end);
        }
        return a[i];
    }

    private JsonException bad(String problem, int where) {
        // As before a document without content, so that who goes on regardless cannot find one valid.
        token = JsonToken.START;
        depth = 0;
        due = DOCUMENT;
        dueBehind = NOTHING;
        at = end;
        return new JsonException(problem, where - start);
    }

    /** From the start of a value to its end: afterwards the cursor stands on the value's last token. */
    public void skipValue() {
        if (!token.beginsValue()) {
            throw new IllegalStateException("no value begins at " + token);
        }
        if (token == JsonToken.OBJECT_START || token == JsonToken.ARRAY_START) {
            int outer = depth - 1;
            while (depth > outer) {
                next();
            }
        }
    }

    /** Reads on to the value after a name and skips it. */
    public void skipMember() {
        next();
        skipValue();
    }

    /** Reads on to the end of the document. */
    public void finish() {
        while (token != JsonToken.END) {
            next();
        }
    }

    /** Whether the name or string reads like this, escapes considered. */
    public boolean is(byte[] ascii) {
        if (!escaped()) {
            return Arrays.equals(a, tokenFrom, tokenTo, ascii, 0, ascii.length);
        }
        return text().equals(new String(ascii, StandardCharsets.US_ASCII));
    }

    /** The name or string as text; a lone surrogate escape stays a lone surrogate. Of other tokens, the bytes as written. */
    public String text() {
        return escaped()
                ? JsonText.unescape(a, tokenFrom, tokenTo)
                : new String(a, tokenFrom, tokenTo - tokenFrom, StandardCharsets.UTF_8);
    }

    /** The bytes of a scalar token as written, quotes included. */
    public byte[] raw() {
        return Arrays.copyOfRange(a, outerFrom(), outerTo());
    }

    /** Copies the value the cursor stands at the start of, as written, and moves to its last token. */
    public byte[] rawValue() {
        int begin = outerFrom();
        skipValue();
        return Arrays.copyOfRange(a, begin, outerTo());
    }

    /** Whether the token is a number written as an integer that fits a {@code long}. */
    public boolean isLong() {
        if (token != JsonToken.NUMBER || tokenTo - tokenFrom > 20) {
            return false;
        }
        for (int i = tokenFrom; i < tokenTo; i++) {
            if (!digit(a[i]) && a[i] != '-') {
                return false;
            }
        }
        if (tokenTo - tokenFrom < 19) {
            return true;
        }
        try {
            Long.parseLong(text());
            return true;
        } catch (NumberFormatException tooLarge) {
            return false;
        }
    }

    /** The number; only where {@link #isLong} holds. */
    public long longValue() {
        return longValue(a, tokenFrom, tokenTo);
    }

    /** The integer that is written in {@code [from, to)} of a checked document; only where it fits a {@code long}. */
    public static long longValue(byte[] document, int from, int to) {
        if (to - from > SURE_DIGITS) {
            return Long.parseLong(new String(document, from, to - from, StandardCharsets.US_ASCII));
        }
        boolean negative = document[from] == '-';
        long value = 0;
        for (int i = negative ? from + 1 : from; i < to; i++) {
            value = value * 10 + (document[i] - '0');
        }
        return negative ? -value : value;
    }

    /** The number as a double; infinite if it is too large for one. */
    public double doubleValue() {
        return Double.parseDouble(text());
    }
}
