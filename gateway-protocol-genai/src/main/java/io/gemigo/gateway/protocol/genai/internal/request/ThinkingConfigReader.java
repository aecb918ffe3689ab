package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.chat.Reasoning;
import io.gemigo.gateway.core.json.JsonToken;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code thinkingConfig}. Single-owner. */
final class ThinkingConfigReader {
    private static final FieldTable THINKING = FieldTable.of("includeThoughts", "thinkingBudget", "thinkingLevel");
    /** Numbers are not published: 0 alone is sure. */
    private static final EnumTable LEVELS = EnumTable.of("ThinkingLevel", "THINKING_LEVEL_UNSPECIFIED");

    private final ProtoReader in;

    private @Nullable Boolean include;
    private @Nullable Integer budget;
    private Reasoning.@Nullable Effort effort;

    ThinkingConfigReader(ProtoReader in) {
        this.in = in;
    }

    Reasoning read() {
        in.object(THINKING, field -> {
            switch (field) {
                case "includeThoughts" -> include = in.bool();
                case "thinkingBudget" -> budget = (int) in.integer(-1, Integer.MAX_VALUE);
                case "thinkingLevel" -> effort = level();
                default -> throw ProtoReader.unlisted(field);
            }
        });
        Integer tokens = budget;
        if (tokens != null && effort != null) {
            throw in.value("thinking_budget and thinking_level exclude each other.");
        }
        if (tokens != null) {
            return new Reasoning(tokens != 0, tokens > 0 ? tokens : null, null, include);
        }
        if (effort != null) {
            return new Reasoning(null, null, effort, include);
        }
        return new Reasoning(include != null && include ? Boolean.TRUE : null, null, null, include);
    }

    /** Upper case in the definition, lower case in what the official pages show and some clients send. */
    private Reasoning.@Nullable Effort level() {
        String level = in.cursor().token() == JsonToken.STRING ? in.string().toUpperCase(Locale.ROOT) : "";
        return switch (level) {
            case "MINIMAL" -> Reasoning.Effort.MINIMAL;
            case "LOW" -> Reasoning.Effort.LOW;
            case "MEDIUM" -> Reasoning.Effort.MEDIUM;
            case "HIGH" -> Reasoning.Effort.HIGH;
            case "XHIGH" -> Reasoning.Effort.MAX;
            default -> {
                in.enumName(LEVELS);
                yield null;
            }
        };
    }
}
