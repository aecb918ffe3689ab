package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonMembers;
import io.gemigo.gateway.core.json.JsonToken;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What one choice of an answer or of one of its chunks holds, and where. Reused; loop-confined. */
final class ChoiceScan {
    private static final byte[] INDEX = bytes("index");
    private static final byte[] DELTA = bytes("delta");
    private static final byte[] MESSAGE = bytes("message");
    private static final byte[] FINISH_REASON = bytes("finish_reason");
    private static final byte[] LOGPROBS = bytes("logprobs");
    private static final byte[] CONTENT = bytes("content");
    private static final byte[] REFUSAL = bytes("refusal");
    private static final byte[] REASONING_CONTENT = bytes("reasoning_content");
    private static final byte[] REASONING = bytes("reasoning");
    private static final byte[] TOOL_CALLS = bytes("tool_calls");
    private static final byte[] TEXT = bytes("text");

    /** The choice's number as written, -1 if it is not there or no small number. */
    int index;
    /** Position after the choice's opening brace. */
    int inside;

    final JsonMembers members = new JsonMembers();
    /** Number of the {@code index} member, -1 if there is none. */
    int indexMember;

    final Range finish = new Range();
    /** The {@code logprobs.content} array, brackets included, if there is anything in it. */
    final Range logprobs = new Range();

    final Range thinking = new Range();
    final Range refusal = new Range();
    /** The text: one string, or the texts of several parts. */
    private Range[] texts = {new Range()};

    private int textCount;
    private ToolCallScan[] toolCalls = {};
    private int toolCallCount;

    /** Whether there is a delta or message. */
    boolean hasMessage;
    /** Position of the message's closing brace. */
    int messageEnd;
    /** Where the message's content value stands, quotes included. */
    final Range content = new Range();

    boolean hasRefusal;
    final JsonMembers messageMembers = new JsonMembers();

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    /** Number of texts. */
    int textCount() {
        return textCount;
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

    /** Tells the sink of log probabilities and of the end, if there is one. */
    void emitEnd(int number, byte[] a, ChatSink sink) {
        if (logprobs.filled()) {
            sink.logprobs(number, a, logprobs.from, logprobs.to);
        }
        if (FinishReasons.given(finish, a)) {
            sink.finished(number, FinishReasons.of(finish, a));
        }
    }

    /** Reads the object the cursor stands at the start of. */
    void read(JsonCursor cursor) {
        index = -1;
        indexMember = -1;
        members.clear();
        inside = cursor.outerTo();
        finish.clear();
        logprobs.clear();
        thinking.clear();
        refusal.clear();
        textCount = 0;
        toolCallCount = 0;
        hasMessage = false;
        content.clear();
        hasRefusal = false;
        messageMembers.clear();
        while (cursor.next() == JsonToken.NAME) {
            int member = members.begin(cursor.outerFrom());
            if (cursor.is(INDEX)) {
                indexMember = member;
                index = smallNumber(cursor);
            } else if (cursor.is(DELTA) || cursor.is(MESSAGE)) {
                if (cursor.next() == JsonToken.OBJECT_START) {
                    message(cursor);
                } else {
                    cursor.skipValue();
                }
            } else if (cursor.is(FINISH_REASON)) {
                finish.readString(cursor);
            } else if (cursor.is(LOGPROBS)) {
                if (cursor.next() == JsonToken.OBJECT_START) {
                    logprobs(cursor);
                } else {
                    cursor.skipValue();
                }
            } else {
                cursor.skipMember();
            }
            members.end(cursor.outerTo());
        }
    }

    private void logprobs(JsonCursor cursor) {
        while (cursor.next() == JsonToken.NAME) {
            boolean tokens = cursor.is(CONTENT);
            if (tokens && cursor.next() == JsonToken.ARRAY_START) {
                int from = cursor.outerFrom();
                boolean empty = cursor.next() == JsonToken.ARRAY_END;
                while (cursor.token() != JsonToken.ARRAY_END) {
                    cursor.skipValue();
                    cursor.next();
                }
                logprobs.from = empty ? -1 : from;
                logprobs.to = empty ? -1 : cursor.outerTo();
            } else if (tokens) {
                cursor.skipValue();
            } else {
                cursor.skipMember();
            }
        }
    }

    private void message(JsonCursor cursor) {
        hasMessage = true;
        messageMembers.clear();
        while (cursor.next() == JsonToken.NAME) {
            int member = messageMembers.begin(cursor.outerFrom());
            if (cursor.is(CONTENT)) {
                content(cursor);
            } else if (cursor.is(REASONING_CONTENT) || cursor.is(REASONING)) {
                thinking(cursor, member);
            } else if (cursor.is(REFUSAL)) {
                hasRefusal = true;
                refusal.readString(cursor);
            } else if (cursor.is(TOOL_CALLS)) {
                toolCalls(cursor);
            } else {
                cursor.skipMember();
            }
            messageMembers.end(cursor.outerTo());
        }
        messageEnd = cursor.outerFrom();
    }

    private void content(JsonCursor cursor) {
        boolean parts = cursor.next() == JsonToken.ARRAY_START;
        textCount = 0;
        content.from = cursor.outerFrom();
        if (cursor.token() == JsonToken.STRING) {
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
    }

    private void part(JsonCursor cursor) {
        while (cursor.next() == JsonToken.NAME) {
            if (cursor.is(TEXT)) {
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
    private void thinking(JsonCursor cursor, int member) {
        JsonToken token = cursor.next();
        boolean empty = token == JsonToken.NULL || token == JsonToken.STRING && cursor.from() == cursor.to();
        if (empty) {
            messageMembers.drop(member);
        } else if (token == JsonToken.STRING && !thinking.filled()) {
            thinking.set(cursor);
        }
        cursor.skipValue();
    }

    private void toolCalls(JsonCursor cursor) {
        toolCallCount = 0;
        if (cursor.next() != JsonToken.ARRAY_START) {
            cursor.skipValue();
            return;
        }
        while (cursor.next() != JsonToken.ARRAY_END) {
            if (cursor.token() != JsonToken.OBJECT_START) {
                cursor.skipValue();
                continue;
            }
            if (toolCallCount == toolCalls.length) {
                toolCalls = Arrays.copyOf(toolCalls, toolCallCount * 2 + 1);
                for (int i = toolCallCount; i < toolCalls.length; i++) {
                    toolCalls[i] = new ToolCallScan();
                }
            }
            toolCalls[toolCallCount++].read(cursor);
        }
    }
}
