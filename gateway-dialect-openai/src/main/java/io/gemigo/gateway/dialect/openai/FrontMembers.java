package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.json.JsonMembers;
import java.util.Arrays;

/** Members to be put in front of those an object has. Reused, for one object after the other; loop-confined. */
final class FrontMembers {
    private static final int ROOM = 128;

    private final ByteBuilder out = new ByteBuilder(ROOM);
    /** What was taken last: answers of one upstream lack the same members. */
    private byte[] taken = {};

    /** Forgets all. */
    void clear() {
        out.clear(ROOM);
    }

    /** Begins another member, which is to be appended whole: name, colon and value. */
    ByteBuilder add() {
        if (out.length() > 0) {
            out.append(',');
        }
        return out;
    }

    /** What there is, which is forgotten; the array must not be written to. */
    byte[] take() {
        if (!Arrays.equals(taken, 0, taken.length, out.array(), 0, out.length())) {
            taken = out.toBytes();
        }
        out.clear();
        return taken;
    }

    /** Whether there are any. */
    boolean any() {
        return out.length() > 0;
    }

    /**
     * Names the edits that put them there and take out what is marked as to go, and forgets them.
     *
     * @param inside position after the object's opening brace
     * @param own the object's own members
     */
    void insert(int inside, JsonMembers own, Splice splice) {
        if (any()) {
            if (own.anyStays()) {
                out.append(',');
            }
            splice.insert(inside, take());
        }
        own.removeDropped(splice);
    }
}
