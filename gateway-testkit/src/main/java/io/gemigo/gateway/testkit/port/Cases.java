package io.gemigo.gateway.testkit.port;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestReporter;

/**
 * Turns a list of cases into one test each, and deals with those an adapter is exempt from.
 *
 * <p>An exemption is keyed by a case's id ({@code dashscope/n2}), which leaves the case out of every check, or by id and
 * check ({@code dashscope/n2#relay}), which expects this very check to fail: the day it passes, the exemption has to go.
 * Immutable.
 */
public final class Cases {
    private final Map<String, String> exemptions;

    /** Cases with these exemptions: key to reason. */
    public Cases(Map<String, String> exemptions) {
        this.exemptions = Map.copyOf(exemptions);
    }

    /** A check of one case. */
    public interface Check<T> {
        /** Fails if the case does not pass. */
        void run(T item) throws Exception;
    }

    /** One test for each item. */
    public <T> Stream<DynamicTest> each(
            String check, Collection<T> items, Function<? super T, String> id, Check<? super T> body) {
        return items.stream()
                .map(item -> DynamicTest.dynamicTest(
                        id.apply(item) + " " + check, () -> run(id.apply(item), check, item, body)));
    }

    private <T> void run(String id, String check, T item, Check<? super T> body) throws Exception {
        String left = exemptions.get(id);
        if (left != null) {
            Assumptions.abort("exempt: " + left);
        }
        String expected = exemptions.get(id + "#" + check);
        if (expected == null) {
            body.run(item);
            return;
        }
        AssertionError failure = failure(item, body);
        if (failure == null) {
            throw new AssertionError("passes now; take " + id + "#" + check + " off the exemptions (" + expected + ")");
        }
        Assumptions.abort("exempt: " + expected + " (" + failure.getMessage() + ")");
    }

    private static <T> @Nullable AssertionError failure(T item, Check<? super T> body) throws Exception {
        try {
            body.run(item);
            return null;
        } catch (AssertionError known) {
            return known;
        }
    }

    /** Reports what is exempt and why, and fails if an exemption names no case. */
    public void report(TestReporter reporter, Collection<String> ids) {
        new TreeMap<>(exemptions).forEach((key, reason) -> reporter.publishEntry("exempt " + key, reason));
        reporter.publishEntry("exemptions", String.valueOf(exemptions.size()));
        Set<String> unknown = new TreeSet<>(exemptions.keySet());
        unknown.removeIf(key -> ids.contains(key.replaceFirst("#.*", "")));
        if (!unknown.isEmpty()) {
            throw new AssertionError("exemptions of cases that do not exist: " + unknown);
        }
    }

    /** Fails if there are no such cases: a check of nothing proves nothing. */
    public static <T> List<T> some(String what, Stream<T> cases) {
        List<T> found = cases.collect(Collectors.toList());
        if (found.isEmpty()) {
            throw new AssertionError("no " + what + " to check with");
        }
        return found;
    }
}
