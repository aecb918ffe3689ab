package io.gemigo.gateway.bench.codec;

import io.gemigo.gateway.bench.fixture.OpenAiRequests;
import io.gemigo.gateway.bench.fixture.Parts;
import io.gemigo.gateway.bench.fixture.PerOperation;
import io.gemigo.gateway.bench.fixture.Prompt;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.dialect.openai.ChatRequestReader;
import io.gemigo.gateway.dialect.openai.ChatRequestScan;
import io.gemigo.gateway.dialect.openai.ChatRequestScanner;
import org.openjdk.jmh.annotations.Benchmark;

/** OpenAI requests: the scan every one of them gets, and the canonical form that only translations need. */
public class OpenAiRequestBenchmark extends PerOperation {
    private final Window small = Window.of(OpenAiRequests.chat(Parts.MODEL, Prompt.SMALL, false));
    private final Window large = Window.of(OpenAiRequests.chat(Parts.MODEL, Prompt.LARGE, false));
    private final Window agent = Window.of(OpenAiRequests.agent(Parts.MODEL));

    /** A request of about 1 KB, checked. */
    @Benchmark
    public ChatRequestScan scanSmall() {
        return Parts.sound(ChatRequestScanner.scan(small));
    }

    /** A request of about 128 KB, checked. */
    @Benchmark
    public ChatRequestScan scanLarge() {
        return Parts.sound(ChatRequestScanner.scan(large));
    }

    /** Ten tools, a call and its result, checked. */
    @Benchmark
    public ChatRequestScan scanAgent() {
        return Parts.sound(ChatRequestScanner.scan(agent));
    }

    /** The same 1 KB, checked and decoded. */
    @Benchmark
    public ChatRequest decodeSmall() {
        return decode(small);
    }

    /** The same 128 KB, checked and decoded. */
    @Benchmark
    public ChatRequest decodeLarge() {
        return decode(large);
    }

    /** The same tools, checked and decoded. */
    @Benchmark
    public ChatRequest decodeAgent() {
        return decode(agent);
    }

    private static ChatRequest decode(Window body) {
        ChatRequestScan scan = Parts.sound(ChatRequestScanner.scan(body));
        return Parts.sound(ChatRequestReader.read(scan, new Warnings()));
    }
}
