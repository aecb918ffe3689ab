package io.gemigo.gateway.provider.dashscope;

import io.gemigo.gateway.core.port.Capability;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ModelCard.Streaming;
import io.gemigo.gateway.core.port.ModelCard.Thinking;
import io.gemigo.gateway.dialect.openai.ErrorBody;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What refusals teach of models: snapshots behind one name differ in thinking, streaming and forms of answers, and the table
 * is never complete. The sentences are those of the error-code page and of public reports.
 */
final class Lessons {
    private static final int BAD_REQUEST = 400;
    private static final Pattern BUDGET = Pattern.compile(
            "thinking_budget parameter must be a positive integer and not greater than ([0-9]{1,9})\\b");

    private Lessons() {}

    /** A card that would not have led to this refusal, null if it teaches nothing. */
    static @Nullable ModelCard corrected(ModelCard card, int status, ErrorBody error) {
        if (status != BAD_REQUEST || error.message() == null) {
            return null;
        }
        String words = error.message().toLowerCase(Locale.ROOT);
        Matcher budget = BUDGET.matcher(words);
        if (budget.find()) {
            int most = Integer.parseInt(budget.group(1));
            return most == 0 ? null : card.withLimits(card.inputTokenLimit(), card.outputTokenLimit(), most);
        }
        if (words.contains("enable_thinking")) {
            return thinking(card, words);
        }
        if (words.contains("only support stream mode")) {
            return card.withThinking(card.thinking(), Streaming.REQUIRED);
        }
        if (words.contains("unknown format of response_format")) {
            return without(card, Capability.JSON_SCHEMA);
        }
        if (words.contains("tool_choice") && words.contains("[\"none\", \"auto\"]")) {
            return without(card, Capability.FORCED_TOOL_CHOICE);
        }
        return null;
    }

    private static @Nullable ModelCard thinking(ModelCard card, String words) {
        if (words.contains("false for non-streaming")) {
            return onlyInStreams(card);
        }
        if (words.contains("restricted to true")) {
            // Those that cannot but think are served in streams only.
            return card.withThinking(Thinking.ALWAYS, Streaming.REQUIRED);
        }
        if (words.contains("does not support enable_thinking")) {
            boolean forThinking = card.streaming() == Streaming.REQUIRED_FOR_THINKING;
            return card.withThinking(Thinking.NEVER, forThinking ? Streaming.OPTIONAL : card.streaming());
        }
        return null;
    }

    private static ModelCard onlyInStreams(ModelCard card) {
        return switch (card.thinking()) {
            case ALWAYS -> card.withThinking(Thinking.ALWAYS, Streaming.REQUIRED);
            case ON_BY_DEFAULT -> card.withThinking(Thinking.ON_BY_DEFAULT, Streaming.REQUIRED_FOR_THINKING);
            // It thought without being asked to: from now on it is told not to.
            case NEVER, UNKNOWN, OFF_BY_DEFAULT ->
                card.withThinking(Thinking.OFF_BY_DEFAULT, Streaming.REQUIRED_FOR_THINKING);
        };
    }

    private static ModelCard without(ModelCard card, Capability capability) {
        Set<Capability> rest = EnumSet.noneOf(Capability.class);
        rest.addAll(card.capabilities());
        rest.remove(capability);
        return card.withCapabilities(rest);
    }
}
