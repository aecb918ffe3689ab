package io.gemigo.gateway.protocol.genai;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.port.ChatIntake;
import io.gemigo.gateway.core.port.ChatReplyEncoder;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.core.port.Route;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import io.gemigo.gateway.testkit.transcript.ExchangeTranscript;
import io.gemigo.gateway.testkit.transcript.HttpMessageText;
import io.gemigo.gateway.testkit.transcript.Operation;
import io.gemigo.gateway.testkit.transcript.Transcripts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded exchange whose answer comes from an upstream: request to canonical form, events to the client's bytes. */
class GoldenTest {
    /** Recordings whose upstream answer arrives in one read, so that text and finish ride in one chunk. */
    private static final Set<String> AT_ONCE = Set.of("streamed-history");

    static List<ExchangeTranscript> chats() {
        return Transcripts.loadExchanges("genai").stream()
                .filter(each -> each.info().operation() == Operation.CHAT && each.upstreamResponse() != null)
                .filter(each -> each.upstreamResponse().status() == 200)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("chats")
    void readsTheRequest(ExchangeTranscript exchange) {
        Route.Chat route = (Route.Chat) Requests.route(Requests.head(exchange.clientRequest()));
        Outcome<ChatIntake> intake =
                route.codec().decode(Window.of(exchange.clientRequest().body()), new Warnings());
        ChatRequest request = intake.value().request().value();
        JsonAssert.assertSame(fixture(exchange.info().name()), ChatRequestText.of(request));
    }

    @ParameterizedTest
    @MethodSource("chats")
    void writesTheAnswer(ExchangeTranscript exchange) {
        HttpMessageText expected = exchange.clientResponse();
        Route.Chat route = (Route.Chat) Requests.route(Requests.head(exchange.clientRequest()));
        ChatIntake intake = route.codec()
                .decode(Window.of(exchange.clientRequest().body()), new Warnings())
                .value();
        ByteBuilder stage = new ByteBuilder(1024);
        ChatReplyEncoder encoder = route.codec().encoder(new ReplyContext("req-1", intake.model(), 0), stage);
        HeaderList headers = new HeaderList();
        encoder.head(headers);
        RecordedAnswer.of(exchange.upstreamResponse())
                .play(encoder, AT_ONCE.contains(exchange.info().name()));

        assertThat(headers.size()).isEqualTo(expected.headers().size());
        expected.headers()
                .forEach(header -> assertThat(headers.get(header.name())).isEqualTo(header.value()));
        if (expected.isEventStream()) {
            assertThat(stage.utf8()).isEqualTo(expected.bodyText());
        } else {
            JsonAssert.assertSame(Json.parse(expected.body()), Json.parse(stage.toBytes()));
        }
    }

    private static String fixture(String name) {
        try (InputStream in = GoldenTest.class.getResourceAsStream("requests/" + name + ".json")) {
            assertThat(in).as("fixture of " + name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
