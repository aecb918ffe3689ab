package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.json.JsonMembers;

/** Members to be put in front of those an object has. Reused, for one object after the other; loop-confined. */
final class FrontMembers {
    private static final int ROOM = 128;

    private final ByteBuilder out = new ByteBuilder(ROOM);

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

    /** What there is, which is forgotten. */
    byte[] take() {
        byte[] members = out.toBytes();
        out.clear();
        return members;
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
