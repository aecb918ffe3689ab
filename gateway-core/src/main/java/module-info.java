/**
 * The gateway without any I/O: canonical chat model, ports, byte mechanics and the call pipeline.
 *
 * <p>Depends on {@code java.base} alone; whoever embeds it brings sockets, timers and configuration.
 */
module io.gemigo.gateway.core {
    requires static org.jspecify;

    exports io.gemigo.gateway.core.bytes;
    exports io.gemigo.gateway.core.json;
    exports io.gemigo.gateway.core.sse;
    exports io.gemigo.gateway.core.http;
    exports io.gemigo.gateway.core.chat;
    exports io.gemigo.gateway.core.embedding;
    exports io.gemigo.gateway.core.error;
    exports io.gemigo.gateway.core.port;
    exports io.gemigo.gateway.core.call;
}
