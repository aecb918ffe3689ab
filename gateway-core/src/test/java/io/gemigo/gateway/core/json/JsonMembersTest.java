package io.gemigo.gateway.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Splice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonMembersTest {
    private static final String[] VALUES = {"1", "\"a,b\"", "null", "{\"x\":[1,{}]}", "[]", "\"\\\"\"", "-1.5e3"};
    private static final String[] SPACES = {"", " ", "\n\t"};

    private final Random random = new Random(20261122);

    @Test
    void leavesAValidObjectOfTheOtherMembersWhateverIsDropped() {
        JsonMembers members = new JsonMembers();
        Splice splice = new Splice();
        for (int round = 0; round < 5000; round++) {
            List<String> all = new ArrayList<>();
            StringBuilder source = new StringBuilder(space() + "{");
            int size = random.nextInt(6);
            for (int i = 0; i < size; i++) {
                String member = "\"m" + i + "\"" + space() + ":" + space() + VALUES[random.nextInt(VALUES.length)];
                all.add(member);
                source.append(i == 0 ? "" : space() + ",").append(space()).append(member);
            }
            byte[] bytes = source.append(space()).append('}').toString().getBytes(StandardCharsets.UTF_8);
            boolean[] drop = new boolean[size];
            List<String> kept = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                drop[i] = random.nextBoolean();
                if (!drop[i]) {
                    kept.add(all.get(i));
                }
            }

            record(members, bytes, drop);
            splice.clear();
            members.removeDropped(splice);
            ByteBuilder out = new ByteBuilder(64);
            splice.writeTo(out, bytes, 0, bytes.length);

            assertThat(members.anyStays()).isEqualTo(!kept.isEmpty());
            assertThat(membersOf(out.toBytes())).as(source.toString()).isEqualTo(kept);
        }
    }

    private void record(JsonMembers members, byte[] bytes, boolean[] drop) {
        members.clear();
        JsonCursor cursor = new JsonCursor(JsonLimits.DEFAULT).reset(bytes, 0, bytes.length);
        cursor.next();
        while (cursor.next() == JsonToken.NAME) {
            int number = members.begin(cursor.outerFrom());
            cursor.skipMember();
            members.end(cursor.outerTo());
            if (drop[number]) {
                members.drop(number);
                members.drop(number);
            }
        }
    }

    /** The members as written; fails if the document is not valid. */
    private static List<String> membersOf(byte[] bytes) {
        List<String> found = new ArrayList<>();
        JsonCursor cursor = new JsonCursor(JsonLimits.DEFAULT).reset(bytes, 0, bytes.length);
        cursor.next();
        while (cursor.next() == JsonToken.NAME) {
            int from = cursor.outerFrom();
            cursor.skipMember();
            found.add(new String(bytes, from, cursor.outerTo() - from, StandardCharsets.UTF_8));
        }
        cursor.finish();
        return found;
    }

    private String space() {
        return SPACES[random.nextInt(SPACES.length)];
    }
}
