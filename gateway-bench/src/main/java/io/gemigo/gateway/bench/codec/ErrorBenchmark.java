package io.gemigo.gateway.bench.codec;

import io.gemigo.gateway.bench.fixture.Parts;
import io.gemigo.gateway.bench.fixture.PerOperation;
import io.gemigo.gateway.bench.fixture.UpstreamAnswers;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.port.ErrorEncoder;
import io.gemigo.gateway.core.port.ErrorReply;
import io.gemigo.gateway.core.port.UpstreamChat;
import org.openjdk.jmh.annotations.Benchmark;

/** Errors, which come in floods when they come: read from DashScope, rendered for each kind of client. */
public class ErrorBenchmark extends PerOperation {
    private static final String REQUEST_ID = "req_0123456789abcdef";

    private final UpstreamChat chat = Parts.dashScope().chat();
    private final HeaderList headers = new HeaderList().add("content-type", "application/json");
    private final Window refusal = Window.of(UpstreamAnswers.error());
    private final Failure invalid = new Failure.InvalidRequest(
            "invalid_value", "temperature", "Invalid 'temperature': must be between 0 and 2.", 0);
    private final Failure upstream = chat.error(429, headers, refusal);
    private final ErrorEncoder openAi = Parts.openAi().errors();
    private final ErrorEncoder genAi = Parts.genAi().errors();

    /** A refusal of DashScope's. */
    @Benchmark
    public Failure decoded() {
        return chat.error(429, headers, refusal);
    }

    /** A request that is wrong. */
    @Benchmark
    public ErrorReply openAiInvalidRequest() {
        return openAi.encode(invalid, REQUEST_ID);
    }

    /** A limit of the upstream's. */
    @Benchmark
    public ErrorReply openAiRateLimited() {
        return openAi.encode(upstream, REQUEST_ID);
    }

    /** A request that is wrong. */
    @Benchmark
    public ErrorReply genAiInvalidRequest() {
        return genAi.encode(invalid, REQUEST_ID);
    }

    /** A limit of the upstream's. */
    @Benchmark
    public ErrorReply genAiRateLimited() {
        return genAi.encode(upstream, REQUEST_ID);
    }
}
