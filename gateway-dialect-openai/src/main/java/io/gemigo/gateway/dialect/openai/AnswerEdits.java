package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.json.JsonText;
import io.gemigo.gateway.core.port.RelayEdits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What must change in any relayed answer, chunk or whole, so that the client reads what the API promises. Loop-confined; one
 * per answer.
 */
abstract class AnswerEdits {
    /** Whose every message of an answer is. */
    static final byte[] ROLE = ascii("\"role\":\"assistant\"");

    static final byte[] NULL = ascii("null");
    private static final byte[] FUNCTION = ascii("\"type\":\"function\"");
    private static final byte[] THINKING_NAME = ascii("\"reasoning_content\"");
    private static final byte[] ASSISTANT = ascii("assistant");

    final RelayEdits edits;
    /** Lent by the scan that is being edited. */
    FrontMembers front;

    AnswerEdits(RelayEdits edits, FrontMembers front) {
        this.edits = edits;
        this.front = front;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A text as a JSON string. */
    static byte[] quoted(String text) {
        ByteBuilder out = new ByteBuilder(text.length() + 16).append('"');
        JsonText.escapeTo(out, text);
        return out.append('"').toBytes();
    }

    /** Whether a message says whose it is. */
    static boolean saysAssistant(ChoiceScan choice, byte[] a) {
        return choice.role.is(a, ASSISTANT);
    }

    /** Adds a document's member that is not there, or gives it the value it must have; {@code value} includes quotes. */
    void member(Range given, int quote, byte[] a, String name, byte[] value) {
        if (!given.present()) {
            front.add().append('"').append(name).append('"').append(':').append(value);
            return;
        }
        int from = given.from - quote;
        int to = given.to + quote;
        if (!Arrays.equals(value, 0, value.length, a, from, to)) {
            edits.splice().replace(from, to, value);
        }
    }

    /** Gives an answer the model's name as the client knows it. */
    void model(Range given, byte[] a) {
        String name = edits.clientModel();
        if (!given.reads(a, name)) {
            member(given, 1, a, "model", quoted(name));
        }
    }

    /** Spells texts, thinking and the reason of the end as clients know them. */
    void content(ChoiceScan choice, byte[] a) {
        Splice splice = edits.splice();
        if (choice.parts) {
            splice.replace(choice.content.from, choice.content.to, joined(choice, a));
        }
        if (choice.thinkingName.present()) {
            splice.replace(choice.thinkingName.from, choice.thinkingName.to, THINKING_NAME);
        }
        if (!choice.finish.present() || FinishReasons.known(choice.finish, a)) {
            return;
        }
        boolean given = FinishReasons.given(choice.finish, a);
        byte[] word = given ? quoted(FinishReasons.word(FinishReasons.of(choice.finish, a))) : NULL;
        splice.replace(choice.finish.from - 1, choice.finish.to + 1, word);
    }

    private static byte[] joined(ChoiceScan choice, byte[] a) {
        ByteBuilder text = new ByteBuilder(256).append('"');
        for (int i = 0; i < choice.textCount(); i++) {
            text.append(a, choice.text(i).from, choice.text(i).to);
        }
        return text.append('"').toBytes();
    }

    /** Numbers a choice that does not say its number. */
    void number(ChoiceScan choice, int number) {
        if (choice.index < 0) {
            if (choice.indexMember >= 0) {
                choice.members.drop(choice.indexMember);
            }
            front.add().append("\"index\":").append(number);
        }
    }

    /** Completes the first words on a tool call; ids in {@code id} are escaped. */
    void toolCall(ToolCallScan entry, byte[] a, byte[] id) {
        if (!entry.id.is(a, id)) {
            if (entry.idMember >= 0) {
                entry.members.drop(entry.idMember);
            }
            front.add().append("\"id\":\"").append(id).append('"');
        }
        if (!entry.typed) {
            if (entry.typeMember >= 0) {
                entry.members.drop(entry.typeMember);
            }
            front.add().append(FUNCTION);
        }
    }

    /** Completes what is said of a called function. */
    void function(ToolCallScan entry) {
        if (!entry.name.present()) {
            if (entry.nameMember >= 0) {
                entry.functionMembers.drop(entry.nameMember);
            }
            front.add().append("\"name\":\"\"");
        }
        if (!entry.arguments.present()) {
            if (entry.argumentsMember >= 0) {
                entry.functionMembers.drop(entry.argumentsMember);
            }
            front.add().append("\"arguments\":\"\"");
        }
        front.insert(entry.functionInside, entry.functionMembers, edits.splice());
    }

    /** The escaped id of a tool call: the upstream's, else one made up. */
    byte[] callId(byte[] given, int choice, int call) {
        if (given.length > 0) {
            return given;
        }
        ByteBuilder id = new ByteBuilder(64);
        JsonText.escapeTo(id, MadeIds.toolCall(edits.requestId(), choice, call));
        return id.toBytes();
    }
}
