package io.gemigo.gateway.bench.pipeline;

import io.gemigo.gateway.bench.fixture.GenAiRequests;
import io.gemigo.gateway.bench.fixture.OpenAiRequests;
import io.gemigo.gateway.bench.fixture.Parts;
import io.gemigo.gateway.bench.fixture.PerOperation;
import io.gemigo.gateway.bench.fixture.Prompt;
import io.gemigo.gateway.bench.fixture.UpstreamAnswers;
import io.gemigo.gateway.core.bytes.HeapTicket;
import org.openjdk.jmh.annotations.Benchmark;

/** Whole exchanges through the pipeline: route, check, admit, send up, answer, settle. Answers are of about 1 KB. */
public class RequestBenchmark extends PerOperation {
    private static final String CHAT = "/v1/chat/completions";
    private static final String GENERATE = "/v1beta/models/" + Parts.MODEL + ":generateContent";
    private static final String STREAM = "/v1beta/models/" + Parts.MODEL + ":streamGenerateContent?alt=sse";
    private static final int EVENTS = 64;

    private final InMemoryPipeline pipeline = new InMemoryPipeline();
    private final InMemoryPipeline.Answer answer =
            new InMemoryPipeline.Answer(UpstreamAnswers.completion(Prompt.of(Prompt.SMALL)));
    private final HeapTicket first = HeapTicket.of(UpstreamAnswers.firstEvent());
    private final HeapTicket middle = HeapTicket.of(UpstreamAnswers.events(EVENTS));
    private final HeapTicket last = HeapTicket.of(UpstreamAnswers.lastEvents(true));

    private final InMemoryPipeline.Call small = call(Parts.MODEL, Prompt.SMALL, false);
    private final InMemoryPipeline.Call large = call(Parts.MODEL, Prompt.LARGE, false);
    private final InMemoryPipeline.Call renamed = call(Parts.ALIAS, Prompt.SMALL, false);
    private final InMemoryPipeline.Call streamed = call(Parts.MODEL, Prompt.SMALL, true);
    private final InMemoryPipeline.Call genAiSmall =
            new InMemoryPipeline.Call(GENERATE, GenAiRequests.generate(Prompt.SMALL));
    private final InMemoryPipeline.Call genAiLarge =
            new InMemoryPipeline.Call(GENERATE, GenAiRequests.generate(Prompt.LARGE));
    private final InMemoryPipeline.Call genAiStreamed =
            new InMemoryPipeline.Call(STREAM, GenAiRequests.generate(Prompt.SMALL));

    private static InMemoryPipeline.Call call(String model, int promptChars, boolean stream) {
        return new InMemoryPipeline.Call(CHAT, OpenAiRequests.chat(model, promptChars, stream));
    }

    /** Relayed, about 1 KB. */
    @Benchmark
    public long relaySmall() {
        return pipeline.exchange(small, answer);
    }

    /** Relayed, about 128 KB. */
    @Benchmark
    public long relayLarge() {
        return pipeline.exchange(large, answer);
    }

    /** Relayed under another model's name, about 1 KB. */
    @Benchmark
    public long relayRenamed() {
        return pipeline.exchange(renamed, answer);
    }

    /** Relayed, about 1 KB, and a stream of 64 events in three reads as the answer. */
    @Benchmark
    public long relayStreamed() {
        return pipeline.exchange(streamed, first, middle, last);
    }

    /** Translated from GenAI and back, about 1 KB. */
    @Benchmark
    public long translateSmall() {
        return pipeline.exchange(genAiSmall, answer);
    }

    /** Translated from GenAI and back, about 128 KB. */
    @Benchmark
    public long translateLarge() {
        return pipeline.exchange(genAiLarge, answer);
    }

    /** Translated from GenAI, about 1 KB, and back as a stream of 64 events in three reads. */
    @Benchmark
    public long translateStreamed() {
        return pipeline.exchange(genAiStreamed, first, middle, last);
    }
}
