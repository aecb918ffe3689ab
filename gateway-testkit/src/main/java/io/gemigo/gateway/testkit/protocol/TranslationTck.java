package io.gemigo.gateway.testkit.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.HttpProvider;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ModelTable;
import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.core.port.ProtocolFactory;
import io.gemigo.gateway.core.port.ProviderFactory;
import io.gemigo.gateway.core.port.UpstreamChat;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import io.gemigo.gateway.testkit.port.Cases;
import io.gemigo.gateway.testkit.port.RecordingSink;
import io.gemigo.gateway.testkit.provider.TestProviders;
import io.gemigo.gateway.testkit.provider.UpstreamAnswers;
import io.gemigo.gateway.testkit.transcript.CanonicalEvents;
import io.gemigo.gateway.testkit.transcript.Cut;
import io.gemigo.gateway.testkit.transcript.ExchangeTranscript;
import io.gemigo.gateway.testkit.transcript.HttpMessageText;
import io.gemigo.gateway.testkit.transcript.Operation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;

/**
 * What a protocol and a provider make of exchanges together, without a pipeline: the client's request becomes the
 * upstream's, the upstream's answer the client's, as the transcripts say. For where both are on the path, such as the
 * assembly; each for itself is proved by {@link ProtocolTck} and {@code ProviderTck}.
 */
public abstract class TranslationTck {
    /** For subclasses. */
    protected TranslationTck() {}

    /** The factory of the client's side. */
    protected abstract ProtocolFactory protocolFactory();

    /** The factory of the upstream's side. */
    protected abstract ProviderFactory providerFactory();

    /** Exchanges with what goes up and comes down. */
    protected abstract List<ExchangeTranscript> exchanges();

    /** Reads the protocol's answers as its clients do. */
    protected abstract AnswerReader reader();

    /** Values of the provider's settings beside the defaults. */
    protected Map<String, String> settings() {
        return Map.of();
    }

    /** Cases the two do not pass, with the reason, see {@link Cases}. */
    protected Map<String, String> exemptions() {
        return Map.of();
    }

    private Stream<DynamicTest> each(
            String check, Predicate<ExchangeTranscript> choice, Cases.Check<ExchangeTranscript> body) {
        List<ExchangeTranscript> chosen = Cases.some(
                "exchange with an upstream",
                exchanges().stream()
                        .filter(exchange -> exchange.info().operation() == Operation.CHAT)
                        .filter(choice));
        return new Cases(exemptions()).each(check, chosen, ExchangeTranscript::id, body);
    }

    private HttpProvider provider() {
        return TestProviders.create(providerFactory(), settings(), HttpProvider.class);
    }

    @Test
    void exemptCasesExist(TestReporter reporter) {
        new Cases(exemptions())
                .report(
                        reporter,
                        exchanges().stream().map(ExchangeTranscript::id).toList());
    }

    @TestFactory
    Stream<DynamicTest> requestsGoUpAsTheTranscriptSays() {
        return each("request up", exchange -> exchange.upstreamRequest() != null, this::goesUp);
    }

    private void goesUp(ExchangeTranscript exchange) {
        HttpMessageText up = Objects.requireNonNull(exchange.upstreamRequest());
        HttpProvider provider = provider();
        ChatReply chat = ChatReply.of(protocolFactory().create(), exchange.clientRequest());
        ModelCard card = card(provider.models(), chat);
        Json expected = Json.parse(up.body());
        Json stream = expected.find("stream");
        ChatRequest request = chat.intake().request().value().toBuilder().model(card.id()).stream(
                        stream != null && stream.asBoolean())
                .build();
        ByteBuilder out = new ByteBuilder(256);
        assertThat(provider.chat().encode(request, card, out, new Warnings()))
                .as("refusal")
                .isNull();
        JsonAssert.assertIncludes(expected, Json.parse(out.toBytes()));
    }

    private static ModelCard card(ModelTable models, ChatReply chat) {
        ModelCard listed = models.find(chat.intake().model());
        return listed != null ? listed : chat.intake().hasMedia() ? models.mediaDefault() : models.textDefault();
    }

    @TestFactory
    Stream<DynamicTest> answersComeDownAsTheTranscriptSays() {
        return each("answer down", exchange -> exchange.upstreamResponse() != null, this::comesDown);
    }

    private void comesDown(ExchangeTranscript exchange) {
        HttpMessageText down = Objects.requireNonNull(exchange.upstreamResponse());
        Protocol protocol = protocolFactory().create();
        List<ChatEvent> events = decoded(provider().chat(), down);
        CanonicalEvents.assertSame(exchange.events(), events);
        HttpMessageText expected = exchange.clientResponse();
        if (events.get(0) instanceof ChatEvent.Failed failed) {
            Failure failure = failed.failure();
            int status = ChatReply.chat(protocol, exchange.clientRequest())
                    .errors()
                    .encode(failure, ChatReply.REQUEST_ID)
                    .status();
            assertThat(status).isEqualTo(expected.status());
            return;
        }
        ChatReply reply = ChatReply.of(protocol, exchange.clientRequest()).play(events, true);
        List<Json> actual = reader().read(reply.eventStream(), reply.sent());
        List<Json> wanted = reader().read(expected.isEventStream(), expected.body());
        JsonAssert.assertSame(new Json.ArrayValue(wanted), new Json.ArrayValue(actual));
    }

    private static List<ChatEvent> decoded(UpstreamChat chat, HttpMessageText answer) {
        if (answer.status() != 200) {
            Failure failure = chat.error(answer.status(), answer.headerList(), Window.of(answer.body()));
            return List.of(new ChatEvent.Failed(failure));
        }
        RecordingSink sink = answer.isEventStream()
                ? UpstreamAnswers.stream(chat, answer.body(), Cut.whole())
                : UpstreamAnswers.unary(chat, answer.body(), Cut.whole());
        sink.assertEnded();
        return sink.events();
    }
}
