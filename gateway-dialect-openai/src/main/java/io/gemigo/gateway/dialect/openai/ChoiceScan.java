package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonMembers;
import io.gemigo.gateway.core.json.JsonNames;
import io.gemigo.gateway.core.json.JsonToken;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** What one choice of an answer or of one of its chunks holds, and where. Reused; loop-confined. */
final class ChoiceScan {
    /** The members of a chunk's choice. */
    static final JsonNames OF_CHUNK = JsonNames.of("index", "delta", "finish_reason", "logprobs");
    /** The same of an answer in one piece. */
    static final JsonNames OF_COMPLETION = JsonNames.of("index", "message", "finish_reason", "logprobs");

    private static final JsonNames LOGPROBS_MEMBERS = JsonNames.of("content", "refusal");
    private static final JsonNames MESSAGE_MEMBERS =
            JsonNames.of("content", "reasoning_content", "role", "refusal", "tool_calls", "annotations", "reasoning");
    private static final JsonNames PART_MEMBERS = JsonNames.of("text");

    private final JsonNames names;

    /** The choice's number as written, -1 if it is not there or no small number. */
    int index;
    /** Position after the choice's opening brace. */
    int inside;

    /** Of these, members of a wrong type that no client can use are marked as to go already. */
    final JsonMembers members = new JsonMembers();
    /** Number of the {@code index} member, -1 if there is none. */
    int indexMember;
    /** Whether there is anything that is neither index, message, finish reason nor log probabilities. */
    boolean more;

    final Range finish = new Range();
    /** Whether {@code logprobs} is there, be it null. */
    boolean hasLogprobs;
    /** The {@code logprobs.content} array, brackets included, if there is anything in it. */
    private final Range logprobs = new Range();
    /** The {@code logprobs.refusal} array, brackets included, if there is anything in it. */
    private final Range refusalLogprobs = new Range();
    /** The message's {@code annotations} array, brackets included, if there is anything in it. */
    private final Range annotations = new Range();

    final Range thinking = new Range();
    /** Where a name of thinking stands that not all clients know, quotes included, if no other is there. */
    final Range thinkingName = new Range();

    final Range refusal = new Range();
    /** The text: one string, or the texts of several parts. */
    private Range[] texts = {new Range()};

    private int textCount;
    private ToolCallScan[] toolCalls = {};
    private int toolCallCount;

    /** Whether there is a delta or message. */
    boolean hasMessage;
    /** Position after the message's opening brace. */
    int messageInside;
    /** Of these, members that no client can use are marked as to go already: empty thinking, values of a wrong type. */
    final JsonMembers messageMembers = new JsonMembers();

    final Range role = new Range();
    /** Number of the message's {@code role} member, -1 if there is none. */
    int roleMember;
    /** Where the message's content value stands, quotes included. */
    final Range content = new Range();
    /** Whether the content comes in parts. */
    boolean parts;

    boolean hasRefusal;
    /** Number of the message's {@code tool_calls} member, -1 if it is not there as an array. */
    int toolCallsMember;
    /** Position of the closing bracket of the tool calls. */
    int toolCallsEnd;
    /** The entries of {@code tool_calls}; those that are no objects are marked as to go already. */
    final JsonMembers toolEntries = new JsonMembers();

    /** A choice with these members. */
    ChoiceScan(JsonNames names) {
        this.names = names;
    }

    /** Number of texts. */
    int textCount() {
        return textCount;
    }

    /** Whether there is no text in the content. */
    boolean textless() {
        for (int i = 0; i < textCount; i++) {
            if (texts[i].filled()) {
                return false;
            }
        }
        return true;
    }

    /** One text. */
    Range text(int i) {
        return texts[i];
    }

    /** Number of tool calls. */
    int toolCallCount() {
        return toolCallCount;
    }

    /** One tool call. */
    ToolCallScan toolCall(int i) {
        return toolCalls[i];
    }

    /** The value after a name if it is an integer from 0 to 65535, else -1; skips what it is otherwise. */
    static int smallNumber(JsonCursor cursor) {
        if (cursor.next() == JsonToken.NUMBER) {
            return cursor.isLong() && cursor.longValue() >= 0 && cursor.longValue() <= 0xffff
                    ? (int) cursor.longValue()
                    : -1;
        }
        cursor.skipValue();
        return -1;
    }

    /** The choice's number; one that does not say it is the one at its place. */
    int number(int place) {
        return index < 0 ? place : index;
    }

    /** Whether there are log probabilities of any token. */
    boolean hasTokens() {
        return logprobs.filled() || refusalLogprobs.filled();
    }

    /** Tells the sink of thinking, text and refusal. */
    void emitTexts(int number, byte[] a, ChatSink sink) {
        if (thinking.filled()) {
            sink.thinking(number, a, thinking.from, thinking.to);
        }
        for (int i = 0; i < textCount; i++) {
            if (texts[i].filled()) {
                sink.text(number, a, texts[i].from, texts[i].to);
            }
        }
        if (refusal.filled()) {
            sink.refusal(number, a, refusal.from, refusal.to);
        }
    }

    /** Tells the sink of what belongs to its texts, and of the end, if there is one. */
    void emitEnd(int number, byte[] a, ChatSink sink) {
        if (logprobs.filled()) {
            sink.logprobs(number, a, logprobs.from, logprobs.to);
        }
        if (refusalLogprobs.filled()) {
            sink.refusalLogprobs(number, a, refusalLogprobs.from, refusalLogprobs.to);
        }
        if (annotations.filled()) {
            sink.annotations(number, a, annotations.from, annotations.to);
        }
        if (FinishReasons.given(finish, a)) {
            sink.finished(number, FinishReasons.of(finish, a));
        }
    }

    /** The text or the thinking, if there is nothing else, or at most members that say nothing; else null. */
    @Nullable
    Range onlyText() {
        boolean more = members.anyGoes()
                || messageMembers.anyGoes()
                || toolCallsMember >= 0
                || hasTokens()
                || annotations.filled()
                || refusal.filled()
                || textCount > 1
                || parts;
        boolean says = textCount == 1 && texts[0].filled();
        return more || says == thinking.filled() ? null : says ? texts[0] : thinking;
    }

    /** Is in another document, where all stands at what a function makes of its positions. */
    void move(IntUnaryOperator place) {
        inside = place.applyAsInt(inside);
        messageInside = place.applyAsInt(messageInside);
        members.move(place);
        messageMembers.move(place);
        finish.move(place);
        thinking.move(place);
        thinkingName.move(place);
        refusal.move(place);
        role.move(place);
        content.move(place);
        if (textCount > 0) {
            texts[0].move(place);
        }
    }

    /** Reads the object the cursor stands at the start of. */
    void read(JsonCursor cursor) {
        clear();
        inside = cursor.outerTo();
        while (cursor.next() == JsonToken.NAME) {
            int member = members.begin(cursor.outerFrom());
            switch (names.find(cursor)) {
                case 0 -> {
                    indexMember = member;
                    index = smallNumber(cursor);
                }
                case 1 -> {
                    if (cursor.next() == JsonToken.OBJECT_START) {
                        message(cursor);
                    } else {
                        members.drop(member);
                        cursor.skipValue();
                    }
                }
                case 2 -> text(finish, cursor, members, member);
                case 3 -> {
                    hasLogprobs = true;
                    if (cursor.next() == JsonToken.OBJECT_START) {
                        logprobs(cursor);
                    } else {
                        cursor.skipValue();
                    }
                }
                default -> {
                    more = true;
                    cursor.skipMember();
                }
            }
            members.end(cursor.outerTo());
        }
    }

    private void clear() {
        index = -1;
        indexMember = -1;
        members.clear();
        more = false;
        finish.clear();
        hasLogprobs = false;
        logprobs.clear();
        refusalLogprobs.clear();
        hasMessage = false;
        clearMessage();
    }

    private void clearMessage() {
        messageMembers.clear();
        thinking.clear();
        thinkingName.clear();
        refusal.clear();
        annotations.clear();
        textCount = 0;
        toolCallCount = 0;
        role.clear();
        roleMember = -1;
        content.clear();
        parts = false;
        hasRefusal = false;
        toolCallsMember = -1;
        toolEntries.clear();
    }

    /** Notes a value that must be a string or null; else its member is of no use to anybody. */
    private static void text(Range range, JsonCursor cursor, JsonMembers members, int member) {
        JsonToken token = cursor.next();
        range.clear();
        if (token == JsonToken.STRING) {
            range.set(cursor);
            return;
        }
        if (token != JsonToken.NULL) {
            members.drop(member);
        }
        cursor.skipValue();
    }

    private void logprobs(JsonCursor cursor) {
        while (cursor.next() == JsonToken.NAME) {
            switch (LOGPROBS_MEMBERS.find(cursor)) {
                case 0 -> entries(logprobs, cursor);
                case 1 -> entries(refusalLogprobs, cursor);
                default -> cursor.skipMember();
            }
        }
    }

    /** Notes where an array stands if there is anything in it. */
    private static void entries(Range range, JsonCursor cursor) {
        range.clear();
        if (cursor.next() != JsonToken.ARRAY_START) {
            cursor.skipValue();
            return;
        }
        int from = cursor.outerFrom();
        boolean empty = cursor.next() == JsonToken.ARRAY_END;
        while (cursor.token() != JsonToken.ARRAY_END) {
            cursor.skipValue();
            cursor.next();
        }
        range.from = empty ? -1 : from;
        range.to = empty ? -1 : cursor.outerTo();
    }

    private void message(JsonCursor cursor) {
        clearMessage();
        hasMessage = true;
        messageInside = cursor.outerTo();
        while (cursor.next() == JsonToken.NAME) {
            int member = messageMembers.begin(cursor.outerFrom());
            switch (MESSAGE_MEMBERS.find(cursor)) {
                case 0 -> content(cursor, member);
                case 1 -> thinking(cursor, member, false);
                case 2 -> {
                    roleMember = member;
                    role.readString(cursor);
                }
                case 3 -> {
                    hasRefusal = true;
                    text(refusal, cursor, messageMembers, member);
                }
                case 4 -> toolCalls(cursor, member);
                case 5 -> entries(annotations, cursor);
                case 6 -> thinking(cursor, member, true);
                default -> cursor.skipMember();
            }
            messageMembers.end(cursor.outerTo());
        }
    }

    private void content(JsonCursor cursor, int member) {
        JsonToken token = cursor.next();
        textCount = 0;
        parts = token == JsonToken.ARRAY_START;
        content.from = cursor.outerFrom();
        if (token == JsonToken.STRING) {
            addText().set(cursor);
        } else if (parts) {
            while (cursor.next() != JsonToken.ARRAY_END) {
                if (cursor.token() == JsonToken.OBJECT_START) {
                    part(cursor);
                } else {
                    cursor.skipValue();
                }
            }
        } else {
            cursor.skipValue();
        }
        content.to = cursor.outerTo();
        if (token != JsonToken.STRING && token != JsonToken.NULL && !parts) {
            messageMembers.drop(member);
            content.clear();
        }
    }

    private void part(JsonCursor cursor) {
        while (cursor.next() == JsonToken.NAME) {
            if (PART_MEMBERS.find(cursor) == 0) {
                if (cursor.next() == JsonToken.STRING) {
                    addText().set(cursor);
                } else {
                    cursor.skipValue();
                }
            } else {
                cursor.skipMember();
            }
        }
    }

    private Range addText() {
        if (textCount == texts.length) {
            texts = Arrays.copyOf(texts, textCount * 2);
            for (int i = textCount; i < texts.length; i++) {
                texts[i] = new Range();
            }
        }
        return texts[textCount++];
    }

    /** Takes the first filled one where both spellings are there; empty ones are of no use to anybody. */
    private void thinking(JsonCursor cursor, int member, boolean otherName) {
        int from = cursor.outerFrom();
        int to = cursor.outerTo();
        if (cursor.next() != JsonToken.STRING || cursor.from() == cursor.to()) {
            messageMembers.drop(member);
            cursor.skipValue();
            return;
        }
        if (!otherName) {
            thinkingName.clear();
        } else if (!thinking.filled()) {
            thinkingName.from = from;
            thinkingName.to = to;
        }
        if (!thinking.filled()) {
            thinking.set(cursor);
        }
    }

    private void toolCalls(JsonCursor cursor, int member) {
        toolCallCount = 0;
        toolEntries.clear();
        toolCallsMember = -1;
        if (cursor.next() != JsonToken.ARRAY_START) {
            messageMembers.drop(member);
            cursor.skipValue();
            return;
        }
        toolCallsMember = member;
        while (cursor.next() != JsonToken.ARRAY_END) {
            int entry = toolEntries.begin(cursor.outerFrom());
            if (cursor.token() == JsonToken.OBJECT_START) {
                nextToolCall(entry).read(cursor);
            } else {
                toolEntries.drop(entry);
                cursor.skipValue();
            }
            toolEntries.end(cursor.outerTo());
        }
        toolCallsEnd = cursor.outerFrom();
    }

    private ToolCallScan nextToolCall(int entry) {
        if (toolCallCount == toolCalls.length) {
            toolCalls = Arrays.copyOf(toolCalls, toolCallCount * 2 + 1);
            for (int i = toolCallCount; i < toolCalls.length; i++) {
                toolCalls[i] = new ToolCallScan();
            }
        }
        ToolCallScan call = toolCalls[toolCallCount++];
        call.entry = entry;
        return call;
    }
}
