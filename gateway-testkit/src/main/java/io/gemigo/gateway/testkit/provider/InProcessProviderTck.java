package io.gemigo.gateway.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.Provider;
import io.gemigo.gateway.core.port.ProviderFactory;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.port.CanonicalRequests;
import io.gemigo.gateway.testkit.port.Named;
import io.gemigo.gateway.testkit.transcript.CanonicalEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every {@link Provider} has to do: the rules of {@code ChatSink}, one end, silence after cancel, pause and resume.
 * Runs it on a virtual clock, whose loop is the test's own thread, so it suits providers that live on the exchange's loop.
 *
 * <pre>{@code
 * class ParrotProviderTest extends InProcessProviderTck {
 *     @Override
 *     protected ProviderFactory factory() {
 *         return new ParrotProviderFactory();
 *     }
 * }
 * }</pre>
 */
public abstract class InProcessProviderTck {
    private @Nullable Provider provider;

    /** For subclasses. */
    protected InProcessProviderTck() {}

    /** The factory of the provider under test. */
    protected abstract ProviderFactory factory();

    /** Values of settings beside the defaults. */
    protected Map<String, String> settings() {
        return Map.of();
    }

    /** Whether the same request gets the same answer each time. */
    protected boolean repeatable() {
        return true;
    }

    /** How many events may still come after {@code pause}. */
    protected int eventsUnderWay() {
        return 2;
    }

    /** The provider under test. */
    protected final Provider provider() {
        Provider made = provider;
        if (made == null) {
            made = TestProviders.create(factory(), settings(), Provider.class);
            provider = made;
        }
        return made;
    }

    private ChatRequest request() {
        return CanonicalRequests.plain(provider().models().textDefault().id()).stream(true)
                .build();
    }

    private InProcessRun run() {
        return new InProcessRun(provider(), request());
    }

    /** The events of an undisturbed answer. */
    private List<ChatEvent> undisturbed() {
        InProcessRun run = run().start();
        run.toTheEnd();
        run.sink().assertEnded();
        return run.sink().events();
    }

    private void assertSameContent(List<ChatEvent> expected, List<ChatEvent> actual) {
        if (repeatable()) {
            assertThat(content(actual)).isEqualTo(content(expected));
        }
    }

    /** Without the start, whose id may be a fresh one. */
    private static List<Json> content(List<ChatEvent> events) {
        List<Json> lines = new ArrayList<>(CanonicalEvents.lines(events));
        lines.removeIf(line -> line.has("started"));
        return lines;
    }

    @Nested
    class Itself {
        @Test
        void bearsTheIdOfItsFactory() {
            assertThat(provider().id()).isEqualTo(factory().id()).matches("[a-z0-9][a-z0-9-]*");
        }

        @Test
        void listsModels() {
            assertThat(provider().models().cards()).isNotEmpty();
        }
    }

    @Nested
    class Answers {
        @TestFactory
        Stream<DynamicTest> endOnceAndInOrder() {
            return provider().models().cards().stream()
                    .flatMap(card -> CanonicalRequests.all(card.id()).entrySet().stream()
                            .map(entry -> DynamicTest.dynamicTest(
                                    card.id() + ": " + entry.getKey(), () -> answered(entry.getValue()))));
        }

        private void answered(ChatRequest request) {
            InProcessRun run = new InProcessRun(provider(), request).start();
            run.toTheEnd();
            run.sink().assertEnded();
            Failure failure = run.sink().failure();
            if (failure != null) {
                assertThat(failure).isInstanceOf(Failure.InvalidRequest.class);
                assertThat(failure.param()).isNotBlank();
            }
            run.assertNothingPending();
        }

        @Test
        void areTheSameEachTime() {
            assertSameContent(undisturbed(), undisturbed());
        }

        @Test
        void doNotMix() {
            List<ChatEvent> alone = undisturbed();
            InProcessRun first = run().start();
            InProcessRun second = run().start();
            while (!first.sink().ended() || !second.sink().ended()) {
                first.step();
                second.step();
            }
            first.sink().assertEnded();
            second.sink().assertEnded();
            assertSameContent(alone, first.sink().events());
            assertSameContent(alone, second.sink().events());
        }
    }

    @Nested
    class Cancel {
        @Test
        void silencesWithinAnyEvent() {
            int events = undisturbed().size();
            for (int i = 1; i < events; i++) {
                int count = i;
                Named.check("cancelled in event " + count, () -> {
                    InProcessRun run = run().cancelIn(count).start();
                    run.toTheEnd();
                    run.sink().assertSound();
                    assertThat(run.sink().events()).hasSize(count);
                    run.assertNothingPending();
                });
            }
        }

        @Test
        void silencesBetweenEvents() {
            int events = undisturbed().size();
            for (int i = 0; i < events; i++) {
                int count = i;
                Named.check("cancelled after " + count + " events", () -> {
                    InProcessRun run = run().start();
                    run.untilEvents(count);
                    run.cancel();
                    run.toTheEnd();
                    run.sink().assertSound();
                    run.assertNothingPending();
                });
            }
        }

        @Test
        void isHarmlessAfterTheEndAndAgain() {
            InProcessRun run = run().start();
            run.toTheEnd();
            int events = run.sink().events().size();
            run.call().cancel();
            run.call().cancel();
            run.call().pause();
            run.call().resume();
            run.toTheEnd();
            run.sink().assertEnded();
            assertThat(run.sink().events()).hasSize(events);
        }
    }

    @Nested
    class Pause {
        @Test
        void holdsTheAnswerAndLosesNothing() {
            List<ChatEvent> whole = undisturbed();
            for (int i = 0; i < whole.size() - 1; i++) {
                int count = i;
                Named.check("paused after " + count + " events", () -> {
                    InProcessRun run = run().pauseAfter(count).start();
                    run.forAWhile();
                    assertThat(run.sink().events().size())
                            .as("events that come while paused")
                            .isLessThanOrEqualTo(Math.max(count, run.eventsAtPause()) + eventsUnderWay());
                    run.call().resume();
                    run.toTheEnd();
                    run.sink().assertEnded();
                    assertSameContent(whole, run.sink().events());
                });
            }
        }

        @Test
        void mayComeTwiceAndBeResumedTwice() {
            List<ChatEvent> whole = undisturbed();
            InProcessRun run = run().pauseAfter(0).start();
            run.call().pause();
            run.forAWhile();
            run.call().resume();
            run.call().resume();
            run.toTheEnd();
            run.sink().assertEnded();
            assertSameContent(whole, run.sink().events());
        }

        @Test
        void doesNotOutliveCancel() {
            InProcessRun run = run().pauseAfter(1).start();
            run.forAWhile();
            run.cancel();
            run.call().resume();
            run.toTheEnd();
            run.sink().assertSound();
            run.assertNothingPending();
        }
    }
}
