package io.gemigo.gateway.testkit.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.core.chat.ChatEventEmitter;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.RequestTarget;
import io.gemigo.gateway.core.port.ChatCodec;
import io.gemigo.gateway.core.port.ChatIntake;
import io.gemigo.gateway.core.port.ChatReplyEncoder;
import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.core.port.Route;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.testkit.port.RecordingStage;
import io.gemigo.gateway.testkit.port.ScribblingSink;
import io.gemigo.gateway.testkit.transcript.Cut;
import io.gemigo.gateway.testkit.transcript.HttpMessageText;
import io.gemigo.gateway.testkit.transcript.Piece;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One chat as a protocol's codecs see it: a request is decoded, an answer encoded. What was only borrowed is overwritten,
 * the request's body too, from the first byte of the answer on. Single-owner, for one answer.
 */
final class ChatReply {
    static final String REQUEST_ID = "req_tck-0123456789";
    private static final int PADDING = 9;

    private final ChatCodec codec;
    private final Piece body;
    private final ChatIntake intake;
    private final ReplyContext context;
    private final RecordingStage stage = new RecordingStage();
    private final HeaderList headers = new HeaderList();
    private @Nullable ChatReplyEncoder encoder;

    private ChatReply(ChatCodec codec, Piece body, ChatIntake intake) {
        this.codec = codec;
        this.body = body;
        this.intake = intake;
        context = new ReplyContext(REQUEST_ID, intake.model(), 1_763_800_000L);
    }

    /** The route of a request, null if the protocol has none. */
    static @Nullable Route route(Protocol protocol, HttpMessageText request) {
        RequestTarget target = RequestTarget.parse(request.target());
        assertThat(target).as("request target %s", request.target()).isNotNull();
        return target == null ? null : protocol.route(request.head(), target, target.segments());
    }

    /** The codec of a chat request. */
    static Route.Chat chat(Protocol protocol, HttpMessageText request) {
        Route route = route(protocol, request);
        assertThat(route).isInstanceOf(Route.Chat.class);
        return (Route.Chat) Objects.requireNonNull(route);
    }

    /** Decodes a body in an array of its own, with garbage around it. */
    static Outcome<ChatIntake> decode(ChatCodec codec, byte[] body) {
        Piece piece = padded(body);
        return codec.decode(Window.of(piece.array(), piece.from(), piece.to()), new Warnings());
    }

    private static Piece padded(byte[] body) {
        byte[] atLeastOne = body.length == 0 ? new byte[] {' '} : body;
        return Cut.whole().padded(PADDING).pieces(atLeastOne).get(0);
    }

    /** A chat whose request must be accepted. */
    static ChatReply of(Protocol protocol, HttpMessageText request) {
        ChatCodec codec = chat(protocol, request).codec();
        Piece piece = padded(request.body());
        Outcome<ChatIntake> decoded = codec.decode(Window.of(piece.array(), piece.from(), piece.to()), new Warnings());
        assertThat(decoded.failure()).as("refusal of the request").isNull();
        return new ChatReply(codec, piece, decoded.value());
    }

    ChatIntake intake() {
        return intake;
    }

    ChatCodec codec() {
        return codec;
    }

    ReplyContext context() {
        return context;
    }

    /** The answer's encoder, its head asked for. */
    ChatReplyEncoder encoder() {
        ChatReplyEncoder made = encoder;
        if (made == null) {
            made = codec.encoder(context, stage);
            made.head(headers);
            encoder = made;
        }
        return made;
    }

    /** The head's fields. */
    HeaderList headers() {
        return headers;
    }

    boolean eventStream() {
        String type = headers.get("content-type");
        return type != null && type.startsWith("text/event-stream");
    }

    /** Plays events into the encoder, each a read of its own or all in one. */
    ChatReply play(List<ChatEvent> events, boolean eachItsOwnRead) {
        ChatEventEmitter emitter = new ChatEventEmitter(new ScribblingSink(encoder()));
        for (ChatEvent event : events) {
            emitter.emit(event);
            if (eachItsOwnRead && event.kind() != ChatEvent.Kind.COMPLETED && event.kind() != ChatEvent.Kind.FAILED) {
                endOfRead();
            }
        }
        sent();
        return this;
    }

    /** The upstream has nothing more at the moment. */
    void endOfRead() {
        encoder().endOfRead();
        sent();
    }

    /** Everything that has gone to the client. */
    byte[] sent() {
        if (stage.stagedBytes() > 0) {
            body.scribble();
        }
        return stage.flush().sent();
    }
}
