package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.bytes.HeapTicket;
import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.port.Authenticator;
import io.gemigo.gateway.core.port.ExchangeLog;
import io.gemigo.gateway.core.port.Marker;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.Permit;
import io.gemigo.gateway.core.port.Principal;
import io.gemigo.gateway.core.port.RateLimiter;
import io.gemigo.gateway.core.port.UsageRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A gateway of toys around the real pipeline, with everything it does to its ports written down. */
final class Harness implements ExchangeLog {
    final VirtualLoop loop = new VirtualLoop();
    final ScriptedTransport transport = new ScriptedTransport();
    final List<UsageRecord> usage = new ArrayList<>();
    final List<UsageRecord> accessLog = new ArrayList<>();
    final List<Throwable> bugs = new ArrayList<>();
    final List<String> troubles = new ArrayList<>();
    final List<String> permits = new ArrayList<>();
    final List<RateLimiter.Callback> waitingForPermit = new ArrayList<>();
    final List<Authenticator.Callback> waitingForIdentity = new ArrayList<>();
    final List<CountingTicket> bodies = new ArrayList<>();

    GatewaySettings settings = GatewaySettings.DEFAULT;
    int calls;
    boolean holdPermits;
    boolean holdIdentities;

    @Nullable
    Failure refusal;

    ModelCard card = ToyUpstream.CARD;

    private @Nullable Gateway gateway;

    Gateway gateway() {
        Gateway built = gateway;
        if (built == null) {
            built = Gateway.builder()
                    .settings(settings)
                    .protocols(List.of(
                            new ToyProtocol("same", "toy"),
                            new ToyProtocol("other", "foreign", Marker.header("other"))))
                    .providers(List.of(new ToyUpstream(card)))
                    .authenticator(this::authenticate)
                    .rateLimiter(this::reserve)
                    .usageSink(usage::add)
                    .transport(transport)
                    .exchangeLog(this)
                    .clock(loop)
                    .build();
            gateway = built;
        }
        return built;
    }

    private void authenticate(Authenticator.Request request, Authenticator.Callback callback) {
        if (holdIdentities) {
            waitingForIdentity.add(callback);
        } else if (request.credential().token().equals("good")) {
            callback.authenticated(Principal.of("app", request.projectId()));
        } else {
            callback.refused(new Failure.Unauthenticated(false));
        }
    }

    private void reserve(RateLimiter.Reservation reservation, RateLimiter.Callback callback) {
        Failure no = refusal;
        if (holdPermits) {
            waitingForPermit.add(callback);
        } else if (no != null) {
            callback.refused(no);
        } else {
            callback.admitted(permit());
        }
    }

    Permit permit() {
        return new Permit() {
            @Override
            public void settle(Usage used) {
                permits.add("settled " + used.promptTokens() + "+" + used.completionTokens());
            }

            @Override
            public void release() {
                permits.add("released");
            }
        };
    }

    /** One exchange of a test. */
    final class Call {
        final RecordingReply reply = new RecordingReply();
        final HttpExchange exchange;

        Call(String method, String target, String... headers) {
            HeaderList fields = new HeaderList();
            for (int i = 0; i < headers.length; i += 2) {
                fields.add(headers[i], headers[i + 1]);
            }
            calls++;
            exchange = gateway().open(new HttpRequestHead(method, target, fields, "192.0.2.1"), reply, loop);
        }

        Call body(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            CountingTicket ticket = new CountingTicket(bytes);
            bodies.add(ticket);
            exchange.body(Window.of(bytes), ticket);
            return this;
        }
    }

    Call get(String target) {
        return new Call("GET", target, "token", "good");
    }

    /** A chat in the upstream's own dialect. */
    Call relayed(String body) {
        return new Call("POST", "/same/chat", "token", "good").body(body);
    }

    /** A chat in another dialect. */
    Call translated(String body) {
        return new Call("POST", "/other/chat", "token", "good").body(body);
    }

    @Override
    public void completed(UsageRecord exchange, String method, String route, String remoteAddress) {
        accessLog.add(exchange);
    }

    @Override
    public void bug(String callId, Throwable cause) {
        bugs.add(cause);
    }

    @Override
    public void upstreamTrouble(String callId, String provider, String problem) {
        troubles.add(problem);
    }

    /** A body that counts. */
    static final class CountingTicket implements Ticket {
        final HeapTicket bytes;
        int count = 1;

        CountingTicket(byte[] bytes) {
            this.bytes = HeapTicket.of(bytes);
        }

        @Override
        public int length() {
            return bytes.length();
        }

        @Override
        public void retain() {
            count++;
        }

        @Override
        public void release() {
            count--;
        }
    }
}
