package io.gemigo.gateway.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.call.GatewaySettings;
import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.core.chat.ChatEventEmitter;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.port.ChatCall;
import io.gemigo.gateway.core.port.ModelTable;
import io.gemigo.gateway.core.port.Provider;
import io.gemigo.gateway.core.port.Scheduler;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is streamed upstream and wanted in one piece is collected up to the limit of answers in one piece. */
class LongAnswersTest {
    private static final int LIMIT = 1000;
    /** Of a hundred bytes, what stands around it not counted. */
    private static final String HUNDRED = "x".repeat(100);

    private static final GatewaySettings SETTINGS = new GatewaySettings(
            GatewaySettings.DEFAULT.maxBodyBytes(),
            null,
            GatewaySettings.DEFAULT.firstByteStream(),
            GatewaySettings.DEFAULT.firstByteUnary(),
            GatewaySettings.DEFAULT.idle(),
            GatewaySettings.DEFAULT.total(),
            GatewaySettings.DEFAULT.keepAlive(),
            GatewaySettings.DEFAULT.maxEventBytes(),
            LIMIT,
            GatewaySettings.DEFAULT.retry(),
            GatewaySettings.DEFAULT.cors(),
            Map.of());

    private final Pipeline pipeline =
            new Pipeline(Pipeline.provider("dashscope", Map.of("apiKey", "k")), SETTINGS, UnaryOperator.identity());

    private Pipeline.Reply ask(Asked asked) {
        Pipeline.Reply reply = asked.ask(pipeline, "qwq-plus");
        assertThat(pipeline.last().streamed).isTrue();
        pipeline.last().head(200, Upstream.EVENTS);
        return reply;
    }

    @ParameterizedTest
    @CsvSource({"OPENAI, 502", "GENAI, 500"})
    void failBeyondIt(Asked asked, int status) {
        Pipeline.Reply reply = ask(asked);
        for (int i = 0; i < 10; i++) {
            pipeline.last().say(Upstream.text(HUNDRED));
        }
        assertThat(reply.status).as("up to the limit").isZero();
        assertThat(pipeline.last().cancelled).isFalse();
        pipeline.last().say(Upstream.text("x"));
        assertThat(reply.status).isEqualTo(status);
        assertThat(reply.json().at("error").at("message").asString()).isNotEmpty();
        assertThat(reply.text()).doesNotContain("xx");
        assertThat(pipeline.last().cancelled).isTrue();
        assertThat(pipeline.usage).hasSize(1);
        assertThat(pipeline.active()).isZero();
        assertThat(pipeline.bugs).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Asked.class,
            names = {"OPENAI", "GENAI"})
    void comeWholeUpToIt(Asked asked) {
        Pipeline.Reply reply = ask(asked);
        for (int i = 0; i < 10; i++) {
            pipeline.last().say(Upstream.text(HUNDRED));
        }
        pipeline.last().say(Upstream.end("stop"));
        pipeline.last().listener.end();
        assertThat(reply.status).isEqualTo(200);
        assertThat(reply.text()).contains("x".repeat(LIMIT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'delta':{'reasoning_content':'@'}",
                "'delta':{'refusal':'@'}",
                "'delta':{'annotations':['@']}",
                "'delta':{'tool_calls':[{'index':#,'id':'#','function':{'name':'@'}}]}",
                "'delta':{'tool_calls':[{'index':#,'id':'@#','function':{'name':'f'}}]}",
                "'delta':{'tool_calls':[{'index':0,'id':'c','function':{'name':'f','arguments':'@'}}]}",
                "'delta':{},'logprobs':{'content':['@']}",
                "'delta':{},'logprobs':{'refusal':['@']}"
            })
    void everythingCountsThatIsKept(String choice) {
        Pipeline.Reply reply = ask(Asked.OPENAI);
        for (int i = 0; i < 11 && reply.status == 0; i++) {
            String said = choice.replace('\'', '"').replace("@", HUNDRED).replace("#", Integer.toString(i));
            pipeline.last()
                    .say("data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
                            + "\"choices\":[{\"index\":0," + said + ",\"finish_reason\":null}]}\n\n");
        }
        assertThat(reply.status).isEqualTo(502);
        assertThat(pipeline.last().cancelled).isTrue();
    }

    /** A provider in this process that never comes to an end. */
    private static final class Endless implements Provider {
        private final Provider models = (Provider) Pipeline.provider("demo", Map.of());
        private final boolean atOnce;

        private boolean stopped;

        Endless(boolean atOnce) {
            this.atOnce = atOnce;
        }

        @Override
        public String id() {
            return models.id();
        }

        @Override
        public ModelTable models() {
            return models.models();
        }

        @Override
        public ChatCall chat(ChatRequest request, Context context, ChatSink sink) {
            ChatEventEmitter emitter = new ChatEventEmitter(sink);
            emitter.emit(new ChatEvent.Started(""));
            go(context.loop(), emitter);
            return new ChatCall() {
                @Override
                public void pause() {}

                @Override
                public void resume() {}

                @Override
                public void cancel() {
                    stopped = true;
                }
            };
        }

        private void go(Scheduler loop, ChatEventEmitter emitter) {
            for (int i = 0; i < (atOnce ? 11 : 1); i++) {
                emitter.emit(new ChatEvent.Text(0, HUNDRED));
            }
            if (!atOnce && !stopped) {
                loop.schedule(1, () -> go(loop, emitter));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aProviderInThisProcessIsStopped(boolean atOnce) {
        Endless provider = new Endless(atOnce);
        Pipeline direct = new Pipeline(provider, SETTINGS, UnaryOperator.identity());
        Pipeline.Reply reply = Asked.OPENAI.ask(direct, "any");
        direct.clock.advance(Duration.ofMillis(1));
        assertThat(reply.status).isEqualTo(502);
        assertThat(provider.stopped).isTrue();
        assertThat(direct.active()).isZero();
        assertThat(direct.bugs).isEmpty();
    }

    @Test
    void streamsHaveNoSuchLimit() {
        Pipeline.Reply reply = ask(Asked.OPENAI_STREAM);
        for (int i = 0; i < 100; i++) {
            pipeline.last().say(Upstream.text(HUNDRED));
        }
        pipeline.last().say(Upstream.end("stop"));
        pipeline.last().listener.end();
        assertThat(reply.events()).hasSizeGreaterThan(100).endsWith("[DONE]");
        assertThat(reply.ended).isTrue();
    }
}
