package io.gemigo.gateway.provider.dashscope;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.chat.MediaType;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonLimits;
import io.gemigo.gateway.core.json.JsonMembers;
import io.gemigo.gateway.core.json.JsonNames;
import io.gemigo.gateway.core.json.JsonText;
import io.gemigo.gateway.core.json.JsonToken;
import io.gemigo.gateway.core.port.Capability;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.dialect.openai.ChatRequestScan;
import io.gemigo.gateway.dialect.openai.ContentKind;
import io.gemigo.gateway.dialect.openai.MessageRole;
import io.gemigo.gateway.dialect.openai.OpenAiDialect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must change in relayed messages: one system message first of all, texts in one piece for models that read no parts,
 * content where it is required. Loop-confined; for one call.
 */
final class MessageEdits {
    private static final byte[] SYSTEM = bytes("\"system\"");
    private static final byte[] EMPTY = bytes("\"\"");
    private static final JsonNames PARTIAL = JsonNames.of("partial");
    private static final byte[] CONTINUED = bytes(",\"partial\":true");
    private static final JsonNames TEXT_PART = JsonNames.of("type", "text", "refusal");
    /** What a system message may lose in silence: the text is kept, and of sound has been warned. */
    private static final JsonNames JOINED = JsonNames.of("role", "content", "audio");

    private static final JsonNames MEMBERS = JsonNames.of(
            "refusal", "audio", "tool_calls", "name", "tool_call_id", "function_call", "reasoning_content");
    private static final JsonNames TYPE = JsonNames.of("type");
    private static final JsonNames PART_TYPES = JsonNames.of("text", "refusal", "image_url", "input_audio", "file");
    private static final @Nullable MediaType[] MEDIA = {null, null, MediaType.IMAGE, MediaType.AUDIO, MediaType.FILE};
    private static final int REFUSAL = 0;
    private static final int AUDIO = 1;
    private static final int TOOL_CALLS = 2;

    private final ChatRequestScan scan;
    private final ModelCard card;
    private final Splice splice;
    private final Warnings warnings;
    private List<String> instructions = List.of();

    MessageEdits(ChatRequestScan scan, ModelCard card, Splice splice, Warnings warnings) {
        this.warnings = warnings;
        this.scan = scan;
        this.card = card;
        this.splice = splice;
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    /** Adds a sentence to the system message. */
    void instruct(String sentence) {
        if (instructions.isEmpty()) {
            instructions = new ArrayList<>();
        }
        if (!instructions.contains(sentence)) {
            instructions.add(sentence);
        }
    }

    /** Where the first part stands that is media of a type, as a field's name. */
    String firstMediaField(MediaType type) {
        for (int i = 0; i < scan.messageCount(); i++) {
            int part = scan.textOnly(i) ? -1 : firstPart(i, type);
            if (part >= 0) {
                return "messages[" + i + "].content[" + part + "]";
            }
        }
        return "messages";
    }

    /** What a part's type means; one that OpenAI does not know is taken for film, as the scan takes it. */
    private static @Nullable MediaType media(JsonCursor type) {
        int known = PART_TYPES.find(type);
        return known == JsonNames.UNKNOWN ? MediaType.VIDEO : MEDIA[known];
    }

    private int firstPart(int message, MediaType type) {
        JsonCursor json = new JsonCursor(JsonLimits.DEFAULT)
                .reset(scan.array(), scan.contentFrom(message), scan.contentTo(message));
        json.next();
        for (int part = 0; json.next() == JsonToken.OBJECT_START; part++) {
            boolean found = false;
            while (json.next() == JsonToken.NAME) {
                boolean says = TYPE.find(json) == 0;
                json.next();
                found |= says && type == media(json);
                json.skipValue();
            }
            if (found) {
                return part;
            }
        }
        return -1;
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

    /**
     * Whether the last turn is the assistant's own, to be gone on with: because the client marks it so, in this upstream's
     * way, or else because the model can. Marks it in the latter case.
     */
    boolean continues() {
        int last = scan.messageCount() - 1;
        if (scan.role(last) != MessageRole.ASSISTANT || scan.hasToolCalls(last)) {
            return false;
        }
        Boolean marked = partial(last);
        if (marked != null) {
            return marked;
        }
        if (!card.can(Capability.PREFIX_CONTINUATION)) {
            warnings.ignored(OpenAiDialect.NAME, "messages[" + last + "].partial");
            return false;
        }
        splice.insert(scan.messageTo(last) - 1, CONTINUED);
        return true;
    }

    /** What a message says of being one to continue, null if nothing. */
    private @Nullable Boolean partial(int message) {
        JsonCursor json = new JsonCursor(JsonLimits.DEFAULT)
                .reset(scan.array(), scan.messageFrom(message), scan.messageTo(message));
        json.next();
        Boolean marked = null;
        while (json.next() == JsonToken.NAME) {
            boolean partial = PARTIAL.find(json) == 0;
            JsonToken value = json.next();
            if (partial) {
                marked = value == JsonToken.TRUE;
            }
            json.skipValue();
        }
        return marked;
    }

    /** Names all edits; after the last {@link #instruct}. */
    void edit() {
        for (int i = 0; i < scan.messageCount(); i++) {
            byte[] refusal = EMPTY;
            if (scan.hasRefusal(i) || scan.hasLooseMembers(i)) {
                refusal = members(i);
            }
            content(i, refusal);
            if (scan.role(i) == MessageRole.DEVELOPER) {
                splice.replace(scan.roleFrom(i), scan.roleTo(i), SYSTEM);
            }
        }
        if (scan.hasMedia(MediaType.AUDIO)) {
            new SoundEdits(scan, splice).edit();
        }
        system();
    }

    /** Takes out what says nothing here; a refusal, in quotes, becomes text, which is all this upstream knows. */
    private byte[] members(int i) {
        JsonCursor json =
                new JsonCursor(JsonLimits.DEFAULT).reset(scan.array(), scan.messageFrom(i), scan.messageTo(i));
        JsonMembers members = new JsonMembers();
        byte[] refusal = EMPTY;
        json.next();
        while (json.next() == JsonToken.NAME) {
            int member = members.begin(json.outerFrom());
            int name = MEMBERS.find(json);
            JsonToken value = json.next();
            int from = json.outerFrom();
            json.skipValue();
            members.end(json.outerTo());
            boolean says = name == JsonNames.UNKNOWN || value != JsonToken.NULL;
            if (says && name == REFUSAL) {
                refusal = Arrays.copyOfRange(scan.array(), from, json.outerTo());
                says = false;
            } else if (says && name == AUDIO) {
                warnings.ignored(OpenAiDialect.NAME, "messages[" + i + "].audio");
                says = false;
            } else if (name == TOOL_CALLS) {
                says = scan.hasToolCalls(i);
            }
            if (!says) {
                members.drop(member);
            }
        }
        members.removeDropped(splice);
        return refusal;
    }

    private void content(int i, byte[] refusal) {
        boolean parts = scan.content(i) == ContentKind.PARTS;
        boolean join = parts && scan.textOnly(i) && !scan.hasCacheMark(i) && !card.can(Capability.IMAGE_INPUT);
        if (scan.content(i) == ContentKind.ABSENT) {
            ByteBuilder content =
                    new ByteBuilder(refusal.length + 16).append(",\"content\":").append(refusal);
            splice.insert(scan.messageTo(i) - 1, content.toBytes());
        } else if (scan.content(i) == ContentKind.NULL) {
            splice.replace(scan.contentFrom(i), scan.contentTo(i), refusal);
        } else if (join || scan.hasRefusal(i) && scan.textOnly(i)) {
            vendors(i);
            byte[] text = scan.joinedText(i);
            ByteBuilder content = new ByteBuilder(text.length + refusal.length);
            content.append(text, 0, text.length - 1).append(refusal, 1, refusal.length);
            splice.replace(scan.contentFrom(i), scan.contentTo(i), content.toBytes());
        }
    }

    /** Warns of what a system message says beside its text, once that has become part of another's. */
    private void lost(int message) {
        JsonCursor json = new JsonCursor(JsonLimits.DEFAULT)
                .reset(scan.array(), scan.messageFrom(message), scan.messageTo(message));
        json.next();
        while (json.next() == JsonToken.NAME) {
            String name = JOINED.find(json) == JsonNames.UNKNOWN ? json.text() : "";
            if (json.next() != JsonToken.NULL && !name.isEmpty()) {
                warnings.ignored(OpenAiDialect.NAME, "messages[" + message + "]." + name);
            }
            json.skipValue();
        }
    }

    /** Warns of what a joined text loses. */
    private void vendors(int message) {
        if (!scan.hasVendorMembers(message)) {
            return;
        }
        JsonCursor json = new JsonCursor(JsonLimits.DEFAULT)
                .reset(scan.array(), scan.contentFrom(message), scan.contentTo(message));
        json.next();
        for (int part = 0; json.next() == JsonToken.OBJECT_START; part++) {
            while (json.next() == JsonToken.NAME) {
                String name = TEXT_PART.find(json) == JsonNames.UNKNOWN ? json.text() : "";
                if (json.next() != JsonToken.NULL && !name.isEmpty()) {
                    warnings.ignored(OpenAiDialect.NAME, "messages[" + message + "].content[" + part + "]." + name);
                }
                json.skipValue();
            }
        }
    }

    private boolean isSystem(int i) {
        return scan.role(i) == MessageRole.SYSTEM || scan.role(i) == MessageRole.DEVELOPER;
    }

    /** Whether what the system says needs no other place: it says nothing, or once and first of all. */
    private boolean inPlace() {
        for (int i = 1; i < scan.messageCount(); i++) {
            if (isSystem(i)) {
                return false;
            }
        }
        return true;
    }

    private void system() {
        if (instructions.isEmpty() && inPlace()) {
            return;
        }
        JsonMembers messages = new JsonMembers();
        ByteBuilder text = new ByteBuilder(256);
        boolean marked = false;
        for (int i = 0; i < scan.messageCount(); i++) {
            messages.begin(scan.messageFrom(i));
            messages.end(scan.messageTo(i));
            if (isSystem(i)) {
                messages.drop(i);
                marked |= scan.hasCacheMark(i) || !scan.textOnly(i);
                paragraph(text);
                byte[] joined = scan.joinedText(i);
                text.append(joined, 1, joined.length - 1);
            }
        }
        if (instructions.isEmpty() && marked) {
            return;
        }
        if (marked) {
            // Joined, the text would lose its cache mark: better two system messages.
            text.clear();
        } else {
            messages.removeDropped(splice);
            for (int i = 0; i < scan.messageCount(); i++) {
                if (isSystem(i)) {
                    lost(i);
                    vendors(i);
                }
            }
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
