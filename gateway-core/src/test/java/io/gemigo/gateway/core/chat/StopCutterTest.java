package io.gemigo.gateway.core.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopCutterTest {
    private final List<ChatEvent> events = new ArrayList<>();

    private StopCutter cutter(int choices, boolean early, String... stops) {
        return new StopCutter(new ChatEventSink(events::add), List.of(stops), choices, early);
    }

    /** Tells escaped text, and spoils the bytes afterwards: they were borrowed. */
    private static void tell(ChatSink sink, int choice, String escaped) {
        byte[] bytes = ("#" + escaped + "#").getBytes(StandardCharsets.UTF_8);
        sink.text(choice, bytes, 1, bytes.length - 1);
        Arrays.fill(bytes, (byte) '?');
    }

    private static String escaped(String text) {
        ByteBuilder out = new ByteBuilder(64);
        JsonText.escapeTo(out, text);
        return out.utf8();
    }

    private String text(int choice) {
        StringBuilder all = new StringBuilder();
        for (ChatEvent event : events) {
            if (event instanceof ChatEvent.Text text && text.choice() == choice) {
                all.append(text.text());
            }
        }
        return all.toString();
    }

    /** Text before the sequence that is complete first; the longest of several. */
    private static String oracle(String text, List<String> stops) {
        for (int end = 1; end <= text.length(); end++) {
            int match = 0;
            for (String stop : stops) {
                if (text.substring(0, end).endsWith(stop)) {
                    match = Math.max(match, stop.length());
                }
            }
            if (match > 0) {
                return text.substring(0, end - match);
            }
        }
        return text;
    }

    /** Where escaped text may be cut: anywhere but inside an escape or a character. */
    private static List<String> characters(String escaped) {
        List<String> all = new ArrayList<>();
        int i = 0;
        while (i < escaped.length()) {
            int width = escaped.charAt(i) == '\\'
                    ? escaped.charAt(i + 1) == 'u' ? 6 : 2
                    : Character.charCount(escaped.codePointAt(i));
            all.add(escaped.substring(i, i + width));
            i += width;
        }
        return all;
    }

    private void at(String escaped, List<Integer> cuts, String expected, String... stops) {
        events.clear();
        StopCutter cutter = cutter(1, false, stops);
        List<String> characters = characters(escaped);
        int from = 0;
        for (int cut : cuts) {
            tell(cutter, 0, String.join("", characters.subList(from, cut)));
            from = cut;
        }
        tell(cutter, 0, String.join("", characters.subList(from, characters.size())));
        cutter.finished(0, FinishReason.LENGTH);
        cutter.completed();
        boolean cut = !JsonText.unescape(
                        escaped.getBytes(StandardCharsets.UTF_8), 0, escaped.getBytes(StandardCharsets.UTF_8).length)
                .equals(expected);
        assertThat(text(0)).as("%s cut at %s", escaped, cuts).isEqualTo(expected);
        assertThat(events.subList(events.size() - 2, events.size()))
                .containsExactly(
                        new ChatEvent.Finished(0, cut ? FinishReason.STOP : FinishReason.LENGTH),
                        new ChatEvent.Completed());
        assertThat(events)
                .filteredOn(event -> event instanceof ChatEvent.Finished)
                .hasSize(1);
        assertThat(events).doesNotContain(new ChatEvent.Text(0, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "one END two | END | 'one '",
                "one EENDND | END | one E",
                "ENDone | END | ''",
                "one EN | END | one EN",
                "aaab | aab | a",
                "ababac | abac | ab",
                "one\\ntwo\\n\\nthree | \\n\\n | one\\ntwo",
                "one\\u000a\\u000Athree | \\n\\n | one",
                "a\\/b | / | a",
                "quote \\\" here | \\\" | 'quote '",
                "caf\u00e9 \u20ac | \u00e9 \u20ac | caf",
                "caf\\u00e9 x | \u00e9 | caf",
                "smile \ud83d\ude00 x | \ud83d\ude00 | 'smile '",
                "smile \\ud83d\\ude00 x | \ud83d\ude00 | 'smile '",
                "smile \ud83d\ude01 x | \ud83d\ude00 | smile \ud83d\ude01 x",
                "smile \\ud83d\\ude01 x | \ud83d\ude00 | smile \ud83d\ude01 x",
                "nothing at all | END | nothing at all",
            })
    void theTextEndsBeforeTheSequenceWhereverItIsCut(String text, String stop, String expected) {
        byte[] bytes = stop.getBytes(StandardCharsets.UTF_8);
        String sequence = JsonText.unescape(bytes, 0, bytes.length);
        byte[] wanted = expected.getBytes(StandardCharsets.UTF_8);
        String rest = JsonText.unescape(wanted, 0, wanted.length);
        int length = characters(text).size();
        for (int first = 0; first <= length; first++) {
            for (int second = first; second <= length; second++) {
                at(text, List.of(first, second), rest, sequence);
            }
        }
    }

    @Test
    void ofSeveralSequencesTheOneCompleteFirstCountsAndOfThoseTheLongest() {
        for (int cut = 0; cut <= 6; cut++) {
            at("xabcyz", List.of(cut), "x", "abc", "bc");
            at("xabcyz", List.of(cut), "xa", "bc", "abcy");
            at("xabcyz", List.of(cut), "xab", "c", "abcyz");
        }
    }

    @Test
    void agreesWithASearchOfTheWholeText() {
        Random random = new Random(20261123);
        String alphabet = "ab\n\"\u00e9\ud83d\ude00";
        int[] points = alphabet.codePoints().toArray();
        for (int round = 0; round < 20_000; round++) {
            String text = word(random, points, random.nextInt(14));
            List<String> stops = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(3); i++) {
                stops.add(word(random, points, 1 + random.nextInt(4)));
            }
            String escaped = escaped(text);
            List<Integer> cuts = new ArrayList<>();
            int length = characters(escaped).size();
            for (int i = 0; i < random.nextInt(4); i++) {
                cuts.add(random.nextInt(length + 1));
            }
            cuts.sort(null);
            at(escaped, cuts, oracle(text, stops), stops.toArray(String[]::new));
        }
    }

    private static String word(Random random, int[] points, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return word.toString();
    }

    @Test
    void holdsBackNoMoreThanMayBeginASequence() {
        StopCutter cutter = cutter(1, false, "END");
        tell(cutter, 0, "one E");
        assertThat(text(0)).isEqualTo("one ");
        tell(cutter, 0, "N");
        assertThat(text(0)).isEqualTo("one ");
        tell(cutter, 0, "x");
        assertThat(text(0)).isEqualTo("one ENx");
    }

    @Test
    void longTextsPassInBoundedMemory() {
        StopCutter cutter = cutter(1, false, "END");
        String line = "E".repeat(1000);
        for (int i = 0; i < 100; i++) {
            tell(cutter, 0, line);
        }
        cutter.finished(0, FinishReason.STOP);
        assertThat(text(0)).hasSize(100_000);
    }

    @Test
    void nothingOfACutChoiceIsToldAnyMore() {
        StopCutter cutter = cutter(2, true, "END");
        byte[] a = {'x'};
        cutter.started(a, 0, 1);
        tell(cutter, 0, "zeroEND");
        tell(cutter, 1, "one");
        tell(cutter, 0, "more");
        cutter.thinking(0, a, 0, 1);
        cutter.refusal(0, a, 0, 1);
        cutter.toolCall(0, 0, "id", "name");
        cutter.toolCallArguments(0, 0, a, 0, 1);
        cutter.media(0, "image/png", a, 0, 1);
        cutter.logprobs(0, a, 0, 1);
        cutter.finished(0, FinishReason.LENGTH);
        assertThat(events)
                .containsExactly(
                        new ChatEvent.Started("x"),
                        new ChatEvent.Text(0, "zero"),
                        new ChatEvent.Finished(0, FinishReason.STOP),
                        new ChatEvent.Text(1, "one"));
    }

    @Test
    void endsAtOnceWhenTheLastChoiceIsCut() {
        StopCutter cutter = cutter(2, true, "END");
        tell(cutter, 1, "oneEND");
        assertThat(events).doesNotContain(new ChatEvent.Completed());
        tell(cutter, 0, "END");
        assertThat(events)
                .containsExactly(
                        new ChatEvent.Text(1, "one"),
                        new ChatEvent.Finished(1, FinishReason.STOP),
                        new ChatEvent.Finished(0, FinishReason.STOP),
                        new ChatEvent.Completed());
        events.clear();
        byte[] a = {'x'};
        cutter.started(a, 0, 1);
        cutter.usage(Usage.of(1, 2));
        tell(cutter, 2, "more");
        cutter.failed(new Failure.Internal());
        cutter.completed();
        assertThat(events).isEmpty();
    }

    @Test
    void waitsForTheUpstreamsEndWhereTheLastChoiceEndsByItself() {
        StopCutter cutter = cutter(2, true, "END");
        tell(cutter, 0, "END");
        cutter.finished(1, FinishReason.STOP);
        cutter.usage(Usage.of(1, 2));
        assertThat(events).doesNotContain(new ChatEvent.Completed());
        cutter.completed();
        assertThat(events)
                .endsWith(new ChatEvent.UsageReport(Usage.of(1, 2)), new ChatEvent.Completed())
                .hasSize(4);
    }

    @Test
    void waitsForTheCountsOfAnAnswerThatIsThereAlready() {
        StopCutter cutter = cutter(1, false, "END");
        tell(cutter, 0, "oneEND");
        cutter.finished(0, FinishReason.LENGTH);
        cutter.usage(Usage.of(1, 2));
        cutter.completed();
        assertThat(events)
                .containsExactly(
                        new ChatEvent.Text(0, "one"),
                        new ChatEvent.Finished(0, FinishReason.STOP),
                        new ChatEvent.UsageReport(Usage.of(1, 2)),
                        new ChatEvent.Completed());
    }

    @Test
    void whatIsHeldGoesBeforeWhateverElseFollows() {
        byte[] a = {'x'};
        StopCutter cutter = cutter(3, false, "END");
        tell(cutter, 0, "E");
        cutter.toolCall(0, 0, "id", "name");
        cutter.toolCallArguments(0, 0, a, 0, 1);
        tell(cutter, 1, "EN");
        cutter.refusal(1, a, 0, 1);
        tell(cutter, 2, "E");
        cutter.media(2, "image/png", a, 0, 1);
        cutter.thinking(2, a, 0, 1);
        cutter.logprobs(2, a, 0, 1);
        assertThat(events)
                .containsExactly(
                        new ChatEvent.Text(0, "E"),
                        new ChatEvent.ToolCall(0, 0, "id", "name"),
                        new ChatEvent.ToolCallArguments(0, 0, "x"),
                        new ChatEvent.Text(1, "EN"),
                        new ChatEvent.Refusal(1, "x"),
                        new ChatEvent.Text(2, "E"),
                        new ChatEvent.Media(2, "image/png", "x"),
                        new ChatEvent.Thinking(2, "x"),
                        new ChatEvent.Logprobs(2, "x"));
    }

    @Test
    void aFailureIsToldOnceAndLastWithoutWhatWasHeld() {
        StopCutter cutter = cutter(1, false, "END");
        tell(cutter, 0, "EN");
        cutter.failed(new Failure.Internal());
        cutter.completed();
        assertThat(events).containsExactly(new ChatEvent.Failed(new Failure.Internal()));
    }
}
