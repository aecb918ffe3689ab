package io.gemigo.gateway.protocol.openai.internal;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.port.ReplyTail;
import io.gemigo.gateway.core.sse.SseFrames;
import java.nio.charset.StandardCharsets;

/** Head and end of a stream, whoever writes what is between them. Loop-confined. */
final class StreamTail implements ReplyTail {
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] KEEP_ALIVE = ": keep-alive\n\n".getBytes(StandardCharsets.US_ASCII);

    private final String requestId;
    private final Stage stage;

    StreamTail(String requestId, Stage stage) {
        this.requestId = requestId;
        this.stage = stage;
    }

    @Override
    public void head(HeaderList headers) {
        headers.add("content-type", "text/event-stream; charset=utf-8");
        headers.add("cache-control", "no-cache");
        // Keeps nginx from collecting events.
        headers.add("x-accel-buffering", "no");
    }

    /** A comment: the one thing clients of this dialect pass over. */
    @Override
    public byte[] keepAlive() {
        return KEEP_ALIVE;
    }

    @Override
    public void completed() {
        stage.write(DONE);
    }

    /** The clients raise an error on an event with an {@code error} object; no end marker may follow it. */
    @Override
    public void failed(Failure failure) {
        ByteBuilder error = OpenAiErrorEncoder.body(ErrorFields.of(failure), requestId);
        SseFrames.write(stage, error.array(), 0, error.length());
    }

    @Override
    public Ending failureEnding() {
        return Ending.CLEAN;
    }
}
