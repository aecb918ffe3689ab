package io.gemigo.gateway.bench.codec;

import io.gemigo.gateway.bench.fixture.GenAiRequests;
import io.gemigo.gateway.bench.fixture.OpenAiRequests;
import io.gemigo.gateway.bench.fixture.Parts;
import io.gemigo.gateway.bench.fixture.PerOperation;
import io.gemigo.gateway.bench.fixture.UpstreamAnswers;
import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.embedding.EmbeddingRequest;
import io.gemigo.gateway.core.embedding.Embeddings;
import io.gemigo.gateway.core.port.EmbeddingCodec;
import io.gemigo.gateway.core.port.HttpProvider;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.core.port.Route;
import io.gemigo.gateway.core.port.UpstreamEmbeddings;
import io.gemigo.gateway.core.port.Warnings;
import java.util.Objects;
import org.openjdk.jmh.annotations.Benchmark;

/** Embeddings: ten texts of 300 characters, ten vectors of 1,024 numbers. */
public class EmbeddingBenchmark extends PerOperation {
    private static final int TEXTS = 10;
    private static final int DIMENSIONS = 1024;
    private static final String OPENAI_PATH = "/v1/embeddings";
    private static final String GENAI_PATH = "/v1beta/models/text-embedding-v4:batchEmbedContents";

    private final Protocol openAi = Parts.openAi();
    private final Protocol genAi = Parts.genAi();
    private final HttpProvider provider = Parts.dashScope();
    private final UpstreamEmbeddings upstream = Objects.requireNonNull(provider.embeddings());
    private final ModelCard model = Objects.requireNonNull(provider.models().embeddingDefault());
    private final ByteBuilder out = new ByteBuilder(16 * 1024);

    private final Window openAiBody = Window.of(OpenAiRequests.embeddings(TEXTS));
    private final Window genAiBody = Window.of(GenAiRequests.embeddings(TEXTS));
    private final Window answer = Window.of(UpstreamAnswers.embeddings(TEXTS, DIMENSIONS));
    private final ReplyContext context = new ReplyContext("req_0123456789abcdef", model.id(), 1_763_800_000);

    private final EmbeddingCodec openAiCodec = codec(openAi, OPENAI_PATH);
    private final EmbeddingCodec genAiCodec = codec(genAi, GENAI_PATH);
    private final EmbeddingRequest request = Parts.sound(openAiCodec.decode(openAiBody, new Warnings()));
    private final Embeddings vectors = Parts.sound(upstream.decode(answer, TEXTS));

    /** Checks that the codec that will write has read something. */
    public EmbeddingBenchmark() {
        Parts.sound(genAiCodec.decode(genAiBody, new Warnings()));
    }

    private static EmbeddingCodec codec(Protocol protocol, String path) {
        return ((Route.Embed) Parts.route(protocol, "POST", path)).codec();
    }

    /** An OpenAI request, decoded. */
    @Benchmark
    public EmbeddingRequest openAiRequest() {
        return Parts.sound(codec(openAi, OPENAI_PATH).decode(openAiBody, new Warnings()));
    }

    /** A GenAI request, decoded. */
    @Benchmark
    public EmbeddingRequest genAiRequest() {
        return Parts.sound(codec(genAi, GENAI_PATH).decode(genAiBody, new Warnings()));
    }

    /** A request for DashScope, written. */
    @Benchmark
    public int upstreamRequest() {
        out.clear();
        Parts.sound(upstream.encode(request, model, out, new Warnings()));
        return out.length();
    }

    /** DashScope's vectors, decoded. */
    @Benchmark
    public Embeddings upstreamAnswer() {
        return Parts.sound(upstream.decode(answer, TEXTS));
    }

    /** Vectors in base64 for an OpenAI client. */
    @Benchmark
    public byte[] openAiAnswer() {
        return openAiCodec.encode(vectors, context);
    }

    /** Vectors in decimal for a GenAI client. */
    @Benchmark
    public byte[] genAiAnswer() {
        return genAiCodec.encode(vectors, context);
    }
}
