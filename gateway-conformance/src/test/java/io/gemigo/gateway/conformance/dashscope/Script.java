package io.gemigo.gateway.conformance.dashscope;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a prompt tells the fake to do, as markers {@code [[name]]} or {@code [[name:argument]]} anywhere in its text.
 * Immutable. {@link FakeDashScope} lists the names.
 */
record Script(Map<String, String> markers) {
    private static final Pattern MARKER = Pattern.compile("\\[\\[([a-z-]+)(?::(.*?))?]]", Pattern.DOTALL);

    static Script in(String prompt) {
        Map<String, String> markers = new HashMap<>();
        Matcher matcher = MARKER.matcher(prompt);
        while (matcher.find()) {
            markers.put(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
        }
        return new Script(Map.copyOf(markers));
    }

    boolean has(String name) {
        return markers.containsKey(name);
    }

    Optional<String> argument(String name) {
        return Optional.ofNullable(markers.get(name));
    }

    long number(String name, long otherwise) {
        return argument(name).map(Long::parseLong).orElse(otherwise);
    }

    /** Names the test that sent the prompt, so that tests running side by side find their own calls. */
    String tag() {
        return argument("tag").orElse("");
    }
}
