package io.gemigo.gateway.conformance.fuzz;

import static io.gemigo.gateway.conformance.fuzz.Question.require;

import io.gemigo.gateway.testkit.transcript.Transcripts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Streams of upstreams, cut and damaged: whatever arrives, every call ends, nothing throws, nothing depends on how the bytes
 * were read, all clients hear the same, and what is not whole is never taken for it.
 */
class StreamFuzzTest {
    private final List<String> recorded = Stream.of("dashscope", "openai")
            .flatMap(dialect -> Transcripts.load(dialect).stream())
            .filter(transcript -> transcript.response().status() == 200
                    && transcript.response().isEventStream())
            .map(transcript -> Damage.stream(transcript.response().body()))
            .toList();
    private final Hearing hearing = new Hearing();
    private int whole;
    private int unreadable;

    @Test
    void soundStreamsSayTheSameToAll() {
        Campaign.of("sound streams", "fuzz.sound", 300).run(number -> {
            Dice dice = new Dice(number);
            UpstreamStream stream = UpstreamStream.make(dice);
            byte[] bytes = stream.text().getBytes(StandardCharsets.UTF_8);
            Heard expected = Heard.of(stream.lines());
            for (Caller caller : Caller.values()) {
                Hearing.Answer answer =
                        hearing.hear(caller, new Hearing.Arrival(bytes, cuts(dice, bytes.length), false));
                require(
                        answer.heard().whole(),
                        caller + " does not hear it whole: " + answer.heard() + "\n" + show(bytes));
                Heard told = caller.google() ? expected.inGoogleTerms() : expected.inOpenAiTerms();
                same(caller + " and what was said", told, answer.heard(), bytes);
            }
        });
    }

    @Test
    void framingMakesNoDifference() {
        Campaign.of("framings", "fuzz.sound", 300).run(number -> {
            Dice dice = new Dice(number);
            UpstreamStream stream = UpstreamStream.make(dice);
            byte[] bytes = Framing.of(stream.events(), dice).getBytes(StandardCharsets.UTF_8);
            Heard expected = Heard.of(stream.lines());
            Caller caller = dice.pick(Caller.values());
            Hearing.Answer answer = hear(caller, dice, bytes, false);
            require(answer.heard().whole(), caller + " does not hear it whole: " + answer.heard() + "\n" + show(bytes));
            same(
                    caller + " and what was said",
                    caller.google() ? expected.inGoogleTerms() : expected.inOpenAiTerms(),
                    answer.heard(),
                    bytes);
        });
    }

    private static void same(String who, Heard expected, Heard actual, byte[] stream) {
        String what = !expected.texts().equals(actual.texts())
                ? "texts"
                : !expected.calls().equals(actual.calls())
                        ? "calls"
                        : !expected.finishes().equals(actual.finishes())
                                ? "finish reasons"
                                : !expected.usage().isEmpty()
                                                && !expected.usage().equals(actual.usage())
                                        ? "usage"
                                        : "";
        require(
                what.isEmpty(),
                what + " differ for " + who + ": " + expected + "\nbut: " + actual + "\n" + show(stream));
    }

    @Test
    void damagedStreamsAreNeverTakenForWhole() {
        Campaign.of("damaged streams", "fuzz.streams", 1000).run(number -> {
            Dice dice = new Dice(number);
            String base = dice.chance(50)
                    ? dice.pick(recorded)
                    : Damage.stream(UpstreamStream.make(dice).text().getBytes(StandardCharsets.UTF_8));
            byte[] stream = Damage.bytes(new Damage(dice, recorded).of(base));
            boolean breaks = dice.chance(15);
            try {
                judge(dice, stream, breaks);
            } catch (AssertionError | RuntimeException finding) {
                throw new AssertionError(
                        finding.getMessage() + (breaks ? "\nthe connection breaks" : "") + "\n" + show(stream),
                        finding);
            }
        });
        System.out.printf("%,d were whole, %,d were unreadable%n", whole, unreadable);
    }

    private void judge(Dice dice, byte[] stream, boolean breaks) {
        Map<Caller, Heard> heard = new EnumMap<>(Caller.class);
        Caller twice = dice.pick(Caller.values());
        for (Caller caller : Caller.values()) {
            Hearing.Answer answer = hear(caller, dice, stream, breaks);
            if (caller == twice || caller == Caller.OPENAI_RELAY) {
                again(answer, hear(caller, dice, stream, breaks), caller);
            }
            heard.put(caller, answer.heard());
        }
        if (heard.values().stream().anyMatch(Heard::whole)) {
            Truth truth = Truth.of(stream);
            if (!truth.doubtful()) {
                require(truth.whole() && (truth.ended() || !breaks), "what is not whole is taken for it: " + heard);
                heard.forEach((caller, one) -> compare(truth, caller, one));
            }
        }
        agree(heard);
    }

    private Hearing.Answer hear(Caller caller, Dice dice, byte[] stream, boolean breaks) {
        return hearing.hear(caller, new Hearing.Arrival(stream, cuts(dice, stream.length), breaks));
    }

    private static void again(Hearing.Answer answer, Hearing.Answer again, Caller caller) {
        require(
                answer.heard().equals(again.heard()) && answer.status() == again.status(),
                "read otherwise, " + caller + " hears otherwise: " + answer.heard() + "\nand " + again.heard());
        require(caller != Caller.OPENAI_RELAY || sameBytes(answer, again), "read otherwise, other bytes are passed on");
    }

    private static void compare(Truth truth, Caller caller, Heard heard) {
        if (heard.whole()) {
            Map<String, String> texts = new TreeMap<>(truth.texts(!caller.google()));
            texts.replaceAll((key, text) -> Heard.paired(text));
            require(texts.equals(heard.texts()), caller + " hears " + heard.texts() + ", not " + texts);
        }
    }

    private static boolean sameBytes(Hearing.Answer one, Hearing.Answer other) {
        return one.heard().failed() || Arrays.equals(one.bytes(), other.bytes());
    }

    private void agree(Map<Caller, Heard> heard) {
        int all = heard.size();
        heard.values().removeIf(Heard::isUnreadable);
        unreadable += heard.size() < all ? 1 : 0;
        boolean taken = heard.values().stream().anyMatch(Heard::whole);
        whole += taken ? 1 : 0;
        require(heard.values().stream().allMatch(one -> one.whole() == taken), "callers do not agree: " + heard);
        if (taken) {
            Heard translated = heard.get(Caller.OPENAI_TRANSLATED);
            same(translated, heard.get(Caller.OPENAI_RELAY), heard);
            same(translated, heard.get(Caller.OPENAI_FOLDED), heard);
            same(heard.get(Caller.GENAI_EVENTS), heard.get(Caller.GENAI_ARRAY), heard);
            same(heard.get(Caller.GENAI_EVENTS), heard.get(Caller.GENAI_FOLDED), heard);
        }
    }

    private static void same(@Nullable Heard one, @Nullable Heard other, Map<Caller, Heard> all) {
        if (one != null && other != null) {
            // A relay passes on counts that no translation can make sense of.
            boolean counted = !one.usage().isEmpty() && !other.usage().isEmpty();
            Heard first = counted ? one : one.withoutUsage();
            Heard second = counted ? other : other.withoutUsage();
            require(first.soundCalls().equals(second.soundCalls()), "not the same for all: " + all);
        }
    }

    /** Where reads end: nowhere, everywhere, or here and there. */
    private static int[] cuts(Dice dice, int length) {
        if (length < 2 || dice.chance(15)) {
            return new int[0];
        }
        List<Integer> cuts = new ArrayList<>();
        int most = dice.chance(5) ? dice.between(1, 5) : dice.pick(40, 400, 2000);
        for (int at = dice.between(1, most); at < length; at += dice.between(1, most)) {
            cuts.add(at);
        }
        return cuts.stream().mapToInt(Integer::intValue).toArray();
    }

    private static String show(byte[] stream) {
        return Damage.stream(stream);
    }
}
