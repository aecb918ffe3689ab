package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.json.JsonText;
import java.util.Arrays;

/**
 * What is known of one choice of a stream. Upstreams number tool calls with gaps, not at all, or all alike, and repeat or
 * empty ids and names; here every call gets the next number, once. Loop-confined.
 */
final class ChoiceState {
    /** More calls than any client could run; bounds what a mad upstream can make us keep. */
    private static final int MAX_CALLS = 1024;

    /** Ids and names of so many calls are not as long as this: many times what the API allows a name. */
    private static final int MAX_KEPT_BYTES = 256 * 1024;

    private static final byte[] NOTHING = new byte[0];

    private final int choice;
    private boolean begun;
    private boolean finished;
    /** By call: the upstream's number, -1 if it gave none. */
    private int[] indexes = new int[2];
    /** By call: the escaped id. */
    private byte[][] ids = new byte[2][];
    /** By call: whether the sink knows it. */
    private boolean[] told = new boolean[2];

    private int calls;
    /** Bytes of ids and names of calls, as far as somebody must keep them. */
    private int keptBytes;

    ChoiceState(int choice) {
        this.choice = choice;
    }

    boolean begun() {
        return begun;
    }

    boolean finished() {
        return finished;
    }

    void begin() {
        begun = true;
    }

    void finish() {
        finished = true;
    }

    /** Number of calls so far. */
    int calls() {
        return calls;
    }

    /** Whether the sink knows a call. */
    boolean told(int call) {
        return told[call];
    }

    /** The escaped id of a call, empty if none was given yet; not to be written to. */
    byte[] id(int call) {
        return ids[call];
    }

    /** The number of the call an entry belongs to, a new one if need be; -1 if there are too many, or too long ones. */
    int callOf(ToolCallScan entry, byte[] a) {
        int call = entry.index >= 0 ? byIndex(entry, a) : withoutIndex(entry, a);
        if (call >= 0 && told[call]) {
            return call;
        }
        boolean named = call >= 0 && ids[call].length > 0;
        keptBytes += (named ? 0 : entry.id.length()) + entry.name.length();
        if (keptBytes > MAX_KEPT_BYTES) {
            return -1;
        }
        if (call < 0) {
            return add(entry, a);
        }
        if (!named && entry.id.filled()) {
            ids[call] = Arrays.copyOfRange(a, entry.id.from, entry.id.to);
        }
        return call;
    }

    /** The latest call of this number, unless another id and a name say that this is one more. */
    private int byIndex(ToolCallScan entry, byte[] a) {
        for (int call = calls - 1; call >= 0; call--) {
            if (indexes[call] == entry.index) {
                boolean another =
                        entry.id.filled() && entry.name.filled() && ids[call].length > 0 && !same(call, entry, a);
                return another ? -1 : call;
            }
        }
        return -1;
    }

    /** The latest call, unless an id not seen before, or a name without id, says that this is one more. */
    private int withoutIndex(ToolCallScan entry, byte[] a) {
        if (entry.id.filled()) {
            for (int call = calls - 1; call >= 0; call--) {
                if (same(call, entry, a)) {
                    return call;
                }
            }
            return -1;
        }
        return entry.name.filled() ? -1 : calls - 1;
    }

    private boolean same(int call, ToolCallScan entry, byte[] a) {
        byte[] id = ids[call];
        return Arrays.equals(id, 0, id.length, a, entry.id.from, entry.id.to);
    }

    private int add(ToolCallScan entry, byte[] a) {
        if (calls == MAX_CALLS) {
            return -1;
        }
        if (calls == indexes.length) {
            indexes = Arrays.copyOf(indexes, calls * 2);
            ids = Arrays.copyOf(ids, calls * 2);
            told = Arrays.copyOf(told, calls * 2);
        }
        indexes[calls] = entry.index;
        ids[calls] = entry.id.filled() ? Arrays.copyOfRange(a, entry.id.from, entry.id.to) : NOTHING;
        return calls++;
    }

    /** Whether an entry says enough of a call for clients to hear of it. */
    static boolean tells(ToolCallScan entry) {
        return entry.name.filled() || entry.arguments.filled();
    }

    /** Tells the sink of a call, once it has a name or arguments, and of the arguments of this entry. */
    void emit(int call, ToolCallScan entry, byte[] a, ChatSink sink) {
        if (!told[call]) {
            if (!tells(entry)) {
                return;
            }
            String name = entry.name.filled() ? JsonText.unescape(a, entry.name.from, entry.name.to) : "";
            tell(call, name, sink);
        }
        if (entry.arguments.filled()) {
            sink.toolCallArguments(choice, call, a, entry.arguments.from, entry.arguments.to);
        }
    }

    private void tell(int call, String name, ChatSink sink) {
        for (int before = 0; before < call; before++) {
            if (!told[before]) {
                tell(before, "", sink);
            }
        }
        told[call] = true;
        sink.toolCall(choice, call, JsonText.unescape(ids[call], 0, ids[call].length), name);
    }

    /** Tells of calls that never got a name or arguments, so that none is lost. */
    void tellAll(ChatSink sink) {
        if (calls > 0 && !told[calls - 1]) {
            tell(calls - 1, "", sink);
        }
    }
}
