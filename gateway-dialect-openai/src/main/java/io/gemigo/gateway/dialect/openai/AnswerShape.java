package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonException;
import io.gemigo.gateway.core.json.JsonToken;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the chunk or answer read last looked like but for its text, its usage, its id and its time. The next one mostly looks
 * the same, be it another stream's: then comparing its bytes and checking these four finds as much as reading it token by
 * token does, and everything in it stands where it stood, or as much further on as text and usage are longer.
 *
 * <p>As a function it makes a position in the document before into the one in the document that {@linkplain #fits fits}.
 * Keeps up to 1 KiB of what stands beside the text until it learns another look. Reused; loop-confined.
 */
final class AnswerShape implements IntUnaryOperator {
    private static final byte[] NOTHING = new byte[0];
    private static final int MAX_BYTES = 1024;
    private static final int MAX_DIGITS = 18;

    private final JsonCursor cursor = new JsonCursor(AnswerScan.MEMBER_LIMITS);
    /** The document without text and usage. */
    private final byte[] bytes = new byte[MAX_BYTES];

    /** Its length, 0 if there is none. */
    private int length;
    /** Where the text is missing. */
    private int textAt;
    /** Where the usage is missing, behind the text; the length if there was none. */
    private int usageAt;
    /** Where id and time begin and end, in the order of the document; whatever is not there is empty. */
    private final int[] holes = new int[4];
    /** Whether the first of them is the time. */
    private boolean timeFirst;

    // The document they are of.
    private int from;
    private int textFrom;
    private int textTo;
    private int usageFrom;
    private int usageTo;
    private @Nullable Usage usage;

    // How far from where they stood in the document before things are in this one.
    private int oldTextFrom;
    private int oldUsageFrom;
    private int before;
    private int behindText;
    private int behindUsage;

    /** Nothing fits until the next is learnt. */
    void forget() {
        length = 0;
    }

    /** Lets go of the document read last, not of its look. */
    void letGo() {
        cursor.reset(NOTHING, 0, 0);
    }

    /** Takes the look of a document that was read in full, if it is one of text and nothing that is seldom there. */
    void learn(Window document, AnswerScan scan) {
        forget();
        Range text = scan.onlyText();
        boolean counted = scan.usage != null;
        usageFrom = counted ? scan.usagePlace.from : document.to();
        usageTo = counted ? scan.usagePlace.to : document.to();
        if (text == null || usageFrom < text.to || scan.created.length() > MAX_DIGITS) {
            return;
        }
        int bare = document.length() - text.length() - (usageTo - usageFrom);
        if (bare > MAX_BYTES) {
            return;
        }
        length = bare;
        from = document.from();
        textFrom = text.from;
        textTo = text.to;
        textAt = place(textFrom);
        usageAt = place(usageFrom);
        byte[] a = document.array();
        System.arraycopy(a, from, bytes, 0, textAt);
        System.arraycopy(a, textTo, bytes, textAt, usageAt - textAt);
        System.arraycopy(a, usageTo, bytes, usageAt, length - usageAt);
        timeFirst = scan.created.from < scan.id.from;
        hole(timeFirst ? 0 : 2, scan.created);
        hole(timeFirst ? 2 : 0, scan.id);
    }

    private void hole(int number, Range range) {
        holes[number] = range.present() ? place(range.from) : 0;
        holes[number + 1] = range.present() ? place(range.to) : 0;
    }

    /** Where in the shape something is that is neither in the text nor in the usage. */
    private int place(int position) {
        int place = position - from;
        if (position > textFrom) {
            place -= textTo - textFrom;
        }
        return position > usageFrom ? place - (usageTo - usageFrom) : place;
    }

    /** Whether a document looks the same, which is then the last one read. */
    boolean fits(Window document, UsageReader usageReader) {
        byte[] a = document.array();
        int start = document.from();
        int text = start + textAt;
        if (length == 0 || document.length() <= length || !same(a, start, 0, textAt)) {
            return false;
        }
        int textEnd;
        int counts;
        int countsEnd;
        Usage counted = null;
        try {
            textEnd = cursor.reset(document).closingQuote(text - 1);
            counts = textEnd + usageAt - textAt;
            countsEnd = counts;
            if (textEnd == text || document.to() - counts < length - usageAt || !same(a, textEnd, textAt, usageAt)) {
                return false;
            }
            if (usageAt < length) {
                cursor.reset(a, counts, document.to());
                counted = cursor.next() == JsonToken.OBJECT_START ? usageReader.read(cursor) : null;
                countsEnd = cursor.outerTo();
                if (counted == null) {
                    return false;
                }
            }
        } catch (JsonException toBeTold) {
            return false;
        }
        if (document.to() - countsEnd != length - usageAt || !same(a, countsEnd, usageAt, length)) {
            return false;
        }
        oldTextFrom = textFrom;
        oldUsageFrom = usageFrom;
        before = start - from;
        behindText = textEnd - textTo;
        behindUsage = countsEnd - usageTo;
        from = start;
        textFrom = text;
        textTo = textEnd;
        usageFrom = counts;
        usageTo = countsEnd;
        usage = counted;
        return true;
    }

    /** The usage of the document that fits, null if it has none. */
    @Nullable
    Usage usage() {
        return usage;
    }

    /** Whether the bytes from a position on are those of a part of the shape, where id and time may be others. */
    private boolean same(byte[] a, int at, int partFrom, int partTo) {
        int shift = at - partFrom;
        int known = partFrom;
        for (int i = 0; i < holes.length; i += 2) {
            int holeFrom = holes[i];
            int holeTo = holes[i + 1];
            if (holeFrom < known || holeTo > partTo || holeTo == holeFrom) {
                continue;
            }
            if (!Arrays.equals(a, shift + known, shift + holeFrom, bytes, known, holeFrom)
                    || !filled(a, shift + holeFrom, shift + holeTo, timeFirst == (i == 0))) {
                return false;
            }
            known = holeTo;
        }
        return Arrays.equals(a, shift + known, shift + partTo, bytes, known, partTo);
    }

    /** Whether there is a number without a leading zero, or ASCII of which nothing has to be escaped. */
    private static boolean filled(byte[] a, int from, int to, boolean number) {
        if (number && a[from] == '0') {
            return false;
        }
        for (int i = from; i < to; i++) {
            byte b = a[i];
            boolean sound = number ? b >= '0' && b <= '9' : b > ' ' && b < 0x7f && b != '"' && b != '\\';
            if (!sound) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int applyAsInt(int position) {
        if (position > oldUsageFrom) {
            return position + behindUsage;
        }
        return position < 0 ? position : position > oldTextFrom ? position + behindText : position + before;
    }
}
