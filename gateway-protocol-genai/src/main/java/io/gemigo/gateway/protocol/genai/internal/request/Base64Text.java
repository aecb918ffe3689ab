package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.json.JsonCursor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Base64 as clients write it, to the standard alphabet with padding. */
final class Base64Text {
    private static final byte[] STANDARD = new byte[128];

    static {
        for (int c = 'A'; c <= 'Z'; c++) {
            STANDARD[c] = (byte) c;
            STANDARD[c + 32] = (byte) (c + 32);
        }
        for (int c = '0'; c <= '9'; c++) {
            STANDARD[c] = (byte) c;
        }
        STANDARD['+'] = '+';
        STANDARD['/'] = '/';
        STANDARD['-'] = '+';
        STANDARD['_'] = '/';
    }

    private Base64Text() {}

    /** The string the cursor stands on, in standard form; null if it is not base64. */
    static @Nullable String standard(JsonCursor cursor) {
        if (cursor.escaped()) {
            byte[] text = cursor.text().getBytes(StandardCharsets.UTF_8);
            return standard(text, 0, text.length);
        }
        return standard(cursor.array(), cursor.from(), cursor.to());
    }

    private static @Nullable String standard(byte[] a, int from, int to) {
        int end = to;
        while (end > from && to - end < 2 && a[end - 1] == '=') {
            end--;
        }
        int length = end - from;
        boolean paddedWrong = end < to && (to - from) % 4 != 0;
        if (length % 4 == 1 || paddedWrong) {
            return null;
        }
        byte[] out = new byte[(length + 3) / 4 * 4];
        Arrays.fill(out, length, out.length, (byte) '=');
        for (int i = 0; i < length; i++) {
            byte b = a[from + i];
            byte standard = b < 0 ? 0 : STANDARD[b];
            if (standard == 0) {
                return null;
            }
            out[i] = standard;
        }
        return new String(out, StandardCharsets.ISO_8859_1);
    }
}
