package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.json.JsonMembers;
import io.gemigo.gateway.core.port.RelayEdits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What must change in a relayed chunk so that the client reads what the API promises: its own model name, usage only if it
 * asked for it, one id and one time of creation, tool calls named once, nothing empty where clients would take it for a
 * value. Loop-confined; one per answer.
 */
final class ChunkEdits {
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final ModelName modelName = new ModelName();
    /** The first id in quotes, null until one was seen. */
    private byte @Nullable [] id;
    /** The first time of creation as written, null until one was seen. */
    private byte @Nullable [] created;

    /** Edits what stands beside the choices, but for members that go; before any choice. */
    void begin(AnswerScan scan, RelayEdits edits) {
        modelName.edit(scan, edits);
        if (scan.id.filled()) {
            id = pin(id, scan.array, scan.id.from - 1, scan.id.to + 1, edits);
        }
        if (scan.created.present()) {
            created = pin(created, scan.array, scan.created.from, scan.created.to, edits);
        }
    }

    /** Clients take a chunk of another id or time for one of another answer. */
    private static byte[] pin(byte @Nullable [] pinned, byte[] a, int from, int to, RelayEdits edits) {
        if (pinned == null) {
            return Arrays.copyOfRange(a, from, to);
        }
        if (!Arrays.equals(pinned, 0, pinned.length, a, from, to)) {
            edits.splice().replace(from, to, pinned);
        }
        return pinned;
    }

    /** Edits one tool call: some clients append ids and names of later deltas to the first ones, or read empty ones. */
    void toolCall(ToolCallScan entry, int call, boolean first, RelayEdits edits) {
        if (entry.idMember >= 0 && (!first || !entry.id.filled())) {
            entry.members.drop(entry.idMember);
        }
        if (entry.nameMember >= 0 && (!first || !entry.name.filled())) {
            entry.functionMembers.drop(entry.nameMember);
        }
        if (entry.typeMember >= 0 && !first) {
            entry.members.drop(entry.typeMember);
        }
        if (entry.index != call) {
            number(entry.members, entry.indexMember, entry.inside, call, edits);
        }
        entry.functionMembers.removeDropped(edits.splice());
        entry.members.removeDropped(edits.splice());
    }

    /** Edits one choice, after its tool calls. */
    void choice(ChoiceScan choice, int number, byte[] a, RelayEdits edits) {
        choice.messageMembers.removeDropped(edits.splice());
        if (choice.finish.present() && !FinishReasons.given(choice.finish, a)) {
            edits.splice().replace(choice.finish.from - 1, choice.finish.to + 1, NULL);
        }
        if (choice.index < 0) {
            number(choice.members, choice.indexMember, choice.inside, number, edits);
        }
        choice.members.removeDropped(edits.splice());
    }

    /** Puts a right {@code index} in the place of a wrong or missing one. */
    private static void number(JsonMembers members, int indexMember, int inside, int value, RelayEdits edits) {
        if (indexMember >= 0) {
            members.drop(indexMember);
        }
        ByteBuilder member = new ByteBuilder(16).append("\"index\":").append(value);
        if (members.anyStays()) {
            member.append(',');
        }
        edits.splice().insert(inside, member.toBytes());
    }

    /** Edits what stands beside the choices, or drops the chunk; after all choices. */
    void finish(AnswerScan scan, RelayEdits edits) {
        boolean keepsUsage = edits.usageWanted() && scan.usageMember >= 0;
        if (scan.choiceCount() == 0 && !keepsUsage) {
            edits.drop();
            return;
        }
        if (scan.usageMember >= 0 && !keepsUsage) {
            scan.members.drop(scan.usageMember);
        } else {
            scan.editUsage(edits.splice());
        }
        scan.members.removeDropped(edits.splice());
    }
}
