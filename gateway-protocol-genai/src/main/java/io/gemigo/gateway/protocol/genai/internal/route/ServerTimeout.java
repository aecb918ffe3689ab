package io.gemigo.gateway.protocol.genai.internal.route;

import io.gemigo.gateway.core.http.HeaderView;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long the client waits: the official clients say so in {@code x-server-timeout}, in seconds, if they have a limit. */
public final class ServerTimeout {
    private static final String HEADER = "x-server-timeout";
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private ServerTimeout() {}

    /** The time said, null if there is none or what is said makes no sense. */
    public static @Nullable Duration of(HeaderView headers) {
        String said = headers.get(HEADER);
        if (said == null || !SECONDS.matcher(said).matches()) {
            return null;
        }
        long seconds = Long.parseLong(said);
        return seconds == 0 ? null : Duration.ofSeconds(seconds);
    }
}
