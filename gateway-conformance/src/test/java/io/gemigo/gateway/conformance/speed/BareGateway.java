package io.gemigo.gateway.conformance.speed;

import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.core.call.Gateway;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.HttpReply;
import io.gemigo.gateway.core.port.ConfigProblems;
import io.gemigo.gateway.core.port.HttpTransport;
import io.gemigo.gateway.core.port.ModelProvider;
import io.gemigo.gateway.core.port.Permit;
import io.gemigo.gateway.core.port.Principal;
import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.core.port.ProtocolFactory;
import io.gemigo.gateway.core.port.ProviderFactory;
import io.gemigo.gateway.core.port.ProviderSettings;
import io.gemigo.gateway.core.port.Scheduler;
import io.gemigo.gateway.testkit.time.VirtualClock;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** A gateway with the real codecs between ports that cost nothing: what is allocated is its own. Single-threaded. */
final class BareGateway {
    final VirtualClock clock = new VirtualClock();
    final Upstream upstream = new Upstream();
    final Client client = new Client();
    final Gateway gateway = gateway();

    /** A transport that leaves the answering to the test. */
    static final class Upstream implements HttpTransport, HttpTransport.Exchange {
        Listener listener;

        @Override
        public Exchange send(Request request, Scheduler loop, Listener answer) {
            listener = answer;
            return this;
        }

        @Override
        public void pause() {}

        @Override
        public void resume() {}

        @Override
        public void cancel() {}
    }

    /** A client that only counts. */
    static final class Client implements HttpReply, Stage {
        private final HeaderList headers = new HeaderList();
        long bytes;
        int status;

        @Override
        public void readBody(long maxBytes) {}

        @Override
        public HeaderList headers() {
            return headers;
        }

        @Override
        public void head(int code) {
            status = code;
        }

        @Override
        public Stage stage() {
            return this;
        }

        @Override
        public void end(boolean close) {}

        @Override
        public void cut() {}

        @Override
        public void write(byte[] array, int from, int to) {
            bytes += to - from;
        }

        @Override
        public void pass(Ticket ticket, int from, int to) {
            bytes += to - from;
        }
    }

    private static final Permit PERMIT = new Permit() {
        @Override
        public void settle(Usage usage) {}

        @Override
        public void release() {}
    };

    private Gateway gateway() {
        List<Protocol> protocols = ServiceLoader.load(ProtocolFactory.class).stream()
                .map(found -> found.get().create())
                .toList();
        ProviderFactory factory = ServiceLoader.load(ProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.id().equals("dashscope"))
                .findFirst()
                .orElseThrow();
        ModelProvider provider =
                factory.create(ProviderSettings.withDefaults(factory, Map.of("apiKey", "key")), new ConfigProblems());
        return Gateway.builder()
                .protocols(protocols)
                .providers(List.of(provider))
                .authenticator((request, callback) -> callback.authenticated(Principal.of("app", null)))
                .rateLimiter((reservation, callback) -> callback.admitted(PERMIT))
                .usageSink(usage -> {})
                .transport(upstream)
                .clock(clock)
                .build();
    }
}
