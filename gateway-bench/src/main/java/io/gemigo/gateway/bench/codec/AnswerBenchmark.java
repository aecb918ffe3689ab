package io.gemigo.gateway.bench.codec;

import io.gemigo.gateway.bench.fixture.CopyingStage;
import io.gemigo.gateway.bench.fixture.CountingSink;
import io.gemigo.gateway.bench.fixture.GenAiRequests;
import io.gemigo.gateway.bench.fixture.OpenAiRequests;
import io.gemigo.gateway.bench.fixture.Parts;
import io.gemigo.gateway.bench.fixture.PerOperation;
import io.gemigo.gateway.bench.fixture.Prompt;
import io.gemigo.gateway.bench.fixture.UpstreamAnswers;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.port.ChatReplyEncoder;
import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.core.port.RelayEdits;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.core.port.Route;
import io.gemigo.gateway.core.port.UpstreamChat;
import io.gemigo.gateway.core.port.Warnings;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;

/** Answers in one piece, of about 1 KB: decoded from DashScope, written for each kind of client. */
public class AnswerBenchmark extends PerOperation {
    private final UpstreamChat chat = Parts.dashScope().chat();
    private final Window answer = Window.of(UpstreamAnswers.completion(Prompt.of(Prompt.SMALL)));
    private final byte[] text =
            Prompt.of(Prompt.SMALL).replace("\"", "\\\"").replace("\n", "\\n").getBytes(StandardCharsets.US_ASCII);
    private final Usage usage = Usage.estimate(180, 64);
    private final CopyingStage stage = new CopyingStage();
    private final ReplyContext context = new ReplyContext("req_0123456789abcdef", Parts.MODEL, 1_763_800_000);

    private final Route.Chat openAi =
            checked(Parts.openAi(), "/v1/chat/completions", OpenAiRequests.chat(Parts.MODEL, Prompt.SMALL, false));
    private final Route.Chat genAi = checked(
            Parts.genAi(), "/v1beta/models/" + Parts.MODEL + ":generateContent", GenAiRequests.generate(Prompt.SMALL));

    private static Route.Chat checked(Protocol protocol, String path, byte[] body) {
        Route.Chat route = (Route.Chat) Parts.route(protocol, "POST", path);
        Parts.sound(route.codec().decode(Window.of(body), new Warnings()));
        return route;
    }

    /** Decoded for a relay that need not change it. */
    @Benchmark
    public int relayed() {
        return relay(Parts.edits(Parts.MODEL, true));
    }

    /** Decoded for a relay that puts another model's name in. */
    @Benchmark
    public int relayedRenamed() {
        return relay(Parts.edits(Parts.ALIAS, true));
    }

    /** Decoded for an answer in another dialect. */
    @Benchmark
    public long decoded() {
        CountingSink sink = new CountingSink();
        chat.unaryDecoder().body(answer, sink, null);
        return sink.heard();
    }

    /** A chat completion. */
    @Benchmark
    public long openAi() {
        return write(openAi);
    }

    /** A GenAI answer. */
    @Benchmark
    public long genAi() {
        return write(genAi);
    }

    private int relay(RelayEdits edits) {
        chat.unaryDecoder().body(answer, new CountingSink(), edits);
        return edits.splice().size();
    }

    private long write(Route.Chat route) {
        ChatReplyEncoder encoder = route.codec().encoder(context, stage);
        encoder.started(text, 0, 8);
        encoder.text(0, text, 0, text.length);
        encoder.finished(0, FinishReason.STOP);
        encoder.usage(usage);
        encoder.completed();
        return stage.bytes();
    }
}
