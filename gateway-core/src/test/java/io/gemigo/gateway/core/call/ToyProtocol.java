package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Message;
import io.gemigo.gateway.core.chat.Role;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.http.RequestTarget;
import io.gemigo.gateway.core.port.ChatCodec;
import io.gemigo.gateway.core.port.ChatIntake;
import io.gemigo.gateway.core.port.ChatReplyEncoder;
import io.gemigo.gateway.core.port.Credential;
import io.gemigo.gateway.core.port.ErrorEncoder;
import io.gemigo.gateway.core.port.ErrorReply;
import io.gemigo.gateway.core.port.Marker;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ModelsEncoder;
import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.core.port.RelayScan;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.core.port.ReplyTail;
import io.gemigo.gateway.core.port.Route;
import io.gemigo.gateway.core.port.Warnings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A client dialect whose body is {@code model,stream|unary,limit,text} and whose answers are the events' names: enough to
 * drive the pipeline.
 */
final class ToyProtocol implements Protocol, ModelsEncoder {
    private final String id;
    private final String dialect;
    private final List<Marker> markers;

    ToyProtocol(String id, String dialect, Marker... markers) {
        this.id = id;
        this.dialect = dialect;
        this.markers = List.of(markers);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public List<Marker> markers() {
        return markers;
    }

    @Override
    public @Nullable Route route(HttpRequestHead head, RequestTarget target, List<String> path) {
        ErrorEncoder errors = errors();
        if (path.equals(List.of("chat"))) {
            return head.method().equals("POST")
                    ? new Route.Chat("/chat", new Codec(), errors)
                    : new Route.Refused(
                            "/chat", null, new Failure.MethodNotAllowed(head.method(), List.of("POST")), errors);
        }
        if (path.equals(List.of("embed"))) {
            return new Route.Embed("/embed", new ToyEmbeddings.Codec(), errors);
        }
        if (path.equals(List.of("models"))) {
            return new Route.ListModels("/models", this, errors);
        }
        return path.size() == 2 && path.get(0).equals("models")
                ? new Route.GetModel("/models/{model}", path.get(1), false, this, errors)
                : null;
    }

    @Override
    public Outcome<Credential> credential(HttpRequestHead head, RequestTarget target) {
        String token = head.headers().get("token");
        return token == null ? Outcome.failed(new Failure.Unauthenticated(true)) : Outcome.of(new Credential(token));
    }

    @Override
    public @Nullable Duration timeout(HttpRequestHead head) {
        String seconds = head.headers().get("wait");
        return seconds == null ? null : Duration.ofSeconds(Long.parseLong(seconds));
    }

    @Override
    public ErrorEncoder errors() {
        return (failure, requestId) -> new ErrorReply(
                status(failure),
                new HeaderList().add("content-type", "text/" + id),
                (id + " error " + failure.code()).getBytes(StandardCharsets.UTF_8));
    }

    private static int status(Failure failure) {
        return switch (failure.kind()) {
            case UNAUTHENTICATED -> 401;
            case NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case TOO_LARGE -> 413;
            case RATE_LIMITED -> 429;
            case INVALID_REQUEST -> 400;
            case MALFORMED_HTTP -> ((Failure.MalformedHttp) failure).status();
            case UPSTREAM_TIMEOUT -> 504;
            case INTERNAL -> 500;
            case OVERLOADED, SHUTTING_DOWN -> 503;
            case FORBIDDEN,
                    UNSUPPORTED,
                    CONTENT_BLOCKED,
                    REQUEST_TIMEOUT,
                    QUOTA_EXHAUSTED,
                    UPSTREAM_REFUSED,
                    UPSTREAM_UNAVAILABLE,
                    UPSTREAM_MALFORMED,
                    CLIENT_GONE -> 502;
        };
    }

    @Override
    public String jsonContentType() {
        return "application/json";
    }

    @Override
    public String sampleCommand(String baseUrl, String token) {
        return "curl " + baseUrl;
    }

    @Override
    public byte[] list(List<ModelCard> cards) {
        return cards.stream()
                .map(ModelCard::id)
                .collect(Collectors.joining(","))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] card(ModelCard card, String name) {
        return (name + "=" + card.id()).getBytes(StandardCharsets.UTF_8);
    }

    private final class Codec implements ChatCodec {
        @Override
        public Outcome<ChatIntake> decode(Window body, Warnings warnings) {
            String[] fields = body.utf8().split(",", 4);
            if (fields.length < 4) {
                return Outcome.failed(new Failure.InvalidRequest("invalid_json", null, "four fields are due"));
            }
            return Outcome.of(new Intake(body, fields, dialect));
        }

        @Override
        public ChatReplyEncoder encoder(ReplyContext context, Stage stage) {
            return new Encoder(stage, context.model().equals("still"));
        }

        @Override
        public ReplyTail relayTail(ReplyContext context, Stage stage) {
            return new Encoder(stage, context.model().equals("still"));
        }
    }

    private record Intake(Window body, String[] fields, String dialect) implements ChatIntake, RelayScan {
        @Override
        public String model() {
            return fields[0];
        }

        @Override
        public boolean stream() {
            return fields[1].equals("stream");
        }

        @Override
        public boolean usageWanted() {
            return false;
        }

        @Override
        public boolean hasMedia() {
            return false;
        }

        @Override
        public @Nullable Long maxOutputTokens() {
            return fields[2].isEmpty() ? null : Long.valueOf(fields[2]);
        }

        @Override
        public int candidateCount() {
            return 1;
        }

        @Override
        public Outcome<ChatRequest> request() {
            return fields[3].equals("unspeakable")
                    ? Outcome.failed(new Failure.InvalidRequest("unsupported_value", "text", "unspeakable"))
                    : Outcome.of(
                            ChatRequest.builder(model())
                                    .messages(List.of(Message.text(Role.USER, fields[3])))
                                    .stop(stops())
                                    .stream(stream())
                                    .build());
        }

        private List<String> stops() {
            String[] words = fields[3].split(" ");
            return words[0].equals("stop") ? List.of(words).subList(1, words.length) : List.of();
        }

        @Override
        public @Nullable RelayScan relay() {
            return this;
        }

        @Override
        public void apply(String upstreamModel, @Nullable Long maxOutputTokens, Splice splice) {
            splice.replace(
                    body.from(), body.from() + fields[0].length(), upstreamModel.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final class Encoder implements ChatReplyEncoder {
        private final Stage stage;
        private final boolean keptAlive;
        private boolean explodesAtTheEnd;

        Encoder(Stage stage, boolean keptAlive) {
            this.stage = stage;
            this.keptAlive = keptAlive;
        }

        private void say(String text) {
            stage.write(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void head(HeaderList headers) {
            headers.add("content-type", "text/toy");
        }

        @Override
        public byte @Nullable [] keepAlive() {
            return keptAlive ? "[still]".getBytes(StandardCharsets.UTF_8) : null;
        }

        @Override
        public void started(byte[] a, int from, int to) {}

        @Override
        public void text(int choice, byte[] a, int from, int to) {
            String text = new String(a, from, to - from, StandardCharsets.UTF_8);
            if (text.equals("EXPLODE")) {
                throw new IllegalStateException("exploded");
            }
            stage.write(a, from, to);
        }

        @Override
        public void thinking(int choice, byte[] a, int from, int to) {}

        @Override
        public void refusal(int choice, byte[] a, int from, int to) {}

        @Override
        public void toolCall(int choice, int call, String callId, String name) {}

        @Override
        public void toolCallArguments(int choice, int call, byte[] a, int from, int to) {}

        @Override
        public void media(int choice, String mimeType, byte[] a, int from, int to) {}

        @Override
        public void logprobs(int choice, byte[] a, int from, int to) {}

        @Override
        public void refusalLogprobs(int choice, byte[] a, int from, int to) {}

        @Override
        public void annotations(int choice, byte[] a, int from, int to) {}

        @Override
        public void finished(int choice, FinishReason reason) {
            explodesAtTheEnd = reason.kind() == FinishReason.Kind.LENGTH;
            say("[" + reason.word() + "]");
        }

        @Override
        public void usage(Usage usage) {
            say("[usage " + usage.promptTokens() + " " + usage.completionTokens() + "]");
        }

        @Override
        public void completed() {
            if (explodesAtTheEnd) {
                throw new IllegalStateException("exploded");
            }
            say("[end]");
        }

        @Override
        public void failed(Failure failure) {
            say("[failed " + failure.code() + "]");
        }

        @Override
        public Ending failureEnding() {
            return Ending.CLEAN;
        }

        @Override
        public void endOfRead() {}
    }
}
