package io.gemigo.gateway.core.json;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.internal.Ascii;
import io.gemigo.gateway.core.internal.Words;
import java.nio.charset.StandardCharsets;

/**
 * Text to JSON string content and back. "Escaped" means the bytes between the quotes of a valid JSON string.
 */
public final class JsonText {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** From this length on it pays to look at bytes instead of characters. */
    private static final int LONG_CHARS = 48;

    private JsonText() {}

    /** The text of escaped content; a lone surrogate escape stays a lone surrogate. */
    public static String unescape(byte[] a, int from, int to) {
        if (Words.indexOf(a, from, to, '\\') == to) {
            return new String(a, from, to - from, StandardCharsets.UTF_8);
        }
        // No character has more bytes than its escape.
        ByteBuilder utf8 = new ByteBuilder(to - from);
        int pending = unescapeTo(utf8, a, from, to, 0);
        String text = utf8.utf8();
        // The replacement character may stand for half a pair, which UTF-8 has no bytes for.
        return pending != 0 || text.indexOf(0xfffd) >= 0 ? unescapeUnits(a, from, to) : text;
    }

    private static String unescapeUnits(byte[] a, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        int plain = from;
        int i = Words.indexOf(a, from, to, '\\');
        while (i < to) {
            text.append(new String(a, plain, i - plain, StandardCharsets.UTF_8));
            if (a[i + 1] == 'u') {
                text.append((char) hex(a, i + 2));
                plain = i + 6;
            } else {
                text.append((char) single(a[i + 1]));
                plain = i + 2;
            }
            i = Words.indexOf(a, plain, to, '\\');
        }
        return text.append(new String(a, plain, to - plain, StandardCharsets.UTF_8))
                .toString();
    }

    /**
     * Appends the UTF-8 text of escaped content. Half a surrogate pair that ends the range cannot be written in UTF-8: it
     * is returned (as its code unit, else 0) to be given as {@code pending} with the continuing range; a half that nothing
     * completes becomes U+FFFD.
     */
    public static int unescapeTo(ByteBuilder out, byte[] a, int from, int to, int pending) {
        int high = pending;
        int i = from;
        while (i < to) {
            if (a[i] != '\\') {
                high = flush(out, high);
                int plain = i;
                i = Words.indexOf(a, i, to, '\\');
                out.append(a, plain, i);
                continue;
            }
            if (a[i + 1] != 'u') {
                high = flush(out, high);
                out.append(single(a[i + 1]));
                i += 2;
                continue;
            }
            int unit = hex(a, i + 2);
            i += 6;
            if (high != 0 && unit >= 0xdc00 && unit <= 0xdfff) {
                utf8(out, 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00));
                high = 0;
            } else {
                flush(out, high);
                high = unit >= 0xd800 && unit <= 0xdbff ? unit : 0;
                if (high == 0) {
                    utf8(out, unit >= 0xdc00 && unit <= 0xdfff ? 0xfffd : unit);
                }
            }
        }
        return high;
    }

    /** Writes what a pending half pair has become if nothing completes it; 0 is nothing pending. Returns 0. */
    public static int flush(ByteBuilder out, int pending) {
        if (pending != 0) {
            utf8(out, 0xfffd);
        }
        return 0;
    }

    /** Appends a text as escaped content, without quotes; a lone surrogate is written as its escape. */
    public static void escapeTo(ByteBuilder out, String text) {
        int n = text.length();
        for (int i = n < LONG_CHARS ? plain(out, text) : escapeNarrow(out, text); i < n; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                ascii(out, (byte) c);
            } else if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c) && i + 1 < n && Character.isLowSurrogate(text.charAt(i + 1))) {
                    utf8(out, Character.toCodePoint(c, text.charAt(++i)));
                } else {
                    unicode(out, c);
                }
            } else {
                utf8(out, c);
            }
        }
    }

    /** Appends the characters in front of the first that is not written as itself; returns how many they were. */
    private static int plain(ByteBuilder out, String text) {
        int n = text.length();
        byte[] to = out.reserve(n);
        int at = out.length();
        int i = 0;
        while (i < n) {
            char c = text.charAt(i);
            if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\') {
                break;
            }
            to[at + i++] = (byte) c;
        }
        out.advance(i);
        return i;
    }

    /**
     * Escapes the characters in front of the first over U+00FF, maybe none of them: by whole words, from bytes that the JVM
     * makes faster than characters can be asked. Returns how many they were.
     */
    private static int escapeNarrow(ByteBuilder out, String text) {
        // Where many characters are over it the JVM is slow, so a few are asked that stand all over the text.
        for (int i = 0; i < text.length(); i += text.length() / LONG_CHARS) {
            if (text.charAt(i) > 0xff) {
                return 0;
            }
        }
        byte[] narrow = text.getBytes(StandardCharsets.ISO_8859_1);
        if (narrow.length != text.length()) {
            return 0;
        }
        // A question mark stands for what is not in this character set, too.
        int end = Words.indexOf(narrow, 0, narrow.length, '?');
        while (end < narrow.length && text.charAt(end) == '?') {
            end = Words.indexOf(narrow, end + 1, narrow.length, '?');
        }
        out.reserve(end);
        int plain = 0;
        int i = Words.notPlain(narrow, 0, end);
        while (i < end) {
            out.append(narrow, plain, i);
            int c = narrow[i] & 0xff;
            if (c < 0x80) {
                ascii(out, (byte) c);
            } else {
                utf8(out, c);
            }
            plain = i + 1;
            i = Words.notPlain(narrow, plain, end);
        }
        out.append(narrow, plain, end);
        return end;
    }

    /** Appends UTF-8 text as escaped content, without quotes. */
    public static void escapeTo(ByteBuilder out, byte[] utf8, int from, int to) {
        int plain = from;
        int i = Words.notPlain(utf8, from, to);
        while (i < to) {
            byte b = utf8[i++];
            if (b >= 0) {
                out.append(utf8, plain, i - 1);
                ascii(out, b);
                plain = i;
            }
            // Most scripts have no plain byte in a word of theirs.
            while (i < to && utf8[i] < 0) {
                i++;
            }
            i = Words.notPlain(utf8, i, to);
        }
        out.append(utf8, plain, to);
    }

    private static void ascii(ByteBuilder out, byte b) {
        switch (b) {
            case '"' -> out.append('\\').append('"');
            case '\\' -> out.append('\\').append('\\');
            case '\n' -> out.append('\\').append('n');
            case '\r' -> out.append('\\').append('r');
            case '\t' -> out.append('\\').append('t');
            case '\b' -> out.append('\\').append('b');
            case '\f' -> out.append('\\').append('f');
            default -> {
                if (b < 0x20) {
                    unicode(out, (char) b);
                } else {
                    out.append(b);
                }
            }
        }
    }

    private static void unicode(ByteBuilder out, char c) {
        out.append('\\').append('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX[c >> shift & 0xf]);
        }
    }

    private static void utf8(ByteBuilder out, int point) {
        byte[] a = out.reserve(4);
        int at = out.length();
        if (point < 0x80) {
            a[at++] = (byte) point;
        } else if (point < 0x800) {
            a[at++] = (byte) (0xc0 | point >> 6);
            a[at++] = (byte) (0x80 | point & 0x3f);
        } else {
            if (point < 0x10000) {
                a[at++] = (byte) (0xe0 | point >> 12);
            } else {
                a[at++] = (byte) (0xf0 | point >> 18);
                a[at++] = (byte) (0x80 | point >> 12 & 0x3f);
            }
            a[at++] = (byte) (0x80 | point >> 6 & 0x3f);
            a[at++] = (byte) (0x80 | point & 0x3f);
        }
        out.advance(at - out.length());
    }

    private static int hex(byte[] a, int at) {
        int unit = 0;
        for (int k = 0; k < 4; k++) {
            unit = unit << 4 | Ascii.hexDigit(a[at + k]);
        }
        return unit;
    }

    private static byte single(byte escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escape;
        };
    }
}
