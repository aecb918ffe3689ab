package io.gemigo.gateway.testkit.toy;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.http.RequestTarget;
import io.gemigo.gateway.core.json.JsonWriter;
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
import io.gemigo.gateway.core.port.ProtocolFactory;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.core.port.ReplyTail;
import io.gemigo.gateway.core.port.Route;
import io.gemigo.gateway.core.port.Warnings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A protocol of the toy dialect, with at most one flaw. */
public final class ToyProtocol implements Protocol, ProtocolFactory, ModelsEncoder {
    /** What is wrong with it. */
    public enum Flaw {
        NONE,
        ROUTES_ANYTHING,
        ROUTES_ANY_METHOD,
        INVENTS_CREDENTIALS,
        SHOWS_THE_TOKEN,
        THROWS_AT_BAD_BODIES,
        ACCEPTS_TRUNCATED_BODIES,
        MISREADS_STREAM,
        RELAYS_THE_CLIENT_MODEL,
        RELAYS_WITHOUT_LIMIT,
        FORGETS_THE_REQUEST_ID,
        WRITES_BROKEN_ERRORS,
        ANSWERS_ERRORS_WITH_200,
        FORGETS_RETRY_AFTER,
        TELLS_WHAT_IS_FOR_LOGS,
        DROPS_LAST_DELTA,
        KEEPS_BORROWED_BYTES,
        MINDS_THE_SPLIT,
        STAGES_BEFORE_IT_IS_WHOLE,
        HIDES_FAILURES,
        ENDS_TOO_EARLY,
        NEVER_ENDS,
        FORGETS_THE_MODEL,
        FORGETS_RELAY_ENDS,
        READS_THE_BODY_LATE,
        WRITES_BROKEN_MODELS
    }

    final Flaw flaw;

    public ToyProtocol(Flaw flaw) {
        this.flaw = flaw;
    }

    @Override
    public String id() {
        return "toy";
    }

    @Override
    public int order() {
        return 9;
    }

    @Override
    public Protocol create() {
        return this;
    }

    @Override
    public List<Marker> markers() {
        return List.of();
    }

    @Override
    public @Nullable Route route(HttpRequestHead head, RequestTarget target, List<String> path) {
        if (path.equals(List.of("toy", "models"))) {
            return new Route.ListModels("/toy/models", this, errors());
        }
        if (flaw != Flaw.ROUTES_ANYTHING && !path.equals(List.of("toy", "chat"))) {
            return null;
        }
        return head.method().equals("POST") || flaw == Flaw.ROUTES_ANY_METHOD
                ? new Route.Chat("/toy/chat", new Codec(), errors())
                : new Route.Refused(
                        "/toy/chat", null, new Failure.MethodNotAllowed(head.method(), List.of("POST")), errors());
    }

    @Override
    public Outcome<Credential> credential(HttpRequestHead head, RequestTarget target) {
        String token = head.headers().get("token");
        if (token == null) {
            return flaw == Flaw.INVENTS_CREDENTIALS
                    ? Outcome.of(new Credential("anonymous"))
                    : Outcome.failed(new Failure.Unauthenticated(true));
        }
        return Outcome.of(new Credential(flaw == Flaw.SHOWS_THE_TOKEN ? "other" : token));
    }

    @Override
    public ErrorEncoder errors() {
        return this::error;
    }

    private ErrorReply error(Failure failure, String requestId) {
        HeaderList headers = new HeaderList().add("content-type", "application/json");
        Duration wait = failure.retryAfter();
        if (wait != null && flaw != Flaw.FORGETS_RETRY_AFTER) {
            headers.add("retry-after", Long.toString((wait.toMillis() + 999) / 1000));
        }
        if (flaw == Flaw.WRITES_BROKEN_ERRORS) {
            String body = "{\"error\":\"" + failure.message() + "\",\"requestId\":\"" + requestId + "\"}";
            return new ErrorReply(status(failure), headers, body.getBytes(StandardCharsets.UTF_8));
        }
        ByteBuilder out = new ByteBuilder(64);
        JsonWriter json = new JsonWriter(out)
                .object()
                .name("error")
                .string(failure.code())
                .name("message");
        json.string(
                flaw == Flaw.TELLS_WHAT_IS_FOR_LOGS && failure instanceof Failure.UpstreamMalformed malformed
                        ? malformed.problem()
                        : failure.message());
        if (flaw != Flaw.FORGETS_THE_REQUEST_ID) {
            json.name("requestId").string(requestId);
        }
        json.endObject();
        int status = flaw == Flaw.ANSWERS_ERRORS_WITH_200 ? 200 : status(failure);
        return new ErrorReply(status, headers, out.toBytes());
    }

    private static int status(Failure failure) {
        return switch (failure.fault()) {
            case CLIENT -> failure.kind() == Failure.Kind.RATE_LIMITED ? 429 : 400;
            case UPSTREAM -> failure.kind() == Failure.Kind.RATE_LIMITED ? 429 : 503;
            case GATEWAY -> 503;
        };
    }

    @Override
    public String jsonContentType() {
        return "application/json";
    }

    @Override
    public String sampleCommand(String baseUrl, String token) {
        return "curl -H 'token: " + token + "' " + baseUrl + "/toy/chat";
    }

    @Override
    public byte[] list(List<ModelCard> cards) {
        ByteBuilder out = new ByteBuilder(64);
        JsonWriter json = new JsonWriter(out).array();
        cards.forEach(card -> json.string(card.id()));
        json.endArray();
        return out.toBytes();
    }

    @Override
    public byte[] card(ModelCard card, String name) {
        if (flaw == Flaw.WRITES_BROKEN_MODELS) {
            return ("\"" + name + "\"").getBytes(StandardCharsets.UTF_8);
        }
        ByteBuilder out = new ByteBuilder(64);
        new JsonWriter(out).string(name);
        return out.toBytes();
    }

    private final class Codec implements ChatCodec {
        private @Nullable ToyScan scan;

        @Override
        public Outcome<ChatIntake> decode(Window body, Warnings warnings) {
            ToyScan read = ToyScan.read(body);
            if (read == null && flaw == Flaw.ACCEPTS_TRUNCATED_BODIES) {
                read = ToyScan.read(Window.of("{\"model\":\"x\",\"text\":\"y\"}"));
            }
            if (read == null && flaw == Flaw.THROWS_AT_BAD_BODIES) {
                throw new IllegalArgumentException("not JSON");
            }
            scan = read;
            if (read == null) {
                return Outcome.failed(
                        new Failure.InvalidRequest(Failure.InvalidRequest.INVALID_JSON, null, "Not an object."));
            }
            if (read.model == null || read.model.isBlank() || read.text == null) {
                return Outcome.failed(
                        new Failure.InvalidRequest(Failure.InvalidRequest.MISSING, "model", "No model or no text."));
            }
            return Outcome.of(new ToyIntake(read, flaw));
        }

        @Override
        public ChatReplyEncoder encoder(ReplyContext context, Stage stage) {
            ToyScan read = Objects.requireNonNull(scan);
            return new ToyReply(flaw, context, stage, read);
        }

        @Override
        public ReplyTail relayTail(ReplyContext context, Stage stage) {
            return encoder(context, stage);
        }
    }
}
