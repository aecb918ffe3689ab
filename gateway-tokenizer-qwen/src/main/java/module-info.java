import io.gemigo.gateway.core.port.TokenCounter;
import io.gemigo.gateway.tokenizer.qwen.QwenTokenCounter;

/** Counts the tokens of prompts for Qwen models. Found by {@link java.util.ServiceLoader}; optional. */
module io.gemigo.gateway.tokenizer.qwen {
    requires static org.jspecify;
    requires transitive io.gemigo.gateway.core;

    exports io.gemigo.gateway.tokenizer.qwen;

    provides TokenCounter with
            QwenTokenCounter;
}
