package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonException;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * What the chunk read last looked like but for its text, its id and its time. The next chunk mostly looks the same, be it
 * another stream's: then comparing its bytes and checking these three finds as much as reading it token by token does, and
 * everything in it stands where it stood, or as much further on as the text is longer.
 *
 * <p>As a function it makes a position in the chunk before into the one in the chunk that {@linkplain #fits fits}. Keeps no
 * text. Reused; loop-confined.
 */
final class ChunkShape implements IntUnaryOperator {
    private static final int MAX_BYTES = 1024;
    private static final int MAX_DIGITS = 18;

    /** The chunk without its text. */
    private final byte[] bytes = new byte[MAX_BYTES];

    /** Its length, 0 if there is none. */
    private int length;
    /** Where the text is missing. */
    private int textAt;
    /** Where id and time begin and end, in the order of the chunk; whatever is not there is empty. */
    private final int[] holes = new int[4];
    /** Whether the first of them is the time. */
    private boolean timeFirst;

    // The chunk they are of, and how far from there things are in the one that fits.
    private int from;
    private int textFrom;
    private int textTo;
    private int pivot;
    private int before;
    private int behind;

    /** Nothing fits until the next is learnt. */
    void forget() {
        length = 0;
    }

    /** Takes the look of a chunk that was read in full, if it is one of text and nothing that is seldom there. */
    void learn(Window chunk, AnswerScan scan) {
        forget();
        Range text = scan.onlyText();
        if (text == null || chunk.length() - text.length() > MAX_BYTES || scan.created.length() > MAX_DIGITS) {
            return;
        }
        from = chunk.from();
        textFrom = text.from;
        textTo = text.to;
        textAt = textFrom - from;
        length = chunk.length() - text.length();
        System.arraycopy(chunk.array(), from, bytes, 0, textAt);
        System.arraycopy(chunk.array(), textTo, bytes, textAt, length - textAt);
        timeFirst = scan.created.from < scan.id.from;
        hole(timeFirst ? 0 : 2, scan.created);
        hole(timeFirst ? 2 : 0, scan.id);
    }

    private void hole(int place, Range range) {
        int shift = range.from < textFrom ? from : from + textTo - textFrom;
        holes[place] = range.present() ? range.from - shift : 0;
        holes[place + 1] = range.present() ? range.to - shift : 0;
    }

    /** Whether a chunk looks the same, which is then the last one read. */
    boolean fits(Window chunk, JsonCursor cursor) {
        byte[] a = chunk.array();
        int start = chunk.from();
        int text = start + textAt;
        if (length == 0 || chunk.length() <= length || !same(a, start, 0, textAt)) {
            return false;
        }
        int end;
        try {
            end = cursor.reset(chunk).closingQuote(text - 1);
        } catch (JsonException toBeTold) {
            return false;
        }
        boolean fits = end > text && chunk.to() - end == length - textAt && same(a, end, textAt, length);
        if (fits) {
            pivot = textFrom;
            before = start - from;
            behind = end - textTo;
            from = start;
            textFrom = text;
            textTo = end;
        }
        return fits;
    }

    /** Whether the bytes from a position on are those of a part of the shape, where id and time may be others. */
    private boolean same(byte[] a, int at, int partFrom, int partTo) {
        int known = partFrom;
        for (int i = 0; i < holes.length; i += 2) {
            int holeFrom = holes[i];
            int holeTo = holes[i + 1];
            if (holeFrom < known || holeTo > partTo || holeTo == holeFrom) {
                continue;
            }
            int shift = at - partFrom;
            if (!Arrays.equals(a, shift + known, shift + holeFrom, bytes, known, holeFrom)
                    || !filled(a, shift + holeFrom, shift + holeTo, timeFirst == (i == 0))) {
                return false;
            }
            known = holeTo;
        }
        int shift = at - partFrom;
        return Arrays.equals(a, shift + known, shift + partTo, bytes, known, partTo);
    }

    /** Whether there is a number without a leading zero, or what an id is made of: nothing that has to be escaped. */
    private static boolean filled(byte[] a, int from, int to, boolean number) {
        if (number && a[from] == '0') {
            return false;
        }
        for (int i = from; i < to; i++) {
            byte b = a[i];
            boolean digit = b >= '0' && b <= '9';
            if (!digit && (number || !(b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '-' || b == '_'))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int applyAsInt(int position) {
        return position < 0 ? position : position > pivot ? position + behind : position + before;
    }
}
