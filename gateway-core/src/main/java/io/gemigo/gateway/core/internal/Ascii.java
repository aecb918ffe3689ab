package io.gemigo.gateway.core.internal;

/**
 * Classes of ASCII characters. What is not ASCII is in none of them, unlike with {@link Character}, whose digits and
 * letters are those of every script.
 */
public final class Ascii {
    private Ascii() {}

    /** Whether it is one of {@code A-Z a-z 0-9}. */
    public static boolean letterOrDigit(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    /** Whether a text is {@code [A-Za-z0-9._-]{1,maxChars}}: fit for headers, paths and logs as it is. */
    public static boolean plainName(String text, int maxChars) {
        if (text.isEmpty() || text.length() > maxChars) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!letterOrDigit(c) && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** Value of a hexadecimal digit of either case, -1 if it is none. */
    public static int hexDigit(int c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
