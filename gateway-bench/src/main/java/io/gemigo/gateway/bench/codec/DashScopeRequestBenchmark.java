package io.gemigo.gateway.bench.codec;

import io.gemigo.gateway.bench.fixture.CopyingStage;
import io.gemigo.gateway.bench.fixture.OpenAiRequests;
import io.gemigo.gateway.bench.fixture.Parts;
import io.gemigo.gateway.bench.fixture.PerOperation;
import io.gemigo.gateway.bench.fixture.Prompt;
import io.gemigo.gateway.core.bytes.Body;
import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.HeapTicket;
import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.port.HttpProvider;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.UpstreamChat;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.dialect.openai.ChatRequestReader;
import io.gemigo.gateway.dialect.openai.ChatRequestScan;
import io.gemigo.gateway.dialect.openai.ChatRequestScanner;
import org.openjdk.jmh.annotations.Benchmark;

/** Requests towards DashScope: a relayed body edited, a canonical call written. */
public class DashScopeRequestBenchmark extends PerOperation {
    private final HttpProvider provider = Parts.dashScope();
    private final UpstreamChat chat = provider.chat();
    private final ModelCard model = Parts.model(provider);
    private final CopyingStage stage = new CopyingStage();
    private final ByteBuilder out = new ByteBuilder(256 * 1024);

    private final Scanned small = new Scanned(OpenAiRequests.chat(Parts.MODEL, Prompt.SMALL, false));
    private final Scanned large = new Scanned(OpenAiRequests.chat(Parts.MODEL, Prompt.LARGE, false));
    private final Scanned renamed = new Scanned(OpenAiRequests.chat(Parts.ALIAS, Prompt.SMALL, true, false));
    private final Scanned agent = new Scanned(OpenAiRequests.agent(Parts.MODEL));

    /** A body, what a scan found in it, and its canonical form. */
    private static final class Scanned {
        final HeapTicket ticket;
        final ChatRequestScan scan;
        final ChatRequest request;

        Scanned(byte[] body) {
            ticket = HeapTicket.of(body);
            scan = Parts.sound(ChatRequestScanner.scan(Window.of(body)));
            request = Parts.sound(ChatRequestReader.read(scan, new Warnings())).toBuilder()
                    .model(Parts.MODEL)
                    .build();
        }
    }

    /** About 1 KB that can go up nearly as it came. */
    @Benchmark
    public long editSmall() {
        return edit(small);
    }

    /** About 128 KB that can go up nearly as it came. */
    @Benchmark
    public long editLarge() {
        return edit(large);
    }

    /** About 1 KB with another model's name, streamed without usage: name and options are replaced. */
    @Benchmark
    public long editRenamed() {
        return edit(renamed);
    }

    /** Ten tools, a call and its result. */
    @Benchmark
    public long editAgent() {
        return edit(agent);
    }

    /** The same 1 KB from its canonical form. */
    @Benchmark
    public int encodeSmall() {
        return encode(small);
    }

    /** The same 128 KB from its canonical form. */
    @Benchmark
    public int encodeLarge() {
        return encode(large);
    }

    /** The same tools from their canonical form. */
    @Benchmark
    public int encodeAgent() {
        return encode(agent);
    }

    private long edit(Scanned scanned) {
        Splice splice = new Splice();
        Parts.sound(chat.edit(scanned.scan, model, splice, new Warnings()));
        scanned.scan.apply(Parts.MODEL, 1024L, splice);
        Body.of(scanned.ticket, splice, 0).writeTo(stage);
        return stage.bytes();
    }

    private int encode(Scanned scanned) {
        out.clear();
        Parts.sound(chat.encode(scanned.request, model, out, new Warnings()));
        return out.length();
    }
}
