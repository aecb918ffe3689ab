package io.gemigo.gateway.provider.dashscope;

import io.gemigo.gateway.core.http.HeaderView;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} of an answer (RFC 9110, 10.2.3). */
final class RetryAfter {
    private static final int MAX_DIGITS = 9;

    private RetryAfter() {}

    /** The wait, null if there is none or it makes no sense. A date counts from the answer's own {@code Date}. */
    static @Nullable Duration of(HeaderView headers) {
        String value = headers.get("retry-after");
        if (value == null || value.isBlank()) {
            return null;
        }
        String text = value.strip();
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return text.length() > MAX_DIGITS ? null : Duration.ofSeconds(Long.parseLong(text));
        }
        String now = headers.get("date");
        if (now == null) {
            return null;
        }
        try {
            Duration wait = Duration.between(date(now), date(text));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    private static ZonedDateTime date(String text) {
        return ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
    }
}
