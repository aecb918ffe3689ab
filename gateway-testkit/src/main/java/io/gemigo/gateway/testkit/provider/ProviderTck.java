package io.gemigo.gateway.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.port.HttpProvider;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ProviderFactory;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.port.CanonicalRequests;
import io.gemigo.gateway.testkit.port.Cases;
import io.gemigo.gateway.testkit.transcript.HttpMessageText;
import io.gemigo.gateway.testkit.transcript.Operation;
import io.gemigo.gateway.testkit.transcript.Transcript;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;

/**
 * What every {@link HttpProvider} has to do, proved with the transcripts of the dialect its upstream speaks.
 *
 * <pre>{@code
 * class AcmeProviderTest extends ProviderTck {
 *     @Override
 *     protected ProviderFactory factory() {
 *         return new AcmeProviderFactory();
 *     }
 *
 *     @Override
 *     protected List<Transcript> transcripts() {
 *         return Transcripts.load("acme");
 *     }
 * }
 * }</pre>
 *
 * The other methods have defaults; those that look into JSON read a dialect shaped like OpenAI's.
 */
public abstract class ProviderTck {
    /** The model a client asks for in a relay. */
    static final String CLIENT_MODEL = "the-client-s-own-name-of-it";

    private @Nullable HttpProvider provider;

    /** For subclasses. */
    protected ProviderTck() {}

    /** The factory of the provider under test. */
    protected abstract ProviderFactory factory();

    /** The transcripts of its upstream's dialect. */
    protected abstract List<Transcript> transcripts();

    /** Values of settings beside the defaults; secrets are {@link TestProviders#CANARY} unless given here. */
    protected Map<String, String> settings() {
        return Map.of();
    }

    /** Cases this provider does not pass, with the reason, see {@link Cases}. */
    protected Map<String, String> exemptions() {
        return Map.of();
    }

    /** The model an upstream's request, event or answer names, null if it names none. */
    protected @Nullable String modelNamed(Json payload) {
        Json model = payload.find("model");
        return model == null ? null : model.asString();
    }

    /** Whether an upstream's event tells of usage. */
    protected boolean tellsUsage(Json event) {
        Json usage = event.find("usage");
        return usage != null && usage.kind() != Json.Kind.NULL;
    }

    /** Whether an event's payload is one JSON value; end markers are not. */
    protected boolean isJson(byte[] payload) {
        return payload.length > 0 && payload[0] != '[';
    }

    /** The provider under test. */
    protected final HttpProvider provider() {
        HttpProvider made = provider;
        if (made == null) {
            made = TestProviders.create(factory(), settings(), HttpProvider.class);
            provider = made;
        }
        return made;
    }

    private Cases cases() {
        return new Cases(exemptions());
    }

    private List<Transcript> chats(String what, Predicate<HttpMessageText> answer) {
        return Cases.some(
                what,
                transcripts().stream()
                        .filter(transcript -> transcript.info().operation() == Operation.CHAT)
                        .filter(transcript -> answer.test(transcript.response())));
    }

    private List<Transcript> streams() {
        return chats("streamed answer", answer -> answer.status() == 200 && answer.isEventStream());
    }

    private List<Transcript> unaries() {
        return chats("answer in one piece", answer -> answer.status() == 200 && !answer.isEventStream());
    }

    private List<Transcript> errors() {
        return chats("answer that tells of an error", answer -> answer.status() != 200);
    }

    private Stream<DynamicTest> each(String check, List<Transcript> items, Cases.Check<Transcript> body) {
        return cases().each(check, items, Transcript::id, body);
    }

    /** Nothing of the gateway's own and nothing of its upstream's whereabouts may stand in a failure. */
    final void assertDiscreet(Failure failure) {
        assertThat(failure.message() + " " + failure.code() + " " + failure.param() + " " + failure)
                .doesNotContain(TestProviders.CANARY)
                .doesNotContain(provider().endpoint().host())
                .doesNotContain("Exception")
                .doesNotContain("<html");
    }

    @Nested
    class Exempt {
        @Test
        void casesExist(TestReporter reporter) {
            cases().report(reporter, transcripts().stream().map(Transcript::id).toList());
        }
    }

    @Nested
    class Itself {
        @Test
        void bearsTheIdOfItsFactory() {
            assertThat(provider().id()).isEqualTo(factory().id()).matches("[a-z0-9][a-z0-9-]*");
        }

        @Test
        void isNotOfflineAsItHasAnUpstream() {
            assertThat(factory().offline()).isFalse();
        }

        @Test
        void describesItsSettings() {
            assertThat(factory().settings()).allSatisfy(setting -> {
                assertThat(setting.key()).isNotBlank();
                assertThat(setting.description()).isNotBlank();
                assertThat(setting.secret() && setting.defaultValue() != null).isFalse();
            });
        }

        @Test
        void listsModelsThatCanChat() {
            assertThat(provider().models().cards()).isNotEmpty();
            assertThat(provider()
                            .models()
                            .find(provider().models().textDefault().id()))
                    .isNotNull();
        }

        @Test
        void keepsItsSecretsOutOfItsText() {
            HeaderList headers = new HeaderList();
            provider().authorize(headers);

            assertThat(provider().toString()
                            + provider().endpoint()
                            + provider().chat())
                    .doesNotContain(TestProviders.CANARY);
            assertThat(headers.size()).isLessThanOrEqualTo(2);
        }

        @Test
        void postsToAPath() {
            assertThat(provider().chat().path()).startsWith("/").doesNotContain("?");
        }
    }

    @Nested
    class Streams {
        @TestFactory
        Stream<DynamicTest> meanTheSameHoweverTheyAreCut() {
            return each("stream", streams(), new StreamChecks(provider())::meansTheSameHoweverCut);
        }

        @TestFactory
        Stream<DynamicTest> areNeverWholeWhenTruncated() {
            return each("truncated stream", streams(), new StreamChecks(provider())::isNeverWholeWhenTruncated);
        }

        @TestFactory
        Stream<DynamicTest> endOnceIfAnEventIsMissing() {
            return each("stream with a gap", streams(), new StreamChecks(provider())::endsOnceWhenAnEventIsMissing);
        }

        @TestFactory
        Stream<DynamicTest> endOnceWhateverTheUpstreamSends() {
            return each("damaged stream", streams(), new StreamChecks(provider())::endsOnceWhenDamaged);
        }
    }

    @Nested
    class Answers {
        @TestFactory
        Stream<DynamicTest> meanWhatTheTranscriptSays() {
            return each("answer", unaries(), new UnaryChecks(provider())::meansWhatTheTranscriptSays);
        }

        @TestFactory
        Stream<DynamicTest> areFailuresWhenTruncated() {
            return each("truncated answer", unaries(), new UnaryChecks(provider())::failsWhenTruncated);
        }

        @TestFactory
        Stream<DynamicTest> endOnceWhateverTheUpstreamSends() {
            return each("damaged answer", unaries(), new UnaryChecks(provider())::endsOnceWhenDamaged);
        }

        @TestFactory
        Stream<DynamicTest> areFailuresIfTheyAreNoAnswers() {
            return new UnaryChecks(provider()).noAnswers();
        }
    }

    @Nested
    class Errors {
        @TestFactory
        Stream<DynamicTest> meanWhatTheTranscriptSays() {
            return each("error", errors(), new ErrorChecks(ProviderTck.this)::meansWhatTheTranscriptSays);
        }

        @TestFactory
        Stream<DynamicTest> tellNoSecrets() {
            return each("secretive error", errors(), new ErrorChecks(ProviderTck.this)::tellsNoSecrets);
        }

        @TestFactory
        Stream<DynamicTest> areReadWhateverTheyHold() {
            return each("damaged error", errors(), new ErrorChecks(ProviderTck.this)::isReadWhateverItHolds);
        }

        @TestFactory
        Stream<DynamicTest> areReadWithAnyStatus() {
            return new ErrorChecks(ProviderTck.this).anyStatus();
        }
    }

    @Nested
    class Relay {
        @TestFactory
        Stream<DynamicTest> keepsWhatEventsMean() {
            return each("relay", streams(), new RelayChecks(ProviderTck.this)::keepsWhatEventsMean);
        }

        @TestFactory
        Stream<DynamicTest> keepsWhatAnswersMean() {
            return each("relayed answer", unaries(), new RelayChecks(ProviderTck.this)::keepsWhatAnswersMean);
        }
    }

    @Nested
    class Requests {
        @TestFactory
        Stream<DynamicTest> areWrittenOrRefusedByName() {
            return provider().models().cards().stream()
                    .flatMap(card -> CanonicalRequests.all(card.id()).entrySet().stream()
                            .map(entry -> DynamicTest.dynamicTest(
                                    card.id() + ": " + entry.getKey(),
                                    () -> writtenOrRefused(card, entry.getKey(), entry.getValue()))));
        }

        private void writtenOrRefused(ModelCard card, String name, ChatRequest request) {
            ByteBuilder out = new ByteBuilder(16);
            Warnings warnings = new Warnings();
            Failure refusal = provider().chat().encode(request, card, out, warnings);
            if (refusal != null) {
                assertThat(refusal).isInstanceOf(Failure.InvalidRequest.class);
                assertThat(refusal.param()).isNotBlank();
                return;
            }
            Json body = Json.parse(out.toBytes());
            assertThat(modelNamed(body)).isEqualTo(card.id());
            if (name.equals(CanonicalRequests.FOREIGN_EXTENSION)) {
                assertThat(warnings.header()).contains("warp_factor");
            }
        }

        @Test
        void areTheSameEachTime() {
            ModelCard card = provider().models().textDefault();
            CanonicalRequests.all(card.id()).forEach((name, request) -> {
                ByteBuilder first = new ByteBuilder(16);
                ByteBuilder second = new ByteBuilder(16);
                provider().chat().encode(request, card, first, new Warnings());
                provider().chat().encode(request, card, second, new Warnings());
                assertThat(second.utf8()).as(name).isEqualTo(first.utf8());
            });
        }
    }

    /** For error bodies in tests of the kit's own classes. */
    final Failure error(int status, HeaderList headers, byte[] body) {
        return provider().chat().error(status, headers, Window.of(body));
    }
}
