package io.gemigo.gateway.provider.dashscope;

import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ModelTable;
import java.util.List;
import java.util.Objects;

/** Cards of the default table. */
final class Models {
    static final ModelTable TABLE = table("text-embedding-v4", false);
    static final ModelTable SEARCHING = table("text-embedding-v4", true);

    /** Text, hybrid, thinks on demand and then only in streams. */
    static final ModelCard MAX = card("qwen3-max");
    /** Multimodal, thinks by default, streamed or not. */
    static final ModelCard PLUS_35 = card("qwen3.5-plus");
    /** Older: neither schemas nor {@code required}. */
    static final ModelCard PLUS = card("qwen-plus");
    /** Cannot think. */
    static final ModelCard CODER = card("qwen3-coder-plus");
    /** Always thinks. */
    static final ModelCard QWQ = card("qwq-plus");
    /** Sees. */
    static final ModelCard VL = card("qwen3-vl-plus");

    private Models() {}

    static ModelTable table(String embedding, boolean webSearch) {
        return DashScopeModels.table("qwen3-max", "qwen3-vl-plus", embedding, webSearch, List.of(), line -> {});
    }

    /**
     * Members of a call to a model, with what it is told of thinking where they do not say: hybrids are always told, by
     * default what they do by themselves.
     */
    static String told(ModelCard card, String members) {
        String said = switch (card.thinking()) {
            case NEVER, ALWAYS, UNKNOWN -> "";
            case OFF_BY_DEFAULT -> "\"enable_thinking\":false";
            case ON_BY_DEFAULT -> "\"enable_thinking\":true";
        };
        boolean there = said.isEmpty() || members.contains("enable_thinking");
        return there ? members : members.isEmpty() ? said : members + "," + said;
    }

    static ModelCard card(String id) {
        return Objects.requireNonNull(TABLE.find(id), id);
    }
}
