package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderView;
import io.gemigo.gateway.core.http.HttpReply;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.port.Authenticator;
import io.gemigo.gateway.core.port.Clock;
import io.gemigo.gateway.core.port.ExchangeLog;
import io.gemigo.gateway.core.port.HttpTransport;
import io.gemigo.gateway.core.port.ModelProvider;
import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.core.port.RateLimiter;
import io.gemigo.gateway.core.port.Scheduler;
import io.gemigo.gateway.core.port.TokenCounter;
import io.gemigo.gateway.core.port.UsageSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The call pipeline: authenticate, resolve the model, admit, send, stream, meter. Hand it whole HTTP exchanges, or canonical
 * chat requests; both take the same way.
 *
 * <p>Immutable but for a count of calls in progress; thread-safe. Starts no thread and owns nothing that must be closed:
 * whoever made the ports closes them. Each call lives on the {@link Scheduler} given with it.
 */
public final class Gateway {
    private final Components components;
    private final AtomicInteger active = new AtomicInteger();
    private final Runnable onEnd = active::decrementAndGet;

    private Gateway(Components components) {
        this.components = components;
    }

    /** Collects the parts of a gateway. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Takes one HTTP exchange. Called on the loop; may answer before it returns.
     *
     * @param head stays as it is for the life of the exchange
     * @param reply where the answer goes
     */
    public HttpExchange open(HttpRequestHead head, HttpReply reply, Scheduler loop) {
        HttpCall call = call(head, reply, loop);
        call.open();
        return call;
    }

    /**
     * Answers a request that is not sound HTTP, or did not arrive in time: in the shape of the protocol it seems to speak,
     * with request id and CORS headers like every answer, and logged.
     *
     * @param head as far as it could be read, null if not at all
     */
    public HttpExchange refuse(@Nullable HttpRequestHead head, Failure failure, HttpReply reply, Scheduler loop) {
        HttpRequestHead known = head == null ? new HttpRequestHead("", "", HeaderView.EMPTY, "") : head;
        HttpCall call = call(known, reply, loop);
        call.refuse(components.router().shapeFor(head), failure);
        return call;
    }

    private HttpCall call(HttpRequestHead head, HttpReply reply, Scheduler loop) {
        active.incrementAndGet();
        return new HttpCall(components, head, reply, loop, onEnd);
    }

    /**
     * Runs one canonical chat. Called on the loop; events come to the sink on that loop, possibly before this returns.
     *
     * @param caller who asks; goes through the authenticator like any other
     */
    public PipelineCall chat(Authenticator.Request caller, ChatRequest request, ChatSink sink, Scheduler loop) {
        active.incrementAndGet();
        DirectChat chat = new DirectChat(components, request, caller.remoteAddress(), sink, loop, onEnd);
        chat.start(caller);
        return chat;
    }

    /** Calls in progress. */
    public int active() {
        return active.get();
    }

    /** Collects the parts of a gateway. Single-owner. */
    public static final class Builder {
        private GatewaySettings settings = GatewaySettings.DEFAULT;
        private List<Protocol> protocols = List.of();
        private List<? extends ModelProvider> providers = List.of();
        private @Nullable Authenticator authenticator;
        private @Nullable RateLimiter rateLimiter;
        private @Nullable UsageSink usageSink;
        private @Nullable HttpTransport transport;
        private List<TokenCounter> tokenCounters = List.of();
        private ExchangeLog log = ExchangeLog.NONE;
        private Clock clock = Clock.SYSTEM;

        private Builder() {}

        /** Limits and timeouts; {@link GatewaySettings#DEFAULT} if not given. */
        public Builder settings(GatewaySettings value) {
            settings = value;
            return this;
        }

        /** The client dialects, in the order they are asked; at least one. */
        public Builder protocols(List<Protocol> value) {
            protocols = List.copyOf(value);
            return this;
        }

        /** Who serves models, in the order they are asked; at least one. */
        public Builder providers(List<? extends ModelProvider> value) {
            providers = List.copyOf(value);
            return this;
        }

        /** Who lets callers in; required. */
        public Builder authenticator(Authenticator value) {
            authenticator = value;
            return this;
        }

        /** Who admits calls; required. */
        public Builder rateLimiter(RateLimiter value) {
            rateLimiter = value;
            return this;
        }

        /** Who keeps usage records; required. */
        public Builder usageSink(UsageSink value) {
            usageSink = value;
            return this;
        }

        /** Who sends requests upstream; required. */
        public Builder transport(HttpTransport value) {
            transport = value;
            return this;
        }

        /** Who hears of every exchange; nobody if not given. */
        public Builder exchangeLog(ExchangeLog value) {
            log = value;
            return this;
        }

        /** Who counts tokens, in the order they are asked; where none knows a model, its tokens are estimated. */
        public Builder tokenCounters(List<TokenCounter> value) {
            tokenCounters = List.copyOf(value);
            return this;
        }

        /** Time; the system's if not given. */
        public Builder clock(Clock value) {
            clock = value;
            return this;
        }

        /**
         * The gateway.
         *
         * @throws NullPointerException if a required part is missing
         */
        public Gateway build() {
            Map<String, RetryPolicy> retries = new HashMap<>();
            for (ModelProvider provider : providers) {
                retries.put(provider.id(), new RetryPolicy(settings.retry()));
            }
            return new Gateway(new Components(
                    settings,
                    new ProtocolRouter(protocols, settings.hosts()),
                    new ModelCatalog(providers),
                    Objects.requireNonNull(authenticator, "authenticator"),
                    Objects.requireNonNull(rateLimiter, "rateLimiter"),
                    Objects.requireNonNull(usageSink, "usageSink"),
                    log,
                    Objects.requireNonNull(transport, "transport"),
                    clock,
                    tokenCounters,
                    Map.copyOf(retries)));
        }
    }
}
