package io.gemigo.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.HeapTicket;
import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonLimits;
import io.gemigo.gateway.core.json.JsonToken;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Edits of a scanned body: what is named is changed, everything else stays byte for byte. */
class ChatRequestEditTest {
    private static final long SEED = Long.getLong("test.seed", 1L);

    private static final List<String> MEMBERS = List.of(
            "\"temperature\":0.5",
            "\"top_p\": 1",
            "\"n\":1",
            "\"stop\":[\"a\",\"b\\n\"]",
            "\"logit_bias\":{\"5\":1,\"5\":2}",
            "\"enable_thinking\":true",
            "\"x_vendor\" : { \"deep\" : [1, {\"model\":\"decoy\"}] }",
            "\"seed\":null",
            "\"user\":\"u\\u0041\"",
            "\"metadata\":{}");

    @Test
    void appliedPlanLeavesEveryOtherMemberAsItCame() {
        Random random = new Random(SEED);
        for (int run = 0; run < 500; run++) {
            List<String> members = new ArrayList<>(MEMBERS.subList(0, random.nextInt(MEMBERS.size() + 1)));
            members.add("\"model\":\"asked\"");
            members.add("\"messages\":[{\"role\":\"user\",\"content\":\"hé \\\"model\\\"\"}]");
            boolean stream = random.nextBoolean();
            if (stream || random.nextBoolean()) {
                members.add("\"stream\":" + stream);
            }
            if (random.nextBoolean()) {
                members.add("\"stream_options\":" + (random.nextBoolean() ? "{\"include_obfuscation\":true}" : "null"));
            }
            boolean newer = random.nextBoolean();
            boolean older = random.nextBoolean();
            if (newer) {
                members.add("\"max_completion_tokens\":900");
            }
            if (older) {
                members.add("\"max_tokens\":" + (random.nextBoolean() ? "null" : "800"));
            }
            Collections.shuffle(members, random);
            String body = padded(members, random);
            List<String> dropped = new ArrayList<>();

            ChatRequestScan scan = scan(body);
            Splice splice = new Splice();
            for (int i = 0; i < scan.memberCount(); i++) {
                ChatField field = scan.field(i);
                boolean fixed = field == ChatField.MODEL || field == ChatField.MESSAGES || field == ChatField.STREAM;
                if (!fixed && random.nextInt(3) == 0) {
                    scan.remove(i, splice);
                    dropped.add(scan.name(i));
                }
            }
            scan.apply("real/\"one\"", 77L, splice);
            Map<String, String> before = members(body);
            Map<String, String> after = members(edited(body, splice));

            Map<String, String> expected = new LinkedHashMap<>(before);
            expected.keySet().removeAll(dropped);
            expected.put("model", "\"real/\\\"one\\\"\"");
            if (stream) {
                expected.put("stream_options", "{\"include_usage\":true}");
            } else {
                expected.remove("stream_options");
            }
            boolean setNewer = expected.containsKey("max_completion_tokens");
            String olderValue = expected.get("max_tokens");
            if (setNewer) {
                expected.put("max_completion_tokens", "77");
            }
            if (olderValue == null ? !setNewer : !setNewer || !olderValue.equals("null")) {
                expected.put("max_tokens", "77");
            }
            assertThat(after).as("seed %d, run %d: %s", SEED, run, body).isEqualTo(expected);
        }
    }

    @Test
    void leavesABodyAloneThatAsksForWhatIsPlanned() {
        Splice splice = new Splice();
        scan("{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}")
                .apply("m", null, splice);
        assertThat(splice.isEmpty()).isTrue();
    }

    @Test
    void renamedLimitStillGetsThePlannedValue() {
        String body =
                "{\"model\":\"m\",\"max_completion_tokens\": 9,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
        ChatRequestScan scan = scan(body);
        Splice splice = new Splice();
        scan.rename(ChatField.MAX_COMPLETION_TOKENS, "max_tokens", splice);
        scan.apply("m", 5L, splice);
        assertThat(edited(body, splice))
                .isEqualTo("{\"model\":\"m\",\"max_tokens\": 5,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
    }

    @Test
    void plannedValueWinsOverAnEditorsOnTheSameField() {
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"max_tokens\":9,\"model\":\"m\"}";
        ChatRequestScan scan = scan(body);
        Splice splice = new Splice();
        scan.replace(ChatField.MAX_TOKENS, bytes("8"), splice);
        scan.replace(ChatField.MODEL, bytes("\"other\""), splice);
        scan.apply("planned", 5L, splice);
        assertThat(edited(body, splice))
                .isEqualTo(
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"max_tokens\":5,\"model\":\"planned\"}");
    }

    @Test
    void appendedMembersFollowWhatStays() {
        String body =
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"store\":true,\"user\":\"u\" } ";
        ChatRequestScan scan = scan(body);
        Splice splice = new Splice();
        scan.append("enable_thinking", bytes("false"), splice);
        scan.remove(ChatField.USER, splice);
        scan.remove(ChatField.STORE, splice);
        scan.append("top_k", bytes("3"), splice);
        assertThat(edited(body, splice))
                .isEqualTo("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}] "
                        + ",\"enable_thinking\":false,\"top_k\":3} ");
    }

    @Test
    void rolesAndTextPartsCanBeRewritten() {
        String body =
                "{\"messages\":[{\"content\":[{\"type\":\"text\",\"text\":\"a\\n\"},{\"text\":\"é\",\"type\":\"text\"}],"
                        + "\"role\":\"developer\"},{\"role\":\"user\",\"content\":\"x\"}],\"model\":\"m\"}";
        ChatRequestScan scan = scan(body);
        Splice splice = new Splice();
        assertThat(scan.role(0)).isEqualTo(MessageRole.DEVELOPER);
        assertThat(scan.content(0)).isEqualTo(ContentKind.PARTS);
        assertThat(scan.textOnly(0)).isTrue();
        splice.replace(scan.roleFrom(0), scan.roleTo(0), bytes("\"system\""));
        splice.replace(scan.contentFrom(0), scan.contentTo(0), scan.joinedText(0));
        assertThat(edited(body, splice))
                .isEqualTo("{\"messages\":[{\"content\":\"a\\n\\né\",\"role\":\"system\"},"
                        + "{\"role\":\"user\",\"content\":\"x\"}],\"model\":\"m\"}");
    }

    @Test
    void replacedMembersAreAppendedWhereTheyAreNot() {
        String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"n\":1,\"seed\":2}";
        ChatRequestScan scan = scan(body);
        Splice splice = new Splice();
        scan.remove(ChatField.STOP, splice);
        scan.rename(ChatField.MAX_COMPLETION_TOKENS, "max_tokens", splice);
        assertThat(splice.isEmpty()).isTrue();
        scan.replace(ChatField.N, bytes("3"), splice);
        scan.remove(ChatField.SEED, splice);
        scan.replace(ChatField.SEED, bytes("4"), splice);
        scan.replace(ChatField.USER, bytes("\"u\""), splice);
        assertThat(edited(body, splice))
                .isEqualTo("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"n\":3"
                        + ",\"seed\":4,\"user\":\"u\"}");
    }

    @Test
    void whatARequestNeedsCannotBeRemoved() {
        ChatRequestScan scan = scan("{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"model\":\"m\"}");
        assertThatThrownBy(() -> scan.remove(ChatField.MODEL, new Splice()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a request needs its model");
        assertThatThrownBy(() -> scan.remove(ChatField.MESSAGES, new Splice()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a request needs its messages");
    }

    @Test
    void limitIsSetUnderTheNameThatIsThereIfOnlyAsNull() {
        String messages = ",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
        for (String[] each : new String[][] {
            {"\"max_tokens\":null", "\"max_tokens\":5"},
            {"\"max_completion_tokens\":null", "\"max_completion_tokens\":5"},
            {"\"max_tokens\":null,\"max_completion_tokens\":null", "\"max_tokens\":5,\"max_completion_tokens\":null"},
            {"\"max_tokens\":9,\"max_completion_tokens\":null", "\"max_tokens\":5,\"max_completion_tokens\":null"},
            {"\"max_tokens\":null,\"max_completion_tokens\":9", "\"max_tokens\":null,\"max_completion_tokens\":5"},
            {"\"max_tokens\":9,\"max_completion_tokens\":9", "\"max_tokens\":5,\"max_completion_tokens\":5"}
        }) {
            String body = "{\"model\":\"m\"," + each[0] + messages;
            Splice splice = new Splice();
            scan(body).apply("m", 5L, splice);
            assertThat(edited(body, splice)).isEqualTo("{\"model\":\"m\"," + each[1] + messages);
        }
    }

    @Test
    void textsOfTheAssistantAreJoinedWithoutABreak() {
        ChatRequestScan scan = scan(
                "{\"model\":\"m\",\"messages\":[{\"role\":\"assistant\",\"content\":["
                        + "{\"type\":\"text\",\"text\":\"a\",\"x\":{\"text\":\"no\"}},{\"type\":\"refusal\",\"refusal\":\"b\",\"text\":\"c\"}]},"
                        + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]}]}");
        assertThat(scan.joinedText(0)).isEqualTo(bytes("\"abc\""));
        assertThat(scan.joinedText(1)).isEqualTo(bytes("\"a\\nb\""));
    }

    private static ChatRequestScan scan(String body) {
        // Stands off the array's start, so that a position mistaken for an offset shows.
        byte[] padded = bytes("###" + body + "###");
        return ChatRequestScanner.scan(Window.of(padded, 3, padded.length - 3)).value();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String edited(String body, Splice splice) {
        ByteBuilder out = new ByteBuilder(body.length());
        byte[] bytes = bytes(body);
        splice.writeTo(out, HeapTicket.of(bytes), 3, 3, 3 + bytes.length);
        return out.utf8();
    }

    private static String padded(List<String> members, Random random) {
        String space = random.nextBoolean() ? " " : random.nextBoolean() ? "\n\t" : "";
        return space + "{" + space + String.join(space + "," + space, members) + space + "}" + space;
    }

    /** Name to value as written; fails on a body that is not sound. */
    private static Map<String, String> members(String body) {
        byte[] a = bytes(body);
        JsonCursor json = new JsonCursor(JsonLimits.DEFAULT).reset(a, 0, a.length);
        Map<String, String> members = new LinkedHashMap<>();
        json.next();
        while (json.next() == JsonToken.NAME) {
            String name = json.text();
            json.next();
            String twice = members.put(name, new String(json.rawValue(), StandardCharsets.UTF_8));
            assertThat(twice).as(name).isNull();
        }
        json.finish();
        return members;
    }

    @Test
    void membersThatStandFirstCanBeEdited() {
        String rest = ",\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
        String body = "{\"user\":\"u\"" + rest;
        Splice removed = new Splice();
        scan(body).remove(ChatField.USER, removed);
        assertThat(edited(body, removed)).isEqualTo("{" + rest.substring(1));
        Splice renamed = new Splice();
        scan(body).rename(ChatField.USER, "whom", renamed);
        assertThat(edited(body, renamed)).isEqualTo("{\"whom\":\"u\"" + rest);
    }
}
