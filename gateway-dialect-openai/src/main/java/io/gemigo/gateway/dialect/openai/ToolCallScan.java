package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonMembers;
import io.gemigo.gateway.core.json.JsonNames;
import io.gemigo.gateway.core.json.JsonToken;

/** What one entry of a {@code tool_calls} array holds, and where. Reused; loop-confined. */
final class ToolCallScan {
    private static final JsonNames MEMBERS = JsonNames.of("index", "id", "type", "function", "custom");
    private static final JsonNames FUNCTION_MEMBERS = JsonNames.of("name", "arguments");
    private static final JsonNames FUNCTION_TYPE = JsonNames.of("function");

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
            switch (MEMBERS.find(cursor)) {
                case 0 -> {
                    indexMember = member;
                    index = ChoiceScan.smallNumber(cursor);
                }
                case 1 -> {
                    idMember = member;
                    id.readString(cursor);
                }
                case 2 -> {
                    typeMember = member;
                    typed = cursor.next() == JsonToken.STRING && FUNCTION_TYPE.find(cursor) == 0;
                    cursor.skipValue();
                }
                case 3 -> {
                    if (cursor.next() == JsonToken.OBJECT_START) {
                        function(cursor);
                    } else {
                        members.drop(member);
                        cursor.skipValue();
                    }
                }
                case 4 -> {
                    custom = true;
                    cursor.skipMember();
                }
                default -> cursor.skipMember();
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
            switch (FUNCTION_MEMBERS.find(cursor)) {
                case 0 -> {
                    nameMember = member;
                    name.readString(cursor);
                }
                case 1 -> {
                    argumentsMember = member;
                    arguments.readString(cursor);
                }
                default -> cursor.skipMember();
            }
            functionMembers.end(cursor.outerTo());
        }
    }
}
