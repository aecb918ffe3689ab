package io.gemigo.gateway.testkit.toy;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.Part;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.HeaderView;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.port.ConfigProblems;
import io.gemigo.gateway.core.port.Endpoint;
import io.gemigo.gateway.core.port.EventDecoder;
import io.gemigo.gateway.core.port.HttpProvider;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ModelProvider;
import io.gemigo.gateway.core.port.ModelTable;
import io.gemigo.gateway.core.port.ProviderFactory;
import io.gemigo.gateway.core.port.ProviderSettings;
import io.gemigo.gateway.core.port.RelayScan;
import io.gemigo.gateway.core.port.UnaryDecoder;
import io.gemigo.gateway.core.port.UpstreamChat;
import io.gemigo.gateway.core.port.Warnings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A provider of the toy dialect, with at most one flaw. */
public final class ToyProvider implements HttpProvider, UpstreamChat, ProviderFactory {
    /** What is wrong with it. */
    public enum Flaw {
        NONE,
        DROPS_LAST_DELTA,
        TWO_TERMINALS,
        NO_TERMINAL,
        KEEPS_BORROWED_BYTES,
        READS_OUTSIDE_ITS_WINDOW,
        MINDS_THE_CUTS,
        COMPLETES_WITHOUT_FINISH,
        BELIEVES_THE_END_MARK,
        THROWS_AT_BAD_JSON,
        EMITS_AFTER_THE_END,
        BELIEVES_TRUNCATED_ANSWERS,
        REPEATS_UPSTREAM_MESSAGES,
        MISTAKES_ERRORS,
        FORGETS_RETRY_AFTER,
        RELAYS_THE_UPSTREAM_MODEL,
        RELAYS_UNWANTED_USAGE,
        RELAYS_BROKEN_JSON,
        RELAYS_TOO_LITTLE,
        LOSES_EXTENSIONS,
        WRITES_BROKEN_JSON
    }

    private static final ModelCard CARD = new ModelCard(
            "toy-1", "Toy", "toys", 0, 1000, 100, Set.of(), ModelCard.Thinking.NEVER, ModelCard.Streaming.OPTIONAL);

    private final Flaw flaw;
    private final String key;

    public ToyProvider(Flaw flaw) {
        this(flaw, "");
    }

    private ToyProvider(Flaw flaw, String key) {
        this.flaw = flaw;
        this.key = key;
    }

    @Override
    public String id() {
        return "toy";
    }

    @Override
    public boolean offline() {
        return false;
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("key", null, null, true, "The upstream's key"));
    }

    @Override
    public @Nullable ModelProvider create(ProviderSettings settings, ConfigProblems problems) {
        String secret = settings.get("key");
        return new ToyProvider(flaw, secret == null ? "" : secret);
    }

    @Override
    public ModelTable models() {
        return new ModelTable(List.of(CARD), CARD, CARD);
    }

    @Override
    public Endpoint endpoint() {
        return new Endpoint(true, "upstream.toy.test", 443, "/v1");
    }

    @Override
    public void authorize(HeaderList headers) {
        headers.add("token", key);
    }

    @Override
    public UpstreamChat chat() {
        return this;
    }

    @Override
    public String dialect() {
        return "toy";
    }

    @Override
    public String path() {
        return "/chat";
    }

    @Override
    public @Nullable Failure encode(ChatRequest request, ModelCard model, ByteBuilder out, Warnings warnings) {
        Part first = request.messages().get(0).parts().get(0);
        if (request.hasMedia() || !(first instanceof Part.Text text)) {
            return new Failure.InvalidRequest(Failure.InvalidRequest.UNSUPPORTED_VALUE, "messages", "Only text.");
        }
        if (flaw == Flaw.WRITES_BROKEN_JSON) {
            out.append("{\"model\":\"" + request.model() + "\",\"text\":\"" + text.text() + "\"}");
            return null;
        }
        JsonWriter json = new JsonWriter(out).object().name("model").string(request.model());
        json.name("stream")
                .bool(request.stream())
                .name("text")
                .string(text.text())
                .endObject();
        if (flaw != Flaw.LOSES_EXTENSIONS) {
            request.extensions().forEach(extension -> warnings.ignored("toy", extension.name()));
        }
        return null;
    }

    @Override
    public @Nullable Failure edit(RelayScan scan, ModelCard model, Splice splice, Warnings warnings) {
        return null;
    }

    @Override
    public EventDecoder eventDecoder() {
        return new ToyEvents(flaw);
    }

    @Override
    public UnaryDecoder unaryDecoder() {
        return new ToyEvents(flaw);
    }

    @Override
    public Failure error(int status, HeaderView headers, Window body) {
        Duration wait = flaw == Flaw.FORGETS_RETRY_AFTER ? null : wait(headers.get("retry-after"));
        if (flaw == Flaw.MISTAKES_ERRORS) {
            return new Failure.UpstreamRefused(status);
        }
        if (flaw == Flaw.REPEATS_UPSTREAM_MESSAGES) {
            return new Failure.Overloaded("The upstream says: " + body.utf8(), wait);
        }
        return status == 429
                ? new Failure.RateLimited(Failure.RateLimited.Scope.REQUESTS, null, wait, 429)
                : new Failure.UpstreamUnavailable(Failure.UpstreamUnavailable.Reason.ERROR, wait, status);
    }

    private static @Nullable Duration wait(@Nullable String seconds) {
        return seconds != null && seconds.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }
}
