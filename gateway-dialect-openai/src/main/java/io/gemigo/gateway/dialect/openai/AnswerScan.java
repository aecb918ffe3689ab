package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonLimits;
import io.gemigo.gateway.core.json.JsonMembers;
import io.gemigo.gateway.core.json.JsonNames;
import io.gemigo.gateway.core.json.JsonToken;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one whole document of an answer holds, and where: a {@code chat.completion.chunk}, a {@code chat.completion}, or an
 * error. The whole document is checked before anybody acts on a part of it.
 *
 * <p>Reused: a warm instance allocates nothing but {@link Usage}. Positions refer to the window read last; loop-confined.
 */
final class AnswerScan {
    /** The framing bounds an answer's length, so the number of tokens needs no bound of its own. */
    private static final JsonLimits LIMITS = limits(200);
    /** Of the value of a member, read by itself. */
    static final JsonLimits MEMBER_LIMITS = limits(LIMITS.depth() - 1);

    private static final byte[] NOTHING = new byte[0];
    private static final JsonNames MEMBERS = JsonNames.of(
            "choices", "id", "object", "model", "created", "usage", "error", "code", "message", "obfuscation");

    /** What kind of document it is. */
    enum Kind {
        /** Choices, perhaps none, are there. */
        ANSWER,
        /** An object that is no answer and tells of no error. */
        OTHER,
        /** It tells of an error. */
        ERROR,
        /** Not an object, or its choices are not an array of objects. */
        MALFORMED
    }

    private final JsonCursor cursor = new JsonCursor(LIMITS);
    private final UsageReader usageReader = new UsageReader();
    private final JsonNames choiceMembers;
    private final AnswerShape shape = new AnswerShape();

    Kind kind = Kind.MALFORMED;
    byte[] array = NOTHING;
    /** Position after the document's opening brace. */
    int inside;

    final Range id = new Range();
    final Range object = new Range();
    final Range model = new Range();
    /** The whole number as written. */
    final Range created = new Range();

    @Nullable
    Usage usage;

    /** The object it was read from, where there is one. */
    final Range usagePlace = new Range();

    /** Number of the {@code usage} member, -1 if there is none. */
    int usageMember;

    /** Whether {@code usage} is there as {@code null}. */
    boolean usageNull;

    /** Of these, members that no client can use are marked as to go already: values of a wrong type, {@code "error":null}. */
    final JsonMembers members = new JsonMembers();

    /** The entries of {@code choices}, numbered as they are. */
    final JsonMembers choiceEntries = new JsonMembers();

    /** For the edits of a relayed answer in one piece. */
    final FrontMembers front = new FrontMembers();

    private ChoiceScan[] choices;
    private int choiceCount;

    private AnswerScan(JsonNames choiceMembers) {
        this.choiceMembers = choiceMembers;
        choices = new ChoiceScan[] {new ChoiceScan(choiceMembers)};
    }

    private static JsonLimits limits(int depth) {
        return new JsonLimits(depth, 1024, 100, Integer.MAX_VALUE);
    }

    /** For events of a stream. */
    static AnswerScan ofChunks() {
        return new AnswerScan(ChoiceScan.OF_CHUNK);
    }

    /** For an answer in one piece. */
    static AnswerScan ofCompletion() {
        return new AnswerScan(ChoiceScan.OF_COMPLETION);
    }

    /** Names what must change in the usage of a relayed answer. */
    void editUsage(Splice splice) {
        usageReader.rename(splice);
    }

    /** Number of choices. */
    int choiceCount() {
        return choiceCount;
    }

    /** One choice. */
    ChoiceScan choice(int i) {
        return choices[i];
    }

    /** Tells the sink that the answer begins. */
    void emitStarted(ChatSink sink) {
        if (id.present()) {
            sink.started(array, id.from, id.to);
        } else {
            sink.started(NOTHING, 0, 0);
        }
    }

    /**
     * Reads a document.
     *
     * @throws io.gemigo.gateway.core.json.JsonException if it is not valid JSON
     */
    void read(Window document) {
        array = document.array();
        if (shape.fits(document, usageReader)) {
            move();
        } else {
            shape.forget();
            readInFull(document);
            shape.learn(document, this);
        }
    }

    /** The document is like the one before but for what its shape tells. */
    private void move() {
        usage = shape.usage();
        inside = shape.applyAsInt(inside);
        id.move(shape);
        object.move(shape);
        model.move(shape);
        created.move(shape);
        members.move(shape);
        choiceEntries.move(shape);
        choices[0].move(shape);
    }

    /** The one text of the one choice, if the document is an answer that holds nothing else but sound usage; else null. */
    @Nullable
    Range onlyText() {
        boolean one = kind == Kind.ANSWER
                && choiceCount == 1
                && (usageMember < 0 || usageNull || usage != null)
                && !members.anyGoes()
                && !choiceEntries.anyGoes();
        return one ? choices[0].onlyText() : null;
    }

    private void readInFull(Window document) {
        id.clear();
        object.clear();
        model.clear();
        created.clear();
        usage = null;
        usageMember = -1;
        usageNull = false;
        members.clear();
        cursor.reset(document);
        kind = cursor.next() == JsonToken.OBJECT_START ? object() : Kind.MALFORMED;
        cursor.finish();
    }

    /** Lets go of the document. */
    void forget() {
        array = NOTHING;
        usage = null;
        front.clear();
        cursor.reset(NOTHING, 0, 0);
        shape.letGo();
    }

    private Kind object() {
        inside = cursor.outerTo();
        boolean answer = false;
        boolean error = false;
        boolean malformed = false;
        boolean says = false;
        while (cursor.next() == JsonToken.NAME) {
            int member = members.begin(cursor.outerFrom());
            switch (MEMBERS.find(cursor)) {
                case 0 -> {
                    answer = choices();
                    malformed = !answer;
                }
                case 1 -> text(id, member);
                case 2 -> text(object, member);
                case 3 -> text(model, member);
                case 4 -> created(member);
                case 5 -> {
                    usageMember = member;
                    usage();
                }
                case 6 -> {
                    error = cursor.next() != JsonToken.NULL;
                    members.drop(member);
                    cursor.skipValue();
                }
                case 7, 8 -> {
                    says |= cursor.next() == JsonToken.STRING;
                    cursor.skipValue();
                }
                case 9 -> {
                    members.drop(member);
                    cursor.skipMember();
                }
                default -> cursor.skipMember();
            }
            members.end(cursor.outerTo());
        }
        if (error) {
            return Kind.ERROR;
        }
        return malformed ? Kind.MALFORMED : answer ? Kind.ANSWER : says ? Kind.ERROR : Kind.OTHER;
    }

    private boolean choices() {
        choiceCount = 0;
        choiceEntries.clear();
        if (cursor.next() != JsonToken.ARRAY_START) {
            cursor.skipValue();
            return false;
        }
        boolean objects = true;
        while (cursor.next() != JsonToken.ARRAY_END) {
            if (cursor.token() != JsonToken.OBJECT_START) {
                cursor.skipValue();
                objects = false;
                continue;
            }
            if (choiceCount == choices.length) {
                choices = Arrays.copyOf(choices, choiceCount * 2);
                for (int i = choiceCount; i < choices.length; i++) {
                    choices[i] = new ChoiceScan(choiceMembers);
                }
            }
            choiceEntries.begin(cursor.outerFrom());
            choices[choiceCount++].read(cursor);
            choiceEntries.end(cursor.outerTo());
        }
        return objects;
    }

    private void text(Range range, int member) {
        range.readString(cursor);
        if (!range.present()) {
            members.drop(member);
        }
    }

    private void created(int member) {
        created.clear();
        if (cursor.next() == JsonToken.NUMBER && cursor.isLong()) {
            created.set(cursor);
        } else {
            members.drop(member);
            cursor.skipValue();
        }
    }

    private void usage() {
        usage = null;
        JsonToken token = cursor.next();
        usageNull = token == JsonToken.NULL;
        if (token == JsonToken.OBJECT_START) {
            usagePlace.from = cursor.outerFrom();
            usage = usageReader.read(cursor);
            usagePlace.to = cursor.outerTo();
        } else {
            cursor.skipValue();
        }
    }
}
