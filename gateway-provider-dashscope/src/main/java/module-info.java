/** DashScope as an upstream, by its OpenAI-compatible interface. */
module io.gemigo.gateway.provider.dashscope {
    requires transitive io.gemigo.gateway.core;
    requires io.gemigo.gateway.dialect.openai;
    requires static transitive org.jspecify;

    exports io.gemigo.gateway.provider.dashscope;

    provides io.gemigo.gateway.core.port.ProviderFactory with
            io.gemigo.gateway.provider.dashscope.DashScopeProviderFactory;
}
