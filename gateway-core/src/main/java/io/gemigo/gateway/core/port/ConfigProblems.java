package io.gemigo.gateway.core.port;

import java.util.ArrayList;
import java.util.List;

/** Mistakes found in a configuration, one line each. Single-owner. */
public final class ConfigProblems {
    private final List<String> lines = new ArrayList<>();

    /** No mistakes yet. */
    public ConfigProblems() {}

    /**
     * A mistake: the key as the user spells it, what is wrong, what would be right. No secret in any of them; line
     * breaks become spaces.
     */
    public void add(String key, String problem, String accepted) {
        String line = key + ": " + problem + "; accepted: " + accepted;
        lines.add(line.replaceAll("\\p{Cntrl}+", " "));
    }

    /** The lines, in the order found. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }
}
