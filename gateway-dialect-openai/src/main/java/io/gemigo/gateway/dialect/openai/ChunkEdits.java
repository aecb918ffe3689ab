package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.port.RelayEdits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What must change in relayed chunks so that the client reads what the API promises: its own model's name; one id and one
 * time of creation; a role first and once per choice; tool calls numbered without gaps and named once; nothing of a choice
 * after its end; usage only if it asked for it, and then once, after everything else. A chunk that keeps the rules goes on
 * untouched. Loop-confined; one per answer.
 */
final class ChunkEdits extends AnswerEdits {
    private static final byte[] OBJECT = quoted("chat.completion.chunk");
    private static final byte[] NO_USAGE = ascii("\"usage\":null,");

    private final Splice splice;
    private final byte[] model;

    /** The answer's id in quotes, null until a chunk was seen. */
    private byte @Nullable [] id;
    /** The answer's time of creation, null until a chunk was seen. */
    private byte @Nullable [] created;

    private boolean usageTold;

    /** Edits of an answer, of no chunk yet. */
    ChunkEdits(RelayEdits edits, FrontMembers front) {
        super(edits, front);
        splice = edits.splice();
        model = quoted(edits.clientModel());
    }

    /**
     * Edits one entry of a choice's tool calls: some clients append ids and names of later deltas to the first ones, or read
     * empty ones. What says too little of a call to tell of it waits, as it does for the sink.
     *
     * @param state what was known of the choice before
     */
    void toolCall(ChoiceScan choice, ToolCallScan entry, int call, int number, ChoiceState state, byte[] a) {
        if (entry.custom) {
            return;
        }
        boolean told = state.told(call);
        if (told ? !entry.hasFunction : !ChoiceState.tells(entry)) {
            choice.toolEntries.drop(entry.entry);
            return;
        }
        if (told) {
            drop(entry);
            entry.functionMembers.removeDropped(splice);
        } else {
            ByteBuilder before = new ByteBuilder(0);
            for (int silent = 0; silent < call; silent++) {
                if (!state.told(silent)) {
                    silent(before, state, number, silent).append(',');
                }
            }
            if (before.length() > 0) {
                splice.insert(entry.inside - 1, before.toBytes());
            }
            function(entry);
            toolCall(entry, a, callId(state.id(call), number, call));
        }
        if (entry.index != call) {
            if (entry.indexMember >= 0) {
                entry.members.drop(entry.indexMember);
            }
            front.add().append("\"index\":").append(call);
        }
        front.insert(entry.inside, entry.members, splice);
    }

    private static void drop(ToolCallScan entry) {
        if (entry.idMember >= 0) {
            entry.members.drop(entry.idMember);
        }
        if (entry.typeMember >= 0) {
            entry.members.drop(entry.typeMember);
        }
        if (entry.nameMember >= 0) {
            entry.functionMembers.drop(entry.nameMember);
        }
        if (entry.argumentsMember >= 0 && !entry.arguments.present()) {
            entry.functionMembers.drop(entry.argumentsMember);
        }
    }

    /** A call of which nothing but an id is known. */
    private ByteBuilder silent(ByteBuilder out, ChoiceState state, int choice, int call) {
        out.append("{\"index\":").append(call).append(",\"id\":\"");
        out.append(callId(state.id(call), choice, call));
        return out.append("\",\"type\":\"function\",\"function\":{\"name\":\"\",\"arguments\":\"\"}}");
    }

    /** Tells, at a choice's end, of calls that never got a name or arguments; after its tool calls. */
    void silentCalls(ChoiceScan choice, int number, ChoiceState state) {
        ByteBuilder out = new ByteBuilder(0);
        for (int call = 0; call < state.calls(); call++) {
            if (!state.told(call)) {
                silent(out.append(out.length() > 0 ? "," : ""), state, number, call);
            }
        }
        if (out.length() == 0) {
            return;
        }
        if (choice.toolCallsMember >= 0 && choice.toolEntries.anyStays()) {
            splice.insert(
                    choice.toolCallsEnd,
                    new ByteBuilder(out.length() + 1)
                            .append(',')
                            .append(out.toBytes())
                            .toBytes());
        } else {
            // Those of the upstream's own that say nothing go with the edits of the choice.
            front.add().append("\"tool_calls\":[").append(out.toBytes()).append(']');
        }
    }

    /**
     * Edits one choice, after its tool calls.
     *
     * @param first whether it is the first chunk of its choice
     * @return false if nothing is left of it that says anything
     */
    boolean choice(ChoiceScan choice, int number, boolean first, byte[] a) {
        content(choice, a);
        if (choice.toolCallsMember >= 0) {
            if (!choice.toolEntries.anyStays()) {
                choice.messageMembers.drop(choice.toolCallsMember);
            }
            choice.toolEntries.removeDropped(splice);
        }
        boolean speaks = first && !saysAssistant(choice, a);
        if (choice.roleMember >= 0 && (!first || speaks)) {
            choice.messageMembers.drop(choice.roleMember);
        }
        if (speaks) {
            front.add().append(ROLE);
        }
        boolean silent = !front.any() && !choice.messageMembers.anyStays();
        if (silent && !choice.more && !choice.hasTokens() && !FinishReasons.given(choice.finish, a)) {
            return false;
        }
        if (choice.hasMessage) {
            front.insert(choice.messageInside, choice.messageMembers, splice);
        } else {
            delta();
        }
        number(choice, number);
        front.insert(choice.inside, choice.members, splice);
        return true;
    }

    /** Turns what is to be put into a delta into the delta that is missing. */
    private void delta() {
        byte[] members = front.take();
        front.add().append("\"delta\":{").append(members).append('}');
    }

    /**
     * Edits what stands beside the choices, or drops the chunk; after all choices, those without a meaning being marked.
     *
     * @param whole whether every choice that began has ended
     */
    void document(AnswerScan scan, boolean whole) {
        identity(scan);
        boolean wanted = edits.usageWanted();
        if (scan.choiceEntries.anyStays()) {
            if (scan.usageMember >= 0 && !(wanted && scan.usageNull)) {
                scan.members.drop(scan.usageMember);
            }
            if (wanted && !scan.usageNull) {
                splice.insert(scan.inside, NO_USAGE);
            }
        } else if (wanted && whole && !usageTold && scan.usage != null) {
            usageTold = true;
            scan.editUsage(splice);
        } else {
            edits.drop();
        }
        scan.choiceEntries.removeDropped(splice);
        front.insert(scan.inside, scan.members, splice);
    }

    /** Clients take a chunk of another id or time for one of another answer. */
    private void identity(AnswerScan scan) {
        byte[] ofAnswer = id;
        if (ofAnswer == null) {
            ofAnswer = scan.id.filled()
                    ? Arrays.copyOfRange(scan.array, scan.id.from - 1, scan.id.to + 1)
                    : quoted(MadeIds.answer(edits.requestId()));
            id = ofAnswer;
        }
        byte[] time = created;
        if (time == null) {
            time = scan.created.present()
                    ? Arrays.copyOfRange(scan.array, scan.created.from, scan.created.to)
                    : ascii(Long.toString(edits.createdEpochSeconds()));
            created = time;
        }
        member(scan.id, 1, scan.array, "id", ofAnswer);
        member(scan.object, 1, scan.array, "object", OBJECT);
        member(scan.created, 0, scan.array, "created", time);
        member(scan.model, 1, scan.array, "model", model);
    }

    /** The chunk with the counts, if the client wants one and has not read one that came from the upstream. */
    byte @Nullable [] usage(Usage counts) {
        byte[] ofAnswer = id;
        byte[] time = created;
        if (!edits.usageWanted() || usageTold || ofAnswer == null || time == null) {
            return null;
        }
        ByteBuilder out = new ByteBuilder(512);
        out.append("{\"id\":").append(ofAnswer).append(",\"object\":").append(OBJECT);
        out.append(",\"created\":").append(time).append(",\"model\":").append(model);
        out.append(",\"choices\":[],\"usage\":");
        UsageWriter.write(new JsonWriter(out), counts);
        return out.append('}').toBytes();
    }
}
