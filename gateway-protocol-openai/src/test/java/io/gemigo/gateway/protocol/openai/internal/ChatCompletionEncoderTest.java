package io.gemigo.gateway.protocol.openai.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import io.gemigo.gateway.testkit.protocol.OpenAiStreamRules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatCompletionEncoderTest {
    @Test
    void collectsEveryKindOfContent() {
        String body = Answers.unary(List.of(
                new ChatEvent.Started("chatcmpl-up"),
                new ChatEvent.Thinking(0, "h"),
                new ChatEvent.Thinking(0, "m"),
                new ChatEvent.Text(0, "a\n"),
                new ChatEvent.Refusal(2, "no"),
                new ChatEvent.Text(0, "b"),
                new ChatEvent.Logprobs(0, "[{\"token\":\"a\"}]"),
                new ChatEvent.Logprobs(0, "[{\"token\":\"b\"}]"),
                new ChatEvent.Annotations(0, "[{\"type\":\"x\"}]"),
                new ChatEvent.Annotations(0, "[ {\"type\":\"y\"} ]"),
                new ChatEvent.RefusalLogprobs(2, "[{\"token\":\"n\"}]"),
                new ChatEvent.RefusalLogprobs(2, "[{\"token\":\"o\"}]"),
                new ChatEvent.ToolCall(1, 0, "c", "f"),
                new ChatEvent.ToolCall(1, 1, "", "g"),
                new ChatEvent.ToolCallArguments(1, 1, "{\"x\":"),
                new ChatEvent.ToolCallArguments(1, 1, "1}"),
                new ChatEvent.Finished(0, FinishReason.LENGTH),
                new ChatEvent.Finished(1, FinishReason.TOOL_CALLS),
                new ChatEvent.Finished(2, FinishReason.CONTENT_FILTER),
                new ChatEvent.UsageReport(Usage.of(7, 3)),
                new ChatEvent.Completed()));
        JsonAssert.assertSame("""
                {"id":"chatcmpl-up","object":"chat.completion","created":1763800000,"model":"asked \\"model\\"",
                 "choices":[
                  {"index":0,"message":{"role":"assistant","content":"a\\nb","refusal":null,"reasoning_content":"hm",
                    "annotations":[{"type":"x"},{"type":"y"}]},
                   "logprobs":{"content":[{"token":"a"},{"token":"b"}],"refusal":null},"finish_reason":"length"},
                  {"index":1,"message":{"role":"assistant","content":null,"refusal":null,"tool_calls":[
                    {"id":"c","type":"function","function":{"name":"f","arguments":""}},
                    {"id":"call_req-1_1_1","type":"function","function":{"name":"g","arguments":"{\\"x\\":1}"}}]},
                   "logprobs":null,"finish_reason":"tool_calls"},
                  {"index":2,"message":{"role":"assistant","content":null,"refusal":"no"},
                   "logprobs":{"content":null,"refusal":[{"token":"n"},{"token":"o"}]},"finish_reason":"content_filter"}],
                 "usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}
                """, body);
    }

    @Test
    void showsNoChoiceOfWhichNothingWasSaid() {
        Json json = Json.parse(Answers.unary(List.of(
                new ChatEvent.Started(""),
                new ChatEvent.Text(2, "c"),
                new ChatEvent.Finished(2, FinishReason.STOP),
                new ChatEvent.Text(128, "d"),
                new ChatEvent.Completed())));
        assertThat(json.at("choices").elements()).hasSize(1);
        assertThat(json.at("choices").at(0).at("index").asLong()).isEqualTo(2);
    }

    @Test
    void silentAnswerHasEmptyContent() {
        String body = Answers.unary(List.of(
                new ChatEvent.Started(""), new ChatEvent.Finished(0, FinishReason.STOP), new ChatEvent.Completed()));
        Json json = Json.parse(body);
        assertThat(json.at("id").asString()).isEqualTo("chatcmpl-req-1");
        assertThat(json.at("choices").at(0).at("message").at("content").asString())
                .isEmpty();
        assertThat(json.has("usage")).isFalse();
    }

    @Test
    void answersOlderClientsWithAFunctionCall() {
        ByteBuilder out = new ByteBuilder(256);
        Answers.play(
                List.of(
                        new ChatEvent.Started(""),
                        new ChatEvent.ToolCall(0, 0, "c", "f"),
                        new ChatEvent.ToolCallArguments(0, 0, "{}"),
                        new ChatEvent.Finished(0, FinishReason.TOOL_CALLS),
                        new ChatEvent.Completed()),
                new ChatCompletionEncoder(Answers.CONTEXT, out, true));
        JsonAssert.assertSame(
                Json.parse("{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":null,\"refusal\":null,"
                        + "\"function_call\":{\"name\":\"f\",\"arguments\":\"{}\"}},"
                        + "\"logprobs\":null,\"finish_reason\":\"function_call\"}"),
                Json.parse(out.utf8()).at("choices").at(0));
    }

    @Test
    void showsPicturesAsDataUrls() {
        List<ChatEvent> events = List.of(
                new ChatEvent.Started(""),
                new ChatEvent.Media(0, "image/png", "aGk="),
                new ChatEvent.Finished(0, FinishReason.STOP),
                new ChatEvent.Completed());
        String image = "\"images\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,aGk=\"}}]";
        assertThat(Answers.unary(events)).contains(image);
        assertThat(OpenAiStreamRules.check(Answers.stream(events, false), false)
                        .get(1)
                        .toString())
                .contains("\"delta\":{" + image + "}");
    }

    @Test
    void stagesNothingBeforeTheAnswerIsWhole() {
        assertThat(Answers.unary(List.of(
                        new ChatEvent.Started("x"),
                        new ChatEvent.Text(0, "half"),
                        new ChatEvent.Finished(0, FinishReason.STOP))))
                .isEmpty();
    }

    @Test
    void headIsThatOfJson() {
        HeaderList headers = new HeaderList();
        new ChatCompletionEncoder(Answers.CONTEXT, new ByteBuilder(0), false).head(headers);
        assertThat(headers.get("content-type")).isEqualTo("application/json");
        assertThat(headers.size()).isEqualTo(1);
    }

    @Test
    void joinsLogprobsAndPicturesThatComeInSeveralPieces() {
        ByteBuilder out = new ByteBuilder(256);
        ChatCompletionEncoder encoder = new ChatCompletionEncoder(Answers.CONTEXT, out, false);
        byte[] logprobs = "[][1][2]".getBytes(StandardCharsets.US_ASCII);
        encoder.logprobs(0, logprobs, 0, 2);
        encoder.logprobs(0, logprobs, 2, 5);
        encoder.logprobs(0, logprobs, 5, 8);
        encoder.logprobs(1, logprobs, 0, 2);
        byte[] picture = "<aGk=>".getBytes(StandardCharsets.US_ASCII);
        encoder.media(0, "image/png", picture, 1, 5);
        encoder.media(0, "image/gif", picture, 1, 5);
        encoder.completed();
        Json choices = Json.parse(out.utf8()).at("choices");
        JsonAssert.assertSame(
                "{\"content\":[1,2],\"refusal\":null}",
                choices.at(0).at("logprobs").toString());
        JsonAssert.assertSame(
                "{\"content\":[],\"refusal\":null}",
                choices.at(1).at("logprobs").toString());
        String image = "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/%s;base64,aGk=\"}}";
        JsonAssert.assertSame(
                "[" + image.formatted("png") + "," + image.formatted("gif") + "]",
                choices.at(0).at("message").at("images").toString());
    }
}
