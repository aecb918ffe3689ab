/** The wire format of OpenAI's chat API, as it is spoken on both sides of the gateway. */
module io.gemigo.gateway.dialect.openai {
    requires transitive io.gemigo.gateway.core;
    requires static transitive org.jspecify;

    exports io.gemigo.gateway.dialect.openai;
}
