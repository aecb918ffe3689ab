package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Part;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.HeaderView;
import io.gemigo.gateway.core.port.Capability;
import io.gemigo.gateway.core.port.Endpoint;
import io.gemigo.gateway.core.port.EventDecoder;
import io.gemigo.gateway.core.port.HttpProvider;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ModelTable;
import io.gemigo.gateway.core.port.RelayEdits;
import io.gemigo.gateway.core.port.RelayScan;
import io.gemigo.gateway.core.port.UnaryDecoder;
import io.gemigo.gateway.core.port.UpstreamChat;
import io.gemigo.gateway.core.port.UpstreamEmbeddings;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.core.sse.SseEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An upstream dialect of one word an event, enough to drive the pipeline: a word is text, {@code FINISH} and {@code LENGTH} finish, {@code
 * USAGE} counts, {@code DONE} ends, {@code DROP} is not for clients, {@code EDIT} is replaced, {@code BAD} is malformed.
 */
final class ToyUpstream implements HttpProvider, UpstreamChat {
    static final ModelCard CARD = card("toy", ModelCard.Streaming.OPTIONAL);

    private final ModelTable table;

    ToyUpstream(ModelCard card) {
        table = new ModelTable(List.of(card, ToyEmbeddings.CARD), card, card, ToyEmbeddings.CARD);
    }

    static ModelCard card(String id, ModelCard.Streaming streaming) {
        return new ModelCard(
                id, id, "toys", 0, 1000, 100, Set.of(Capability.TOOLS), ModelCard.Thinking.NEVER, streaming);
    }

    @Override
    public String id() {
        return "toy-upstream";
    }

    @Override
    public ModelTable models() {
        return table;
    }

    @Override
    public Endpoint endpoint() {
        return new Endpoint(false, "upstream.test", 80, "/base");
    }

    @Override
    public void authorize(HeaderList headers) {
        headers.add("authorization", "upstream-key");
    }

    @Override
    public UpstreamChat chat() {
        return this;
    }

    @Override
    public UpstreamEmbeddings embeddings() {
        return new ToyEmbeddings(this);
    }

    @Override
    public String dialect() {
        return "toy";
    }

    @Override
    public int maxStopSequences() {
        return 1;
    }

    @Override
    public String path() {
        return "/chat";
    }

    @Override
    public @Nullable Failure encode(ChatRequest request, ModelCard model, ByteBuilder out, Warnings warnings) {
        if (request.model().isEmpty()) {
            return new Failure.InvalidRequest("invalid_value", "model", "empty");
        }
        if (request.messages().stream().anyMatch(message -> message.parts().contains(new Part.Text("warn")))) {
            warnings.ignored("toy", request.stream() ? "streamed" : "whole");
        }
        out.append("encoded:" + request.model() + ":" + request.stream() + ":" + request.maxOutputTokens());
        if (!request.stop().isEmpty()) {
            out.append(":" + String.join("|", request.stop()));
        }
        return null;
    }

    @Override
    public @Nullable Failure edit(RelayScan scan, ModelCard model, Splice splice, Warnings warnings) {
        return null;
    }

    @Override
    public EventDecoder eventDecoder() {
        return new Events();
    }

    @Override
    public UnaryDecoder unaryDecoder() {
        return (body, sink, edits) -> {
            String text = body.utf8();
            if (!text.startsWith("{")) {
                sink.failed(new Failure.UpstreamMalformed("not an object", 200));
                return;
            }
            if (edits != null) {
                edits.splice().replace(body.from(), body.from() + 1, "<".getBytes(StandardCharsets.UTF_8));
            }
            sink.started(body.array(), body.from(), body.from());
            sink.text(0, body.array(), body.from() + 1, body.to());
            sink.finished(0, FinishReason.STOP);
            sink.completed();
        };
    }

    @Override
    public Failure error(int status, HeaderView headers, Window body) {
        String retryAfter = headers.get("retry-after");
        Duration wait = retryAfter == null ? null : Duration.ofSeconds(Long.parseLong(retryAfter));
        return switch (status) {
            case 429 -> new Failure.RateLimited(Failure.RateLimited.Scope.REQUESTS, null, wait, 429);
            case 400 -> new Failure.InvalidRequest("invalid_value", null, "no", 400);
            case 401 -> new Failure.UpstreamRefused(401);
            default -> new Failure.UpstreamUnavailable(Failure.UpstreamUnavailable.Reason.ERROR, wait, status);
        };
    }

    /** The body of a 400 names how the model streams. */
    @Override
    public @Nullable ModelCard corrected(ModelCard model, int status, Window body) {
        return status == 400 && body.length() > 0 ? card(model.id(), ModelCard.Streaming.valueOf(body.utf8())) : null;
    }

    private static final class Events implements EventDecoder {
        private boolean started;
        private boolean finished;

        @Override
        public void event(SseEvent event, ChatSink sink, @Nullable RelayEdits edits) {
            Window data = event.data();
            if (!started) {
                started = true;
                sink.started(data.array(), data.from(), data.from());
            }
            switch (data.utf8()) {
                case "FINISH" -> {
                    finished = true;
                    sink.finished(0, FinishReason.STOP);
                }
                case "LENGTH" -> {
                    finished = true;
                    sink.finished(0, FinishReason.LENGTH);
                }
                case "USAGE" -> sink.usage(Usage.of(7, 3));
                case "BAD" -> sink.failed(new Failure.UpstreamMalformed("bad", 200));
                case "DROP" -> {
                    if (edits != null) {
                        edits.drop();
                    }
                }
                case "DONE" -> {
                    if (edits != null) {
                        edits.drop();
                    }
                    end(sink);
                }
                case "EDIT" -> {
                    if (edits != null) {
                        byte[] model = edits.clientModel().getBytes(StandardCharsets.UTF_8);
                        edits.splice().replace(data.from(), data.from() + 1, model);
                    }
                    sink.text(0, data.array(), data.from(), data.to());
                }
                default -> sink.text(0, data.array(), data.from(), data.to());
            }
        }

        @Override
        public void end(ChatSink sink) {
            if (finished) {
                sink.completed();
            } else {
                sink.failed(new Failure.UpstreamMalformed("no finish", 200));
            }
        }
    }
}
