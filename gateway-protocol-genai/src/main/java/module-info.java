/**
 * The client's side of the GenAI dialect: routes, credentials, requests in, answers and errors out.
 *
 * <p>Found by {@link java.util.ServiceLoader}; knows core and nothing of any provider or of any other dialect.
 */
module io.gemigo.gateway.protocol.genai {
    requires static org.jspecify;
    requires transitive io.gemigo.gateway.core;

    exports io.gemigo.gateway.protocol.genai;

    provides io.gemigo.gateway.core.port.ProtocolFactory with
            io.gemigo.gateway.protocol.genai.GenAiProtocolFactory;
}
