package io.gemigo.gateway.protocol.genai.internal.reply;

import static io.gemigo.gateway.protocol.genai.internal.reply.Replies.candidate;
import static io.gemigo.gateway.protocol.genai.internal.reply.Replies.finish;
import static io.gemigo.gateway.protocol.genai.internal.reply.Replies.parts;
import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.port.ReplyTail;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GenerateContentEncoderTest {
    @Test
    void stagesNothingBeforeTheEnd() {
        Replies reply =
                Replies.unary(ReplySettings.PLAIN).started().text("a").read().finished(FinishReason.STOP);
        assertThat(reply.staged()).isEmpty();
        reply.completed();
        assertThat(parts(reply.json()).get(0).at("text").asString()).isEqualTo("a");
    }

    @Test
    void putsThoughtsFirstThenTextMediaAndCalls() {
        ReplySettings all = new ReplySettings(true, false, false, Replies.WITH_TOOLS.callable(), name -> name);
        Replies reply = Replies.unary(all)
                .started()
                .text("a")
                .call(0, "id", "f")
                .thinking("h")
                .media("image/png", "AAAA")
                .media("image/png", "BBBB")
                .thinking("m")
                .text("b")
                .end();
        JsonAssert.assertSame(
                Json.parse("[{\"text\":\"hm\",\"thought\":true},{\"text\":\"ab\"},"
                        + "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AAAA\"}},"
                        + "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"BBBB\"}},"
                        + "{\"functionCall\":{\"id\":\"id\",\"name\":\"f\",\"args\":{}}}]"),
                candidate(reply.json()).at("content").at("parts"));
    }

    @Test
    void hasTheOneKindOfPartThatCame() {
        JsonAssert.assertSame(
                Json.parse("[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AAAA\"}}]"),
                candidate(Replies.unary(ReplySettings.PLAIN)
                                .started()
                                .media("image/png", "AAAA")
                                .end()
                                .json())
                        .at("content")
                        .at("parts"));
        JsonAssert.assertSame(
                Json.parse("[{\"text\":\"hm\",\"thought\":true}]"),
                candidate(Replies.unary(Replies.WITH_THOUGHTS)
                                .started()
                                .thinking("hm")
                                .end()
                                .json())
                        .at("content")
                        .at("parts"));
    }

    @Test
    void hasPartsEvenIfNothingWasSaid() {
        Json answer = Replies.unary(ReplySettings.PLAIN)
                .started()
                .thinking("hidden")
                .end()
                .json();
        assertThat(parts(answer)).hasSize(1);
        assertThat(parts(answer).get(0).toString()).isEqualTo("{\"text\":\"\"}");
    }

    @Test
    void listsCandidatesByTheirIndexInWhateverOrderTheyCome() {
        Json answer = Replies.unary(ReplySettings.PLAIN)
                .started()
                .text(2, "c")
                .text(0, "a")
                .text(1, "b")
                .text(2, "c")
                .end()
                .json();
        assertThat(answer.at("candidates").elements())
                .extracting(each -> each.at("index").asLong()
                        + each.at("content").at("parts").at(0).at("text").asString())
                .containsExactly("0a", "1b", "2cc");
    }

    @Test
    void hasOneCandidateAtLeastAndNoneThatNeverBegan() {
        Json nothing = Replies.unary(ReplySettings.PLAIN).started().completed().json();
        assertThat(nothing.at("candidates").toString())
                .isEqualTo(
                        "[{\"content\":{\"parts\":[{\"text\":\"\"}],\"role\":\"model\"},\"finishReason\":\"OTHER\",\"index\":0}]");
        Json second = Replies.unary(ReplySettings.PLAIN)
                .started()
                .text(1, "b")
                .finished(1, FinishReason.STOP)
                .completed()
                .json();
        assertThat(second.at("candidates").elements()).hasSize(1);
        assertThat(candidate(second).at("index").asLong()).isEqualTo(1);
    }

    @Test
    void endsInOneObjectWithAContentTypeThatClientsRead() {
        Replies reply = Replies.unary(ReplySettings.PLAIN);
        HeaderList headers = new HeaderList();
        reply.encoder.head(headers);
        assertThat(headers.get("content-type")).isEqualTo("application/json; charset=UTF-8");
        assertThat(headers.size()).isEqualTo(1);
        assertThat(reply.encoder.failureEnding()).isEqualTo(ReplyTail.Ending.CLEAN);
    }

    @Test
    void tellsOfARefusal() {
        Json candidate = candidate(Replies.unary(ReplySettings.PLAIN)
                .started()
                .refusal("I will")
                .refusal(" not.")
                .end()
                .json());
        assertThat(candidate.at("content").at("parts").at(0).at("text").asString())
                .isEqualTo("I will not.");
        assertThat(candidate.at("finishMessage").asString()).isEqualTo("refusal");
        assertThat(candidate.at("finishReason").asString()).isEqualTo("STOP");
    }

    @Test
    void bordersTheWordOfAReasonNobodyKnows() {
        String longest = "w".repeat(256);
        assertThat(message(longest)).isEqualTo(longest);
        assertThat(message(longest + "x")).isEqualTo(longest);
        assertThat(message("re\"petition")).isEqualTo("re\"petition");
    }

    private static String message(String word) {
        return candidate(Replies.unary(ReplySettings.PLAIN)
                        .started()
                        .text("a")
                        .finished(FinishReason.other(word))
                        .completed()
                        .json())
                .at("finishMessage")
                .asString();
    }

    @Test
    void saysNothingOfUsageWhereNothingIsKnown() {
        assertThat(Replies.unary(ReplySettings.PLAIN)
                        .started()
                        .text("a")
                        .completed()
                        .json()
                        .has("usageMetadata"))
                .isFalse();
    }

    @Test
    void saysOtherOfAChoiceThatNeverFinished() {
        Json answer = Replies.unary(ReplySettings.PLAIN)
                .started()
                .text("a")
                .completed()
                .json();
        assertThat(finish(answer)).isEqualTo("OTHER");
        assertThat(candidate(answer).has("finishMessage")).isFalse();
        assertThat(candidate(answer).has("logprobsResult")).isFalse();
        assertThat(candidate(answer).has("avgLogprobs")).isFalse();
    }

    @Test
    void listsSeveralCandidates() {
        Json answer = Replies.unary(ReplySettings.PLAIN)
                .started()
                .text(0, "a")
                .text(1, "b")
                .finished(1, FinishReason.LENGTH)
                .end()
                .json();
        assertThat(answer.at("candidates").elements())
                .extracting(each ->
                        each.at("index").asLong() + each.at("finishReason").asString())
                .containsExactly("0STOP", "1MAX_TOKENS");
    }

    @Test
    void hasNoCallPartWhereACallIsBroken() {
        Json answer = Replies.unary(Replies.WITH_TOOLS)
                .started()
                .text("a")
                .call(0, "id", "f")
                .arguments(0, "{")
                .end()
                .json();
        assertThat(parts(answer)).hasSize(1);
        assertThat(finish(answer)).isEqualTo("MALFORMED_FUNCTION_CALL");
    }

    @Test
    void countsThoughtsApartAndSplitsThePrompt() {
        Usage usage = new Usage(100, 30, 130, 40, Usage.ABSENT, 20, 60, 30, 10, 0, false);
        Json answer = Replies.unary(ReplySettings.PLAIN)
                .started()
                .text("a")
                .usage(usage)
                .completed()
                .json();
        JsonAssert.assertSame(
                "{\"promptTokenCount\":100,\"candidatesTokenCount\":10,\"totalTokenCount\":130,"
                        + "\"cachedContentTokenCount\":40,\"thoughtsTokenCount\":20,\"promptTokensDetails\":["
                        + "{\"modality\":\"TEXT\",\"tokenCount\":60},{\"modality\":\"IMAGE\",\"tokenCount\":30},"
                        + "{\"modality\":\"AUDIO\",\"tokenCount\":10}]}",
                answer.at("usageMetadata").toString());
    }

    @Test
    void takesThePromptForTextOnlyWhereItIs() {
        Usage whole = Usage.of(100, 30);
        assertThat(details(ReplySettings.PLAIN, whole)).isEqualTo("[{\"modality\":\"TEXT\",\"tokenCount\":100}]");
        assertThat(details(Replies.WITH_MEDIA, whole)).isNull();
        assertThat(details(ReplySettings.PLAIN, Usage.of(0, 30))).isNull();
    }

    @Test
    void splitsTheAnswerWhereTheUpstreamDoes() {
        assertThat(answered(50, 20, 50, -1)).isEqualTo("[{\"modality\":\"TEXT\",\"tokenCount\":30}]");
        assertThat(answered(50, 20, 30, -1)).isEqualTo("[{\"modality\":\"TEXT\",\"tokenCount\":30}]");
        assertThat(answered(50, -1, 12, 38))
                .isEqualTo("[{\"modality\":\"TEXT\",\"tokenCount\":12},{\"modality\":\"AUDIO\",\"tokenCount\":38}]");
        assertThat(answered(50, 20, 50, 10))
                .isEqualTo("[{\"modality\":\"TEXT\",\"tokenCount\":20},{\"modality\":\"AUDIO\",\"tokenCount\":10}]");
        assertThat(answered(50, -1, -1, 38)).isEqualTo("[{\"modality\":\"AUDIO\",\"tokenCount\":38}]");
        assertThat(answered(50, -1, -1, -1)).isNull();
        assertThat(answered(50, -1, 0, 0)).isNull();
    }

    private static String answered(long completion, long reasoning, long text, long audio) {
        long none = Usage.ABSENT;
        Usage usage = new Usage(
                9, completion, 9 + completion, none, none, reasoning, none, none, none, none, text, audio, false);
        Json counts = Replies.unary(ReplySettings.PLAIN)
                .started()
                .text("a")
                .usage(usage)
                .completed()
                .json()
                .at("usageMetadata");
        return counts.has("candidatesTokensDetails")
                ? counts.at("candidatesTokensDetails").toString()
                : null;
    }

    @Test
    void leavesCountsOutThatAreZeroAndAddsUpWhatNobodyHas() {
        Json counts = Replies.unary(ReplySettings.PLAIN)
                .started()
                .text("a")
                .usage(new Usage(5, 1, 0, 0, 0, 0, -1, -1, -1, -1, false))
                .completed()
                .json()
                .at("usageMetadata");
        JsonAssert.assertSame(
                "{\"promptTokenCount\":5,\"candidatesTokenCount\":1,\"totalTokenCount\":6,"
                        + "\"promptTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":5}]}",
                counts.toString());
    }

    @Test
    void takesForTextWhatIsNoMedia() {
        long none = Usage.ABSENT;
        assertThat(details(Replies.WITH_MEDIA, new Usage(100, 1, 101, none, none, none, none, 60, none, 10, false)))
                .isEqualTo("[{\"modality\":\"TEXT\",\"tokenCount\":30},{\"modality\":\"IMAGE\",\"tokenCount\":60},"
                        + "{\"modality\":\"VIDEO\",\"tokenCount\":10}]");
        assertThat(details(Replies.WITH_MEDIA, new Usage(100, 1, 101, none, none, none, 0, none, 60, none, false)))
                .isEqualTo("[{\"modality\":\"AUDIO\",\"tokenCount\":60}]");
        assertThat(details(Replies.WITH_MEDIA, new Usage(100, 1, 101, none, none, none, none, 40, 30, 20, false)))
                .isEqualTo("[{\"modality\":\"TEXT\",\"tokenCount\":10},{\"modality\":\"IMAGE\",\"tokenCount\":40},"
                        + "{\"modality\":\"AUDIO\",\"tokenCount\":30},{\"modality\":\"VIDEO\",\"tokenCount\":20}]");
    }

    private static String details(ReplySettings settings, Usage usage) {
        Json counts = Replies.unary(settings)
                .started()
                .text("a")
                .usage(usage)
                .completed()
                .json()
                .at("usageMetadata");
        return counts.has("promptTokensDetails")
                ? counts.at("promptTokensDetails").toString()
                : null;
    }

    @Test
    void countsLogprobsOfWholeListsOnly() {
        Json candidate = candidate(Replies.unary(ReplySettings.PLAIN)
                .started()
                .text("ab")
                .logprobs("[{\"token\":\"a\",\"logprob\":-1,\"top_logprobs\":[]},{\"token\":")
                .logprobs("[{\"token\":\"b\",\"logprob\":-3,\"top_logprobs\":[]}]")
                .end()
                .json());
        assertThat(candidate.at("avgLogprobs").asLong()).isEqualTo(-3);
        assertThat(candidate.at("logprobsResult").at("chosenCandidates").elements())
                .hasSize(1);
    }

    @Test
    void countsNoLogprobsOfAListWithMoreBehindIt() {
        Json candidate = candidate(Replies.unary(ReplySettings.PLAIN)
                .started()
                .text("ab")
                .logprobs("[{\"token\":\"a\",\"logprob\":-1}] more")
                .end()
                .json());
        assertThat(candidate.has("avgLogprobs")).isFalse();
        assertThat(candidate.has("logprobsResult")).isFalse();
    }

    @Test
    void readsLogprobsBehindMembersThatAreNotWhatTheyShouldBe() {
        Json candidate = candidate(Replies.unary(ReplySettings.PLAIN)
                .started()
                .text("ab")
                .logprobs("[{\"token\":{\"logprob\":-9},\"logprob\":-1},"
                        + "{\"logprob\":[\"token\"],\"token\":\"b\",\"top_logprobs\":{\"token\":\"x\"}},"
                        + "{\"token\":\"c\",\"logprob\":-2},{\"token\":\"d\",\"logprob\":\"-9\"}]")
                .end()
                .json());
        JsonAssert.assertSame(
                "[{\"token\":\"\",\"logProbability\":-1},{\"token\":\"b\",\"logProbability\":0},"
                        + "{\"token\":\"c\",\"logProbability\":-2},{\"token\":\"d\",\"logProbability\":0}]",
                candidate.at("logprobsResult").at("chosenCandidates").toString());
        assertThat(candidate.at("avgLogprobs").toString()).isEqualTo("-0.75");
    }

    @Test
    void knowsNoAlternativesOfAlternatives() {
        Json candidate = candidate(Replies.unary(ReplySettings.PLAIN)
                .started()
                .text("a")
                .logprobs("[{\"token\":\"a\",\"logprob\":-1,\"top_logprobs\":["
                        + "{\"token\":\"b\",\"top_logprobs\":[{\"token\":\"x\",\"logprob\":-9}],\"logprob\":-2}]}]")
                .end()
                .json());
        JsonAssert.assertSame(
                "[{\"candidates\":[{\"token\":\"b\",\"logProbability\":-2}]}]",
                candidate.at("logprobsResult").at("topCandidates").toString());
    }

    @Test
    void saysThatUsageIsEstimated() {
        Replies counted = Replies.unary(ReplySettings.PLAIN).started().usage(Usage.of(5, 1));
        assertThat(counted.warnings.header()).isNull();
        Replies reply = Replies.unary(ReplySettings.PLAIN).started().text("a").usage(Usage.estimate(5, 1));
        assertThat(reply.warnings.header()).isEqualTo("genai; field=usageMetadata; action=estimated");
        assertThat(reply.completed().json().at("usageMetadata").has("promptTokensDetails"))
                .isFalse();
    }

    @Test
    void neverShowsNegativeCounts() {
        Usage usage = new Usage(-1, 5, -1, -1, -1, 9, -1, -1, -1, -1, false);
        Json counts = Replies.unary(ReplySettings.PLAIN)
                .started()
                .text("a")
                .usage(usage)
                .completed()
                .json()
                .at("usageMetadata");
        assertThat(counts.at("promptTokenCount").asLong()).isZero();
        assertThat(counts.has("candidatesTokenCount")).isFalse();
        assertThat(counts.at("totalTokenCount").asLong()).isEqualTo(5);
    }

    @Test
    void tellsOfLogprobs() {
        Json candidate = candidate(Replies.unary(ReplySettings.PLAIN)
                .started()
                .text("Hi!")
                .logprobs("[{\"token\":\"Hi\",\"logprob\":-0.5,\"bytes\":[72,105],\"top_logprobs\":["
                        + "{\"token\":\"Hi\",\"logprob\":-0.5,\"bytes\":null},{\"token\":\"Ho\",\"logprob\":-2}]}]")
                .logprobs("nonsense")
                .logprobs("[{\"token\":\"\\\"\",\"logprob\":-1.5,\"top_logprobs\":[]}]")
                .end()
                .json());
        assertThat(new java.math.BigDecimal(candidate.at("avgLogprobs").toString()))
                .isEqualByComparingTo("-1");
        JsonAssert.assertSame(
                "{\"topCandidates\":[{\"candidates\":[{\"token\":\"Hi\",\"logProbability\":-0.5},"
                        + "{\"token\":\"Ho\",\"logProbability\":-2}]},{\"candidates\":[]}],"
                        + "\"chosenCandidates\":[{\"token\":\"Hi\",\"logProbability\":-0.5},"
                        + "{\"token\":\"\\\"\",\"logProbability\":-1.5}]}",
                candidate.at("logprobsResult").toString());
    }

    @Test
    void tellsOfLogprobsWithTheChunkTheyBelongTo() {
        Replies reply = Replies.sse()
                .started()
                .text("a")
                .logprobs("[{\"token\":\"a\",\"logprob\":-1}]")
                .read()
                .text("b")
                .logprobs("[{\"token\":\"b\",\"logprob\":-3}]")
                .end();
        assertThat(candidate(reply.chunks().get(0))
                        .at("logprobsResult")
                        .at("chosenCandidates")
                        .elements())
                .hasSize(1);
        assertThat(candidate(reply.chunks().get(0)).has("avgLogprobs")).isFalse();
        assertThat(candidate(reply.chunks().get(1)).at("avgLogprobs").asLong()).isEqualTo(-2);
        JsonAssert.assertSame(
                "{\"topCandidates\":[{\"candidates\":[]}],"
                        + "\"chosenCandidates\":[{\"token\":\"b\",\"logProbability\":-3}]}",
                candidate(reply.chunks().get(1)).at("logprobsResult").toString());
    }

    @Test
    void unwrapsOneWordOfAList() {
        Replies reply = Replies.unary(Replies.WITH_ENUM)
                .started()
                .text("{\"val")
                .text("ue\": \"y\u00e9\\\"s\"}")
                .end();
        assertThat(parts(reply.json()).get(0).at("text").asString()).isEqualTo("y\u00e9\"s");
    }

    @Test
    void unwrapsTheWordOfEveryCandidate() {
        Json answer = Replies.unary(Replies.WITH_ENUM)
                .started()
                .text(1, "{\"value\":\"no\"}")
                .text(0, "{\"value\":\"yes\"}")
                .finished(1, FinishReason.STOP)
                .end()
                .json();
        assertThat(answer.at("candidates").elements())
                .extracting(
                        each -> each.at("content").at("parts").at(0).at("text").asString())
                .containsExactly("yes", "no");
    }

    @Test
    void unwrapsAWordInAStream() {
        Replies reply = Replies.sse(Replies.WITH_ENUM)
                .started()
                .text("{\"value\":")
                .read()
                .text("\"yes\"}")
                .read();
        assertThat(reply.staged()).isEmpty();
        List<Json> chunks = reply.end().chunks();
        assertThat(chunks).hasSize(1);
        assertThat(parts(chunks.get(0)).get(0).at("text").asString()).isEqualTo("yes");
        HeaderList headers = new HeaderList();
        reply.encoder.head(headers);
        assertThat(headers.get("content-type")).isEqualTo("text/event-stream");
        assertThat(reply.encoder.failureEnding()).isEqualTo(ReplyTail.Ending.CUT);
    }

    @Test
    void passesOnWhatElseAnAnswerOfOneWordHolds() {
        ReplySettings settings = new ReplySettings(true, true, false, Set.of("f"), name -> name);
        Replies reply = Replies.unary(settings)
                .started()
                .thinking("hm")
                .refusal("No.")
                .media("image/png", "AAAA")
                .call(0, "id", "f")
                .arguments(0, "{\"a\":1}")
                .logprobs("[{\"token\":\"a\",\"logprob\":-1}]")
                .finished(FinishReason.STOP)
                .usage(Usage.of(1, 1))
                .read()
                .completed();
        JsonAssert.assertSame(
                Json.parse("[{\"text\":\"hm\",\"thought\":true},{\"text\":\"No.\"},"
                        + "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AAAA\"}},"
                        + "{\"functionCall\":{\"id\":\"id\",\"name\":\"f\",\"args\":{\"a\":1}}}]"),
                candidate(reply.json()).at("content").at("parts"));
        assertThat(candidate(reply.json()).has("logprobsResult")).isTrue();
        assertThat(reply.json().has("usageMetadata")).isTrue();
        assertThat(reply.json().at("responseId").asString()).isEqualTo("id-1");
    }

    @Test
    void goesOnWithTextThatIsTooLongForAWord() {
        String most = "x".repeat(64 << 10);
        Replies kept = Replies.sse(Replies.WITH_ENUM).started().text(most).read();
        assertThat(kept.staged()).isEmpty();
        Replies gone = kept.text("y").read();
        assertThat(parts(gone.chunks().get(0)).get(0).at("text").asString()).isEqualTo(most + "y");
        assertThat(gone.text("z").end().chunks()).hasSize(2);
    }

    @Test
    void tellsOfAFailureOfAnAnswerOfOneWord() {
        Replies reply =
                Replies.unary(Replies.WITH_ENUM).started().text("{\"val").failed(new Failure.Internal());
        assertThat(reply.json().at("error").at("code").asLong()).isEqualTo(500);
    }

    @Test
    void leavesAnAnswerAloneThatIsNoSuchObject() {
        for (String other : new String[] {
            "yes", "{\"other\":\"yes\"}", "{\"value\":7}", "{}", "[]", "[\"value\",\"x\"]", "{\"value\":\"x\"} y"
        }) {
            Replies reply =
                    Replies.unary(Replies.WITH_ENUM).started().text(other).end();
            assertThat(parts(reply.json()).get(0).at("text").asString()).isEqualTo(other);
        }
        String tooLong = "x".repeat(70_000);
        assertThat(parts(Replies.unary(Replies.WITH_ENUM)
                                .started()
                                .text(tooLong)
                                .end()
                                .json())
                        .get(0)
                        .at("text")
                        .asString())
                .isEqualTo(tooLong);
    }

    @Test
    void isOneObjectHoweverItFails() {
        Json error = Replies.unary(ReplySettings.PLAIN)
                .started()
                .text("a")
                .failed(new Failure.Internal())
                .json();
        assertThat(error.at("error").at("code").asLong()).isEqualTo(500);
        Json blocked = Replies.unary(ReplySettings.PLAIN)
                .started()
                .text("a")
                .failed(new Failure.ContentBlocked(false, 200))
                .json();
        assertThat(finish(blocked)).isEqualTo("PROHIBITED_CONTENT");
        assertThat(candidate(blocked).has("finishMessage")).isFalse();
        Json refusal = Replies.unary(ReplySettings.PLAIN)
                .started()
                .refusal("I will not")
                .failed(new Failure.ContentBlocked(false, 200))
                .json();
        assertThat(candidate(refusal).has("finishMessage")).isFalse();
    }
}
