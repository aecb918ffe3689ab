package io.gemigo.gateway.bench.pipeline;

import io.gemigo.gateway.bench.fixture.GenAiRequests;
import io.gemigo.gateway.bench.fixture.OpenAiRequests;
import io.gemigo.gateway.bench.fixture.Parts;
import io.gemigo.gateway.bench.fixture.PerOperation;
import io.gemigo.gateway.bench.fixture.Prompt;
import io.gemigo.gateway.bench.fixture.UpstreamAnswers;
import io.gemigo.gateway.core.bytes.HeapTicket;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Streamed events in their steady state, from the upstream's read to the client's stage; per event, many in a read. */
public class EventBenchmark extends PerOperation {
    private static final String CHAT = "/v1/chat/completions";
    private static final String STREAM = "/v1beta/models/" + Parts.MODEL + ":streamGenerateContent";
    private static final int EVENTS = 64;

    private final HeapTicket read = HeapTicket.of(UpstreamAnswers.events(EVENTS));
    private final HeapTicket one = HeapTicket.of(UpstreamAnswers.events(1));

    private final InMemoryPipeline relayed = begun(CHAT, OpenAiRequests.chat(Parts.MODEL, Prompt.SMALL, true));
    private final InMemoryPipeline usageHidden =
            begun(CHAT, OpenAiRequests.chat(Parts.MODEL, Prompt.SMALL, true, false));
    private final InMemoryPipeline renamed = begun(CHAT, OpenAiRequests.chat(Parts.ALIAS, Prompt.SMALL, true));
    private final InMemoryPipeline translated = begun(STREAM + "?alt=sse", GenAiRequests.generate(Prompt.SMALL));
    private final InMemoryPipeline translatedArray = begun(STREAM, GenAiRequests.generate(Prompt.SMALL));

    private static InMemoryPipeline begun(String path, byte[] body) {
        InMemoryPipeline pipeline = new InMemoryPipeline();
        pipeline.begin(new InMemoryPipeline.Call(path, body));
        pipeline.read(HeapTicket.of(UpstreamAnswers.firstEvent()));
        return pipeline;
    }

    /** Relayed as it came. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long relay() {
        return relayed.read(read);
    }

    /** Relayed as it came, every event a read of its own: what a read costs is in it. */
    @Benchmark
    public long relayAlone() {
        return relayed.read(one);
    }

    /** Relayed without usage, which the client did not ask for. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long relayWithoutUsage() {
        return usageHidden.read(read);
    }

    /** Relayed under another model's name. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long relayRenamed() {
        return renamed.read(read);
    }

    /** Translated to GenAI events. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long translate() {
        return translated.read(read);
    }

    /** Translated to GenAI events, every event a read of its own. */
    @Benchmark
    public long translateAlone() {
        return translated.read(one);
    }

    /** Translated to GenAI's JSON array. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long translateToArray() {
        return translatedArray.read(read);
    }
}
