package io.gemigo.gateway.bench.codec;

import io.gemigo.gateway.bench.fixture.CopyingStage;
import io.gemigo.gateway.bench.fixture.GenAiRequests;
import io.gemigo.gateway.bench.fixture.OpenAiRequests;
import io.gemigo.gateway.bench.fixture.Parts;
import io.gemigo.gateway.bench.fixture.PerOperation;
import io.gemigo.gateway.bench.fixture.Prompt;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.port.ChatReplyEncoder;
import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.core.port.Route;
import io.gemigo.gateway.core.port.Warnings;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Streamed answers in each client's dialect; per delta of text, every delta a read of its own. */
public class StreamEncoderBenchmark extends PerOperation {
    private static final int DELTAS = 64;
    private static final String STREAM = "/v1beta/models/" + Parts.MODEL + ":streamGenerateContent";

    private final byte[] text = "a few words\\n".getBytes(StandardCharsets.US_ASCII);
    private final CopyingStage stage = new CopyingStage();

    private final ChatReplyEncoder openAi =
            started(Parts.openAi(), "/v1/chat/completions", OpenAiRequests.chat(Parts.MODEL, Prompt.SMALL, true));
    private final ChatReplyEncoder genAiEvents =
            started(Parts.genAi(), STREAM + "?alt=sse", GenAiRequests.generate(Prompt.SMALL));
    private final ChatReplyEncoder genAiArray = started(Parts.genAi(), STREAM, GenAiRequests.generate(Prompt.SMALL));

    private ChatReplyEncoder started(Protocol protocol, String path, byte[] body) {
        Route.Chat route = (Route.Chat) Parts.route(protocol, "POST", path);
        Parts.sound(route.codec().decode(Window.of(body), new Warnings()));
        ReplyContext context = new ReplyContext("req_0123456789abcdef", Parts.MODEL, 1_763_800_000);
        ChatReplyEncoder encoder = route.codec().encoder(context, stage);
        encoder.started(text, 0, 8);
        return encoder;
    }

    /** Chunks of chat completions. */
    @Benchmark
    @OperationsPerInvocation(DELTAS)
    public long openAi() {
        return write(openAi);
    }

    /** GenAI as events. */
    @Benchmark
    @OperationsPerInvocation(DELTAS)
    public long genAiEvents() {
        return write(genAiEvents);
    }

    /** GenAI as one JSON array. */
    @Benchmark
    @OperationsPerInvocation(DELTAS)
    public long genAiArray() {
        return write(genAiArray);
    }

    private long write(ChatReplyEncoder encoder) {
        for (int i = 0; i < DELTAS; i++) {
            encoder.text(0, text, 0, text.length);
            encoder.endOfRead();
        }
        return stage.bytes();
    }
}
