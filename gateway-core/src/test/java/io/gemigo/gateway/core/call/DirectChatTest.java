package io.gemigo.gateway.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.core.chat.ChatEventSink;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.Message;
import io.gemigo.gateway.core.chat.Role;
import io.gemigo.gateway.core.port.Authenticator;
import io.gemigo.gateway.core.port.Credential;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pipeline as an embedder drives it with canonical requests. */
class DirectChatTest {
    private final Harness harness = new Harness();
    private final List<ChatEvent> events = new ArrayList<>();
    private final ChatRequest request =
            ChatRequest.builder("any").messages(List.of(Message.text(Role.USER, "hi"))).maxOutputTokens(1000L).stream(
                            true)
                    .build();

    @AfterEach
    void everythingIsAccountedFor() {
        assertThat(harness.bugs).isEmpty();
        assertThat(harness.gateway().active()).isZero();
        assertThat(harness.loop.pending()).isZero();
    }

    private PipelineCall chat(String token) {
        return harness.gateway()
                .chat(
                        new Authenticator.Request(new Credential(token), "p", null, "192.0.2.1"),
                        request,
                        new ChatEventSink(events::add),
                        harness.loop);
    }

    @Test
    void runsThroughTheSamePipeline() {
        PipelineCall call = chat("good");
        var sent = harness.transport.last();
        assertThat(sent.body).isEqualTo("encoded:toy:true:100");
        sent.head(200, "text/event-stream");
        sent.body("data: one\n\ndata: FINISH\n\ndata: USAGE\n\ndata: DONE\n\n");
        sent.end();
        assertThat(events)
                .extracting(ChatEvent::kind)
                .containsExactly(
                        ChatEvent.Kind.STARTED,
                        ChatEvent.Kind.TEXT,
                        ChatEvent.Kind.FINISHED,
                        ChatEvent.Kind.USAGE,
                        ChatEvent.Kind.COMPLETED);
        assertThat(call.warnings().header()).contains("action=capped");
        assertThat(harness.usage).hasSize(1);
        assertThat(harness.usage.get(0).projectId()).isEqualTo("p");
        assertThat(harness.usage.get(0).callId()).isEqualTo(call.callId());
    }

    @Test
    void failsOnceWhenRefused() {
        chat("bad");
        assertThat(events).hasSize(1);
        assertThat(events.get(0).kind()).isEqualTo(ChatEvent.Kind.FAILED);
        assertThat(harness.usage).isEmpty();
    }

    @Test
    void failsOnceWhenTheUpstreamBreaks() {
        chat("good");
        harness.transport.last().head(200, "text/event-stream");
        harness.transport.last().body("data: one\n\n");
        harness.transport.last().end();
        assertThat(events.get(events.size() - 1).kind()).isEqualTo(ChatEvent.Kind.FAILED);
        assertThat(harness.usage).hasSize(1);
    }

    @Test
    void hearsNothingAfterCancelling() {
        PipelineCall call = chat("good");
        call.cancel();
        assertThat(harness.transport.last().cancelled).isTrue();
        assertThat(events).isEmpty();
        assertThat(harness.usage).hasSize(1);
        assertThat(harness.usage.get(0).failure()).isEqualTo("client_gone");
    }
}
