package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.port.RelayEdits;
import java.util.Arrays;

/** What must change in a relayed completion so that the client reads what the API promises. Loop-confined; for one answer. */
final class CompletionEdits extends AnswerEdits {
    private static final byte[] OBJECT = quoted("chat.completion");
    private static final byte[] NOTHING = {};

    private final AnswerScan scan;
    /** What {@link #usage} needs to know once the scan serves another answer. */
    private final boolean counted;

    private final int inside;

    /** Edits of a checked answer; array and scan must stay as they are until {@link #apply} returns. */
    CompletionEdits(AnswerScan scan, RelayEdits edits) {
        super(edits, scan.front);
        this.scan = scan;
        counted = scan.usage != null;
        inside = scan.inside;
    }

    /** Names all edits but the one that {@link #usage} may have to. */
    void apply() {
        for (int i = 0; i < scan.choiceCount(); i++) {
            choice(scan.choice(i), scan.choice(i).number(i));
        }
        if (!scan.id.filled()) {
            member(scan.id, 1, scan.array, "id", quoted(MadeIds.answer(edits.requestId())));
        }
        member(scan.object, 1, scan.array, "object", OBJECT);
        if (!scan.created.present()) {
            member(scan.created, 0, scan.array, "created", ascii(Long.toString(edits.createdEpochSeconds())));
        }
        model(scan.model, scan.array);
        if (scan.usage != null) {
            scan.editUsage(edits.splice());
        } else if (scan.usageMember >= 0) {
            scan.members.drop(scan.usageMember);
        }
        front.insert(scan.inside, scan.members, edits.splice());
    }

    /** Adds the counts to an answer whose upstream has given none that can be used. */
    void usage(Usage counts) {
        if (!counted) {
            ByteBuilder out = new ByteBuilder(256).append("\"usage\":");
            UsageWriter.write(new JsonWriter(out), counts);
            edits.splice().insert(inside, out.append(',').toBytes());
        }
    }

    private void choice(ChoiceScan choice, int number) {
        content(choice, scan.array);
        for (int call = 0; call < choice.toolCallCount(); call++) {
            toolCall(choice.toolCall(call), number, call);
        }
        if (choice.toolCallsMember >= 0) {
            if (!choice.toolEntries.anyStays()) {
                choice.messageMembers.drop(choice.toolCallsMember);
            }
            choice.toolEntries.removeDropped(edits.splice());
        }
        message(choice);
        number(choice, number);
        if (!choice.hasLogprobs) {
            front.add().append("\"logprobs\":null");
        }
        front.insert(choice.inside, choice.members, edits.splice());
    }

    private void toolCall(ToolCallScan entry, int choice, int call) {
        if (entry.custom) {
            return;
        }
        if (entry.indexMember >= 0) {
            entry.members.drop(entry.indexMember);
        }
        if (entry.hasFunction) {
            function(entry);
        } else {
            front.add().append("\"function\":{\"name\":\"\",\"arguments\":\"\"}");
        }
        byte[] given = entry.id.filled() ? Arrays.copyOfRange(scan.array, entry.id.from, entry.id.to) : NOTHING;
        toolCall(entry, scan.array, callId(given, choice, call));
        front.insert(entry.inside, entry.members, edits.splice());
    }

    private void message(ChoiceScan choice) {
        if (choice.content.present() && choice.toolCallCount() > 0 && choice.textless()) {
            edits.splice().replace(choice.content.from, choice.content.to, NULL);
        }
        if (!saysAssistant(choice, scan.array)) {
            if (choice.roleMember >= 0) {
                choice.messageMembers.drop(choice.roleMember);
            }
            front.add().append(ROLE);
        }
        if (!choice.content.present()) {
            front.add().append("\"content\":null");
        }
        if (!choice.hasRefusal) {
            front.add().append("\"refusal\":null");
        }
        front.insert(choice.messageInside, choice.messageMembers, edits.splice());
    }
}
