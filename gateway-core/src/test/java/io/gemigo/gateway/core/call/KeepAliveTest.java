package io.gemigo.gateway.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long silences of an upstream: calls of the model {@code still} can be told {@code [still]} between two events. */
class KeepAliveTest {
    private static final Duration SILENCE = GatewaySettings.DEFAULT.keepAlive();

    private final Harness harness = new Harness();

    @AfterEach
    void everythingIsAccountedFor() {
        assertThat(harness.bugs).isEmpty();
        assertThat(harness.gateway().active()).isZero();
        assertThat(harness.loop.pending()).as("timers left").isZero();
    }

    private Harness.Call call(String way, String body) {
        return way.equals("relayed") ? harness.relayed(body) : harness.translated(body);
    }

    private void event(String data) {
        harness.transport.last().body("data: " + data + "\n\n");
    }

    private void head() {
        harness.transport.last().head(200, "text/event-stream");
    }

    private static int signs(Harness.Call call) {
        return call.reply.text().split("\\[still]", -1).length - 1;
    }

    @ParameterizedTest
    @ValueSource(strings = {"relayed", "translated"})
    void areBrokenOnceInAWhile(String way) {
        var call = call(way, "still,stream,,hi");
        head();
        event("one");
        int before = call.reply.text().length();
        harness.loop.advance(SILENCE.minusNanos(1));
        assertThat(call.reply.text()).hasSize(before);
        harness.loop.advance(Duration.ofNanos(1));
        assertThat(call.reply.text().substring(before)).isEqualTo("[still]");
        harness.loop.advance(SILENCE.minusNanos(1));
        assertThat(signs(call)).isEqualTo(1);
        harness.loop.advance(Duration.ofNanos(1));
        assertThat(signs(call)).isEqualTo(2);
        event("FINISH");
        harness.loop.advance(SILENCE.minusNanos(1));
        assertThat(signs(call)).isEqualTo(2);
        event("DONE");
        harness.transport.last().end();
        assertThat(call.reply.ended).isTrue();
        assertThat(harness.usage).hasSize(1);
    }

    @Test
    void areSilentBeforeTheFirstEventSinceThenAnErrorCanStillBeToldByItsStatus() {
        var call = harness.translated("still,stream,,hi");
        head();
        harness.loop.advance(SILENCE.multipliedBy(3));
        assertThat(call.reply.status).isZero();
        event("BAD");
        assertThat(call.reply.status).isEqualTo(502);
        assertThat(signs(call)).isZero();
    }

    @Test
    void staySilentWhereTheAnswerCanHoldNothingOfTheKind() {
        var call = harness.translated("toy,stream,,hi");
        head();
        event("one");
        harness.loop.advance(SILENCE.multipliedBy(3));
        assertThat(call.reply.text()).isEqualTo("one");
        call.exchange.clientGone();
    }

    @Test
    void areNotBrokenTowardsAClientThatDoesNotRead() {
        var call = harness.translated("still,stream,,hi");
        head();
        event("one");
        call.exchange.writable(false);
        harness.loop.advance(SILENCE.multipliedBy(2));
        assertThat(signs(call)).isZero();
        call.exchange.writable(true);
        harness.loop.advance(SILENCE);
        assertThat(signs(call)).isEqualTo(1);
        call.exchange.clientGone();
        harness.loop.advance(SILENCE.multipliedBy(3));
        assertThat(signs(call)).isEqualTo(1);
    }
}
