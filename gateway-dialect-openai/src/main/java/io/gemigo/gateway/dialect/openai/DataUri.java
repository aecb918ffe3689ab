package io.gemigo.gateway.dialect.openai;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Inline bytes of a {@code data:} URI (RFC 2397) in base64, the only coding chat APIs take.
 *
 * @param mimeType without parameters, lower case; null if the URI names none
 * @param base64 as written
 */
record DataUri(@Nullable String mimeType, String base64) {
    private static final String SCHEME = "data:";
    private static final String CODING = ";base64";

    /** Whether it claims to be one. */
    static boolean is(String uri) {
        return uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** Splits one; null if it is not base64 throughout. */
    static @Nullable DataUri parse(String uri) {
        int comma = uri.indexOf(',');
        if (!is(uri) || comma < 0) {
            return null;
        }
        String head = uri.substring(SCHEME.length(), comma);
        if (!head.regionMatches(true, head.length() - CODING.length(), CODING, 0, CODING.length())) {
            return null;
        }
        int semicolon = head.indexOf(';');
        String mimeType = head.substring(0, semicolon).strip().toLowerCase(Locale.ROOT);
        String data = uri.substring(comma + 1);
        return base64(data) ? new DataUri(mimeType.isEmpty() ? null : mimeType, data) : null;
    }

    /** Whether a text is standard base64 with its padding. */
    static boolean base64(String text) {
        int n = text.length();
        if (n == 0 || n % 4 != 0) {
            return false;
        }
        int end = text.endsWith("==") ? n - 2 : text.endsWith("=") ? n - 1 : n;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean fits = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/';
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "DataUri[" + mimeType + ", " + base64.length() + " chars]";
    }
}
