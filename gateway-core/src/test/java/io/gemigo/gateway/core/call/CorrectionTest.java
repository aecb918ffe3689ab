package io.gemigo.gateway.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.UsageRecord;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A refusal that teaches something of the model: asked again once, and remembered. */
class CorrectionTest {
    private final Harness harness = new Harness();

    @AfterEach
    void everythingIsAccountedFor() {
        assertThat(harness.bugs).isEmpty();
        assertThat(harness.gateway().active()).isZero();
        assertThat(harness.accessLog).hasSize(harness.calls);
        assertThat(harness.usage).hasSize(harness.calls);
        assertThat(harness.loop.pending()).as("timers left").isZero();
        assertThat(harness.bodies).allSatisfy(body -> assertThat(body.count).isZero());
    }

    private void refuse(String lesson) {
        harness.transport.last().head(400, "application/json");
        harness.transport.last().body(lesson);
        harness.transport.last().end();
        harness.loop.advance(Duration.ZERO);
    }

    private void answer() {
        ScriptedTransport.Sent sent = harness.transport.last();
        if (Objects.equals(sent.request.headers().get("accept"), "text/event-stream")) {
            sent.head(200, "text/event-stream");
            for (String event : new String[] {"one", "FINISH", "USAGE", "DONE"}) {
                sent.body("data: " + event + "\n\n");
            }
        } else {
            sent.head(200, "application/json");
            sent.body("{one");
        }
        sent.end();
    }

    @Test
    void theCallIsMadeOnceMoreAsTheModelWantsIt() {
        var call = harness.translated("toy,unary,,hi");
        assertThat(harness.transport.last().body).isEqualTo("encoded:toy:false:null");
        refuse("REQUIRED");
        assertThat(call.reply.status).isZero();
        assertThat(harness.transport.sent).hasSize(2);
        assertThat(harness.transport.last().body).isEqualTo("encoded:toy:true:null");
        answer();
        assertThat(call.reply.status).isEqualTo(200);
        assertThat(call.reply.text()).isEqualTo("one[stop][usage 7 3][end]");
        assertThat(harness.usage)
                .extracting(UsageRecord::attempts, UsageRecord::status)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(2, 200));
        assertThat(harness.permits).containsExactly("settled 7+3");
        assertThat(harness.troubles).containsExactly("model toy is not what its card says; corrected");
    }

    @Test
    void aRelayedCallIsTranslatedWhereTheCorrectionDemandsIt() {
        var call = harness.relayed("toy,unary,,hi");
        assertThat(harness.transport.last().body).isEqualTo("toy,unary,,hi");
        refuse("REQUIRED");
        assertThat(harness.transport.last().body).isEqualTo("encoded:toy:true:null");
        answer();
        assertThat(call.reply.text()).isEqualTo("one[stop][usage 7 3][end]");
    }

    @Test
    void whatWasLearnedHoldsForLaterCalls() {
        harness.translated("toy,unary,,hi");
        refuse("REQUIRED");
        answer();
        harness.translated("toy,unary,,hi");
        assertThat(harness.transport.sent).hasSize(3);
        assertThat(harness.transport.last().body).isEqualTo("encoded:toy:true:null");
        answer();
        assertThat(harness.usage.get(1).attempts()).isEqualTo(1);
    }

    @Test
    void aSecondLessonInOneCallIsItsEnd() {
        var call = harness.translated("toy,unary,,hi");
        refuse("REQUIRED");
        refuse("NEVER");
        assertThat(harness.transport.sent).hasSize(2);
        assertThat(call.reply.status).isEqualTo(400);
        assertThat(call.reply.headers.get("x-should-retry")).isEqualTo("false");
        harness.translated("toy,unary,,hi");
        assertThat(harness.transport.last().body).isEqualTo("encoded:toy:true:null");
        answer();
    }

    @Test
    void aLessonThatChangesNothingIsARefusal() {
        harness.card = ToyUpstream.card("toy", ModelCard.Streaming.REQUIRED);
        var call = harness.translated("toy,unary,,hi");
        refuse("REQUIRED");
        assertThat(harness.transport.sent).hasSize(1);
        assertThat(call.reply.status).isEqualTo(400);
        assertThat(call.reply.text()).isEqualTo("other error invalid_value");
        assertThat(harness.troubles).isEmpty();
    }

    @Test
    void aRefusalThatTeachesNothingIsPassedOn() {
        var call = harness.translated("toy,unary,,hi");
        refuse("");
        assertThat(harness.transport.sent).hasSize(1);
        assertThat(call.reply.status).isEqualTo(400);
    }

    @Test
    void lessonsAndRetriesTogetherStayWithinThreeAttempts() {
        var call = harness.translated("toy,unary,,hi");
        for (int attempt = 1; attempt <= 2; attempt++) {
            harness.transport
                    .last()
                    .failed(new Failure.UpstreamUnavailable(Failure.UpstreamUnavailable.Reason.CONNECT, null, 0));
            harness.loop.advance(Duration.ofSeconds(2));
        }
        refuse("REQUIRED");
        assertThat(harness.transport.sent).hasSize(3);
        assertThat(call.reply.status).isEqualTo(400);
    }

    @Test
    void aLessonAfterARetryStillCounts() {
        harness.translated("toy,unary,,hi");
        harness.transport
                .last()
                .failed(new Failure.UpstreamUnavailable(Failure.UpstreamUnavailable.Reason.CONNECT, null, 0));
        harness.loop.advance(Duration.ofSeconds(2));
        refuse("REQUIRED");
        assertThat(harness.transport.sent).hasSize(3);
        answer();
        assertThat(harness.usage.get(0).attempts()).isEqualTo(3);
    }

    @Test
    void aClientThatLeavesMeanwhileEndsIt() {
        var call = harness.translated("toy,unary,,hi");
        harness.transport.last().head(400, "application/json");
        harness.transport.last().body("REQUIRED");
        harness.transport.last().end();
        call.exchange.clientGone();
        harness.loop.advance(Duration.ZERO);
        assertThat(harness.transport.sent).hasSize(1);
    }

    @Test
    void warningsOfTheRefusedWayOfAskingAreForgotten() {
        var call = harness.translated("toy,unary,,warn");
        refuse("REQUIRED");
        answer();
        assertThat(call.reply.headers.get("x-gateway-warnings")).isEqualTo("other; field=streamed; action=ignored");
    }
}
