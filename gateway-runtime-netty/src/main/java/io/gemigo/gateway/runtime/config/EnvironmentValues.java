package io.gemigo.gateway.runtime.config;

import io.gemigo.gateway.core.port.ConfigProblems;
import io.gemigo.gateway.runtime.server.ListenerSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the environment variables of the runtime itself; an empty one counts as not set. Single-owner. */
final class EnvironmentValues {
    /** What can stand behind {@code Bearer} (RFC 6750 §2.1). */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{1,512}=*");

    private static final String TOKEN_FORM = "letters, digits and ._~+/-";
    private static final int MAX_PORT = 65_535;

    private final Map<String, String> environment;
    private final ConfigProblems problems;

    EnvironmentValues(Map<String, String> environment, ConfigProblems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    private @Nullable String get(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    int port(String name, int fallback) {
        String text = get(name);
        if (text == null) {
            return fallback;
        }
        Integer port = Units.number(text, 0, MAX_PORT);
        if (port == null) {
            problems.add(name, "\"" + text + "\" is no port", "a number from 0 to 65535");
            return fallback;
        }
        return port;
    }

    String host(String name, String fallback) {
        String text = get(name);
        return text == null ? fallback : text;
    }

    private @Nullable InetAddress address(String name, String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            problems.add(name, "\"" + host + "\" is no address of this machine", "an address such as 127.0.0.1");
            return null;
        }
    }

    List<String> tokens() {
        List<String> tokens = new ArrayList<>();
        for (String name : new String[] {"APP_TOKENS", "APP_TOKEN"}) {
            String text = get(name);
            if (text == null) {
                continue;
            }
            for (String token : text.split(",", -1)) {
                if (TOKEN.matcher(token.strip()).matches()) {
                    tokens.add(token.strip());
                } else {
                    problems.add(name, "a token is empty or holds other characters", TOKEN_FORM);
                }
            }
        }
        return tokens;
    }

    /** Nobody but this machine may call a gateway whose tokens were made up. */
    void checkClientHost(String host, List<String> tokens) {
        InetAddress address = address("HOST", host);
        if (address != null && tokens.isEmpty() && !address.isLoopbackAddress()) {
            problems.add("HOST", host + " is open to others and no app tokens are set", "127.0.0.1, or set APP_TOKENS");
        }
    }

    /** The admin listener speaks no TLS yet, so its credential must not leave the machine. */
    void checkAdmin(String host, int port, ListenerSettings client) {
        InetAddress address = address("ADMIN_HOST", host);
        if (address != null && !address.isLoopbackAddress()) {
            problems.add("ADMIN_HOST", host + " is open to others", "a loopback address such as 127.0.0.1");
        }
        if (port != 0 && port == client.port()) {
            problems.add("ADMIN_PORT", "is the same as PORT", "another port, or 0 for any free one");
        }
    }

    @Nullable
    String adminToken(List<String> tokens) {
        String token = get("ADMIN_TOKEN");
        if (token != null && !TOKEN.matcher(token).matches()) {
            problems.add("ADMIN_TOKEN", "holds other characters", TOKEN_FORM);
        } else if (token != null && tokens.contains(token)) {
            problems.add("ADMIN_TOKEN", "is an app token too", "one that is no app token");
        }
        return token;
    }
}
