package io.gemigo.gateway.testkit.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.http.HeaderView;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.http.RequestTarget;
import io.gemigo.gateway.core.port.Capability;
import io.gemigo.gateway.core.port.Credential;
import io.gemigo.gateway.core.port.ErrorReply;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ModelsEncoder;
import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.core.port.ProtocolFactory;
import io.gemigo.gateway.core.port.Route;
import io.gemigo.gateway.core.port.TokenCount;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.port.Cases;
import io.gemigo.gateway.testkit.transcript.CanonicalEvents;
import io.gemigo.gateway.testkit.transcript.ExchangeTranscript;
import io.gemigo.gateway.testkit.transcript.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;

/**
 * What every {@link Protocol} has to do, proved with transcripts of its clients.
 *
 * <pre>{@code
 * class AcmeProtocolTest extends ProtocolTck {
 *     @Override
 *     protected ProtocolFactory factory() {
 *         return new AcmeProtocolFactory();
 *     }
 *
 *     @Override
 *     protected List<ExchangeTranscript> exchanges() {
 *         return Transcripts.loadExchanges("acme");
 *     }
 *
 *     @Override
 *     protected AnswerReader reader() {
 *         return new AcmeAnswers();
 *     }
 * }
 * }</pre>
 *
 * Where clients and upstreams speak the same dialect, {@code Transcripts.load(…)} and {@code Transcript::asExchange} give
 * the exchanges.
 */
public abstract class ProtocolTck {
    private @Nullable Protocol protocol;

    /** For subclasses. */
    protected ProtocolTck() {}

    /** The factory of the protocol under test. */
    protected abstract ProtocolFactory factory();

    /** What its clients send and get. */
    protected abstract List<ExchangeTranscript> exchanges();

    /** Reads its answers as its clients do. */
    protected abstract AnswerReader reader();

    /** Cases this protocol does not pass, with the reason, see {@link Cases}. */
    protected Map<String, String> exemptions() {
        return Map.of();
    }

    /** The model a relayed request's body names, null if it names none. */
    protected @Nullable String modelNamed(Json body) {
        Json model = body.find("model");
        return model == null ? null : model.asString();
    }

    /** The model that an event, element or body of an answer names, null if it names none. */
    protected @Nullable String modelAnswered(Json payload) {
        Json model = payload.has("modelVersion") ? payload.find("modelVersion") : payload.find("model");
        return model == null ? null : model.asString();
    }

    /** The protocol under test. */
    protected final Protocol protocol() {
        Protocol made = protocol;
        if (made == null) {
            made = factory().create();
            protocol = made;
        }
        return made;
    }

    private List<ExchangeTranscript> chosen(String what, Predicate<ExchangeTranscript> choice) {
        return Cases.some(what, exchanges().stream().filter(choice));
    }

    private List<ExchangeTranscript> chats() {
        return chosen("chat", exchange -> exchange.info().operation() == Operation.CHAT);
    }

    /** Chats that got as far as an answer. */
    private List<ExchangeTranscript> answered(Predicate<ExchangeTranscript> choice) {
        return chosen(
                "answered chat",
                exchange -> exchange.info().operation() == Operation.CHAT
                        && exchange.clientResponse().status() == 200
                        && !exchange.events().get(0).has("failed")
                        && choice.test(exchange));
    }

    private Stream<DynamicTest> each(
            String check, List<ExchangeTranscript> items, Cases.Check<ExchangeTranscript> body) {
        return new Cases(exemptions()).each(check, items, ExchangeTranscript::id, body);
    }

    @Nested
    class Exempt {
        @Test
        void casesExist(TestReporter reporter) {
            new Cases(exemptions())
                    .report(
                            reporter,
                            exchanges().stream().map(ExchangeTranscript::id).toList());
        }
    }

    @Nested
    class Itself {
        @Test
        void bearsTheIdOfItsFactory() {
            assertThat(protocol().id()).isEqualTo(factory().id()).matches("[a-z0-9][a-z0-9-]*");
        }

        @Test
        void answersWithJson() {
            assertThat(protocol().jsonContentType()).startsWith("application/json");
        }

        @Test
        void showsHowToCallIt() {
            assertThat(protocol().sampleCommand("http://127.0.0.1:8080", "gw_sample"))
                    .contains("http://127.0.0.1:8080")
                    .contains("gw_sample");
        }
    }

    @Nested
    class Routes {
        @TestFactory
        Stream<DynamicTest> areFoundForEveryRequest() {
            return each(
                    "route",
                    chosen(
                            "request",
                            exchange -> !exchange.clientRequest().method().equals("OPTIONS")),
                    this::found);
        }

        private void found(ExchangeTranscript exchange) {
            Route route = route(exchange);
            Set<Route.Kind> expected = switch (exchange.info().operation()) {
                case CHAT -> Set.of(Route.Kind.CHAT);
                case COUNT_TOKENS -> Set.of(Route.Kind.COUNT_TOKENS);
                case MODEL_LIST -> Set.of(Route.Kind.LIST_MODELS);
                case MODEL_GET -> Set.of(Route.Kind.GET_MODEL);
                case OTHER -> Set.of(Route.Kind.REFUSED);
            };
            assertThat(route.kind()).isIn(expected);
            assertThat(route.pattern()).startsWith("/").doesNotContain("?");
        }

        @Test
        void areNotMadeUp() {
            for (String path : List.of("/", "//", "/no/such/thing", "/v9", "/%20", "/..", "/v1/../v1", "/\u00e9")) {
                RequestTarget target = RequestTarget.parse(path);
                if (target != null) {
                    Route route = protocol().route(head("POST", path, HeaderView.EMPTY), target, target.segments());
                    assertThat(route == null || route.kind() == Route.Kind.REFUSED)
                            .as(path)
                            .isTrue();
                }
            }
        }

        @TestFactory
        Stream<DynamicTest> refuseOtherMethods() {
            return each("method", chats(), exchange -> {
                String path = exchange.clientRequest().target();
                RequestTarget target = RequestTarget.parse(path);
                Route route = target == null
                        ? null
                        : protocol().route(head("DELETE", path, HeaderView.EMPTY), target, target.segments());
                assertThat(route == null || route.kind() == Route.Kind.REFUSED).isTrue();
            });
        }
    }

    private Route route(ExchangeTranscript exchange) {
        return Objects.requireNonNull(
                ChatReply.route(protocol(), exchange.clientRequest()), () -> "no route for " + exchange.id());
    }

    private static HttpRequestHead head(String method, String target, HeaderView headers) {
        return new HttpRequestHead(method, target, headers, "127.0.0.1");
    }

    @Nested
    class Credentials {
        @TestFactory
        Stream<DynamicTest> areTakenFromEveryRequest() {
            return each(
                    "credential",
                    chosen(
                            "answered request",
                            exchange -> exchange.clientResponse().status() == 200),
                    exchange -> {
                        Outcome<Credential> found =
                                credential(exchange, exchange.clientRequest().head());
                        assertThat(found.failure()).isNull();
                        String head = exchange.clientRequest().target() + " "
                                + exchange.clientRequest().headers();
                        assertThat(found.value().token()).isNotBlank();
                        assertThat(head).contains(found.value().token());
                        assertThat(found.value().toString())
                                .doesNotContain(found.value().token());
                    });
        }

        @TestFactory
        Stream<DynamicTest> areMissedWhereThereAreNone() {
            return each("no credential", chats(), exchange -> {
                String path = exchange.clientRequest().target().replaceFirst("\\?.*", "");
                Outcome<Credential> found = credential(exchange, head("POST", path, HeaderView.EMPTY));
                assertThat(found.failure()).isEqualTo(new Failure.Unauthenticated(true));
            });
        }

        private Outcome<Credential> credential(ExchangeTranscript exchange, HttpRequestHead head) {
            RequestTarget target = RequestTarget.parse(head.target());
            assertThat(target).as(exchange.id()).isNotNull();
            return protocol().credential(head, Objects.requireNonNull(target));
        }
    }

    @Nested
    class Requests {
        @TestFactory
        Stream<DynamicTest> areTakenOrRefusedAsTheTranscriptSays() {
            return each("request", chats(), new RequestChecks(ProtocolTck.this)::acceptsOrRefusesAsTheTranscriptSays);
        }

        @TestFactory
        Stream<DynamicTest> areRefusedWhenTruncated() {
            return each("truncated request", chats(), new RequestChecks(ProtocolTck.this)::refusesWhatIsTruncated);
        }

        @TestFactory
        Stream<DynamicTest> areReadWhateverTheyHold() {
            return each("damaged request", chats(), new RequestChecks(ProtocolTck.this)::throwsAtNothing);
        }

        @TestFactory
        Stream<DynamicTest> areEditedForARelay() {
            return each("relayed request", chats(), new RequestChecks(ProtocolTck.this)::editsWhatItRelays);
        }
    }

    @Nested
    class Answers {
        private ReplyChecks checks() {
            return new ReplyChecks(ProtocolTck.this);
        }

        @TestFactory
        Stream<DynamicTest> sayWhatTheTranscriptSays() {
            return each("answer", answered(exchange -> true), checks()::saysWhatTheTranscriptSays);
        }

        @TestFactory
        Stream<DynamicTest> sayTheSameHoweverDeltasAreCut() {
            return each("cut deltas", answered(exchange -> true), checks()::saysTheSameHoweverDeltasAreCut);
        }

        @TestFactory
        Stream<DynamicTest> areHeldBackIfNotStreamed() {
            return each("held back", answered(exchange -> exchange.is("unary")), checks()::holdsBackWhatIsNotStreamed);
        }

        @TestFactory
        Stream<DynamicTest> areNotWholeBeforeTheirEnd() {
            return each("unfinished", answered(exchange -> exchange.is("stream")), checks()::isNotWholeBeforeItsEnd);
        }

        @TestFactory
        Stream<DynamicTest> showEveryFailure() {
            return each("failure midway", answered(exchange -> exchange.is("stream")), checks()::showsEveryFailure);
        }

        @TestFactory
        Stream<DynamicTest> endRelayedStreams() {
            return each("relay tail", answered(exchange -> exchange.is("stream")), checks()::endsRelayedStreams);
        }
    }

    @Nested
    class Errors {
        @Test
        void areRenderedWithoutARoute() {
            new ErrorChecks(reader()).rendersEveryFailure(protocol().errors());
        }

        @TestFactory
        Stream<DynamicTest> areRenderedForEveryRoute() {
            return each(
                    "errors",
                    chosen(
                            "request",
                            exchange -> !exchange.clientRequest().method().equals("OPTIONS")),
                    exchange -> {
                        Route route = route(exchange);
                        new ErrorChecks(reader()).rendersEveryFailure(route.errors());
                    });
        }

        @TestFactory
        Stream<DynamicTest> haveTheStatusOfTheTranscript() {
            return each(
                    "status",
                    chosen(
                            "failed request",
                            exchange -> exchange.events().size() == 1
                                    && exchange.events().get(0).has("failed")),
                    exchange -> {
                        Route route = route(exchange);
                        ChatEvent.Failed failed = (ChatEvent.Failed)
                                CanonicalEvents.read(exchange.events()).get(0);
                        ErrorReply reply = route.errors().encode(failed.failure(), ChatReply.REQUEST_ID);
                        assertThat(reply.status())
                                .isEqualTo(exchange.clientResponse().status());
                    });
        }
    }

    @Nested
    class Models {
        private final ModelCard card = new ModelCard(
                "a-model",
                "A model",
                "someone",
                1_700_000_000L,
                1000,
                100,
                Set.of(Capability.TOOLS),
                ModelCard.Thinking.NEVER,
                ModelCard.Streaming.OPTIONAL);

        @TestFactory
        Stream<DynamicTest> areWrittenAsJson() {
            return each(
                    "models",
                    chosen(
                            "request for models",
                            exchange -> exchange.info().operation() == Operation.MODEL_LIST
                                    || exchange.info().operation() == Operation.MODEL_GET),
                    exchange -> {
                        Route route = route(exchange);
                        ModelsEncoder encoder = route instanceof Route.ListModels list
                                ? list.encoder()
                                : ((Route.GetModel) route).encoder();
                        Json.parse(encoder.list(List.of()));
                        assertThat(Json.parse(encoder.list(List.of(card))).toString())
                                .contains("a-model");
                        assertThat(Json.parse(encoder.card(card, "asked \"for\""))
                                        .toString())
                                .contains("asked \\\"for\\\"");
                    });
        }
    }

    @Nested
    class TokenCounts {
        @TestFactory
        Stream<DynamicTest> areAskedAndAnswered() {
            List<ExchangeTranscript> requests = exchanges().stream()
                    .filter(exchange -> exchange.info().operation() == Operation.COUNT_TOKENS)
                    .toList();
            return each("token count", requests, exchange -> {
                Route.CountTokens route = (Route.CountTokens) route(exchange);
                byte[] body = exchange.clientRequest().body();
                assertThat(route.codec().decode(Window.of(body), new Warnings()).failure())
                        .isNull();
                assertThat(new String(route.codec().encode(new TokenCount(4711, 0, false)), StandardCharsets.UTF_8))
                        .contains("4711");
                Json.parse(route.codec().encode(new TokenCount(4711, 0, false)));
            });
        }
    }
}
