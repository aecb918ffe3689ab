package io.gemigo.gateway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs a contract test as a build tool would, to see what it says about an adapter. */
public final class TckRun {
    private TckRun() {}

    /** Fails unless everything passes, and there is something to pass. */
    public static void assertPasses(Class<?> tck) {
        TestExecutionSummary summary = run(tck);
        assertThat(summary.getTotalFailureCount()).as(() -> report(summary)).isZero();
        assertThat(summary.getTestsSucceededCount()).isPositive();
    }

    /** Fails unless the contract test finds fault, in the test of that name or with these words, among others. */
    public static void assertCaught(Class<?> tck, String testOrWords) {
        TestExecutionSummary summary = run(tck);
        assertThat(summary.getTestsFailedCount()).as("failed tests").isPositive();
        assertThat(report(summary)).contains(testOrWords);
    }

    /** Fails unless this one method of the contract test, run alone, finds fault. */
    public static void assertCaughtBy(Class<?> tck, String method) {
        TestExecutionSummary summary = run(tck, test -> isMethod(test, method));
        assertThat(summary.getTestsFailedCount()).as("failures of " + method).isPositive();
    }

    private static FilterResult isMethod(TestDescriptor test, String name) {
        return FilterResult.includedIf(test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName().equals(name))
                .orElse(true));
    }

    private static TestExecutionSummary run(Class<?> tck, PostDiscoveryFilter... filters) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tck))
                .filters(filters)
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }

    private static String report(TestExecutionSummary summary) {
        StringWriter report = new StringWriter();
        summary.printFailuresTo(new PrintWriter(report), 3);
        return report.toString();
    }
}
