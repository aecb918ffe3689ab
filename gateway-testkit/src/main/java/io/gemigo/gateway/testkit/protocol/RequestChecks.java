package io.gemigo.gateway.testkit.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.port.ChatCodec;
import io.gemigo.gateway.core.port.ChatIntake;
import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.core.port.RelayScan;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.port.Named;
import io.gemigo.gateway.testkit.transcript.Cuts;
import io.gemigo.gateway.testkit.transcript.ExchangeTranscript;
import io.gemigo.gateway.testkit.transcript.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What must hold of the decoding of one chat request. */
final class RequestChecks {
    private static final int DAMAGED = 500;
    private static final long SEED = 20261122L;
    private static final String UPSTREAM_MODEL = "the \"upstream's\" own name";

    private final ProtocolTck tck;
    private final Protocol protocol;

    RequestChecks(ProtocolTck tck) {
        this.tck = tck;
        this.protocol = tck.protocol();
    }

    private ChatCodec codec(ExchangeTranscript exchange) {
        return ChatReply.chat(protocol, exchange.clientRequest()).codec();
    }

    /** What the canonical events say was wrong with the request, null if nothing was. */
    private static @Nullable Json refusal(ExchangeTranscript exchange) {
        Json failed = exchange.events().get(0).find("failed");
        return failed != null && failed.at("kind").asString().equals("invalid_request") ? failed : null;
    }

    void acceptsOrRefusesAsTheTranscriptSays(ExchangeTranscript exchange) {
        Outcome<ChatIntake> decoded =
                ChatReply.decode(codec(exchange), exchange.clientRequest().body());
        Json refusal = refusal(exchange);
        if (refusal != null && decoded.failure() != null) {
            Json param = refusal.find("param");
            if (param != null) {
                assertThat(decoded.failure().param()).isEqualTo(param.asString());
            }
            return;
        }
        assertThat(decoded.failure()).as("refusal").isNull();
        ChatIntake intake = decoded.value();
        assertThat(intake.stream()).as("stream").isEqualTo(exchange.is("stream"));
        assertThat(intake.hasMedia()).as("media").isEqualTo(exchange.is("media"));
        assertThat(intake.model()).isNotBlank();
        assertThat(intake.candidateCount()).isPositive();
        Outcome<ChatRequest> request = intake.request();
        if (refusal == null) {
            assertThat(request.failure()).as("refusal of the canonical form").isNull();
            agree(intake, request.value());
        }
    }

    private static void agree(ChatIntake intake, ChatRequest request) {
        assertThat(request.model()).isEqualTo(intake.model());
        assertThat(request.stream()).isEqualTo(intake.stream());
        assertThat(request.hasMedia()).isEqualTo(intake.hasMedia());
        assertThat(request.maxOutputTokens()).isEqualTo(intake.maxOutputTokens());
        assertThat(request.candidateCount()).isEqualTo(intake.candidateCount());
        assertThat(request.messages()).isNotEmpty();
    }

    void refusesWhatIsTruncated(ExchangeTranscript exchange) {
        byte[] body = exchange.clientRequest().bodyText().stripTrailing().getBytes(StandardCharsets.UTF_8);
        Cuts.of(body)
                .truncations()
                .forEach(cut -> Named.check(cut.name(), () -> {
                    byte[] begun = cut.pieces(body).isEmpty()
                            ? new byte[0]
                            : cut.pieces(body).get(0).copy();
                    Failure failure = ChatReply.decode(codec(exchange), begun).failure();
                    assertThat(failure).isInstanceOf(Failure.InvalidRequest.class);
                    assertThat(failure == null ? "" : failure.code()).isNotBlank();
                }));
    }

    void throwsAtNothing(ExchangeTranscript exchange) {
        Mutations.of(exchange.clientRequest().body(), SEED, DAMAGED)
                .forEach(body -> Named.check(
                        "damaged to " + new String(body, StandardCharsets.ISO_8859_1), () -> whatever(exchange, body)));
    }

    private void whatever(ExchangeTranscript exchange, byte[] body) {
        Outcome<ChatIntake> decoded = ChatReply.decode(codec(exchange), body);
        Failure failure = decoded.failure();
        if (failure != null) {
            refused(failure);
            return;
        }
        ChatIntake intake = decoded.value();
        Failure later = intake.request().failure();
        if (later != null) {
            refused(later);
        } else {
            agree(intake, intake.request().value());
        }
    }

    private static void refused(Failure failure) {
        assertThat(failure.kind()).isIn(Failure.Kind.INVALID_REQUEST, Failure.Kind.UNSUPPORTED, Failure.Kind.NOT_FOUND);
        assertThat(failure.code()).isNotBlank();
        assertThat(failure.message()).isNotBlank();
    }

    void editsWhatItRelays(ExchangeTranscript exchange) {
        byte[] text = exchange.clientRequest().body();
        byte[] array = new byte[text.length + 20];
        Arrays.fill(array, (byte) 0xA5);
        System.arraycopy(text, 0, array, 10, text.length);
        Window body = Window.of(array, 10, 10 + text.length);
        Outcome<ChatIntake> decoded = codec(exchange).decode(body, new Warnings());
        RelayScan scan = decoded.failure() == null ? decoded.value().relay() : null;
        if (scan == null) {
            return;
        }
        assertThat(scan.dialect()).isNotBlank();
        for (Long limit : new Long[] {null, 4711L}) {
            Splice splice = new Splice();
            scan.apply(UPSTREAM_MODEL, limit, splice);
            ByteBuilder out = new ByteBuilder(text.length + 64);
            splice.writeTo(out, array, body.from(), body.to());
            Json edited = Json.parse(out.toBytes());
            assertThat(tck.modelNamed(edited)).isEqualTo(UPSTREAM_MODEL);
            assertThat(limit == null || out.utf8().contains("4711"))
                    .as("the output limit stands in what goes up")
                    .isTrue();
        }
    }
}
