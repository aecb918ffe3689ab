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
    private static final byte[] NAME = "name".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ARGUMENTS = "arguments".getBytes(StandardCharsets.US_ASCII);

    /** The upstream's number of the call, -1 if it gave none. */
    int index;
    /** Position after the entry's opening brace. */
    int inside;

    final Range id = new Range();
    final Range name = new Range();
    final Range arguments = new Range();
    final JsonMembers members = new JsonMembers();
    final JsonMembers functionMembers = new JsonMembers();
    /** Numbers of these members, -1 if they are not there. */
    int indexMember;

    int idMember;
    int typeMember;
    int nameMember;

    /** Reads the object the cursor stands at the start of. */
    void read(JsonCursor cursor) {
        index = -1;
        inside = cursor.outerTo();
        id.clear();
        name.clear();
        arguments.clear();
        members.clear();
        functionMembers.clear();
        indexMember = -1;
        idMember = -1;
        typeMember = -1;
        nameMember = -1;
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
                cursor.skipMember();
            } else if (cursor.is(FUNCTION)) {
                if (cursor.next() == JsonToken.OBJECT_START) {
                    function(cursor);
                } else {
                    cursor.skipValue();
                }
            } else {
                cursor.skipMember();
            }
            members.end(cursor.outerTo());
        }
    }

    private void function(JsonCursor cursor) {
        while (cursor.next() == JsonToken.NAME) {
            int member = functionMembers.begin(cursor.outerFrom());
            if (cursor.is(NAME)) {
                nameMember = member;
                name.readString(cursor);
            } else if (cursor.is(ARGUMENTS)) {
                arguments.readString(cursor);
            } else {
                cursor.skipMember();
            }
            functionMembers.end(cursor.outerTo());
        }
    }
}
