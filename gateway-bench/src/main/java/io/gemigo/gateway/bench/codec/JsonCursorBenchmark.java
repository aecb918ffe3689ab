package io.gemigo.gateway.bench.codec;

import io.gemigo.gateway.bench.fixture.OpenAiRequests;
import io.gemigo.gateway.bench.fixture.Parts;
import io.gemigo.gateway.bench.fixture.PerOperation;
import io.gemigo.gateway.bench.fixture.Prompt;
import io.gemigo.gateway.bench.fixture.UpstreamAnswers;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonLimits;
import io.gemigo.gateway.core.json.JsonToken;
import org.openjdk.jmh.annotations.Benchmark;

/** The walk over every token of a document, its grammar checked: the floor below every codec. */
public class JsonCursorBenchmark extends PerOperation {
    private final JsonCursor json = new JsonCursor(JsonLimits.DEFAULT);
    private final byte[] chunk = UpstreamAnswers.chunk();
    private final byte[] small = OpenAiRequests.chat(Parts.MODEL, Prompt.SMALL, false);
    private final byte[] large = OpenAiRequests.chat(Parts.MODEL, Prompt.LARGE, false);

    /** A streamed chunk of about 230 bytes. */
    @Benchmark
    public int chunk() {
        return walk(chunk);
    }

    /** A request of about 1 KB. */
    @Benchmark
    public int small() {
        return walk(small);
    }

    /** A request of about 128 KB. */
    @Benchmark
    public int large() {
        return walk(large);
    }

    private int walk(byte[] document) {
        json.reset(document, 0, document.length);
        int tokens = 0;
        while (json.next() != JsonToken.END) {
            tokens++;
        }
        return tokens;
    }
}
