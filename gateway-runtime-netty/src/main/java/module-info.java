/**
 * The gateway on Netty: HTTP server, pooled upstream client, configuration, default ports, command line.
 */
module io.gemigo.gateway.runtime {
    requires static org.jspecify;
    requires transitive io.gemigo.gateway.core;
    requires io.netty.buffer;
    requires io.netty.common;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.classes.io_uring;
    requires io.netty.handler;
    requires com.github.benmanes.caffeine;
    requires info.picocli;
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires org.slf4j;
    requires java.management;
    requires jdk.unsupported;
    requires org.snakeyaml.engine;

    uses io.gemigo.gateway.core.port.ProtocolFactory;
    uses io.gemigo.gateway.core.port.ProviderFactory;
    uses io.gemigo.gateway.core.port.TokenCounter;

    provides ch.qos.logback.classic.spi.Configurator with
            io.gemigo.gateway.runtime.defaults.DefaultLogging;

    exports io.gemigo.gateway.runtime;
    exports io.gemigo.gateway.runtime.admin;
    exports io.gemigo.gateway.runtime.config;
    exports io.gemigo.gateway.runtime.defaults;
    exports io.gemigo.gateway.runtime.http1;
    exports io.gemigo.gateway.runtime.loop;
    exports io.gemigo.gateway.runtime.server;
    exports io.gemigo.gateway.runtime.upstream;
}
