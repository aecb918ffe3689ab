package io.gemigo.gateway.provider.dashscope;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.json.JsonMembers;
import io.gemigo.gateway.core.json.JsonText;
import io.gemigo.gateway.core.port.Capability;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.dialect.openai.ChatRequestScan;
import io.gemigo.gateway.dialect.openai.ContentKind;
import io.gemigo.gateway.dialect.openai.MessageRole;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What must change in relayed messages: one system message first of all, texts in one piece for models that read no parts,
 * content where it is required. Loop-confined; for one call.
 */
final class MessageEdits {
    private static final byte[] SYSTEM = bytes("\"system\"");
    private static final byte[] EMPTY = bytes("\"\"");
    private static final byte[] EMPTY_CONTENT = bytes(",\"content\":\"\"");
    private static final String PARTIAL = "\"partial\"";

    private final ChatRequestScan scan;
    private final ModelCard card;
    private final Splice splice;
    private final List<String> instructions = new ArrayList<>();

    MessageEdits(ChatRequestScan scan, ModelCard card, Splice splice) {
        this.scan = scan;
        this.card = card;
        this.splice = splice;
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    /** Adds a sentence to the system message. */
    void instruct(String sentence) {
        if (!instructions.contains(sentence)) {
            instructions.add(sentence);
        }
    }

    /** The content of the first message that holds media, as a field's name. */
    String firstMediaField() {
        for (int i = 0; i < scan.messageCount(); i++) {
            if (!scan.textOnly(i)) {
                return "messages[" + i + "].content";
            }
        }
        return "messages";
    }

    /** Whether any message holds the word "json". */
    boolean mentionJson() {
        for (int i = 0; i < scan.messageCount(); i++) {
            boolean there = scan.content(i) != ContentKind.ABSENT;
            if (there && Instructions.mentionJson(scan.array(), scan.contentFrom(i), scan.contentTo(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the last message is one of the assistant's that is marked as one to continue. */
    boolean continues() {
        int last = scan.messageCount() - 1;
        if (scan.role(last) != MessageRole.ASSISTANT) {
            return false;
        }
        int from = scan.messageFrom(last);
        String message = new String(scan.array(), from, scan.messageTo(last) - from, StandardCharsets.UTF_8);
        return message.contains(PARTIAL);
    }

    /** Names all edits; after the last {@link #instruct}. */
    void edit() {
        for (int i = 0; i < scan.messageCount(); i++) {
            content(i);
            if (scan.role(i) == MessageRole.DEVELOPER) {
                splice.replace(scan.roleFrom(i), scan.roleTo(i), SYSTEM);
            }
        }
        system();
    }

    private void content(int i) {
        switch (scan.content(i)) {
            case ABSENT -> {
                if (scan.hasToolCalls(i)) {
                    splice.insert(scan.messageTo(i) - 1, EMPTY_CONTENT);
                }
            }
            case NULL -> {
                if (scan.hasToolCalls(i)) {
                    splice.replace(scan.contentFrom(i), scan.contentTo(i), EMPTY);
                }
            }
            case PARTS -> {
                if (scan.textOnly(i) && !scan.hasCacheMark(i) && !card.can(Capability.IMAGE_INPUT)) {
                    splice.replace(scan.contentFrom(i), scan.contentTo(i), scan.joinedText(i));
                }
            }
            case STRING -> {}
        }
    }

    private boolean isSystem(int i) {
        return scan.role(i) == MessageRole.SYSTEM || scan.role(i) == MessageRole.DEVELOPER;
    }

    private void system() {
        JsonMembers messages = new JsonMembers();
        ByteBuilder text = new ByteBuilder(256);
        boolean marked = false;
        int systems = 0;
        for (int i = 0; i < scan.messageCount(); i++) {
            messages.begin(scan.messageFrom(i));
            messages.end(scan.messageTo(i));
            if (isSystem(i)) {
                systems++;
                messages.drop(i);
                marked |= scan.hasCacheMark(i) || !scan.textOnly(i);
                paragraph(text);
                byte[] joined = scan.joinedText(i);
                text.append(joined, 1, joined.length - 1);
            }
        }
        boolean inPlace = systems == 0 || systems == 1 && isSystem(0);
        if (instructions.isEmpty() && (inPlace || marked)) {
            return;
        }
        if (marked) {
            // Joined, the text would lose its cache mark: better two system messages.
            text.clear();
        } else {
            messages.removeDropped(splice);
        }
        for (String instruction : instructions) {
            paragraph(text);
            JsonText.escapeTo(text, instruction);
        }
        ByteBuilder message = new ByteBuilder(text.length() + 64);
        message.append("{\"role\":\"system\",\"content\":\"").append(text.array(), 0, text.length());
        message.append("\"}").append(marked || messages.anyStays() ? "," : "");
        splice.insert(scan.messageFrom(0), message.toBytes());
    }

    private static void paragraph(ByteBuilder text) {
        if (text.length() > 0) {
            text.append("\\n\\n");
        }
    }
}
