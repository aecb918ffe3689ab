package io.gemigo.gateway.conformance.fuzz;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * So many cases of one kind: few in every build, as many as asked for with {@code -Dfuzz.requests=N} and the like. The first
 * finding of each kind is told, with the number by which its case runs again alone.
 */
final class Campaign {
    private static final int PROGRESS = 100_000;
    private static final int MOST_KINDS = 10;
    private static final int KIND_CHARS = 60;

    private final String name;
    private final int cases;
    /** By what they say first, without what differs from case to case. */
    private final Map<String, String> findings = new LinkedHashMap<>();

    private Campaign(String name, int cases) {
        this.name = name;
        this.cases = cases;
    }

    /**
     * A campaign.
     *
     * @param property the system property that says how many cases there are
     * @param few how many there are if it does not
     */
    static Campaign of(String name, String property, int few) {
        return new Campaign(name, Integer.getInteger(property, few));
    }

    /** One case. */
    interface Case {
        /** Runs the case; what it throws is a finding. */
        void run(long number);
    }

    /** Runs all cases, or the one asked for. */
    void run(Case each) {
        Long only = Long.getLong("fuzz.only");
        long first = only == null ? Long.getLong("fuzz.first", 0) : only;
        long last = only == null ? first + cases : only + 1;
        long began = System.nanoTime();
        for (long number = first; number < last && findings.size() < MOST_KINDS; number++) {
            try {
                each.run(number);
            } catch (AssertionError | RuntimeException | StackOverflowError finding) {
                found(number, finding);
            }
            if ((number - first) % PROGRESS == PROGRESS - 1) {
                report(number - first + 1, began);
            }
        }
        report(last - first, began);
        if (!findings.isEmpty()) {
            throw new AssertionError(String.join("\n\n", findings.values()));
        }
    }

    private void found(long number, Throwable finding) {
        String told = String.valueOf(finding.getMessage());
        String kind = told.replaceAll("m?\\d+q?", "#");
        kind = kind.substring(0, Math.min(kind.length(), KIND_CHARS));
        if (findings.containsKey(kind)) {
            return;
        }
        findings.put(kind, name + ", case " + number + " (again: -Dfuzz.only=" + number + "): " + told);
    }

    private void report(long done, long began) {
        System.out.printf("%s: %,d cases, %.1f s%n", name, done, (System.nanoTime() - began) / 1e9);
    }
}
