/** An embedding of the gateway in the JDK's own HTTP server, with the JDK's own HTTP client: glue to read and to copy. */
module io.gemigo.gateway.example.jdkserver {
    requires static org.jspecify;
    requires io.gemigo.gateway.core;
    requires java.net.http;
    requires jdk.httpserver;

    uses io.gemigo.gateway.core.port.ProtocolFactory;
    uses io.gemigo.gateway.core.port.ProviderFactory;

    exports io.gemigo.gateway.example.jdkserver;
}
