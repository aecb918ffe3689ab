package io.gemigo.gateway.provider.dashscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.core.chat.ChatEventSink;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.EventDecoder;
import io.gemigo.gateway.core.port.RelayEdits;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.core.sse.SseDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashScopeEventDecoderTest {
    private static final String BODY =
            "{\"request_id\":\"r\",\"code\":\"Throttling.AllocationQuota\",\"message\":\"Allocated quota exceeded\"}";
    private static final String CHUNK =
            "data: {\"id\":\"x\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},\"finish_reason\":null}]}\n\n";

    private static Failure failure(String stream) {
        List<ChatEvent> events = new ArrayList<>();
        ChatEventSink sink = new ChatEventSink(events::add);
        EventDecoder decoder = new DashScopeEventDecoder();
        SseDecoder sse = new SseDecoder(1 << 16);
        sse.feed(Window.of(stream), event -> next(decoder, event, sink, events));
        sse.finish(event -> next(decoder, event, sink, events));
        if (!failed(events)) {
            decoder.end(sink);
        }
        assertThat(failed(events)).isTrue();
        return ((ChatEvent.Failed) events.get(events.size() - 1)).failure();
    }

    private static boolean next(
            EventDecoder decoder,
            io.gemigo.gateway.core.sse.SseEvent event,
            ChatEventSink sink,
            List<ChatEvent> events) {
        decoder.event(event, sink, null);
        return !failed(events);
    }

    private static boolean failed(List<ChatEvent> events) {
        return !events.isEmpty() && events.get(events.size() - 1).kind() == ChatEvent.Kind.FAILED;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id:1\nevent:error\n:HTTP_STATUS/429\ndata:" + BODY + "\n\n",
                CHUNK + "id:3\nevent:error\n:HTTP_STATUS/429\ndata:" + BODY + "\n\n",
                ": HTTP_STATUS/429\n\nevent: error\ndata: " + BODY + "\n\n",
                ":HTTP_STATUS/429\n\ndata:" + BODY + "\n\n",
                ":HTTP_STATUS/429\ndata:{\"error\":" + BODY + "}\n\n"
            })
    void readsErrorsInTheNativeFrame(String stream) {
        Failure failure = failure(stream);
        assertThat(failure.kind()).isEqualTo(Failure.Kind.RATE_LIMITED);
        assertThat(failure.upstreamStatus()).isEqualTo(429);
    }

    private static String wrapped(String frame) {
        String content = frame.replace("\"", "\\\"").replace("\n", "\\n");
        return "data: {\"id\":\"x\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + content
                + "\"},\"finish_reason\":null}]}\n\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id:1\nevent:error\n:HTTP_STATUS/429\ndata:" + BODY + "\n\n",
                "id:1\nevent:error\n:HTTP_STATUS/429\ndata: " + BODY,
            })
    void readsErrorsThatSomebodyHasWrappedAsTheFirstText(String frame) {
        String role =
                "data: {\"id\":\"x\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n";
        for (String stream :
                List.of(wrapped(frame), role + wrapped(frame), wrapped(frame).replace("t\":\"i", "t\": \"i"))) {
            Failure failure = failure(stream);
            assertThat(failure.kind()).isEqualTo(Failure.Kind.RATE_LIMITED);
            assertThat(failure.upstreamStatus()).isEqualTo(429);
        }
    }

    @Test
    void readsWrappedErrorsThatSayLittle() {
        assertThat(failure(wrapped("id:1\nevent:error\n:HTTP_STATUS/503\n")).kind())
                .isEqualTo(Failure.Kind.UPSTREAM_UNAVAILABLE);
        assertThat(failure(wrapped("id:1\nevent:error")).kind()).isEqualTo(Failure.Kind.UPSTREAM_UNAVAILABLE);
        assertThat(failure(wrapped("id:1\nevent:error\ndata:" + BODY)).kind()).isEqualTo(Failure.Kind.RATE_LIMITED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Frames begin with id:1\nevent:error\n:HTTP_STATUS/429\n",
                " id:1\nevent:error\n",
                "id:1\nevent:erro",
                "id:1 event:error",
            })
    void takesTextForText(String text) {
        assertThat(failure(wrapped(text)).kind())
                .as("a stream without an end")
                .isEqualTo(Failure.Kind.UPSTREAM_MALFORMED);
    }

    @Test
    void looksAtTheFirstTextOnly() {
        assertThat(failure(CHUNK + wrapped("id:1\nevent:error\n:HTTP_STATUS/429\ndata:" + BODY))
                        .kind())
                .isEqualTo(Failure.Kind.UPSTREAM_MALFORMED);
    }

    @Test
    void readsErrorsWhoseStatusIsNotTold() {
        assertThat(failure("event:error\ndata:" + BODY + "\n\n").kind()).isEqualTo(Failure.Kind.RATE_LIMITED);
        assertThat(failure("event:error\ndata:what\n\n").kind()).isEqualTo(Failure.Kind.UPSTREAM_UNAVAILABLE);
    }

    @Test
    void forgetsAStatusOnceItsEventHasCome() {
        Failure failure = failure(":HTTP_STATUS/429\n" + CHUNK + "data:{\"error\":{\"message\":\"x\"}}\n\n");
        assertThat(failure.upstreamStatus()).isEqualTo(200);
    }

    @Test
    void readsOrdinaryEventsThatBearAStatus() {
        String stream = "id:1\nevent:result\n:HTTP_STATUS/200\n" + CHUNK;
        assertThat(failure(stream).kind()).isEqualTo(Failure.Kind.UPSTREAM_MALFORMED);
    }

    @Test
    void takesATornErrorForATornStream() {
        assertThat(failure(CHUNK + "event:error\n:HTTP_STATUS/429\ndata:{\"code")
                        .kind())
                .isEqualTo(Failure.Kind.UPSTREAM_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":HTTP_STATUS/4",
                ":HTTP_STATUS/42x",
                ":HTTP_STATUS/4:9",
                ":HTTP_STATUS/4/9",
                ":XTTP_STATUS/429",
                ":HTTP_STATUS/399",
                ":"
            })
    void ignoresCommentsThatTellNoError(String comment) {
        assertThat(failure(comment + "\n\nevent:error\ndata:{\"message\":\"x\"}\n\n")
                        .upstreamStatus())
                .isEqualTo(200);
    }

    @Test
    void readsTheLowestAndAnyStatusOfAnError() {
        assertThat(failure(":HTTP_STATUS/400\n\nevent:error\ndata:{\"message\":\"x\"}\n\n")
                        .upstreamStatus())
                .isEqualTo(400);
        assertThat(failure(":  HTTP_STATUS/509 and more\n\nevent:error\ndata:{\"message\":\"x\"}\n\n")
                        .upstreamStatus())
                .isEqualTo(509);
    }

    @Test
    void takesTextThatQuotesForText() {
        String quoting = wrapped("id:1\nevent:error\n:HTTP_STATUS/429\ndata:" + BODY);
        assertThat(failure(quoting).message())
                .isEqualTo(failure(":HTTP_STATUS/429\n\nevent:error\ndata:" + BODY + "\n\n")
                        .message());
        String empty = "data: {\"id\":\"x\",\"choices\":[{\"index\":0,\"delta\":{\"content\":null}}]}\n\n"
                + "data: {\"id\":\"x\",\"choices\":[{\"index\":0,\"delta\":{\"content\":   \"\"}}]}\n\n";
        assertThat(failure(empty + quoting).kind()).isEqualTo(Failure.Kind.RATE_LIMITED);
    }

    @Test
    void takesTheShortestTextForText() {
        assertThat(failure("data: {\"choices\":[{\"delta\":{\"content\":\"id\"}}]}\n\n")
                        .kind())
                .isEqualTo(Failure.Kind.UPSTREAM_MALFORMED);
    }

    @Test
    void tellsOfTheUsageOfARelayedStream() {
        EventDecoder decoder = new DashScopeEventDecoder();
        ChatEventSink sink = new ChatEventSink(event -> {});
        RelayEdits edits = new RelayEdits(new ReplyContext("r", "asked", 5), true);
        new SseDecoder(1 << 16).feed(Window.of(CHUNK), event -> {
            decoder.event(event, sink, edits);
            return true;
        });
        assertThat(new String(Objects.requireNonNull(decoder.usageEvent(Usage.of(3, 4))), StandardCharsets.UTF_8))
                .contains("\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}");
    }
}
