/** Benchmarks of the gateway: of its codecs and its pipeline, and of the packaged jar beside other gateways. */
module io.gemigo.gateway.bench {
    requires static org.jspecify;
    requires info.picocli;
    requires io.gemigo.gateway.core;
    requires io.gemigo.gateway.dialect.openai;
    requires io.gemigo.gateway.protocol.genai;
    requires io.gemigo.gateway.protocol.openai;
    requires io.gemigo.gateway.provider.dashscope;
    requires io.gemigo.gateway.tokenizer.qwen;
    requires jmh.core;

    opens io.gemigo.gateway.bench.compare to
            info.picocli;
    opens io.gemigo.gateway.bench.load to
            info.picocli;
    opens io.gemigo.gateway.bench.upstream to
            info.picocli;
}
