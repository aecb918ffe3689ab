package io.gemigo.gateway.provider.dashscope;

import io.gemigo.gateway.core.port.Capability;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ModelCard.Streaming;
import io.gemigo.gateway.core.port.ModelCard.Thinking;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A line by which a user adds a model to the table or changes one: {@code id [like other] [+capability] [-capability]
 * [thinking=…] [streaming=…] [input=tokens] [output=tokens] [budget=tokens]}.
 */
final class ModelLine {
    static final String FORM = "id [like other] [+capability] [-capability] [thinking=never|off|on|always|unknown] "
            + "[streaming=optional|required|for-thinking|never] [input=tokens] [output=tokens] [budget=tokens]";

    private static final int MAX_NAME_CHARS = 256;
    private static final int MAX_DIGITS = 9;

    private final Set<Capability> can = EnumSet.noneOf(Capability.class);
    private Thinking thinking = Thinking.UNKNOWN;
    private Streaming streaming = Streaming.OPTIONAL;
    private int input;
    private int output;
    private int budget;

    private ModelLine() {}

    /**
     * The card a line describes, null if it cannot be read.
     *
     * @param listed the card of a listed model, null if there is none
     * @param guessed the card of a model that is not listed, told by its name
     */
    static @Nullable ModelCard read(
            String line, Function<String, @Nullable ModelCard> listed, Function<String, ModelCard> guessed) {
        String[] words = line.strip().split("\\s+");
        String id = words[0];
        if (id.isEmpty() || id.length() > MAX_NAME_CHARS || id.chars().anyMatch(Character::isISOControl)) {
            return null;
        }
        boolean alike = words.length > 2 && words[1].equals("like");
        ModelCard base = alike ? listed.apply(words[2]) : guessed.apply(id);
        if (base == null || base.embedding() != null) {
            return null;
        }
        ModelLine model = new ModelLine();
        model.can.addAll(base.capabilities());
        model.thinking = base.thinking();
        model.streaming = base.streaming();
        model.input = base.inputTokenLimit();
        model.output = base.outputTokenLimit();
        model.budget = base.thinkingTokenLimit();
        for (int i = alike ? 3 : 1; i < words.length; i++) {
            if (!model.option(words[i])) {
                return null;
            }
        }
        return base.named(id, base.id().equals(id) ? base.displayName() : id)
                .withCapabilities(model.can)
                .withThinking(model.thinking, model.streaming)
                .withLimits(model.input, model.output, model.budget);
    }

    private boolean option(String word) {
        if (word.startsWith("+") || word.startsWith("-")) {
            return capability(word.substring(1), word.startsWith("+"));
        }
        int equals = word.indexOf('=');
        String value = word.substring(equals + 1);
        return switch (equals < 0 ? "" : word.substring(0, equals)) {
            case "thinking" -> thinking(value);
            case "streaming" -> streaming(value);
            case "input" -> {
                input = tokens(value);
                yield input > 0;
            }
            case "output" -> {
                output = tokens(value);
                yield output > 0;
            }
            case "budget" -> {
                budget = tokens(value);
                yield budget > 0;
            }
            default -> false;
        };
    }

    private boolean capability(String word, boolean has) {
        for (Capability capability : Capability.values()) {
            if (capability != Capability.EMBEDDING && name(capability).equals(word)) {
                if (has) {
                    can.add(capability);
                } else {
                    can.remove(capability);
                }
                return true;
            }
        }
        return false;
    }

    /** How lines and tables spell a capability. */
    static String name(Capability capability) {
        return capability.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private boolean thinking(String word) {
        for (Thinking value : Thinking.values()) {
            if (name(value).equals(word)) {
                thinking = value;
                return true;
            }
        }
        return false;
    }

    /** How lines and tables spell when a model thinks. */
    static String name(Thinking thinking) {
        return switch (thinking) {
            case NEVER -> "never";
            case UNKNOWN -> "unknown";
            case OFF_BY_DEFAULT -> "off";
            case ON_BY_DEFAULT -> "on";
            case ALWAYS -> "always";
        };
    }

    private boolean streaming(String word) {
        for (Streaming value : Streaming.values()) {
            if (name(value).equals(word)) {
                streaming = value;
                return true;
            }
        }
        return false;
    }

    /** How lines and tables spell when a model streams. */
    static String name(Streaming streaming) {
        return switch (streaming) {
            case OPTIONAL -> "optional";
            case REQUIRED -> "required";
            case REQUIRED_FOR_THINKING -> "for-thinking";
            case NEVER -> "never";
        };
    }

    /** A number over zero, else 0. */
    static int tokens(String digits) {
        boolean number = !digits.isEmpty()
                && digits.length() <= MAX_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(digits) : 0;
    }
}
