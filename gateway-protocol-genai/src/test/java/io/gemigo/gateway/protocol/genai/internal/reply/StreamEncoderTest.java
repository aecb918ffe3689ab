package io.gemigo.gateway.protocol.genai.internal.reply;

import static io.gemigo.gateway.protocol.genai.internal.reply.Replies.candidate;
import static io.gemigo.gateway.protocol.genai.internal.reply.Replies.finish;
import static io.gemigo.gateway.protocol.genai.internal.reply.Replies.parts;
import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Failure.UpstreamUnavailable;
import io.gemigo.gateway.core.port.ReplyTail;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class StreamEncoderTest {
    private static final Failure DOWN = new UpstreamUnavailable(UpstreamUnavailable.Reason.OVERLOADED, null, 503);
    private static final String TAIL = ",\"modelVersion\":\"m\",\"responseId\":\"id-1\"}";

    @Test
    void sendsEachDeltaAtOnce() {
        Replies reply = Replies.sse().started();
        assertThat(reply.staged()).isEmpty();
        reply.text("Hel").read();
        assertThat(reply.staged())
                .isEqualTo("data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hel\"}],\"role\":\"model\"},"
                        + "\"index\":0}]" + TAIL + "\r\n\r\n");
        reply.text("lo").text("!").read();
        assertThat(reply.chunks()).hasSize(3);
    }

    @Test
    void letsTheFinishRideWithTheLastTextOfItsRead() {
        Replies reply = Replies.sse().started().text("a").text("b").end();
        assertThat(reply.chunks()).hasSize(2);
        Json last = reply.chunks().get(1);
        assertThat(parts(last)).extracting(part -> part.at("text").asString()).containsExactly("b");
        assertThat(finish(last)).isEqualTo("STOP");
        assertThat(last.at("usageMetadata").at("totalTokenCount").asLong()).isEqualTo(13);
    }

    @Test
    void holdsTheFinishButNoTextUntilTheUsageHasCome() {
        Replies reply =
                Replies.sse().started().text("a").finished(FinishReason.STOP).read();
        assertThat(reply.chunks()).hasSize(1);
        assertThat(candidate(reply.chunks().get(0)).has("finishReason")).isFalse();
        reply.usage(Usage.of(10, 3)).read();
        assertThat(reply.chunks()).hasSize(1);
        reply.completed();
        Json last = reply.chunks().get(1);
        JsonAssert.assertSame(
                Json.parse("[{\"text\":\"\"}]"), candidate(last).at("content").at("parts"));
        assertThat(finish(last)).isEqualTo("STOP");
    }

    @Test
    void sendsNoUsageWhereThereIsNone() {
        Replies reply =
                Replies.sse().started().text("a").finished(FinishReason.STOP).completed();
        assertThat(reply.chunks().get(0).has("usageMetadata")).isFalse();
    }

    @Test
    void endsAnAnswerThatSaysNothingWithAnEmptyText() {
        Replies reply = Replies.sse().started().end();
        assertThat(reply.chunks()).hasSize(1);
        assertThat(parts(reply.chunks().get(0))).hasSize(1);
    }

    @Test
    void usesTheRequestsIdWhereTheUpstreamGivesNone() {
        Replies reply = Replies.sse();
        reply.encoder.started(new byte[0], 0, 0);
        reply.text("a").end();
        assertThat(reply.chunks().get(0).at("responseId").asString()).isEqualTo("req-1");
    }

    @Test
    void showsThoughtsOnlyIfAskedFor() {
        Replies hidden = Replies.sse().started().thinking("hm").text("a").end();
        assertThat(hidden.staged()).doesNotContain("hm", "thought");
        Replies shown = Replies.sse(Replies.WITH_THOUGHTS)
                .started()
                .thinking("hm")
                .text("a")
                .end();
        assertThat(parts(shown.chunks().get(0)).get(0).toString()).isEqualTo("{\"text\":\"hm\",\"thought\":true}");
        assertThat(parts(shown.chunks().get(1)).get(0).has("thought")).isFalse();
    }

    @Test
    void neverLetsTheFinishRideWithAThought() {
        Replies reply =
                Replies.sse(Replies.WITH_THOUGHTS).started().thinking("hm").end();
        assertThat(reply.chunks()).hasSize(2);
        assertThat(parts(reply.chunks().get(1)).get(0).toString()).isEqualTo("{\"text\":\"\"}");
    }

    @Test
    void sendsARefusalAsText() {
        Json last = Replies.sse().started().refusal("No.").end().chunks().get(0);
        assertThat(parts(last).get(0).at("text").asString()).isEqualTo("No.");
        assertThat(finish(last)).isEqualTo("STOP");
        assertThat(candidate(last).at("finishMessage").asString()).isEqualTo("refusal");
    }

    @Test
    void sendsMediaAsAPart() {
        Replies reply =
                Replies.sse().started().text("see:").media("image/png", "AAAA").end();
        assertThat(parts(reply.chunks().get(1)).get(0).toString())
                .isEqualTo("{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AAAA\"}}");
        assertThat(reply.chunks()).hasSize(3);
    }

    @Test
    void translatesEveryFinishReason() {
        for (List<Object> each : List.of(
                List.<Object>of(FinishReason.STOP, "STOP"),
                List.<Object>of(FinishReason.TOOL_CALLS, "STOP"),
                List.<Object>of(FinishReason.LENGTH, "MAX_TOKENS"),
                List.<Object>of(FinishReason.CONTENT_FILTER, "SAFETY"),
                List.<Object>of(FinishReason.other("repetition"), "OTHER"))) {
            Json last = Replies.sse()
                    .started()
                    .text("a")
                    .finished((FinishReason) each.get(0))
                    .completed()
                    .chunks()
                    .get(0);
            assertThat(finish(last)).isEqualTo(each.get(1));
            assertThat(candidate(last).has("finishMessage"))
                    .isEqualTo(each.get(1).equals("OTHER"));
        }
    }

    @Test
    void keepsSeveralCandidatesApartAndEndsThemTogether() {
        Replies reply = Replies.sse()
                .started()
                .text(0, "a")
                .text(1, "b")
                .finished(1, FinishReason.LENGTH)
                .read()
                .text(0, "c")
                .end();
        List<Json> chunks = reply.chunks();
        assertThat(chunks).hasSize(3);
        assertThat(chunks)
                .extracting(chunk -> candidate(chunk).at("index").asLong())
                .containsExactly(0L, 1L, 0L);
        Json last = chunks.get(2);
        assertThat(last.at("candidates").elements()).hasSize(2);
        assertThat(candidate(last).at("finishReason").asString()).isEqualTo("STOP");
        assertThat(last.at("candidates").at(1).at("index").asLong()).isEqualTo(1);
        assertThat(last.at("candidates").at(1).at("finishReason").asString()).isEqualTo("MAX_TOKENS");
        assertThat(chunks.subList(0, 2)).noneMatch(chunk -> candidate(chunk).has("finishReason"));
    }

    @Test
    void sendsACallWholeInTheLastChunk() {
        Replies reply = Replies.sse(Replies.WITH_TOOLS)
                .started()
                .text("Look:")
                .read()
                .call(0, "id1", "f")
                .arguments(0, "{\"a\": ")
                .read()
                .arguments(0, "1}")
                .finished(FinishReason.TOOL_CALLS)
                .read();
        assertThat(reply.chunks()).hasSize(1);
        reply.usage(Usage.of(1, 1)).completed();
        JsonAssert.assertSame(
                Json.parse("[{\"functionCall\":{\"id\":\"id1\",\"name\":\"f\",\"args\":{\"a\":1}}}]"),
                candidate(reply.chunks().get(1)).at("content").at("parts"));
        assertThat(finish(reply.chunks().get(1))).isEqualTo("STOP");
    }

    @Test
    void letsACallRideWithTheTextOfItsRead() {
        Replies reply = Replies.sse(Replies.WITH_TOOLS)
                .started()
                .text("Look:")
                .call(0, "id1", "f")
                .end();
        assertThat(reply.chunks()).hasSize(1);
        assertThat(parts(reply.chunks().get(0))).hasSize(2);
    }

    @Test
    void sendsACompleteCallAsSoonAsAnotherBegins() {
        Replies reply = Replies.sse(Replies.WITH_TOOLS)
                .started()
                .call(0, "a", "f")
                .arguments(0, "{\"x\":1}")
                .call(1, "b", "g")
                .read();
        assertThat(reply.chunks()).hasSize(1);
        assertThat(parts(reply.chunks().get(0))
                        .get(0)
                        .at("functionCall")
                        .at("id")
                        .asString())
                .isEqualTo("a");
        reply.arguments(1, "{\"y\":2}").arguments(0, " \n").end();
        assertThat(parts(reply.chunks().get(1)).get(0).at("functionCall").toString())
                .isEqualTo("{\"id\":\"b\",\"name\":\"g.own\",\"args\":{\"y\":2}}");
    }

    @Test
    void waitsForCallsWhoseFragmentsAreMixed() {
        Replies reply = Replies.sse(Replies.WITH_TOOLS)
                .started()
                .call(0, "a", "f")
                .arguments(0, "{\"x\":")
                .call(1, "b", "f")
                .arguments(1, "{}")
                .call(2, "c", "f")
                .arguments(0, "1}")
                .end();
        assertThat(reply.chunks()).hasSize(1);
        assertThat(parts(reply.chunks().get(0)))
                .extracting(part -> part.at("functionCall").at("id").asString())
                .containsExactly("a", "b", "c");
    }

    @Test
    void givesACallWithoutAnIdOneOfItsOwn() {
        Replies reply = Replies.sse(Replies.WITH_TOOLS)
                .started()
                .call(0, "", "f")
                .call(1, "", "f")
                .end();
        List<String> ids = parts(reply.chunks().get(0)).stream()
                .map(part -> part.at("functionCall").at("id").asString())
                .toList();
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("call_[0-9a-f]{1,8}_[01]"));
    }

    @Test
    void neverSendsBrokenArgumentsAsACall() {
        for (String broken : List.of("{\"a\":", "[1]", "7", "{} {}", "nonsense")) {
            Replies reply = Replies.sse(Replies.WITH_TOOLS)
                    .started()
                    .text("a")
                    .call(0, "ok", "f")
                    .call(1, "id", "f")
                    .arguments(1, broken)
                    .finished(FinishReason.TOOL_CALLS)
                    .completed();
            assertThat(reply.staged()).doesNotContain("functionCall");
            assertThat(finish(reply.chunks().get(0))).isEqualTo("MALFORMED_FUNCTION_CALL");
        }
    }

    @Test
    void givesTheReasonWhyACallWasCutShort() {
        for (String cut : List.of("", "{\"a\":")) {
            Replies reply = Replies.sse(Replies.WITH_TOOLS)
                    .started()
                    .call(0, "id", "f")
                    .arguments(0, cut)
                    .finished(FinishReason.LENGTH)
                    .completed();
            assertThat(reply.staged()).doesNotContain("functionCall");
            assertThat(finish(reply.chunks().get(0))).isEqualTo("MAX_TOKENS");
            Replies filtered = Replies.sse(Replies.WITH_TOOLS)
                    .started()
                    .call(0, "id", "f")
                    .arguments(0, cut)
                    .finished(FinishReason.CONTENT_FILTER)
                    .completed();
            assertThat(finish(filtered.chunks().get(0))).isEqualTo("SAFETY");
        }
        Json whole = Replies.sse(Replies.WITH_TOOLS)
                .started()
                .call(0, "id", "f")
                .call(1, "id2", "f")
                .arguments(1, "{}")
                .finished(FinishReason.LENGTH)
                .completed()
                .chunks()
                .get(0);
        assertThat(parts(whole)).hasSize(2);
        assertThat(finish(whole)).isEqualTo("MAX_TOKENS");
    }

    @Test
    void tellsOfWholeCallsInFrontOfOneThatWasCutShort() {
        for (Replies reply : List.of(Replies.sse(Replies.WITH_TOOLS), Replies.unary(Replies.WITH_TOOLS))) {
            reply.started()
                    .call(0, "whole", "f")
                    .arguments(0, "{}")
                    .call(1, "empty", "f")
                    .call(2, "cut", "f")
                    .arguments(2, "{\"a\":")
                    .finished(FinishReason.LENGTH)
                    .completed();
            assertThat(reply.staged())
                    .contains("\"whole\"", "\"empty\"", "MAX_TOKENS")
                    .doesNotContain("\"cut\"");
        }
    }

    @Test
    void callsAWholeCallThatGrowsMalformed() {
        Replies reply = Replies.sse(Replies.WITH_TOOLS)
                .started()
                .call(0, "a", "f")
                .arguments(0, "{}")
                .call(1, "b", "f")
                .arguments(0, "more")
                .end();
        assertThat(finish(reply.chunks().get(1))).isEqualTo("MALFORMED_FUNCTION_CALL");
    }

    @Test
    void sendsNoCallOfAFunctionThatWasNotDeclared() {
        Replies reply = Replies.sse(Replies.WITH_TOOLS)
                .started()
                .call(0, "id", "unheard_of")
                .arguments(0, "{}")
                .end();
        assertThat(reply.staged()).doesNotContain("functionCall");
        assertThat(finish(reply.chunks().get(0))).isEqualTo("UNEXPECTED_TOOL_CALL");
    }

    @Test
    void tellsOfTheFirstFaultOfItsCalls() {
        Replies malformed = Replies.sse(Replies.WITH_TOOLS)
                .started()
                .call(0, "a", "f")
                .arguments(0, "[]")
                .call(1, "b", "unheard_of")
                .end();
        assertThat(finish(malformed.chunks().get(0))).isEqualTo("MALFORMED_FUNCTION_CALL");
        Replies unexpected = Replies.sse(Replies.WITH_TOOLS)
                .started()
                .call(0, "a", "unheard_of")
                .arguments(0, "{}")
                .finished(FinishReason.LENGTH)
                .completed();
        // Where it was stopped does not make it a call that may be made.
        assertThat(finish(unexpected.chunks().get(0))).isEqualTo("UNEXPECTED_TOOL_CALL");
    }

    @Test
    void sendsNoCallBehindOneThatMayNotBeMade() {
        Replies reply = Replies.sse(Replies.WITH_TOOLS)
                .started()
                .call(0, "a", "unheard_of")
                .arguments(0, "{}")
                .call(1, "b", "f")
                .arguments(1, "{}")
                .call(2, "c", "f")
                .read();
        assertThat(reply.staged()).isEmpty();
        assertThat(reply.end().staged()).doesNotContain("functionCall");
        assertThat(finish(reply.chunks().get(0))).isEqualTo("UNEXPECTED_TOOL_CALL");
    }

    @Test
    void sendsSeveralCompleteCallsInOneChunk() {
        Replies reply = Replies.sse(Replies.WITH_TOOLS)
                .started()
                .call(0, "a", "f")
                .call(1, "b", "f")
                .arguments(0, "{}")
                .arguments(1, "{}")
                .call(2, "c", "f")
                .read();
        assertThat(reply.chunks()).hasSize(1);
        assertThat(parts(reply.chunks().get(0)))
                .extracting(part -> part.at("functionCall").at("id").asString())
                .containsExactly("a", "b");
    }

    @Test
    void takesArgumentsOfWhiteSpaceForNone() {
        for (String blank : List.of(" ", "\n\t\r ", "  \n")) {
            Replies reply = Replies.sse(Replies.WITH_TOOLS)
                    .started()
                    .call(0, "a", "f")
                    .arguments(0, blank)
                    .end();
            assertThat(parts(reply.chunks().get(0)).get(0).at("functionCall").toString())
                    .isEqualTo("{\"id\":\"a\",\"name\":\"f\",\"args\":{}}");
        }
        Replies grown = Replies.sse(Replies.WITH_TOOLS)
                .started()
                .call(0, "a", "f")
                .arguments(0, "{}")
                .call(1, "b", "f")
                .arguments(0, "\r\n\t ")
                .end();
        assertThat(finish(grown.chunks().get(1))).isEqualTo("STOP");
        assertThat(finish(Replies.sse(Replies.WITH_TOOLS)
                        .started()
                        .call(0, "a", "f")
                        .arguments(0, "\0")
                        .end()
                        .chunks()
                        .get(0)))
                .isEqualTo("MALFORMED_FUNCTION_CALL");
        for (String more : List.of("\\", "\u00e9", "x", "xn", "\b")) {
            Replies broken = Replies.sse(Replies.WITH_TOOLS)
                    .started()
                    .call(0, "a", "f")
                    .arguments(0, "{}")
                    .call(1, "b", "f")
                    .arguments(0, " " + more)
                    .end();
            assertThat(finish(broken.chunks().get(1))).isEqualTo("MALFORMED_FUNCTION_CALL");
        }
    }

    @Test
    void leavesArgumentsOfNoCallOut() {
        Replies reply = Replies.sse(Replies.WITH_TOOLS)
                .started()
                .arguments(0, "{}")
                .text("a")
                .arguments(3, "x")
                .end();
        assertThat(reply.chunks()).hasSize(1);
        assertThat(finish(reply.chunks().get(0))).isEqualTo("STOP");
    }

    @Test
    void joinsArgumentsThatAreCutWithinACharacter() {
        byte[] first = "{\\\"a\\\":\\\"\\ud83d".getBytes(StandardCharsets.US_ASCII);
        byte[] second = "\\ude00\\\"}".getBytes(StandardCharsets.US_ASCII);
        Replies reply = Replies.sse(Replies.WITH_TOOLS).started().call(0, "a", "f");
        reply.encoder.toolCallArguments(0, 0, first, 0, first.length);
        reply.encoder.toolCallArguments(0, 0, second, 0, second.length);
        assertThat(parts(reply.end().chunks().get(0))
                        .get(0)
                        .at("functionCall")
                        .at("args")
                        .at("a")
                        .asString())
                .isEqualTo("\ud83d\ude00");
    }

    @Test
    void takesAsManyCallsAsARequestCanMean() {
        Replies most = Replies.sse(Replies.WITH_TOOLS).started();
        for (int i = 0; i < 256; i++) {
            most.call(i, "c" + i, "f");
        }
        Json last = most.end().chunks().get(0);
        assertThat(finish(last)).isEqualTo("STOP");
        assertThat(parts(last)).hasSize(256);
    }

    @Test
    void marksThoughtsOfEveryCandidate() {
        Replies reply = Replies.sse(Replies.WITH_THOUGHTS).started();
        byte[] thought = Replies.escape("hm");
        reply.encoder.thinking(1, thought, 0, thought.length);
        reply.read().text(1, "b").read();
        assertThat(reply.chunks().get(0).at("candidates").toString())
                .isEqualTo(
                        "[{\"content\":{\"parts\":[{\"text\":\"hm\",\"thought\":true}],\"role\":\"model\"},\"index\":1}]");
        assertThat(reply.chunks().get(1).at("candidates").toString())
                .isEqualTo("[{\"content\":{\"parts\":[{\"text\":\"b\"}],\"role\":\"model\"},\"index\":1}]");
    }

    @Test
    void endsACandidateOfWhichOnlyHiddenThoughtsCame() {
        Replies reply = Replies.sse().started().thinking("hm").read();
        assertThat(reply.staged()).isEmpty();
        reply.finished(FinishReason.LENGTH).completed();
        assertThat(reply.chunks().get(0).at("candidates").elements()).hasSize(1);
        assertThat(finish(reply.chunks().get(0))).isEqualTo("MAX_TOKENS");
    }

    @Test
    void repeatsModelAndIdInEveryChunk() {
        Replies reply = Replies.sse(Replies.WITH_TOOLS)
                .started()
                .text("a")
                .read()
                .media("image/png", "AAAA")
                .call(0, "x", "f")
                .arguments(0, "{}")
                .call(1, "y", "f")
                .read()
                .end();
        assertThat(reply.chunks())
                .hasSize(4)
                .allMatch(chunk -> chunk.at("modelVersion").asString().equals("m")
                        && chunk.at("responseId").asString().equals("id-1"));
    }

    @Test
    void boundsCallsAndTheirArguments() {
        Replies many = Replies.sse(Replies.WITH_TOOLS).started();
        for (int i = 0; i < 257; i++) {
            many.call(i, "c" + i, "f");
        }
        assertThat(finish(many.end().chunks().get(0))).isEqualTo("TOO_MANY_TOOL_CALLS");

        Replies whole = Replies.sse(Replies.WITH_TOOLS).started();
        for (int i = 0; i < 257; i++) {
            whole.call(i, "c" + i, "f").arguments(i, "{}");
        }
        List<Json> chunks = whole.end().chunks();
        // The last one may still grow when the one too many comes.
        assertThat(chunks).hasSize(256);
        assertThat(whole.staged()).contains("\"c254\"").doesNotContain("\"c255\"");
        assertThat(finish(chunks.get(255))).isEqualTo("TOO_MANY_TOOL_CALLS");

        String mebibyte = " ".repeat(1 << 20);
        Replies enough = Replies.sse(Replies.WITH_TOOLS).started().call(0, "a", "f");
        Replies tooMuch = Replies.sse(Replies.WITH_TOOLS).started().call(0, "a", "f");
        for (int i = 0; i < 4; i++) {
            enough.arguments(0, mebibyte);
            tooMuch.arguments(0, mebibyte);
        }
        assertThat(finish(enough.end().chunks().get(0))).isEqualTo("STOP");
        assertThat(finish(tooMuch.arguments(0, " ").end().chunks().get(0))).isEqualTo("MALFORMED_FUNCTION_CALL");
    }

    @Test
    void countsArgumentsByTheirLengthWhereverInARead() {
        byte[] read = new byte[1 << 20];
        read[read.length - 2] = '{';
        read[read.length - 1] = '}';
        Replies reply = Replies.sse(Replies.WITH_TOOLS).started();
        for (int i = 0; i < 8; i++) {
            reply.call(i, "c" + i, "f");
            reply.encoder.toolCallArguments(0, i, read, read.length - 2, read.length);
        }
        assertThat(finish(reply.end().chunks().get(7))).isEqualTo("STOP");
    }

    @Test
    void tellsOfAFailureMidwayAndBreaksTheBody() {
        Replies reply = Replies.sse().started().text("Hel").failed(DOWN);
        assertThat(reply.chunks()).hasSize(2);
        Json error = reply.chunks().get(1).at("error");
        assertThat(error.at("code").asLong()).isEqualTo(503);
        assertThat(error.at("status").asString()).isEqualTo("UNAVAILABLE");
        assertThat(error.at("requestId").asString()).isEqualTo("req-1");
        assertThat(reply.encoder.failureEnding()).isEqualTo(ReplyTail.Ending.CUT);
    }

    @Test
    void discardsUnfinishedCallsOnAFailure() {
        Replies reply = Replies.sse(Replies.WITH_TOOLS)
                .started()
                .text("a")
                .call(0, "id", "f")
                .arguments(0, "{}")
                .failed(DOWN);
        assertThat(reply.staged()).doesNotContain("functionCall", "finishReason");
    }

    @Test
    void endsAnAnswerThatIsWithheldMidwayWithItsReason() {
        Replies reply = Replies.sse(Replies.WITH_TOOLS)
                .started()
                .text("Hel")
                .read()
                .call(0, "id", "f")
                .failed(new Failure.ContentBlocked(false, 200));
        Json last = reply.chunks().get(1);
        assertThat(finish(last)).isEqualTo("PROHIBITED_CONTENT");
        assertThat(parts(last)).hasSize(1);
        assertThat(reply.staged()).doesNotContain("functionCall", "error");
        assertThat(reply.encoder.failureEnding()).isEqualTo(ReplyTail.Ending.CLEAN);
    }

    @Test
    void keepsAnArrayWholeWhateverHappens() {
        assertThat(Replies.array().started().end().json().elements()).hasSize(1);
        assertThat(Replies.array()
                        .started()
                        .text("a")
                        .read()
                        .text("b")
                        .read()
                        .end()
                        .json()
                        .elements())
                .hasSize(3);
        Replies failed = Replies.array().started().text("a").text("b").failed(DOWN);
        assertThat(failed.json().elements()).hasSize(3);
        assertThat(failed.json().at(2).at("error").at("code").asLong()).isEqualTo(503);
        assertThat(failed.encoder.failureEnding()).isEqualTo(ReplyTail.Ending.CLEAN);
        assertThat(failed.staged()).startsWith("[{").contains("}\n,\r\n{").endsWith("}\n]");
    }

    @Test
    void joinsASurrogatePairThatIsCutBetweenDeltas() {
        Replies reply = Replies.sse()
                .started()
                .escaped("a\\ud83d")
                .read()
                .escaped("\\ude00b")
                .read()
                .escaped("c")
                .read()
                .end();
        assertThat(texts(reply)).containsExactly("a", "\ud83d\ude00b", "c", "");
    }

    @Test
    void joinsSurrogatePairsThatOtherCandidatesInterrupt() {
        Replies reply = Replies.sse()
                .started()
                .escaped(0, "a\\ud83d")
                .escaped(1, "b\\ud83d")
                .escaped(0, "\\ude00")
                .escaped(1, "\\ude01")
                .finished(1, FinishReason.STOP)
                .end();
        assertThat(texts(reply)).containsExactly("a", "b", "\ud83d\ude00", "\ud83d\ude01");
    }

    @Test
    void joinsASurrogatePairOfArgumentsThatAnotherCallInterrupts() {
        Replies reply = Replies.sse(Replies.WITH_TOOLS)
                .started()
                .call(0, "a", "f")
                .escapedArguments(0, "{\\\"x\\\":\\\"\\ud83d")
                .call(1, "b", "f")
                .escapedArguments(0, "\\ude00\\\"}")
                .end();
        assertThat(parts(reply.chunks().get(0)).get(0).at("functionCall").at("args"))
                .isEqualTo(Json.parse("{\"x\":\"\ud83d\ude00\"}"));
    }

    @Test
    void joinsASurrogatePairThatThoughtsCallsOrMediaInterrupt() {
        Replies reply = Replies.sse(
                        new ReplySettings(true, false, false, Replies.WITH_TOOLS.callable(), UnaryOperator.identity()))
                .started()
                .escaped("a\\ud83d")
                .escapedThinking("b\\ud83d")
                .call(0, "id", "f")
                .arguments(0, "{}")
                .call(1, "id2", "f")
                .media("image/png", "AAAA")
                .escaped("\\ude00c")
                .escapedThinking("\\ude01d")
                .end();
        assertThat(reply.chunks().stream()
                        .flatMap(chunk -> parts(chunk).stream())
                        .filter(part -> part.has("text"))
                        .map(Json::toString))
                .containsExactly(
                        "{\"text\":\"a\"}",
                        "{\"text\":\"b\",\"thought\":true}",
                        "{\"text\":\"\ud83d\ude00c\"}",
                        "{\"text\":\"\ud83d\ude01d\",\"thought\":true}");
    }

    @Test
    void replacesHalfAPairThatNothingCompletes() {
        assertThat(texts(Replies.sse().started().escaped("a\\uD83D").end())).containsExactly("a", "\ufffd");
        assertThat(texts(Replies.sse()
                        .started()
                        .escaped("\\ud83d")
                        .escaped("\\ud83d")
                        .escaped("\\ude00")
                        .end()))
                .containsExactly("\ufffd", "\ud83d\ude00");
        assertThat(Replies.sse().started().escaped("\\ud83d").failed(DOWN).chunks())
                .hasSize(2);
    }

    @Test
    void replacesHalfAPairAtTheEndWhateverElseCame() {
        Replies media = Replies.sse()
                .started()
                .escaped("\\ud83d")
                .media("image/png", "AAAA")
                .end();
        assertThat(parts(media.chunks().get(0)).get(0).has("inlineData")).isTrue();
        assertThat(parts(media.chunks().get(1)).get(0).at("text").asString()).isEqualTo("\ufffd");
        Replies thought = Replies.sse(Replies.WITH_THOUGHTS)
                .started()
                .escapedThinking("\\ud83d")
                .text("x")
                .end();
        assertThat(parts(thought.chunks().get(0)).get(0).toString()).isEqualTo("{\"text\":\"x\"}");
        assertThat(parts(thought.chunks().get(1)).get(0).toString())
                .isEqualTo("{\"text\":\"\ufffd\",\"thought\":true}");
        // What another candidate says does not end it.
        Replies other = Replies.sse().started().escaped("\\ud83d").text(1, "b").end();
        assertThat(candidate(other.chunks().get(1)).at("index").asLong()).isZero();
        assertThat(parts(other.chunks().get(1)).get(0).at("text").asString()).isEqualTo("\ufffd");
    }

    @Test
    void waitsForTheHigherHalfOfAPairOnly() {
        for (String whole : List.of(
                "\\ud7ff", "\\ue000", "\\udc00", "\\uDFFF", "\\u0d83", "\\u08ff", "\\nd83d", "xud83d", "\\\\ud83d")) {
            assertThat(Replies.sse().started().escaped(whole).read().staged())
                    .as(whole)
                    .contains(whole);
        }
        for (String half : List.of("\\ud800", "\\uD9ff", "\\uDAbc", "\\udBff", "\\\\\\ud83d")) {
            assertThat(Replies.sse().started().escaped(half).read().staged())
                    .as(half)
                    .doesNotContain(half.substring(half.length() - 6));
        }
    }

    @Test
    void leavesAnEscapedBackslashAlone() {
        assertThat(texts(Replies.sse().started().escaped("a\\\\ud83d").end())).containsExactly("a\\ud83d");
    }

    @Test
    void givesTheSameTextHoweverItIsCut() {
        String text = "\u00e4\"\\\n\ud83d\ude00\u0001/" + "\\u0041\\ud83d\\ude00 end";
        byte[] escaped = Replies.escape(text);
        Random random = new Random(4711);
        for (int run = 0; run < 200; run++) {
            Replies reply = Replies.sse().started();
            int from = 0;
            while (from < escaped.length) {
                int to = boundary(escaped, from + 1 + random.nextInt(4));
                reply.encoder.text(0, escaped, from, to);
                if (random.nextBoolean()) {
                    reply.read();
                }
                from = to;
            }
            assertThat(String.join("", texts(reply.end()))).isEqualTo(text);
        }
    }

    /** The next position at which a delta may end: not within an escape or a character. */
    private static int boundary(byte[] escaped, int at) {
        int safe = 0;
        while (safe < at && safe < escaped.length) {
            int length = 1;
            if (escaped[safe] == '\\') {
                length = escaped[safe + 1] == 'u' ? 6 : 2;
            } else if (escaped[safe] < 0) {
                while (safe + length < escaped.length && (escaped[safe + length] & 0xc0) == 0x80) {
                    length++;
                }
            }
            safe += length;
        }
        return safe;
    }

    private static List<String> texts(Replies reply) {
        return reply.chunks().stream()
                .flatMap(chunk -> parts(chunk).stream())
                .map(part -> part.at("text").asString())
                .toList();
    }
}
