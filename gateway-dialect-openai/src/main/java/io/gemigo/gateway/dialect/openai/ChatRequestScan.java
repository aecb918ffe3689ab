package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.chat.MediaType;
import io.gemigo.gateway.core.chat.ResponseFormat;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonText;
import io.gemigo.gateway.core.json.JsonToken;
import io.gemigo.gateway.core.port.RelayScan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where everything stands in a checked request body, so that a provider of this dialect can edit it without reading it
 * again. Made by {@link ChatRequestScanner}: types and ranges of all documented fields are sound, absent required fields
 * have been refused, and no object that was read has a member twice.
 *
 * <p><b>Positions</b> are positions in {@link #array}; the bytes there must stay as they are. Every range named {@code …From,
 * …To} includes the quotes of a string.
 *
 * <p><b>Editing</b> is stateless: methods that take a {@link Splice} only add to it, so one scan serves several attempts
 * with a fresh splice each. {@link #remove}, {@link #rename}, {@link #replace} and {@link #append} of different members
 * never get in each other's way, whatever their order and whichever are neighbours; {@code model} and {@code messages}
 * cannot be removed. {@link #apply} comes after a provider's edits: it edits {@code model}, {@code stream_options},
 * {@code max_tokens} and {@code max_completion_tokens}, respects that one of them was removed or renamed, and is the only
 * one to append them.
 *
 * <pre>{@code
 * if (scan.has(ChatField.LOGIT_BIAS)) {
 *     scan.remove(ChatField.LOGIT_BIAS, splice);
 *     warnings.ignored(scan.dialect(), "logit_bias");
 * }
 * for (int i = 0; i < scan.messageCount(); i++) {
 *     if (scan.role(i) == MessageRole.DEVELOPER) {
 *         splice.replace(scan.roleFrom(i), scan.roleTo(i), SYSTEM); // with its quotes
 *     }
 * }
 * }</pre>
 *
 * <p>Loop-confined; changes no more once the scanner has returned it.
 */
public final class ChatRequestScan implements RelayScan {
    private static final ChatField[] FIELDS = ChatField.values();
    private static final MessageRole[] ROLES = MessageRole.values();
    private static final ContentKind[] CONTENTS = ContentKind.values();
    private static final JsonToken[] TOKENS = JsonToken.values();

    /** Ints of a member: name from, name to, value from, value to, and field + 1 with the value's token above it. */
    private static final int MEMBER = 5;
    /** Ints of a message: from, to, role from, role to, content from, content to, facts. */
    private static final int MESSAGE = 7;

    private static final int ROLE_MASK = 0xf;
    private static final int CONTENT_SHIFT = 4;
    /** Facts of a message, beside its role and content kind. */
    static final int TOOL_CALLS = 1 << 8;

    static final int CACHE_MARK = 1 << 9;
    static final int NOT_TEXT = 1 << 10;
    static final int REFUSAL = 1 << 11;
    static final int LOOSE = 1 << 12;
    static final int VENDOR = 1 << 13;

    private final byte[] array;
    /** The fields that are given, a bit for each. */
    private long fields;

    private int[] members;
    private int memberCount;
    private int objectEnd;
    private int[] messages;
    private int messageCount;
    private String model = "";
    private boolean usageWanted;
    private List<String> unservedOptions = List.of();
    private int customTool = -1;
    private @Nullable String customCall;
    private boolean forcesFunction;
    private boolean bareFunctions;
    private boolean functions;
    private int toolCount;
    private int media;
    private int audioWanted = -1;
    private ToolChoiceKind toolChoice = ToolChoiceKind.UNSET;
    private ResponseFormat.Kind responseFormat = ResponseFormat.Kind.TEXT;

    /** Where most bodies are noted while they are scanned: what a scan keeps is as long as it must be. Reused; loop-confined. */
    static final class Room {
        private final int[] members = new int[16 * MEMBER];
        private final int[] messages = new int[32 * MESSAGE];
    }

    /** An empty scan, which has the room for itself until {@link #complete}. */
    ChatRequestScan(byte[] array, Room room) {
        this.array = array;
        members = room.members;
        messages = room.messages;
    }

    // ---- filled by the scanner

    int beginMember(int nameFrom, int nameTo, @Nullable ChatField field) {
        if (memberCount * MEMBER == members.length) {
            members = Arrays.copyOf(members, members.length * 2);
        }
        int at = memberCount * MEMBER;
        members[at] = nameFrom;
        members[at + 1] = nameTo;
        members[at + 4] = field == null ? 0 : field.ordinal() + 1;
        if (field != null) {
            fields |= 1L << field.ordinal();
        }
        return memberCount++;
    }

    void endMember(int member, int valueFrom, int valueTo, JsonToken token) {
        int at = member * MEMBER;
        members[at + 2] = valueFrom;
        members[at + 3] = valueTo;
        members[at + 4] |= token.ordinal() << 8;
    }

    /** All is noted of a body whose object ends here. */
    void complete(int position) {
        objectEnd = position;
        members = Arrays.copyOf(members, memberCount * MEMBER);
        messages = Arrays.copyOf(messages, messageCount * MESSAGE);
    }

    void addMessage(int from, int to, int roleFrom, int roleTo, int contentFrom, int contentTo, int facts) {
        if (messageCount * MESSAGE == messages.length) {
            messages = Arrays.copyOf(messages, messages.length * 2);
        }
        int at = messageCount++ * MESSAGE;
        messages[at] = from;
        messages[at + 1] = to;
        messages[at + 2] = roleFrom;
        messages[at + 3] = roleTo;
        messages[at + 4] = contentFrom;
        messages[at + 5] = contentTo;
        messages[at + 6] = facts;
    }

    static int facts(MessageRole role, ContentKind content) {
        return role.ordinal() | content.ordinal() << CONTENT_SHIFT;
    }

    void model(String value) {
        model = value;
    }

    void usageWanted(boolean value) {
        usageWanted = value;
    }

    void unservedOption(String name) {
        if (unservedOptions.isEmpty()) {
            unservedOptions = new ArrayList<>();
        }
        unservedOptions.add(name);
    }

    /** A call of a custom tool, at this place; the first one found is told of. */
    void foundCustomCall(String field) {
        if (customCall == null) {
            customCall = field;
        }
    }

    void forcesFunction() {
        forcesFunction = true;
    }

    void tool(boolean custom) {
        if (custom && customTool < 0) {
            customTool = toolCount;
        }
        toolCount++;
    }

    void foundBareFunction() {
        bareFunctions = true;
    }

    void foundFunctions() {
        functions = true;
    }

    void media(MediaType type) {
        media |= 1 << type.ordinal();
    }

    void audioWanted(int modality) {
        audioWanted = modality;
    }

    void toolChoice(ToolChoiceKind value) {
        toolChoice = value;
    }

    void responseFormat(ResponseFormat.Kind value) {
        responseFormat = value;
    }

    // ---- the call

    @Override
    public String dialect() {
        return OpenAiDialect.NAME;
    }

    /** The array all positions refer to; not to be written to. */
    public byte[] array() {
        return array;
    }

    /** The model asked for, unescaped. */
    public String model() {
        return model;
    }

    /** Whether the answer is to be streamed. */
    public boolean stream() {
        return isTrue(ChatField.STREAM);
    }

    /** Whether {@code stream_options.include_usage} is true. */
    public boolean usageWanted() {
        return usageWanted;
    }

    /** The output limit: {@code max_completion_tokens}, else {@code max_tokens}; null if neither is given. */
    public @Nullable Long maxOutputTokens() {
        if (has(ChatField.MAX_COMPLETION_TOKENS)) {
            return longValue(ChatField.MAX_COMPLETION_TOKENS);
        }
        return has(ChatField.MAX_TOKENS) ? (Long) longValue(ChatField.MAX_TOKENS) : null;
    }

    /** Number of choices wanted. */
    public int candidateCount() {
        return has(ChatField.N) ? (int) longValue(ChatField.N) : 1;
    }

    /** Whether any message holds media of any type. */
    public boolean hasMedia() {
        return media != 0;
    }

    /** Whether any message holds media of this type; a part of a type OpenAI does not know counts as {@code VIDEO}. */
    public boolean hasMedia(MediaType type) {
        return (media & 1 << type.ordinal()) != 0;
    }

    /** Whether {@code modalities} asks for spoken output. */
    public boolean wantsAudio() {
        return audioWanted >= 0;
    }

    /** Which entry of {@code modalities} asks for spoken output, -1 if none does. */
    int audioModality() {
        return audioWanted;
    }

    /** Number of entries in {@code tools} and {@code functions}. */
    public int toolCount() {
        return toolCount;
    }

    /** Members of {@code stream_options} that ask for what no answer has, whoever gives it; of no account unless streamed. */
    public List<String> unservedOptions() {
        return unservedOptions;
    }

    /** The type of the first call in the messages that is one of a custom tool, as a field's name; null if there is none. */
    public @Nullable String customCall() {
        return customCall;
    }

    /** Whether some tool must be called, by either form. */
    boolean forcesCall() {
        return switch (toolChoice) {
            case UNSET -> forcesFunction;
            case NONE, AUTO -> false;
            case REQUIRED, FUNCTION, CUSTOM, ALLOWED_TOOLS -> true;
        };
    }

    /** The first entry of {@code tools} that is of type {@code custom}, -1 if there is none. */
    public int customTool() {
        return customTool;
    }

    /** Whether any entry of {@code tools} is a function that does not say what arguments it takes: none, that means. */
    public boolean hasBareFunctions() {
        return bareFunctions;
    }

    /**
     * Whether the body uses the older function forms anywhere: {@code functions}, {@code function_call} or messages of the
     * function role. Such a call is translated, so that its answer can be put into the older form too.
     */
    public boolean usesFunctions() {
        return functions;
    }

    /** What form {@code tool_choice} has. */
    public ToolChoiceKind toolChoice() {
        return toolChoice;
    }

    /** The type of {@code response_format}; text if not given. */
    public ResponseFormat.Kind responseFormat() {
        return responseFormat;
    }

    // ---- top-level members

    /** Number of top-level members, unknown ones included. */
    public int memberCount() {
        return memberCount;
    }

    /** The number of a field's member in the order of the body, -1 if the body does not have it. */
    public int member(ChatField field) {
        int member = -1;
        if ((fields >>> field.ordinal() & 1) != 0) {
            do {
                member++;
            } while ((members[member * MEMBER + 4] & 0xff) != field.ordinal() + 1);
        }
        return member;
    }

    /** Which field a member is; null if OpenAI does not document it. */
    public @Nullable ChatField field(int member) {
        int field = members[member * MEMBER + 4] & 0xff;
        return field == 0 ? null : FIELDS[field - 1];
    }

    /** The name of a member, unescaped. */
    public String name(int member) {
        return JsonText.unescape(array, nameFrom(member) + 1, nameTo(member) - 1);
    }

    /** Position of a member name's opening quote. */
    public int nameFrom(int member) {
        return members[member * MEMBER];
    }

    /** Position after a member name's closing quote. */
    public int nameTo(int member) {
        return members[member * MEMBER + 1];
    }

    /** Where a member's value begins. */
    public int valueFrom(int member) {
        return members[member * MEMBER + 2];
    }

    /** Where a member's value ends. */
    public int valueTo(int member) {
        return members[member * MEMBER + 3];
    }

    /** The token a member's value begins with. */
    public JsonToken token(int member) {
        return TOKENS[members[member * MEMBER + 4] >> 8];
    }

    /** The number of a member that OpenAI does not document, however its name is escaped; -1 if the body does not have it. */
    public int vendorMember(String name) {
        for (int i = 0; i < memberCount; i++) {
            if (field(i) == null && named(i, name)) {
                return i;
            }
        }
        return -1;
    }

    private boolean named(int member, String name) {
        int from = nameFrom(member) + 1;
        int length = nameTo(member) - 1 - from;
        for (int i = 0; i < length; i++) {
            if (array[from + i] == '\\') {
                return name(member).equals(name);
            }
            if (i == name.length() || array[from + i] != name.charAt(i)) {
                return false;
            }
        }
        return length == name.length();
    }

    /** The value of a switch OpenAI does not document, null if it is not given or not a boolean. */
    public @Nullable Boolean flag(String name) {
        int member = vendorMember(name);
        JsonToken token = member < 0 ? JsonToken.NULL : token(member);
        return token == JsonToken.TRUE || token == JsonToken.FALSE ? (Boolean) (token == JsonToken.TRUE) : null;
    }

    /** Whether a field is given as an empty array. */
    public boolean isEmpty(ChatField field) {
        int member = member(field);
        if (member < 0 || token(member) != JsonToken.ARRAY_START) {
            return false;
        }
        int at = valueFrom(member) + 1;
        while (array[at] <= ' ') {
            at++;
        }
        return array[at] == ']';
    }

    /** Whether a field is given and not null. */
    public boolean has(ChatField field) {
        int member = member(field);
        return member >= 0 && token(member) != JsonToken.NULL;
    }

    /** Whether a field is given and asks for something that would not happen without it. */
    public boolean asks(ChatField field) {
        return has(field) && !field.idle().contains(scalar(field));
    }

    /** A string's text, the spelling of anything else. */
    private String scalar(ChatField field) {
        String text = text(field);
        return text == null ? ascii(field) : text;
    }

    /** Whether a field is given as {@code true}. */
    public boolean isTrue(ChatField field) {
        int member = member(field);
        return member >= 0 && token(member) == JsonToken.TRUE;
    }

    /** An integer field's value; only where {@link #has} holds. */
    public long longValue(ChatField field) {
        int member = member(field);
        return JsonCursor.longValue(array, valueFrom(member), valueTo(member));
    }

    /** A number field's value; only where {@link #has} holds. */
    public double doubleValue(ChatField field) {
        return Double.parseDouble(ascii(field));
    }

    private String ascii(ChatField field) {
        int member = member(field);
        int from = valueFrom(member);
        return new String(array, from, valueTo(member) - from, StandardCharsets.US_ASCII);
    }

    /** A string field's value, unescaped; null if it is not given as a string. */
    public @Nullable String text(ChatField field) {
        int member = member(field);
        return member >= 0 && token(member) == JsonToken.STRING
                ? JsonText.unescape(array, valueFrom(member) + 1, valueTo(member) - 1)
                : null;
    }

    // ---- messages

    /** Number of messages, at least 1. */
    public int messageCount() {
        return messageCount;
    }

    /** Who speaks. */
    public MessageRole role(int message) {
        return ROLES[messages[message * MESSAGE + 6] & ROLE_MASK];
    }

    /** Form of a message's content. */
    public ContentKind content(int message) {
        return CONTENTS[messages[message * MESSAGE + 6] >> CONTENT_SHIFT & ROLE_MASK];
    }

    /** Position of a message's opening brace. */
    public int messageFrom(int message) {
        return messages[message * MESSAGE];
    }

    /** Position after a message's closing brace. */
    public int messageTo(int message) {
        return messages[message * MESSAGE + 1];
    }

    /** Where a message's role value begins, quote included. */
    public int roleFrom(int message) {
        return messages[message * MESSAGE + 2];
    }

    /** Where a message's role value ends, quote included. */
    public int roleTo(int message) {
        return messages[message * MESSAGE + 3];
    }

    /** Where a message's content value begins; only where it is not {@link ContentKind#ABSENT}. */
    public int contentFrom(int message) {
        return messages[message * MESSAGE + 4];
    }

    /** Where a message's content value ends; only where it is not {@link ContentKind#ABSENT}. */
    public int contentTo(int message) {
        return messages[message * MESSAGE + 5];
    }

    private boolean fact(int message, int fact) {
        return (messages[message * MESSAGE + 6] & fact) != 0;
    }

    /** Whether a message says that the model refused, in a member of its own or in a part of its content. */
    public boolean hasRefusal(int message) {
        return fact(message, REFUSAL);
    }

    /** Whether a message has members that say nothing, null or an empty array, or an earlier answer's {@code audio}. */
    public boolean hasLooseMembers(int message) {
        return fact(message, LOOSE);
    }

    /** Whether a message's content holds nothing but text: a string, null, no content, or parts of text and refusal only. */
    public boolean textOnly(int message) {
        return !fact(message, NOT_TEXT);
    }

    /** Whether a message has a non-empty {@code tool_calls}, or a {@code function_call}. */
    public boolean hasToolCalls(int message) {
        return fact(message, TOOL_CALLS);
    }

    /** Whether a part has members that OpenAI does not know, which a joined text would lose. */
    public boolean hasVendorMembers(int message) {
        return fact(message, VENDOR);
    }

    /** Whether a part carries {@code cache_control} or {@code prompt_cache_breakpoint}, which a joined text would lose. */
    public boolean hasCacheMark(int message) {
        return fact(message, CACHE_MARK);
    }

    // ---- edits

    /** Leaves a field out, null or not; nothing happens if the body does not have it. */
    public void remove(ChatField field, Splice splice) {
        int member = member(field);
        if (member >= 0) {
            remove(member, splice);
        }
    }

    /**
     * Leaves a member out. It takes the comma on the side away from {@code model}, which always stays, so that the
     * ranges of neighbours never overlap.
     */
    public void remove(int member, Splice splice) {
        int anchor = member(ChatField.MODEL);
        if (member == anchor || member == member(ChatField.MESSAGES)) {
            throw new IllegalArgumentException("a request needs its " + name(member));
        }
        if (member < anchor) {
            splice.remove(nameFrom(member), nameFrom(member + 1));
        } else {
            splice.remove(valueTo(member - 1), valueTo(member));
        }
    }

    /** Gives a field another name, which needs no escaping; nothing happens if the body does not have it. */
    public void rename(ChatField field, String newName, Splice splice) {
        int member = member(field);
        if (member >= 0) {
            splice.replace(
                    nameFrom(member), nameTo(member), ("\"" + newName + "\"").getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Gives a field another value, or appends it if the body does not have it or the splice has removed it. */
    public void replace(ChatField field, byte[] json, Splice splice) {
        int member = member(field);
        if (stays(member, splice)) {
            splice.replace(valueFrom(member), valueTo(member), json);
        } else {
            append(field.wireName(), json, splice);
        }
    }

    /** Adds a member that the body does not have; its name needs no escaping. */
    public void append(String name, byte[] json, Splice splice) {
        append(member(name, json), splice);
    }

    /** The same, of what {@link #member(String, byte[])} has made. */
    public void append(byte[] member, Splice splice) {
        splice.insert(objectEnd, member);
    }

    /** A member to append, which can be kept if it is always the same. */
    public static byte[] member(String name, byte[] json) {
        ByteBuilder member = new ByteBuilder(name.length() + json.length + 4);
        return member.append(',')
                .append('"')
                .append(name)
                .append('"')
                .append(':')
                .append(json)
                .toBytes();
    }

    /** The text of a {@link #textOnly} message as one JSON string, quotes included, be its content a string or parts. */
    public byte[] joinedText(int message) {
        String between = role(message) == MessageRole.ASSISTANT ? "" : "\\n";
        return ContentParts.join(array, contentFrom(message), contentTo(message), between);
    }

    @Override
    public void apply(String upstreamModel, @Nullable Long maxOutputTokens, Splice splice) {
        PlanEdits.apply(this, upstreamModel, maxOutputTokens, splice);
    }

    /** Whether a member is there and no edit has removed it: a removal takes the colon, a new name or value does not. */
    boolean stays(int member, Splice splice) {
        return member >= 0 && !splice.covers(nameTo(member));
    }

    @Override
    public String toString() {
        return "ChatRequestScan[" + model + ", " + messageCount + " messages, " + toolCount + " tools]";
    }
}
