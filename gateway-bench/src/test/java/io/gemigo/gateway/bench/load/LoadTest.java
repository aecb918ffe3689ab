package io.gemigo.gateway.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.bench.fixture.Parts;
import io.gemigo.gateway.bench.fixture.Prompt;
import io.gemigo.gateway.bench.upstream.FakeUpstream;
import io.gemigo.gateway.bench.upstream.UpstreamSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The load generator against the fake upstream, and against one that breaks its word. */
class LoadTest {
    private static final int EVENTS = 20;
    private static final Duration SHORT = Duration.ofMillis(100);

    private static LoadPlan plan(int port, boolean stream, int stamps, LoadPlan.Pace pace) {
        byte[] request = HttpRequests.post(
                "127.0.0.1:" + port,
                "/v1" + RequestShape.RELAY.path(stream),
                RequestShape.RELAY.headers("token"),
                RequestShape.RELAY.body(Parts.MODEL, Prompt.SMALL, stream));
        return new LoadPlan(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                request,
                new LoadPlan.Expected(stamps, RequestShape.RELAY.ending(stream)),
                pace,
                4,
                Duration.ZERO,
                Duration.ZERO,
                SHORT);
    }

    private static FakeUpstream upstream(Duration gap) throws IOException {
        return FakeUpstream.start(0, UpstreamSettings.DEFAULT.events(EVENTS, gap));
    }

    @Test
    void countsWholeAnswers() throws IOException {
        try (FakeUpstream upstream = upstream(Duration.ZERO)) {
            LoadResult result =
                    Load.run(plan(upstream.port(), false, 1, new LoadPlan.Pace.Closed()), LoadListener.NONE);
            assertThat(result.failures()).isEmpty();
            assertThat(result.sent()).isPositive().isGreaterThanOrEqualTo(result.answers());
            assertThat(result.events()).isBetween(result.answers() - 4, result.answers() + 4);
            assertThat(result.latency().count()).isEqualTo(result.answers());
            upstream.check();
        }
    }

    @Test
    void countsWholeStreams() throws IOException {
        try (FakeUpstream upstream = upstream(Duration.ofMillis(1))) {
            LoadResult result =
                    Load.run(plan(upstream.port(), true, EVENTS, new LoadPlan.Pace.Closed()), LoadListener.NONE);
            assertThat(result.failures()).isEmpty();
            assertThat(result.sent()).isGreaterThanOrEqualTo(4);
            assertThat(result.transit().count()).isEqualTo(result.events());
            upstream.check();
        }
    }

    @Test
    void keepsARate() throws IOException {
        try (FakeUpstream upstream = upstream(Duration.ZERO)) {
            LoadResult result =
                    Load.run(plan(upstream.port(), false, 1, new LoadPlan.Pace.Rate(200)), LoadListener.NONE);
            assertThat(result.failures()).isEmpty();
            // One at the start and one for each 5 ms, whatever the machine does meanwhile.
            assertThat(result.sent()).isBetween(2L, 200L);
        }
    }

    @Test
    void holdsStreamsOpen() throws IOException {
        try (FakeUpstream upstream = upstream(Duration.ofHours(1))) {
            upstream.settings(UpstreamSettings.DEFAULT.events(10_000, Duration.ofMillis(10)));
            LoadResult result = Load.run(plan(upstream.port(), true, 1, new LoadPlan.Pace.Hold()), LoadListener.NONE);
            assertThat(result.failures()).isEmpty();
            assertThat(result.held()).isEqualTo(4);
        }
    }

    @Test
    void noticesThatEventsAreMissing() throws IOException {
        try (FakeUpstream upstream = upstream(Duration.ZERO)) {
            LoadResult result =
                    Load.run(plan(upstream.port(), true, EVENTS + 1, new LoadPlan.Pace.Closed()), LoadListener.NONE);
            assertThat(result.failureCount()).isPositive();
            assertThat(result.failures()).contains(EVENTS + " events instead of " + (EVENTS + 1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 500 Oops\r\ncontent-length: 0\r\n\r\n -> status 500",
                "HTTP/1.1 200 OK\r\ncontent-length: 40\r\n\r\nshort -> closed by the peer",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nshort\r\n -> closed by the peer",
                "HTTP/1.1 200 OK\r\n\r\n#00000:000000000000000# \"no stop\" -> the answer's end is missing",
                "HTTP/1.1 200 OK\r\n\r\n#00001:000000000000000#\"stop\" -> events out of order"
            })
    void noticesWhatIsNotWhole(String answerAndFlaw) throws IOException {
        String[] parts = answerAndFlaw.split(" -> ", -1);
        try (LyingServer server = LyingServer.start(parts[0].getBytes(StandardCharsets.US_ASCII))) {
            LoadResult result = Load.run(plan(server.port(), false, 1, new LoadPlan.Pace.Closed()), LoadListener.NONE);
            assertThat(result.failureCount()).isPositive();
            assertThat(result.failures()).anyMatch(failure -> failure.contains(parts[1]));
        }
    }
}
