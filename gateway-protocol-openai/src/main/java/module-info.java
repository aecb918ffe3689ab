/** OpenAI's API as the gateway's clients speak it. */
module io.gemigo.gateway.protocol.openai {
    requires transitive io.gemigo.gateway.core;
    requires io.gemigo.gateway.dialect.openai;
    requires static transitive org.jspecify;

    exports io.gemigo.gateway.protocol.openai;

    provides io.gemigo.gateway.core.port.ProtocolFactory with
            io.gemigo.gateway.protocol.openai.OpenAiProtocolFactory;
}
