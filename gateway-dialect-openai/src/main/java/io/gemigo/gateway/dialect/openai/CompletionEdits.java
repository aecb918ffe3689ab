package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.port.RelayEdits;
import java.nio.charset.StandardCharsets;

/** What must change in a relayed completion so that the client reads what the API promises. */
final class CompletionEdits {
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private CompletionEdits() {}

    /** Names all edits of a checked answer. */
    static void apply(AnswerScan scan, RelayEdits edits) {
        new ModelName().edit(scan, edits);
        Splice splice = edits.splice();
        for (int i = 0; i < scan.choiceCount(); i++) {
            choice(scan.choice(i), i, splice);
        }
        scan.editUsage(splice);
        scan.members.removeDropped(splice);
    }

    private static void choice(ChoiceScan choice, int place, Splice splice) {
        for (int i = 0; i < choice.toolCallCount(); i++) {
            ToolCallScan call = choice.toolCall(i);
            if (call.indexMember >= 0) {
                call.members.drop(call.indexMember);
                call.members.removeDropped(splice);
            }
        }
        choice.messageMembers.removeDropped(splice);
        boolean textless = choice.textCount() == 0
                || choice.textCount() == 1 && !choice.text(0).filled();
        if (choice.content.present() && textless && choice.toolCallCount() > 0) {
            splice.replace(choice.content.from, choice.content.to, NULL);
        }
        ByteBuilder missing = new ByteBuilder(32);
        if (!choice.content.present()) {
            add(missing, choice.messageMembers.anyStays(), "\"content\":null");
        }
        if (!choice.hasRefusal) {
            add(missing, missing.length() > 0 || choice.messageMembers.anyStays(), "\"refusal\":null");
        }
        if (missing.length() > 0) {
            splice.insert(choice.messageEnd, missing.toBytes());
        }
        if (choice.index < 0 && choice.indexMember < 0) {
            splice.insert(choice.inside, ("\"index\":" + place + ",").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void add(ByteBuilder out, boolean comma, String member) {
        out.append(comma ? "," : "").append(member);
    }
}
