package io.gemigo.gateway.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.UsageRecord;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More stop sequences than the upstream takes: the toy takes one; a call's text {@code stop A B} asks for A and B. */
class StopSequencesTest {
    private final Harness harness = new Harness();

    @AfterEach
    void everythingIsAccountedFor() {
        assertThat(harness.bugs).isEmpty();
        assertThat(harness.gateway().active()).isZero();
        assertThat(harness.loop.pending()).as("timers left").isZero();
    }

    private ScriptedTransport.Sent stream(String... events) {
        ScriptedTransport.Sent sent = harness.transport.last();
        sent.head(200, "text/event-stream");
        for (String event : events) {
            sent.body("data: " + event + "\n\n");
        }
        return sent;
    }

    @Test
    void theUpstreamIsToldWhatItTakesAndStoppedAtTheRest() {
        var call = harness.translated("toy,stream,,stop A END STOP");
        assertThat(harness.transport.last().body).isEqualTo("encoded:toy:true:null:A");
        ScriptedTransport.Sent sent = stream("one A ", "E", "ND two");
        assertThat(call.reply.ended).isTrue();
        assertThat(call.reply.text()).isEqualTo("one A [stop][usage 6 2][end]");
        assertThat(sent.cancelled).isFalse();
        sent.body("data: three\n\n");
        assertThat(sent.cancelled).isTrue();
        assertThat(harness.usage).hasSize(1);
        UsageRecord record = harness.usage.get(0);
        assertThat(record.status()).isEqualTo(200);
        assertThat(record.usage().estimated()).isTrue();
        assertThat(harness.permits).containsExactly("settled 6+2");
    }

    @Test
    void anUpstreamThatSaysNothingMoreIsLeftSoon() {
        harness.translated("toy,stream,,stop A END");
        ScriptedTransport.Sent sent = stream("END");
        harness.loop.advance(Duration.ofSeconds(1));
        assertThat(sent.cancelled).isTrue();
    }

    @Test
    void anAnswerThatIsThereAlreadyKeepsItsCounts() {
        harness.card = ToyUpstream.card("toy", ModelCard.Streaming.OPTIONAL);
        var call = harness.translated("toy,unary,,stop A END");
        assertThat(harness.transport.last().body).isEqualTo("encoded:toy:false:null:A");
        ScriptedTransport.Sent sent = harness.transport.last();
        sent.head(200, "application/json");
        sent.body("{one END two");
        sent.end();
        assertThat(call.reply.text()).isEqualTo("one [stop][usage 5 1][end]");
    }

    @Test
    void aStreamWithoutThemEndsAsTheUpstreamEndsIt() {
        var call = harness.translated("toy,stream,,stop A END");
        stream("one E", "FINISH", "USAGE").end();
        assertThat(call.reply.text()).isEqualTo("one E[stop][usage 7 3][end]");
        assertThat(call.reply.cut).isFalse();
    }

    @Test
    void asManyAsTheUpstreamTakesAreItsOwnAffair() {
        var call = harness.translated("toy,stream,,stop END");
        assertThat(harness.transport.last().body).isEqualTo("encoded:toy:true:null:END");
        stream("one END", "FINISH", "USAGE", "DONE").end();
        assertThat(call.reply.text()).isEqualTo("one END[stop][usage 7 3][end]");
    }
}
