package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonMembers;
import io.gemigo.gateway.core.json.JsonToken;
import java.nio.charset.StandardCharsets;

/** What one entry of a {@code tool_calls} array holds, and where. Reused; loop-confined. */
final class ToolCallScan {
    private static final byte[] INDEX = "index".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID = "id".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TYPE = "type".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FUNCTION = "function".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CUSTOM = "custom".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NAME = "name".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ARGUMENTS = "arguments".getBytes(StandardCharsets.US_ASCII);

    /** Number of the entry among all of the array. */
    int entry;
    /** The upstream's number of the call, -1 if it gave none. */
    int index;
    /** Position after the entry's opening brace. */
    int inside;

    final Range id = new Range();
    final Range name = new Range();
    final Range arguments = new Range();
    final JsonMembers members = new JsonMembers();
    /** Whether its type is that of a function. */
    boolean typed;
    /** Whether it is a call of a custom tool, of which nothing is read. */
    boolean custom;
    /** Whether there is a function. */
    boolean hasFunction;
    /** Position after the function's opening brace. */
    int functionInside;

    final JsonMembers functionMembers = new JsonMembers();
    /** Numbers of these members, -1 if they are not there. */
    int indexMember;

    int idMember;
    int typeMember;
    int nameMember;
    int argumentsMember;

    /** Reads the object the cursor stands at the start of. */
    void read(JsonCursor cursor) {
        clear();
        inside = cursor.outerTo();
        while (cursor.next() == JsonToken.NAME) {
            int member = members.begin(cursor.outerFrom());
            if (cursor.is(INDEX)) {
                indexMember = member;
                index = ChoiceScan.smallNumber(cursor);
            } else if (cursor.is(ID)) {
                idMember = member;
                id.readString(cursor);
            } else if (cursor.is(TYPE)) {
                typeMember = member;
                typed = cursor.next() == JsonToken.STRING && cursor.is(FUNCTION);
                cursor.skipValue();
            } else if (cursor.is(FUNCTION)) {
                if (cursor.next() == JsonToken.OBJECT_START) {
                    function(cursor);
                } else {
                    members.drop(member);
                    cursor.skipValue();
                }
            } else {
                custom |= cursor.is(CUSTOM);
                cursor.skipMember();
            }
            members.end(cursor.outerTo());
        }
    }

    private void clear() {
        index = -1;
        id.clear();
        name.clear();
        arguments.clear();
        members.clear();
        typed = false;
        custom = false;
        hasFunction = false;
        functionMembers.clear();
        indexMember = -1;
        idMember = -1;
        typeMember = -1;
        nameMember = -1;
        argumentsMember = -1;
    }

    private void function(JsonCursor cursor) {
        hasFunction = true;
        functionInside = cursor.outerTo();
        while (cursor.next() == JsonToken.NAME) {
            int member = functionMembers.begin(cursor.outerFrom());
            if (cursor.is(NAME)) {
                nameMember = member;
                name.readString(cursor);
            } else if (cursor.is(ARGUMENTS)) {
                argumentsMember = member;
                arguments.readString(cursor);
            } else {
                cursor.skipMember();
            }
            functionMembers.end(cursor.outerTo());
        }
    }
}
