package io.gemigo.gateway.example.jdkserver;

import com.sun.net.httpserver.HttpServer;
import io.gemigo.gateway.core.call.Gateway;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.ConfigProblems;
import io.gemigo.gateway.core.port.ModelProvider;
import io.gemigo.gateway.core.port.Permit;
import io.gemigo.gateway.core.port.Principal;
import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.core.port.ProtocolFactory;
import io.gemigo.gateway.core.port.ProviderFactory;
import io.gemigo.gateway.core.port.ProviderSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Executors;

/** Starts the example: {@code PROVIDER_ID PORT APP_TOKEN [setting=value]…}. */
public final class Main {
    private static final Permit UNLIMITED = new Permit() {
        @Override
        public void settle(Usage usage) {}

        @Override
        public void release() {}
    };

    private Main() {}

    /** Starts the server and leaves it running. */
    public static void main(String[] args) throws IOException {
        Map<String, String> settings = new java.util.HashMap<>();
        for (int i = 3; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            settings.put(args[i].substring(0, equals), args[i].substring(equals + 1));
        }
        HttpServer server = start(args[0], settings, Integer.parseInt(args[1]), args[2], new JdkLoop());
        System.out.println(
                "listening on http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Starts a server on loopback that serves one provider to one app token. */
    static HttpServer start(String providerId, Map<String, String> settings, int port, String token, JdkLoop loop)
            throws IOException {
        Gateway gateway = Gateway.builder()
                .protocols(protocols())
                .providers(List.of(provider(providerId, settings)))
                .authenticator((request, callback) -> {
                    if (request.credential().token().equals(token)) {
                        callback.authenticated(Principal.of("example", request.projectId()));
                    } else {
                        callback.refused(new Failure.Unauthenticated(false));
                    }
                })
                .rateLimiter((reservation, callback) -> callback.admitted(UNLIMITED))
                .usageSink(usage -> System.out.println(usage.callId() + " used " + usage.usage()))
                .transport(new JdkTransport())
                .build();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", new JdkServerGlue(gateway, loop));
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        return server;
    }

    private static List<Protocol> protocols() {
        return ServiceLoader.load(ProtocolFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparingInt(ProtocolFactory::order).thenComparing(ProtocolFactory::id))
                .map(ProtocolFactory::create)
                .toList();
    }

    private static ModelProvider provider(String id, Map<String, String> settings) {
        ProviderFactory factory = ServiceLoader.load(ProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.id().equals(id))
                .findFirst()
                .orElseThrow();
        ConfigProblems problems = new ConfigProblems();
        ModelProvider provider = factory.create(ProviderSettings.withDefaults(factory, settings), problems);
        if (provider == null) {
            throw new IllegalArgumentException(String.join("\n", problems.lines()));
        }
        return provider;
    }
}
