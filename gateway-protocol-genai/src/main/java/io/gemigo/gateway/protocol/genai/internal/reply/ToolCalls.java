package io.gemigo.gateway.protocol.genai.internal.reply;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonException;
import io.gemigo.gateway.core.json.JsonLimits;
import io.gemigo.gateway.core.json.JsonText;
import io.gemigo.gateway.core.json.JsonToken;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.protocol.genai.internal.wire.CompactJson;
import java.util.ArrayList;
import java.util.List;

/**
 * The calls of one candidate: arguments come in fragments and go out whole, parsed once, as an object. A fragment is never
 * taken for a call. Loop-confined.
 */
final class ToolCalls {
    /** Most bytes of arguments kept for one candidate; what is longer is a malformed call. */
    private static final int MAX_ARGUMENT_BYTES = 4 << 20;

    private static final int MAX_CALLS = 256;

    private final ReplyFrame frame;
    private final List<Call> calls = new ArrayList<>(0);

    private int written;
    private int argumentBytes;
    private Fault fault = Fault.NONE;

    /** What is wrong with the calls. */
    enum Fault {
        /** Nothing. */
        NONE,
        /** Arguments that are no object, or more of them after the call had gone out. */
        MALFORMED,
        /** A call of a function that may not be called. */
        UNEXPECTED,
        /** More calls than any request can mean. */
        TOO_MANY
    }

    private static final class Call {
        private final String id;
        private final String name;
        private final ByteBuilder arguments = new ByteBuilder(128);
        /** Half a surrogate pair that the next fragment may complete, else 0. */
        private int pending;

        Call(String id, String name) {
            this.id = id;
            this.name = name;
        }

        boolean mayBeComplete() {
            return arguments.length() > 0 && pending == 0;
        }
    }

    ToolCalls(ReplyFrame frame) {
        this.frame = frame;
    }

    Fault fault() {
        return fault;
    }

    void begin(int call, String id, String name) {
        if (calls.size() == MAX_CALLS) {
            fault = Fault.TOO_MANY;
            return;
        }
        calls.add(new Call(id.isEmpty() ? frame.madeCallId(call) : id, name));
    }

    void arguments(int index, byte[] a, int from, int to) {
        if (index >= calls.size()) {
            return;
        }
        if (index < written) {
            fault = blank(a, from, to) ? fault : Fault.MALFORMED;
            return;
        }
        argumentBytes += to - from;
        if (argumentBytes > MAX_ARGUMENT_BYTES) {
            fault = Fault.MALFORMED;
            return;
        }
        Call call = calls.get(index);
        call.pending = JsonText.unescapeTo(call.arguments, a, from, to, call.pending);
    }

    /**
     * Writes the parts of those calls, in order, that are complete although more may come: another call has begun, and
     * nothing could be added to them without breaking them.
     *
     * @return whether there were any
     */
    boolean writeComplete(ByteBuilder out) {
        int before = out.length();
        while (written < calls.size() - 1 && calls.get(written).mayBeComplete()) {
            int mark = out.length();
            if (mark > before) {
                out.append(',');
            }
            if (!write(calls.get(written), out)) {
                out.truncate(mark);
                break;
            }
            written++;
        }
        return out.length() > before;
    }

    /**
     * Writes the parts of all further calls, each with a comma behind it; none if any of them is at fault, unless the model
     * was stopped in the midst of one: those before it are as good as if another had begun behind them.
     *
     * @param cutShort whether the model was stopped: a last call without arguments has not got to them
     * @return whether there were any
     */
    boolean writeRest(ByteBuilder out, boolean cutShort) {
        int before = out.length();
        for (; written < calls.size() && fault == Fault.NONE; written++) {
            Call call = calls.get(written);
            int mark = out.length();
            if (cutShort && written == calls.size() - 1 && call.arguments.length() == 0) {
                fault = Fault.MALFORMED;
            } else if (!frame.settings().callable().contains(call.name)) {
                fault = Fault.UNEXPECTED;
            } else if (!write(call, out)) {
                fault = Fault.MALFORMED;
            }
            if (fault == Fault.NONE) {
                out.append(',');
            } else {
                out.truncate(cutShort && fault == Fault.MALFORMED ? mark : before);
            }
        }
        return out.length() > before;
    }

    private boolean write(Call call, ByteBuilder out) {
        if (!frame.settings().callable().contains(call.name)) {
            return false;
        }
        call.pending = JsonText.flush(call.arguments, call.pending);
        JsonWriter json = new JsonWriter(out);
        json.object().name("functionCall").object();
        json.name("id").string(call.id);
        json.name("name").string(frame.settings().clientName().apply(call.name));
        json.name("args");
        boolean whole = arguments(call.arguments, out);
        json.endObject().endObject();
        return whole;
    }

    /** Writes arguments as an object; nothing at all stands for an empty one. */
    private static boolean arguments(ByteBuilder arguments, ByteBuilder out) {
        if (blank(arguments.array(), 0, arguments.length())) {
            out.append("{}");
            return true;
        }
        try {
            JsonCursor cursor = new JsonCursor(JsonLimits.DEFAULT).reset(arguments.array(), 0, arguments.length());
            if (cursor.next() != JsonToken.OBJECT_START) {
                return false;
            }
            CompactJson.copy(cursor, out);
            cursor.finish();
            return true;
        } catch (JsonException malformed) {
            return false;
        }
    }

    /** Whether there is white space only, plain or escaped. */
    private static boolean blank(byte[] a, int from, int to) {
        for (int i = from; i < to; i++) {
            boolean escape = a[i] == '\\' && i + 1 < to && (a[i + 1] == 'n' || a[i + 1] == 'r' || a[i + 1] == 't');
            if (escape) {
                i++;
            } else if (a[i] != ' ' && a[i] != '\n' && a[i] != '\r' && a[i] != '\t') {
                return false;
            }
        }
        return true;
    }
}
