package io.gemigo.gateway.protocol.openai.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.port.ReplyTail;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.protocol.OpenAiStreamRules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatStreamEncoderTest {
    private static final String HEAD = "data: {\"id\":\"chatcmpl-up\",\"object\":\"chat.completion.chunk\","
            + "\"created\":1763800000,\"model\":\"asked \\\"model\\\"\",\"choices\":[";
    private static final String NO_FINISH = ",\"logprobs\":null,\"finish_reason\":null}";

    private final ByteBuilder out = new ByteBuilder(1024);

    private ChatStreamEncoder encoder(boolean usageWanted, boolean functions) {
        return new ChatStreamEncoder(Answers.CONTEXT, out, usageWanted, functions);
    }

    private static String role(int choice, String content) {
        return HEAD + "{\"index\":" + choice + ",\"delta\":{\"role\":\"assistant\"," + content + "}" + NO_FINISH;
    }

    private static String delta(int choice, String delta) {
        return HEAD + "{\"index\":" + choice + ",\"delta\":{" + delta + "}" + NO_FINISH;
    }

    private static String finish(int choice, String reason) {
        return HEAD + "{\"index\":" + choice + ",\"delta\":{},\"logprobs\":null,\"finish_reason\":\"" + reason + "\"}";
    }

    @Test
    void writesTheSequenceClientsRelyOn() {
        Answers.play(
                List.of(
                        new ChatEvent.Started("chatcmpl-up"),
                        new ChatEvent.Thinking(0, "hm"),
                        new ChatEvent.Text(0, "a\n\"é"),
                        new ChatEvent.Text(0, ""),
                        new ChatEvent.Text(1, "b"),
                        new ChatEvent.Finished(1, FinishReason.LENGTH),
                        new ChatEvent.UsageReport(Usage.of(1, 1)),
                        new ChatEvent.Finished(0, FinishReason.other("weird")),
                        new ChatEvent.UsageReport(new Usage(3, 2, 5, 1, -1, 0, -1, -1, -1, -1, false)),
                        new ChatEvent.Completed()),
                encoder(true, false));
        String end = "],\"usage\":null}\n\n";
        assertThat(out.utf8())
                .isEqualTo(role(0, "\"content\":\"\",\"refusal\":null") + end
                        + delta(0, "\"reasoning_content\":\"hm\"") + end
                        + delta(0, "\"content\":\"a\\n\\\"é\"") + end
                        + role(1, "\"content\":\"\",\"refusal\":null") + end
                        + delta(1, "\"content\":\"b\"") + end
                        + finish(1, "length") + end
                        + finish(0, "stop") + end
                        + HEAD + "],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":1},"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":0}}}\n\n"
                        + "data: [DONE]\n\n");
    }

    @Test
    void writesToolCallsOnceAndMakesIdsUpstreamsForget() {
        Answers.play(
                List.of(
                        new ChatEvent.Started("chatcmpl-up"),
                        new ChatEvent.ToolCall(0, 0, "c\"0", "f"),
                        new ChatEvent.ToolCallArguments(0, 0, "{\"a\":"),
                        new ChatEvent.ToolCall(0, 1, "", "g"),
                        new ChatEvent.ToolCallArguments(0, 0, "1}"),
                        new ChatEvent.ToolCallArguments(0, 1, ""),
                        new ChatEvent.Finished(0, FinishReason.TOOL_CALLS),
                        new ChatEvent.UsageReport(Usage.of(1, 1)),
                        new ChatEvent.Completed()),
                encoder(false, false));
        String end = "]}\n\n";
        String call = "\"tool_calls\":[{\"index\":";
        assertThat(out.utf8())
                .isEqualTo(role(0, "\"content\":null") + end
                        + delta(
                                0,
                                call
                                        + "0,\"id\":\"c\\\"0\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]")
                        + end
                        + delta(0, call + "0,\"function\":{\"arguments\":\"{\\\"a\\\":\"}}]") + end
                        + delta(
                                0,
                                call
                                        + "1,\"id\":\"call_req-1_0_1\",\"type\":\"function\",\"function\":{\"name\":\"g\",\"arguments\":\"\"}}]")
                        + end
                        + delta(0, call + "0,\"function\":{\"arguments\":\"1}\"}}]") + end
                        + finish(0, "tool_calls") + end
                        + "data: [DONE]\n\n");
    }

    @Test
    void answersOlderClientsWithAFunctionCall() {
        Answers.play(
                List.of(
                        new ChatEvent.Started("chatcmpl-up"),
                        new ChatEvent.ToolCall(0, 0, "c", "f"),
                        new ChatEvent.ToolCallArguments(0, 0, "{}"),
                        new ChatEvent.ToolCall(0, 1, "d", "g"),
                        new ChatEvent.ToolCallArguments(0, 1, "[1]"),
                        new ChatEvent.Finished(0, FinishReason.TOOL_CALLS),
                        new ChatEvent.Completed()),
                encoder(false, true));
        String end = "]}\n\n";
        assertThat(out.utf8())
                .isEqualTo(role(0, "\"content\":null") + end
                        + delta(0, "\"function_call\":{\"name\":\"f\",\"arguments\":\"\"}") + end
                        + delta(0, "\"function_call\":{\"arguments\":\"{}\"}") + end
                        + finish(0, "function_call") + end
                        + "data: [DONE]\n\n");
    }

    @Test
    void putsLogprobsOnTheChunkOfTheirText() {
        ChatStreamEncoder encoder = encoder(false, false);
        byte[] text = "x".getBytes(StandardCharsets.UTF_8);
        byte[] logprobs = "[{\"token\":\"x\"}]".getBytes(StandardCharsets.UTF_8);
        encoder.text(0, text, 0, 1);
        encoder.logprobs(0, logprobs, 0, logprobs.length);
        encoder.text(0, text, 0, 1);
        encoder.endOfRead();
        encoder.logprobs(0, logprobs, 0, logprobs.length);
        encoder.finished(0, FinishReason.STOP);
        encoder.completed();
        List<Json> chunks = OpenAiStreamRules.check(out.utf8(), false);
        assertThat(chunks).hasSize(5);
        assertThat(chunks.get(1).toString())
                .contains(
                        "\"delta\":{\"content\":\"x\"},\"logprobs\":{\"content\":[{\"token\":\"x\"}],\"refusal\":null}");
        assertThat(chunks.get(3).toString()).contains("\"delta\":{},\"logprobs\":{\"content\":[{\"token\":\"x\"}]");
    }

    @Test
    void putsLogprobsOfARefusalOnItsChunkAndAnnotationsOnOneOfTheirOwn() {
        ChatStreamEncoder encoder = encoder(false, false);
        byte[] text = "x".getBytes(StandardCharsets.UTF_8);
        byte[] logprobs = "[{\"token\":\"x\"}]".getBytes(StandardCharsets.UTF_8);
        byte[] annotations = "[{\"type\":\"url_citation\"}]".getBytes(StandardCharsets.UTF_8);
        encoder.refusal(0, text, 0, 1);
        encoder.refusalLogprobs(0, logprobs, 0, logprobs.length);
        encoder.annotations(0, annotations, 0, annotations.length);
        encoder.annotations(200, annotations, 0, annotations.length);
        encoder.finished(0, FinishReason.STOP);
        encoder.completed();
        List<Json> chunks = OpenAiStreamRules.check(out.utf8(), false);
        assertThat(chunks).hasSize(4);
        assertThat(chunks.get(1).at("choices").at(0))
                .isEqualTo(Json.parse("{\"index\":0,\"delta\":{\"refusal\":\"x\"},\"logprobs\":{\"content\":null,"
                        + "\"refusal\":[{\"token\":\"x\"}]},\"finish_reason\":null}"));
        assertThat(chunks.get(2).at("choices").at(0))
                .isEqualTo(Json.parse("{\"index\":0,\"delta\":{\"annotations\":[{\"type\":\"url_citation\"}]},"
                        + "\"logprobs\":null,\"finish_reason\":null}"));
    }

    @Test
    void holdsNothingBackAtTheEndOfARead() {
        ChatStreamEncoder encoder = encoder(true, false);
        byte[] text = "x".getBytes(StandardCharsets.UTF_8);
        encoder.text(0, text, 0, 1);
        assertThat(out.utf8()).doesNotEndWith("\n\n");
        encoder.endOfRead();
        assertThat(out.utf8()).endsWith("\"usage\":null}\n\n");
        int length = out.length();
        encoder.endOfRead();
        assertThat(out.length()).isEqualTo(length);
    }

    @Test
    void stagesNothingBeforeThereIsContent() {
        ChatStreamEncoder encoder = encoder(true, false);
        byte[] id = "chatcmpl-up".getBytes(StandardCharsets.UTF_8);
        encoder.started(id, 0, id.length);
        encoder.usage(Usage.of(1, 1));
        encoder.endOfRead();
        assertThat(out.length()).isZero();
    }

    @Test
    void makesAnIdWhereTheUpstreamHasNone() {
        Answers.play(
                List.of(
                        new ChatEvent.Started(""),
                        new ChatEvent.Finished(0, FinishReason.STOP),
                        new ChatEvent.Completed()),
                encoder(false, false));
        assertThat(OpenAiStreamRules.check(out.utf8(), false).get(0).at("id").asString())
                .isEqualTo("chatcmpl-req-1");
    }

    @Test
    void endsAfterAFailureWithAnErrorAndNothingElse() {
        ChatStreamEncoder encoder = encoder(true, false);
        byte[] text = "x".getBytes(StandardCharsets.UTF_8);
        encoder.text(0, text, 0, 1);
        encoder.failed(new Failure.ShuttingDown(null));
        String[] events = out.utf8().split("\n\n");
        assertThat(events).hasSize(3);
        assertThat(events[2])
                .isEqualTo("data: {\"error\":{\"message\":\"The gateway is shutting down.\",\"type\":\"server_error\","
                        + "\"param\":null,\"code\":\"shutting_down\",\"requestId\":\"req-1\"}}");
        assertThat(encoder.failureEnding()).isEqualTo(ReplyTail.Ending.CLEAN);
    }

    @Test
    void headIsThatOfAnEventStream() {
        HeaderList headers = new HeaderList();
        encoder(true, false).head(headers);
        assertThat(headers.get("content-type")).isEqualTo("text/event-stream; charset=utf-8");
        assertThat(headers.get("cache-control")).isEqualTo("no-cache");
        assertThat(headers.get("x-accel-buffering")).isEqualTo("no");
        assertThat(headers.size()).isEqualTo(3);
    }

    @Test
    void ignoresChoicesNobodyAskedFor() {
        ChatStreamEncoder encoder = encoder(false, false);
        byte[] text = "x".getBytes(StandardCharsets.UTF_8);
        for (int nobodys : new int[] {128, Integer.MAX_VALUE}) {
            encoder.text(nobodys, text, 0, 1);
            encoder.toolCall(nobodys, 0, "c", "f");
            encoder.toolCallArguments(nobodys, 0, text, 0, 1);
            encoder.media(nobodys, "image/png", text, 0, 1);
            encoder.logprobs(nobodys, text, 0, 1);
            encoder.finished(nobodys, FinishReason.STOP);
        }
        assertThat(out.length()).isZero();
        encoder.text(127, text, 0, 1);
        assertThat(out.length()).isPositive();
    }

    @Test
    void endsTheChunkThatIsOpenWhenTheAnswerIsWhole() {
        ChatStreamEncoder encoder = encoder(false, false);
        byte[] text = "x".getBytes(StandardCharsets.UTF_8);
        encoder.finished(0, FinishReason.STOP);
        encoder.text(1, text, 0, 1);
        encoder.completed();
        assertThat(out.utf8()).endsWith("\"delta\":{\"content\":\"x\"}" + NO_FINISH + "]}\n\ndata: [DONE]\n\n");
    }

    @Test
    void showsPicturesWhereverTheirBytesStand() {
        ChatStreamEncoder encoder = encoder(false, false);
        byte[] picture = "<aGk=>".getBytes(StandardCharsets.US_ASCII);
        encoder.toolCall(0, 0, "c", "f");
        encoder.media(0, "image/png", picture, 1, 5);
        encoder.endOfRead();
        assertThat(out.utf8())
                .endsWith("\"delta\":{\"images\":[{\"type\":\"image_url\","
                        + "\"image_url\":{\"url\":\"data:image/png;base64,aGk=\"}}]}" + NO_FINISH + "]}\n\n");
    }
}
