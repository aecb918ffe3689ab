package io.gemigo.gateway.conformance.fuzz;

import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.http.RequestTarget;
import io.gemigo.gateway.core.port.ChatCodec;
import io.gemigo.gateway.core.port.ChatIntake;
import io.gemigo.gateway.core.port.ChatReplyEncoder;
import io.gemigo.gateway.core.port.Credential;
import io.gemigo.gateway.core.port.ErrorEncoder;
import io.gemigo.gateway.core.port.Marker;
import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.core.port.RelayScan;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.core.port.ReplyTail;
import io.gemigo.gateway.core.port.Route;
import io.gemigo.gateway.core.port.Warnings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A protocol whose calls are never relayed, whatever the upstream speaks. */
record Translating(Protocol protocol) implements Protocol {
    @Override
    public String id() {
        return protocol.id();
    }

    @Override
    public List<Marker> markers() {
        return protocol.markers();
    }

    @Override
    public @Nullable Route route(HttpRequestHead head, RequestTarget target, List<String> path) {
        Route route = protocol.route(head, target, path);
        return route instanceof Route.Chat chat
                ? new Route.Chat(chat.pattern(), new Codec(chat.codec()), chat.errors())
                : route;
    }

    @Override
    public Outcome<Credential> credential(HttpRequestHead head, RequestTarget target) {
        return protocol.credential(head, target);
    }

    @Override
    public ErrorEncoder errors() {
        return protocol.errors();
    }

    @Override
    public String jsonContentType() {
        return protocol.jsonContentType();
    }

    @Override
    public String sampleCommand(String baseUrl, String token) {
        return protocol.sampleCommand(baseUrl, token);
    }

    private record Codec(ChatCodec codec) implements ChatCodec {
        @Override
        public Outcome<ChatIntake> decode(Window body, Warnings warnings) {
            Outcome<ChatIntake> decoded = codec.decode(body, warnings);
            return decoded.failure() != null ? decoded : Outcome.of(new Intake(decoded.value()));
        }

        @Override
        public ChatReplyEncoder encoder(ReplyContext context, Stage stage) {
            return codec.encoder(context, stage);
        }

        @Override
        public ReplyTail relayTail(ReplyContext context, Stage stage) {
            throw new IllegalStateException("nothing is relayed");
        }
    }

    private record Intake(ChatIntake intake) implements ChatIntake {
        @Override
        public String model() {
            return intake.model();
        }

        @Override
        public boolean stream() {
            return intake.stream();
        }

        @Override
        public boolean usageWanted() {
            return intake.usageWanted();
        }

        @Override
        public boolean hasMedia() {
            return intake.hasMedia();
        }

        @Override
        public @Nullable Long maxOutputTokens() {
            return intake.maxOutputTokens();
        }

        @Override
        public String maxOutputTokensField() {
            return intake.maxOutputTokensField();
        }

        @Override
        public int candidateCount() {
            return intake.candidateCount();
        }

        @Override
        public @Nullable Boolean thinking() {
            return intake.thinking();
        }

        @Override
        public Outcome<ChatRequest> request() {
            return intake.request();
        }

        @Override
        public @Nullable RelayScan relay() {
            return null;
        }
    }
}
