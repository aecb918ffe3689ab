package io.gemigo.gateway.runtime.config;

import io.gemigo.gateway.core.port.ConfigProblems;
import io.gemigo.gateway.runtime.defaults.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a configuration file, asked for one by one: each answer is checked, each mistake noted, and what nobody has
 * asked for is unknown. Single-owner.
 */
final class ConfigValues {
    private static final String OFF = "off";

    private final Map<String, YamlValue> values;
    private final ConfigProblems problems;
    private final TreeSet<String> asked = new TreeSet<>();

    ConfigValues(Map<String, YamlValue> values, ConfigProblems problems) {
        this.values = new LinkedHashMap<>(values);
        this.problems = problems;
    }

    private @Nullable String take(String key, String accepted) {
        asked.add(key);
        YamlValue value = values.remove(key);
        if (value == null) {
            return null;
        }
        String text = value.text();
        if (text == null) {
            problems.add(key, "is a list", accepted);
        }
        return text;
    }

    private <T> @Nullable T parsed(
            String key, String accepted, Function<String, @Nullable T> parser, @Nullable T fallback) {
        String text = take(key, accepted);
        if (text == null) {
            return fallback;
        }
        T value = parser.apply(text);
        if (value == null) {
            problems.add(key, "\"" + text + "\" cannot be read", accepted);
            return fallback;
        }
        return value;
    }

    private static <T> T present(@Nullable T value, T fallback) {
        return value == null ? fallback : value;
    }

    /** A duration over zero. */
    Duration duration(String key, Duration fallback) {
        return present(parsed(key, Units.DURATION, Units::duration, fallback), fallback);
    }

    /** A duration over zero, or {@code off} for one that never passes. */
    Duration durationOrOff(String key, Duration fallback) {
        String accepted = Units.DURATION + ", or off";
        Function<String, @Nullable Duration> parser = text -> text.equals(OFF) ? Units.NEVER : Units.duration(text);
        return present(parsed(key, accepted, parser, fallback), fallback);
    }

    /** A size of at least one byte and at most {@code most}. */
    long size(String key, long fallback, long most) {
        Function<String, @Nullable Long> parser = text -> {
            Long bytes = Units.size(text);
            return bytes == null || bytes > most ? null : bytes;
        };
        return present(parsed(key, Units.SIZE, parser, fallback), fallback);
    }

    /** A whole number within bounds. */
    int number(String key, int fallback, int least, int most) {
        String accepted = "a whole number from " + least + " to " + most;
        return present(parsed(key, accepted, text -> Units.number(text, least, most), fallback), fallback);
    }

    /** A whole number of at least one; null where it is switched off. */
    @Nullable
    Integer numberOrOff(String key, @Nullable Integer fallback) {
        boolean[] switched = {false};
        Integer value = parsed(
                key,
                "a whole number from 1, or off",
                text -> {
                    switched[0] = text.equals(OFF);
                    return switched[0] ? Integer.valueOf(1) : Units.number(text, 1, Integer.MAX_VALUE);
                },
                fallback);
        return switched[0] ? null : value;
    }

    /** A rate; null where it is switched off. */
    @Nullable
    Rate rateOrOff(String key, @Nullable Rate fallback) {
        boolean[] switched = {false};
        Rate value = parsed(
                key,
                Units.RATE + ", or off",
                text -> {
                    switched[0] = text.equals(OFF);
                    return switched[0] ? new Rate(1, Duration.ofSeconds(1)) : Units.rate(text);
                },
                fallback);
        return switched[0] ? null : value;
    }

    /** {@code true} or {@code false}. */
    boolean flag(String key, boolean fallback) {
        Function<String, @Nullable Boolean> parser =
                text -> text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
        return present(parsed(key, "true or false", parser, fallback), fallback);
    }

    /** Any text the parser takes; null if the key is missing. */
    <T> @Nullable T text(String key, String accepted, Function<String, @Nullable T> parser) {
        return parsed(key, accepted, parser, null);
    }

    /** A list, or one item alone; null if the key is missing. */
    @Nullable
    List<String> list(String key) {
        asked.add(key);
        YamlValue value = values.remove(key);
        return value == null ? null : value.items();
    }

    /** What stands under a prefix, which ends with a dot, by the rest of the key; asked for and so known. */
    Map<String, YamlValue> section(String prefix) {
        asked.add(prefix + "<name>");
        Map<String, YamlValue> section = new LinkedHashMap<>();
        for (String key : List.copyOf(values.keySet())) {
            YamlValue value = values.get(key);
            if (key.startsWith(prefix) && value != null) {
                section.put(key.substring(prefix.length()), value);
                values.remove(key);
            }
        }
        return section;
    }

    /** Notes every key that nobody has asked for. */
    void refuseUnknown() {
        for (String key : values.keySet()) {
            problems.add(key, "unknown key", "one of " + String.join(", ", near(key)));
        }
    }

    private List<String> near(String key) {
        for (int dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
            String prefix = key.substring(0, dot + 1);
            List<String> siblings = new ArrayList<>();
            for (String known : asked) {
                if (known.startsWith(prefix)) {
                    siblings.add(known);
                }
            }
            if (!siblings.isEmpty()) {
                return siblings;
            }
        }
        TreeSet<String> sections = new TreeSet<>();
        for (String known : asked) {
            int dot = known.indexOf('.');
            sections.add(dot < 0 ? known : known.substring(0, dot));
        }
        return List.copyOf(sections);
    }
}
