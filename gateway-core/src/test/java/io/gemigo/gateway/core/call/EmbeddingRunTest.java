package io.gemigo.gateway.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.Operation;
import io.gemigo.gateway.core.port.UsageRecord;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls for embeddings through the pipeline: split, sent a few at a time, put in order, accounted for once. */
class EmbeddingRunTest {
    private final Harness harness = new Harness();

    @AfterEach
    void everythingIsAccountedFor() {
        assertThat(harness.bugs).isEmpty();
        assertThat(harness.gateway().active()).isZero();
        assertThat(harness.accessLog).hasSize(harness.calls);
        assertThat(harness.loop.pending()).as("timers left").isZero();
        assertThat(harness.bodies).allSatisfy(body -> assertThat(body.count).isZero());
    }

    private Harness.Call embed(String body) {
        return harness.new Call("POST", "/same/embed", "token", "good").body(body);
    }

    private ScriptedTransport.Sent sent(int number) {
        return harness.transport.sent.get(number);
    }

    private static void answer(ScriptedTransport.Sent sent, String body) {
        sent.head(200, "application/json");
        sent.body(body.substring(0, 1));
        sent.body(body.substring(1));
        sent.end();
    }

    private UsageRecord record() {
        assertThat(harness.usage).hasSize(1);
        return harness.usage.get(0);
    }

    @Test
    void oneBatchIsSentToTheModelThatStandsInAndAnsweredUnderTheNameAskedFor() {
        var call = embed("any,a,b");
        assertThat(sent(0).request.path()).isEqualTo("/embed");
        assertThat(sent(0).request.headers().get("authorization")).isEqualTo("upstream-key");
        assertThat(sent(0).request.headers().get("accept")).isEqualTo("application/json");
        assertThat(sent(0).body).isEqualTo("embed:embedder:a,b");
        answer(sent(0), "5,1,2");
        assertThat(call.reply.status).isEqualTo(200);
        assertThat(call.reply.headers.get("content-type")).isEqualTo("application/json");
        assertThat(call.reply.headers.get("x-gateway-warnings")).isNull();
        assertThat(call.reply.text()).isEqualTo("any: 1 2 / 5");
        assertThat(harness.permits).containsExactly("settled 5+0");
        UsageRecord record = record();
        assertThat(record.operation()).isEqualTo(Operation.EMBED);
        assertThat(record.model()).isEqualTo("any");
        assertThat(record.provider()).isEqualTo("toy-upstream");
        assertThat(record.upstreamModel()).isEqualTo("embedder");
        assertThat(record.attempts()).isEqualTo(1);
        assertThat(record.usage().promptTokens()).isEqualTo(5);
        assertThat(record.usage().completionTokens()).isZero();
        assertThat(record.usage().estimated()).isFalse();
        assertThat(record.stream()).isFalse();
    }

    @Test
    void manyTextsGoInBatchesAFewAtATimeAndComeBackInOrder() {
        var call = embed("embedder,a,b,c,d,e,f,g,h,i");
        assertThat(harness.transport.sent).as("at once").hasSize(4);
        answer(sent(3), "1,7,8");
        assertThat(harness.transport.sent)
                .as("the fifth starts when one is over")
                .hasSize(5);
        answer(sent(1), "1,3,4");
        answer(sent(0), "1,1,2");
        answer(sent(2), "1,5,6");
        assertThat(sent(4).body).isEqualTo("embed:embedder:i");
        assertThat(call.reply.status).isZero();
        answer(sent(4), "3,9");
        assertThat(call.reply.text()).isEqualTo("embedder: 1 2 3 4 5 6 7 8 9 / 7");
        assertThat(record().attempts()).isEqualTo(5);
        assertThat(harness.permits).containsExactly("settled 7+0");
    }

    @Test
    void missingCountsAreEstimatedAndSaid() {
        var call = embed("embedder,12345678");
        answer(sent(0), "?,1");
        assertThat(call.reply.text()).isEqualTo("embedder: 1 / 2");
        assertThat(call.reply.headers.get("x-gateway-warnings")).isEqualTo("same; field=usage; action=estimated");
        assertThat(record().usage().estimated()).isTrue();
    }

    @Test
    void oneFailedBatchEndsTheCallAndTheOthers() {
        var call = embed("embedder,a,b,c,d,e");
        answer(sent(0), "4,1,2");
        sent(1).head(401, "application/json");
        sent(1).end();
        assertThat(sent(2).cancelled).isTrue();
        assertThat(call.reply.status).isEqualTo(502);
        assertThat(record().failure()).isEqualTo("upstream_refused");
        assertThat(record().usage().promptTokens())
                .as("what was done is paid for")
                .isEqualTo(4);
        assertThat(harness.permits).containsExactly("settled 4+0");
        assertThat(call.reply.headers.get("x-should-retry"))
                .as("nothing was tried again")
                .isNull();
    }

    @Test
    void aBatchIsTriedAgainWhereThatIsSafe() {
        var call = embed("embedder,a,b,c");
        sent(1).failed(new Failure.UpstreamUnavailable(Failure.UpstreamUnavailable.Reason.CONNECT, null, 0));
        answer(sent(0), "4,1,2");
        harness.loop.advance(Duration.ofSeconds(30));
        assertThat(sent(2).body).isEqualTo("embed:embedder:c");
        answer(sent(2), "4,3");
        assertThat(call.reply.text()).isEqualTo("embedder: 1 2 3 / 8");
        assertThat(record().attempts()).isEqualTo(3);
    }

    @Test
    void whatWasTriedAgainHereIsNotTriedAgainByClients() {
        var call = embed("embedder,a");
        for (int i = 0; call.reply.status == 0; i++) {
            sent(i).failed(new Failure.UpstreamUnavailable(Failure.UpstreamUnavailable.Reason.CONNECT, null, 0));
            harness.loop.advance(Duration.ofSeconds(30));
        }
        assertThat(harness.transport.sent.size()).isGreaterThan(1);
        assertThat(call.reply.headers.get("x-should-retry")).isEqualTo("false");
    }

    @Test
    void theUpstreamIsWaitedForNoLongerThanAllowed() {
        var call = embed("embedder,a");
        harness.loop.advance(Duration.ofSeconds(311));
        assertThat(sent(0).cancelled).isTrue();
        assertThat(call.reply.status).isEqualTo(504);
    }

    @Test
    void theUpstreamIsWaitedForNoLongerThanTheClientWaits() {
        var call = harness.new Call("POST", "/same/embed", "token", "good", "wait", "7").body("embedder,a");
        harness.loop.advance(Duration.ofSeconds(7));
        assertThat(sent(0).cancelled).isTrue();
        assertThat(call.reply.status).isEqualTo(504);
    }

    @Test
    void anAnswerThatStopsHalfwayIsGivenUp() {
        var call = embed("embedder,a");
        sent(0).head(200, "application/json");
        sent(0).body("1,");
        harness.loop.advance(Duration.ofSeconds(61));
        assertThat(sent(0).cancelled).isTrue();
        assertThat(call.reply.status).isEqualTo(504);
    }

    @Test
    void theWholeCallEndsInTime() {
        harness.settings = new GatewaySettings(
                2L << 20,
                null,
                Duration.ofSeconds(60),
                Duration.ofSeconds(310),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                GatewaySettings.DEFAULT.keepAlive(),
                8 << 20,
                32 << 20,
                RetrySettings.DEFAULT,
                GatewaySettings.DEFAULT.cors(),
                Map.of());
        var call = embed("embedder,a");
        harness.loop.advance(Duration.ofSeconds(5));
        assertThat(sent(0).cancelled).isTrue();
        assertThat(call.reply.status).isEqualTo(504);
    }

    @Test
    void answersThatAreNotWhatWasAskedForFail() {
        var notJson = embed("embedder,a");
        sent(0).head(200, "text/html");
        assertThat(notJson.reply.status).isEqualTo(502);
        assertThat(sent(0).cancelled).isTrue();
        var wrongCount = embed("embedder,a");
        answer(sent(1), "1,1,2");
        assertThat(wrongCount.reply.status).isEqualTo(502);
        var headless = embed("embedder,a");
        sent(2).end();
        assertThat(headless.reply.status).isEqualTo(502);
    }

    @Test
    void answersAreReadUpToALimit() {
        harness.settings = new GatewaySettings(
                2L << 20,
                null,
                Duration.ofSeconds(60),
                Duration.ofSeconds(310),
                Duration.ofSeconds(60),
                Duration.ofSeconds(600),
                GatewaySettings.DEFAULT.keepAlive(),
                8 << 20,
                24,
                RetrySettings.DEFAULT,
                GatewaySettings.DEFAULT.cors(),
                Map.of());
        var long1 = embed("embedder,a");
        sent(0).head(200, "application/json");
        sent(0).body("1,1111111111111111111111111111111");
        assertThat(long1.reply.status).isEqualTo(502);
        assertThat(sent(0).cancelled).isTrue();
        var fits = embed("embedder,a");
        answer(sent(1), "1,1");
        assertThat(fits.reply.status).as("two numbers of twelve bytes").isEqualTo(200);
        var sum = embed("embedder,a,b");
        answer(sent(2), "1,1,2");
        assertThat(sum.reply.status).as("four of them").isEqualTo(400);
    }

    @Test
    void aRequestThatCannotBeExpressedIsRefusedBeforeAnythingGoesUp() {
        var call = embed("embedder,BAD");
        assertThat(call.reply.status).isEqualTo(400);
        assertThat(harness.transport.sent).isEmpty();
        assertThat(harness.permits).containsExactly("released");
        assertThat(record().attempts()).isZero();
    }

    @Test
    void aModelThatChatsMakesNone() {
        var call = embed("toy,a");
        assertThat(call.reply.status).isEqualTo(400);
        assertThat(call.reply.text()).isEqualTo("same error unsupported_value");
        assertThat(harness.permits).containsExactly("released");
    }

    @Test
    void aBodyThatMakesNoSenseIsNeverAdmitted() {
        var call = embed("nonsense");
        assertThat(call.reply.status).isEqualTo(400);
        assertThat(harness.permits).isEmpty();
        assertThat(harness.usage).isEmpty();
    }

    @Test
    void aClientThatLeavesStopsEverything() {
        var call = embed("embedder,a,b,c");
        call.exchange.clientGone();
        assertThat(sent(0).cancelled).isTrue();
        assertThat(sent(1).cancelled).isTrue();
        assertThat(record().status()).isEqualTo(499);
    }

    @Test
    void aClientThatLeavesWhileABatchWaitsToBeSentAgainStopsThatToo() {
        var call = embed("embedder,a");
        sent(0).failed(new Failure.UpstreamUnavailable(Failure.UpstreamUnavailable.Reason.CONNECT, null, 0));
        call.exchange.clientGone();
        harness.loop.advance(Duration.ofSeconds(60));
        assertThat(harness.transport.sent).hasSize(1);
        assertThat(record().status()).isEqualTo(499);
    }

    @Test
    void refusalsOfTheLimiterAndOfAGatewayGoingDownAreTold() {
        harness.refusal = new Failure.RateLimited(Failure.RateLimited.Scope.REQUESTS, null, null, 0);
        assertThat(embed("embedder,a").reply.status).isEqualTo(429);
        harness.refusal = null;
        var call = embed("embedder,a");
        call.exchange.shutDown();
        assertThat(call.reply.status).isEqualTo(503);
        assertThat(harness.permits).containsExactly("settled 0+0");
    }
}
