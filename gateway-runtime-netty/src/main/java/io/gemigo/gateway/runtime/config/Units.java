package io.gemigo.gateway.runtime.config;

import io.gemigo.gateway.runtime.defaults.Rate;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How durations, sizes, rates and numbers are written. Parsers return null for what they cannot read. */
final class Units {
    static final String DURATION = "a duration such as 500ms, 5s, 2m";
    static final String SIZE = "a size such as 64KiB, 2MiB";
    static final String RATE = "a rate such as 1200/m, 50/s";
    /** Long enough to be never, short enough to be added to a moment. */
    static final Duration NEVER = Duration.ofDays(365);

    private static final Pattern DURATION_FORM = Pattern.compile("([1-9][0-9]{0,8})(ms|s|m|h)");
    private static final Pattern SIZE_FORM = Pattern.compile("([1-9][0-9]{0,11})(B|KiB|MiB|GiB)");
    private static final Pattern RATE_FORM = Pattern.compile("([1-9][0-9]{0,11})/(s|m)");
    private static final Pattern NUMBER_FORM = Pattern.compile("[0-9]{1,10}");

    private Units() {}

    static @Nullable Duration duration(String text) {
        Matcher form = DURATION_FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        long count = Long.parseLong(form.group(1));
        Duration duration = switch (form.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
        return duration.compareTo(NEVER) > 0 ? NEVER : duration;
    }

    static @Nullable Long size(String text) {
        Matcher form = SIZE_FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        long count = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "B" -> count;
            case "KiB" -> count << 10;
            case "MiB" -> count << 20;
            default -> count << 30;
        };
    }

    static @Nullable Rate rate(String text) {
        Matcher form = RATE_FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        Duration period = form.group(2).equals("s") ? Duration.ofSeconds(1) : Duration.ofMinutes(1);
        return new Rate(Long.parseLong(form.group(1)), period);
    }

    static @Nullable Integer number(String text, int least, int most) {
        if (!NUMBER_FORM.matcher(text).matches()) {
            return null;
        }
        long value = Long.parseLong(text);
        return value < least || value > most ? null : (int) value;
    }
}
