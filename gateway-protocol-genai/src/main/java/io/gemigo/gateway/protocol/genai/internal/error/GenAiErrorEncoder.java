package io.gemigo.gateway.protocol.genai.internal.error;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.port.ErrorEncoder;
import io.gemigo.gateway.core.port.ErrorReply;
import io.gemigo.gateway.core.sse.SseFrames;
import io.gemigo.gateway.protocol.genai.internal.wire.JsonMediaType;
import io.gemigo.gateway.protocol.genai.internal.wire.ReplyShape;
import io.gemigo.gateway.protocol.genai.internal.wire.StreamHeaders;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Renders failures before the first byte in the form the request's answer would have had. As confined as its request. */
public final class GenAiErrorEncoder implements ErrorEncoder {
    private final ErrorContext context;
    private final UnaryOperator<Failure> inClientTerms;
    private final Consumer<Usage> told;

    /** An encoder for the errors of one request. */
    public GenAiErrorEncoder(ErrorContext context) {
        this(context, UnaryOperator.identity(), usage -> {});
    }

    /**
     * An encoder for the errors of one request.
     *
     * @param inClientTerms names a field as the client does where a provider has named it by its own
     * @param told hears of counts that a client is told
     */
    public GenAiErrorEncoder(ErrorContext context, UnaryOperator<Failure> inClientTerms, Consumer<Usage> told) {
        this.context = context;
        this.inClientTerms = inClientTerms;
        this.told = told;
    }

    @Override
    public ErrorReply encode(Failure failure, String requestId) {
        return encode(failure, requestId, Usage.NONE);
    }

    @Override
    public ErrorReply encode(Failure failure, String requestId, Usage usage) {
        String model = context.model();
        if (failure instanceof Failure.ContentBlocked blocked && model != null && generates()) {
            told.accept(usage);
            return blocked(blocked, usage, model, requestId);
        }
        return error(inClientTerms.apply(failure), requestId);
    }

    private boolean generates() {
        String verb = context.verb();
        return verb != null && (verb.equals("generateContent") || verb.equals("streamGenerateContent"));
    }

    private ErrorReply error(Failure failure, String requestId) {
        RpcError error = RpcError.of(failure, context);
        HeaderList headers = new HeaderList().add("content-type", JsonMediaType.VALUE);
        Duration retryAfter = RpcError.retryAfter(failure);
        if (retryAfter != null) {
            headers.add("retry-after", Long.toString((retryAfter.toMillis() + 999) / 1000));
        }
        if (failure instanceof Failure.MethodNotAllowed wrong) {
            headers.add("allow", String.join(", ", wrong.allowed()));
        }
        ByteBuilder body = new ByteBuilder(512);
        JsonWriter json = new JsonWriter(body);
        boolean array = context.shape() == ReplyShape.ARRAY;
        if (array) {
            json.array();
        }
        ErrorBody.write(json, failure, error, context, requestId);
        if (array) {
            json.endArray();
        }
        return new ErrorReply(error.httpStatus(), headers, body.toBytes());
    }

    private ErrorReply blocked(Failure.ContentBlocked failure, Usage usage, String model, String requestId) {
        ByteBuilder body = new ByteBuilder(256);
        HeaderList headers = new HeaderList();
        JsonWriter json = new JsonWriter(body);
        switch (context.shape()) {
            case OBJECT -> {
                headers.add("content-type", JsonMediaType.VALUE);
                BlockedAnswer.write(json, failure, usage, model, requestId);
            }
            case ARRAY -> {
                headers.add("content-type", JsonMediaType.VALUE);
                BlockedAnswer.write(json.array(), failure, usage, model, requestId);
                json.endArray();
            }
            case SSE -> {
                StreamHeaders.add(headers);
                ByteBuilder payload = new ByteBuilder(256);
                BlockedAnswer.write(new JsonWriter(payload), failure, usage, model, requestId);
                SseFrames.writeCrLf(body, payload.array(), 0, payload.length());
            }
        }
        return new ErrorReply(200, headers, body.toBytes());
    }
}
