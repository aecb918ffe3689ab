package io.gemigo.gateway.provider.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.core.chat.ChatEventSink;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.Extension;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Message;
import io.gemigo.gateway.core.chat.Reasoning;
import io.gemigo.gateway.core.chat.ResponseFormat;
import io.gemigo.gateway.core.chat.Role;
import io.gemigo.gateway.core.chat.Sampling;
import io.gemigo.gateway.core.chat.Tool;
import io.gemigo.gateway.core.json.RawJson;
import io.gemigo.gateway.core.port.ChatCall;
import io.gemigo.gateway.core.port.Provider;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.testkit.time.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoProviderTest {
    private final VirtualClock clock = new VirtualClock();
    private final List<ChatEvent> events = new ArrayList<>();
    private final Warnings warnings = new Warnings();

    private ChatCall chat(ChatRequest.Builder request) {
        return new DemoProvider()
                .chat(request.build(), new Provider.Context("call", clock, warnings), new ChatEventSink(events::add));
    }

    private static ChatRequest.Builder hello() {
        return ChatRequest.builder("demo").messages(List.of(Message.text(Role.USER, "hello \"there\"")));
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (ChatEvent event : events) {
            if (event instanceof ChatEvent.Text delta) {
                text.append(delta.text());
            }
        }
        return text.toString();
    }

    @Test
    void answersWordByWordAndSaysThatItIsADemo() {
        chat(hello());
        assertThat(events).hasSize(1);
        clock.advance(Duration.ofSeconds(10));
        assertThat(text()).startsWith("[demo] ").endsWith("You said: hello \"there\"");
        assertThat(events)
                .filteredOn(event -> event.kind() == ChatEvent.Kind.TEXT)
                .hasSizeGreaterThan(5);
        assertThat(events.get(events.size() - 1)).isInstanceOf(ChatEvent.Completed.class);
        assertThat(events).filteredOn(ChatEvent.UsageReport.class::isInstance).hasSize(1);
        assertThat(clock.pending()).isZero();
    }

    @Test
    void keepsToTheOutputLimit() {
        chat(hello().maxOutputTokens(2L));
        clock.advance(Duration.ofSeconds(10));
        assertThat(text()).isEqualTo("[demo] No ");
        assertThat(events).contains(new ChatEvent.Finished(0, FinishReason.LENGTH));
    }

    @Test
    void waitsWhilePausedAndGoesOnAfterwards() {
        ChatCall call = chat(hello());
        call.pause();
        clock.advance(Duration.ofSeconds(10));
        assertThat(text()).isEmpty();
        call.resume();
        clock.advance(Duration.ofSeconds(10));
        assertThat(text()).endsWith("\"there\"");
    }

    @Test
    void saysNothingMoreOnceCancelled() {
        ChatCall call = chat(hello());
        clock.advance(Duration.ofMillis(50));
        int before = events.size();
        call.cancel();
        clock.advance(Duration.ofSeconds(10));
        assertThat(events).hasSize(before);
        assertThat(clock.pending()).isZero();
    }

    @Test
    void warnsOfAllThatItIgnores() {
        chat(hello().sampling(new Sampling(1.0, 0.5, 3, 7L, 0.5, 0.5, true, 2, RawJson.of("{}")))
                .stop(List.of("a"))
                .reasoning(new Reasoning(true, null, null, null))
                .responseFormat(new ResponseFormat.JsonObject())
                .tools(List.of(new Tool.Function("f", null, null, null)))
                .extensions(List.of(new Extension("other", "x", RawJson.of("1")))));
        assertThat(String.valueOf(warnings.header()).replace("demo; field=", "").replace("; action=ignored", ""))
                .isEqualTo(
                        "tools, response_format, stop, reasoning_effort, temperature, top_p, top_k, seed, presence_penalty,"
                                + " frequency_penalty, logprobs, top_logprobs, logit_bias, x");
    }

    @Test
    void warnsOfATurnItDoesNotContinue() {
        chat(ChatRequest.builder("demo")
                .messages(List.of(Message.text(Role.USER, "a"), Message.text(Role.ASSISTANT, "b"))));
        assertThat(warnings.header()).isEqualTo("demo; field=messages[1].partial; action=ignored");
    }

    @Test
    void saysNothingOfWhatAsksForNothing() {
        chat(hello().sampling(new Sampling(null, null, null, null, 0.0, 0.0, false, null, null))
                .reasoning(new Reasoning(false, null, Reasoning.Effort.NONE, null)));
        assertThat(warnings.header()).isNull();
    }

    @Test
    void refusesWhatItCannotDoByName() {
        chat(hello().candidateCount(2));
        assertThat(events).hasSize(1);
        assertThat(((ChatEvent.Failed) events.get(0)).failure().param()).isEqualTo("n");
    }
}
