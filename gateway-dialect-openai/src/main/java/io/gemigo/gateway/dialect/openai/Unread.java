package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonNames;
import io.gemigo.gateway.core.json.JsonToken;
import io.gemigo.gateway.core.port.Warnings;

/** Sees to it that members inside messages and tools, which other dialects have no place for, are not lost in silence. */
final class Unread {
    private Unread() {}

    /**
     * Goes from a name to its value.
     *
     * @param path of the object, to name a member that is lost
     * @return the number of the member among those known, {@link JsonNames#UNKNOWN} for one that is lost
     */
    static int enter(JsonCursor json, JsonNames known, String path, Warnings warnings) {
        int member = known.find(json);
        if (member != JsonNames.UNKNOWN) {
            json.next();
            return member;
        }
        String name = json.text();
        if (json.next() != JsonToken.NULL) {
            warnings.ignored(OpenAiDialect.NAME, path + "." + name);
        }
        return JsonNames.UNKNOWN;
    }
}
