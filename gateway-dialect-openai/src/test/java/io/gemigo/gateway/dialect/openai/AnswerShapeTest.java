package io.gemigo.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.port.RelayEdits;
import io.gemigo.gateway.core.sse.SseDecoder;
import io.gemigo.gateway.testkit.port.RecordingSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found by a chunk's look is what is found by reading it. */
class AnswerShapeTest {
    private static final String ID_FIRST = "{\"id\":\"c-%s\",\"created\":%s,\"model\":\"m\",\"choices\":[{\"index\":0,"
            + "\"delta\":{\"content\":\"%s\"},\"finish_reason\":null}]}";
    private static final String ID_LAST = "{\"choices\":[{\"delta\":{\"content\":null,\"reasoning_content\":\"%3$s\"},"
            + "\"index\":0,\"logprobs\":null}],\"usage\":null,\"created\":%2$s,\"model\":\"m\",\"id\":\"c-%1$s\"} ";

    private static final String COUNTED =
            "{\"id\":\"c-%1$s\",\"choices\":[{\"delta\":{\"content\":\"%3$s\"}}],\"usage\":"
                    + "{\"prompt_tokens\":12,\"completion_tokens\":3},\"created\":%2$s}";

    private static byte[] bytes(String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a chunk fits another one; both stand somewhere in an array. */
    private static boolean fits(byte[] other, byte[] chunk) {
        AnswerScan scan = AnswerScan.ofChunks();
        Window first = Window.of(concat("[[", other, "]"), 2, 2 + other.length);
        scan.read(first);
        AnswerShape shape = new AnswerShape();
        shape.learn(first, scan);
        Window second = Window.of(concat("[[[[[", chunk, ""), 5, 5 + chunk.length);
        return shape.fits(second, new UsageReader());
    }

    private static byte[] concat(String before, byte[] chunk, String behind) {
        return new ByteBuilder(chunk.length + 8)
                .append(before)
                .append(chunk)
                .append(behind)
                .toBytes();
    }

    @ParameterizedTest
    @ValueSource(strings = {ID_FIRST, ID_LAST, COUNTED})
    void theTextAndTheIdAndTheTimeMayBeOthers(String form) {
        byte[] known = bytes(form.formatted("a1", "1700000000", "text"));
        assertThat(fits(known, known)).isTrue();
        for (String text : new String[] {"t", "another text", "a \\\"b\\\" \\u00e4\\n", "\u00e4\u4e2d\ud83d\ude00"}) {
            assertThat(fits(known, bytes(form.formatted("a1", "1700000000", text))))
                    .as(text)
                    .isTrue();
        }
        assertThat(fits(known, bytes(form.formatted(".:", "9999999999", "text"))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {ID_FIRST, ID_LAST, COUNTED})
    void nothingElseMay(String form) {
        byte[] known = bytes(form.formatted("a1", "1700000000", "text"));
        for (String id : new String[] {"a", "a12", "\\n", "a\"", "a ", "\u00e4", "a\0"}) {
            assertThat(fits(known, bytes(form.formatted(id, "1700000000", "text"))))
                    .as("id %s", id)
                    .isFalse();
        }
        for (String time :
                new String[] {"170000000", "17000000000", "0700000000", "-700000000", "170000000.", "1e00000000"}) {
            assertThat(fits(known, bytes(form.formatted("a1", time, "text"))))
                    .as("time %s", time)
                    .isFalse();
        }
        for (String text : new String[] {"", "a\\", "\\x", "a\n", "a\",\"b\":\"c", "\\ud8"}) {
            assertThat(fits(known, bytes(form.formatted("a1", "1700000000", text))))
                    .as("text %s", text)
                    .isFalse();
        }
        for (int i = 0; i < known.length; i++) {
            for (byte wrong : new byte[] {(byte) 0xff, '"', '}', 0}) {
                byte[] other = known.clone();
                other[i] = wrong;
                assertThat(fits(known, other))
                        .as("%s at %d", wrong, i)
                        .isEqualTo(wrong == known[i] || atText(known, i, wrong));
            }
            assertThat(fits(known, Arrays.copyOf(known, i))).as("cut at %d", i).isFalse();
        }
        assertThat(fits(known, concat("", known, " "))).isFalse();
    }

    /** In the text and in the id a brace is a character like any other. */
    private static boolean atText(byte[] known, int i, byte wrong) {
        return wrong == '}' && (within(known, "text", i) || within(known, "c-a1", i));
    }

    private static boolean within(byte[] known, String part, int i) {
        int from = new String(known, StandardCharsets.ISO_8859_1).indexOf(part);
        return i >= from && i < from + part.length();
    }

    @Test
    void usageIsReadAnew() {
        String form = "{\"choices\":[{\"delta\":{\"content\":\"text\"}}],\"usage\":%s,\"model\":\"m\"}";
        byte[] known = bytes(form.formatted("{\"prompt_tokens\":1,\"completion_tokens\":2}"));
        for (String usage : new String[] {
            "{\"prompt_tokens\":1000,\"completion_tokens\":2000}",
            "{\"completion_tokens\":1,\"more\":[{}],\"prompt_tokens\":2,\"total_tokens\":4}",
            "{\"prompt_tokens\":1,\"completion_tokens\":2,\"prompt_tokens_details\":{\"cached_tokens\":1}}"
        }) {
            assertThat(fits(known, bytes(form.formatted(usage)))).as(usage).isTrue();
        }
        for (String usage : new String[] {
            "null",
            "{}",
            "[]",
            "{\"prompt_tokens\":1}",
            "{\"prompt_tokens\":1,\"completion_tokens\":2,}",
            "{\"prompt_tokens\":1,\"completion_tokens\":2",
            "{\"prompt_tokens\":1,\"completion_tokens\":2}}",
            ""
        }) {
            assertThat(fits(known, bytes(form.formatted(usage)))).as(usage).isFalse();
        }
    }

    @Test
    void usageIsAsDeepAsElsewhere() {
        String form = "{\"choices\":[{\"delta\":{\"content\":\"text\"}}],\"usage\":"
                + "{\"prompt_tokens\":1,\"completion_tokens\":2,\"more\":%s}}";
        byte[] known = bytes(form.formatted("1"));
        for (int depth : new int[] {1, 197, 198, 199, 200}) {
            byte[] deep = bytes(form.formatted("[".repeat(depth) + "]".repeat(depth)));
            assertThat(fits(known, deep)).as("%d in two", depth).isEqualTo(depth <= 198);
            List<byte[]> chunks = List.of(known, deep);
            assertThat(outcomes(chunks, null, false)).isEqualTo(outcomes(chunks, null, true));
        }
    }

    @Test
    void whatIsNotPlainTextIsNotLearnt() {
        for (String choice : new String[] {
            "\"delta\":{\"content\":\"\"}",
            "\"delta\":{\"content\":\"a\",\"reasoning_content\":\"b\"}",
            "\"delta\":{\"content\":[{\"type\":\"text\",\"text\":\"a\"}]}",
            "\"delta\":{\"content\":\"a\",\"tool_calls\":[]}",
            "\"delta\":{\"content\":\"a\",\"refusal\":\"b\"}",
            "\"delta\":{\"content\":\"a\",\"role\":7},\"finish_reason\":7",
            "\"delta\":{\"content\":\"a\"},\"logprobs\":{\"content\":[1]}",
        }) {
            byte[] chunk = bytes("{\"id\":\"x\",\"choices\":[{\"index\":0," + choice + "}]}");
            assertThat(fits(chunk, chunk)).as(choice).isFalse();
        }
        String text = "{\"index\":0,\"delta\":{\"content\":\"a\"}}";
        for (String rest : new String[] {
            "\"choices\":[" + text + "," + text + "]",
            "\"choices\":[" + text + "],\"obfuscation\":\"x\"",
            "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2},\"choices\":[" + text + "]",
            "\"choices\":[" + text + "],\"usage\":{}",
            "\"choices\":[" + text + "],\"more\":\"" + "x".repeat(1024) + "\"",
        }) {
            byte[] chunk = bytes("{\"id\":\"x\"," + rest + "}");
            assertThat(fits(chunk, chunk)).as(rest).isFalse();
        }
    }

    /** Where all stands in a chunk that holds something of everything, which is read behind another one or alone. */
    private static List<Integer> places(String @Nullable [] before, String... chunk) {
        AnswerScan scan = AnswerScan.ofChunks();
        if (before != null) {
            scan.read(Window.of(everything(before)));
            scan.forget();
        }
        scan.read(Window.of(concat("[[[", everything(chunk), ""), 3, 3 + everything(chunk).length));
        ChoiceScan choice = scan.choice(0);
        List<Integer> places = new ArrayList<>(List.of(scan.inside, choice.inside, choice.messageInside));
        for (Range range : new Range[] {
            scan.id,
            scan.object,
            scan.model,
            scan.created,
            choice.finish,
            choice.role,
            choice.content,
            choice.refusal,
            choice.text(0),
            choice.thinking,
            choice.thinkingName
        }) {
            places.add(range.from);
            places.add(range.to);
        }
        return places;
    }

    private static byte[] everything(String... texts) {
        return bytes(("{\"id\":\"c\",\"object\":\"o\",\"choices\":[{\"index\":0,\"delta\":{\"refusal\":\"\","
                        + "\"content\":\"%s\",\"reasoning\":\"%s\",\"role\":\"assistant\"},\"finish_reason\":\"stop\"}],"
                        + "\"created\":1700000000,\"model\":\"m\"}")
                .formatted((Object[]) texts));
    }

    @Test
    void allStandsWhereAFullReadingFindsIt() {
        assertThat(places(new String[] {"", "thought"}, "", "more thoughts"))
                .isEqualTo(places(null, "", "more thoughts"));
        assertThat(fits(everything("", "thought"), everything("", "more thoughts")))
                .isTrue();
    }

    /** What comes of answers in one piece; before each another one may make the scan forget the last. */
    private static List<String> answers(List<byte[]> bodies, boolean forgetting) {
        List<String> outcomes = new ArrayList<>();
        for (byte[] body : bodies) {
            if (forgetting) {
                answer("", bytes("{\"choices\":[]}"));
            }
            outcomes.add(answer(" ".repeat(outcomes.size() * 7 % 13), body));
        }
        return outcomes;
    }

    private static String answer(String before, byte[] body) {
        byte[] whole = concat(before, body, "");
        Window window = Window.of(whole, before.length(), whole.length);
        RelayEdits edits = new RelayEdits(Decoding.CONTEXT, true);
        RecordingSink sink = new RecordingSink();
        new ChatCompletionDecoder(Decoding.ERRORS).body(window, sink, edits);
        ByteBuilder out = new ByteBuilder(256);
        edits.splice().writeTo(out, whole, window.from(), window.to());
        return sink.events() + " " + sink.failure() + " " + out.utf8();
    }

    @Test
    void answersAreReadTheSameWhateverWasReadBefore() {
        Random random = new Random(Long.getLong("test.seed", 8));
        for (int round = 0; round < 300; round++) {
            List<byte[]> bodies = chunks(random);
            bodies.replaceAll(body -> bytes(new String(body, StandardCharsets.UTF_8)
                    .replace("\"delta\"", "\"message\"")
                    .replace("\"finish_reason\":null", "\"finish_reason\":\"stop\"")));
            assertThat(answers(bodies, false)).isEqualTo(answers(bodies, true));
        }
    }

    /** What comes of streams, chunk by chunk; before each chunk another stream's may make the scan forget the last. */
    private static List<String> outcomes(List<byte[]> chunks, @Nullable Boolean usageWanted, boolean forgetting) {
        List<String> outcomes = new ArrayList<>();
        Stream stream = new Stream(usageWanted);
        for (byte[] chunk : chunks) {
            if (outcomes.size() % 4 == 0) {
                stream = new Stream(usageWanted);
            }
            if (forgetting) {
                new Stream(null).read("", bytes("{\"choices\":[]}"));
            }
            // No chunk stands where the one before stood.
            String comment = ":" + "x".repeat(outcomes.size() * 7 % 13) + "\n";
            outcomes.add(stream.read(comment, chunk));
            if (stream.sink.ended()) {
                stream = new Stream(usageWanted);
            }
        }
        return outcomes;
    }

    private static final class Stream {
        private final RecordingSink sink = new RecordingSink();
        private final ChatChunkDecoder decoder = new ChatChunkDecoder(Decoding.ERRORS);
        private final @Nullable RelayEdits edits;
        private int heard;

        Stream(@Nullable Boolean usageWanted) {
            edits = usageWanted == null ? null : new RelayEdits(Decoding.CONTEXT, usageWanted);
        }

        /** Reads a chunk that stands behind a comment. */
        String read(String comment, byte[] chunk) {
            StringBuilder outcome = new StringBuilder();
            new SseDecoder(1 << 20).feed(Window.of(concat(comment + "data: ", chunk, "\n\n")), event -> {
                if (edits != null) {
                    edits.clear();
                }
                decoder.event(event, sink, edits);
                if (edits != null && !sink.ended()) {
                    Window data = event.data();
                    ByteBuilder out = new ByteBuilder(256);
                    edits.splice().writeTo(out, data.array(), data.from(), data.to());
                    outcome.append(edits.dropped()).append(out.utf8());
                }
                return false;
            });
            for (; heard < sink.events().size(); heard++) {
                outcome.append(sink.events().get(heard));
            }
            return outcome.append(sink.failure()).toString();
        }
    }

    @Test
    void streamsAreReadTheSameWhateverWasReadBefore() {
        Random random = new Random(Long.getLong("test.seed", 7));
        for (int round = 0; round < 300; round++) {
            List<byte[]> chunks = chunks(random);
            for (Boolean usageWanted : new Boolean[] {null, true, false}) {
                assertThat(outcomes(chunks, usageWanted, false)).isEqualTo(outcomes(chunks, usageWanted, true));
            }
        }
    }

    /** Chunks that mostly look like the one before, and are damaged now and then. */
    private static List<byte[]> chunks(Random random) {
        List<byte[]> chunks = new ArrayList<>();
        String form = form(random);
        for (int i = 0; i < 30; i++) {
            if (random.nextInt(5) == 0) {
                form = form(random);
            }
            byte[] chunk = bytes(form.formatted(
                    pick(random, "a1", "a2", "a22", "a\\\""),
                    pick(random, "17", "18", "170", "07"),
                    text(random),
                    pick(random, "1", "23", "4567", "-1")));
            if (random.nextInt(8) == 0) {
                chunk[random.nextInt(chunk.length)] =
                        (byte) pick(random, "\"", "}", "0", "x", ",", "\\").charAt(0);
            }
            chunks.add(chunk);
        }
        return chunks;
    }

    private static String text(Random random) {
        return pick(random, "", "a", "rise", "a longer one", "\\n", "\\\"x\\\"", "\u4e2d\u6587", "}");
    }

    private static String pick(Random random, String... of) {
        return of[random.nextInt(of.length)];
    }

    private static String form(Random random) {
        String delta = pick(
                random,
                "\"content\":\"%3$s\"",
                "\"role\":\"assistant\",\"content\":\"%3$s\"",
                "\"content\":\"%3$s\",\"role\":\"assistant\",\"refusal\":null",
                "\"content\":null,\"reasoning_content\":\"%3$s\"",
                "\"reasoning\":\"%3$s\",\"content\":\"\"",
                "\"content\":\"%3$s\",\"tool_calls\":[{\"index\":0,\"id\":\"t\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]",
                "\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"%3$s\"}}]");
        String choice = pick(
                random,
                "{\"index\":0,\"delta\":{" + delta + "},\"finish_reason\":null}",
                "{\"delta\":{" + delta + "},\"finish_reason\":null,\"index\":0,\"logprobs\":null}",
                "{\"finish_reason\":\"\",\"delta\":{" + delta + "},\"more\":[1,{}]}",
                "{\"index\":1,\"delta\":{" + delta + "}}",
                "{\"index\":0,\"delta\":{" + delta + "},\"logprobs\":{\"content\":[]}}");
        String rest = pick(
                random,
                "",
                ",\"usage\":null",
                ",\"object\":\"chat.completion.chunk\",\"usage\":null",
                ",\"usage\":{\"prompt_tokens\":%4$s,\"completion_tokens\":2}",
                ",\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":%4$s,\"prompt_tokens_details\":{"
                        + "\"cache_creation_input_tokens\":%4$s}}",
                ",\"error\":null",
                ",\"obfuscation\":\"%3$s\"");
        return pick(
                random,
                "{\"id\":\"%1$s\",\"created\":%2$s,\"model\":\"m\",\"choices\":[" + choice + "]" + rest + "}",
                "{\"created\":%2$s,\"choices\":[" + choice + "],\"id\":\"%1$s\"" + rest + "}",
                "{\"choices\":[" + choice + "]" + rest + ",\"created\":%2$s,\"model\":\"m\",\"id\":\"%1$s\"}",
                "{\"choices\":[" + choice + "]" + rest + "}");
    }
}
