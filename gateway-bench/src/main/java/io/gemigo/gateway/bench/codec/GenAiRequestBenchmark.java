package io.gemigo.gateway.bench.codec;

import io.gemigo.gateway.bench.fixture.GenAiRequests;
import io.gemigo.gateway.bench.fixture.Parts;
import io.gemigo.gateway.bench.fixture.PerOperation;
import io.gemigo.gateway.bench.fixture.Prompt;
import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.port.HttpProvider;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.core.port.Route;
import io.gemigo.gateway.core.port.Warnings;
import org.openjdk.jmh.annotations.Benchmark;

/** GenAI requests: routed, decoded into the canonical form, and on to DashScope's body. */
public class GenAiRequestBenchmark extends PerOperation {
    private static final String GENERATE = "/v1beta/models/" + Parts.MODEL + ":generateContent";
    private static final String COUNT = "/v1beta/models/" + Parts.MODEL + ":countTokens";

    private final Protocol protocol = Parts.genAi();
    private final HttpProvider provider = Parts.dashScope();
    private final ModelCard model = Parts.model(provider);
    private final ByteBuilder out = new ByteBuilder(256 * 1024);

    private final Window small = Window.of(GenAiRequests.generate(Prompt.SMALL));
    private final Window large = Window.of(GenAiRequests.generate(Prompt.LARGE));
    private final Window agent = Window.of(GenAiRequests.agent());
    private final Window toCount = Window.of(GenAiRequests.count(Prompt.SMALL));

    /** About 1 KB. */
    @Benchmark
    public ChatRequest decodeSmall() {
        return decode(small);
    }

    /** About 128 KB. */
    @Benchmark
    public ChatRequest decodeLarge() {
        return decode(large);
    }

    /** Ten tools, a call and its result. */
    @Benchmark
    public ChatRequest decodeAgent() {
        return decode(agent);
    }

    /** About 1 KB, written for DashScope. */
    @Benchmark
    public int translateSmall() {
        return translate(small);
    }

    /** About 128 KB, written for DashScope. */
    @Benchmark
    public int translateLarge() {
        return translate(large);
    }

    /** Tools, written for DashScope. */
    @Benchmark
    public int translateAgent() {
        return translate(agent);
    }

    /** A prompt to count the tokens of. */
    @Benchmark
    public ChatRequest decodeCount() {
        Route.CountTokens route = (Route.CountTokens) Parts.route(protocol, "POST", COUNT);
        return Parts.sound(route.codec().decode(toCount, new Warnings()));
    }

    private ChatRequest decode(Window body) {
        Route.Chat route = (Route.Chat) Parts.route(protocol, "POST", GENERATE);
        return Parts.sound(
                Parts.sound(route.codec().decode(body, new Warnings())).request());
    }

    private int translate(Window body) {
        out.clear();
        Parts.sound(provider.chat().encode(decode(body), model, out, new Warnings()));
        return out.length();
    }
}
