package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonToken;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** Where a string's content stands in a scanned document, if it is there. Reused; loop-confined. */
final class Range {
    int from = -1;
    int to = -1;

    void clear() {
        from = -1;
        to = -1;
    }

    /** Notes the content of the string the cursor stands on. */
    void set(JsonCursor cursor) {
        from = cursor.from();
        to = cursor.to();
    }

    /** Is in another document, where it stands at what a function makes of its positions. */
    void move(IntUnaryOperator place) {
        from = place.applyAsInt(from);
        to = place.applyAsInt(to);
    }

    /** Notes the value after a name if it is a string, else that there is none; skips what it is otherwise. */
    void readString(JsonCursor cursor) {
        if (cursor.next() == JsonToken.STRING) {
            set(cursor);
        } else {
            clear();
            cursor.skipValue();
        }
    }

    /** Bytes of content, 0 if there is none. */
    int length() {
        return to - from;
    }

    /** Whether there is any content. */
    boolean filled() {
        return to > from;
    }

    /** Whether there is a string of exactly these bytes. */
    boolean is(byte[] a, byte[] word) {
        return from >= 0 && Arrays.equals(word, 0, word.length, a, from, to);
    }

    /** Whether there is a string that reads so and is plain ASCII without escapes; false for what might read so after all. */
    boolean reads(byte[] a, String text) {
        if (to - from != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            byte b = a[from + i];
            if (b < 0 || b == '\\' || b != text.charAt(i)) {
                return false;
            }
        }
        return from >= 0;
    }

    /** Whether there is a string, possibly empty. */
    boolean present() {
        return from >= 0;
    }
}
