package io.gemigo.gateway.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.opentest4j.TestAbortedException;

/**
 * Holds the tests of one client to its row in {@code docs/clients.md}: a cell has a tick if and only if a test marked {@link
 * Fills} passed. Cells whose tests were left out by whoever started the run, or by the lack of
 * a real part, are not looked at. Used as an extension of the
 * test class.
 */
public final class ClientRow implements BeforeTestExecutionCallback, AfterTestExecutionCallback, AfterAllCallback {
    private final String client;
    private final Set<Method> started = new HashSet<>();
    private final Set<Feature> filled = EnumSet.noneOf(Feature.class);
    private final Set<Feature> failed = EnumSet.noneOf(Feature.class);

    /** The row of a client, by the name in its first column. */
    public ClientRow(String client) {
        this.client = client;
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        started.add(context.getRequiredTestMethod());
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        Method test = context.getRequiredTestMethod();
        Fills fills = test.getAnnotation(Fills.class);
        if (fills == null) {
            return;
        }
        Optional<Throwable> thrown = context.getExecutionException();
        if (thrown.filter(TestAbortedException.class::isInstance).isPresent()) {
            started.remove(test);
        } else {
            (thrown.isEmpty() ? filled : failed).add(fills.value());
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Set<Feature> documented = ClientTable.read().ticks(client);
        Set<Feature> ran = EnumSet.copyOf(filled);
        ran.removeAll(failed);
        List<Method> tests = AnnotationSupport.findAnnotatedMethods(
                context.getRequiredTestClass(), Fills.class, HierarchyTraversalMode.TOP_DOWN);
        for (Method test : tests) {
            if (!started.contains(test) && !test.isAnnotationPresent(Disabled.class)) {
                Feature leftOut = test.getAnnotation(Fills.class).value();
                documented.remove(leftOut);
                ran.remove(leftOut);
            }
        }
        assertThat(ran)
                .as("what ran, against the row of %s in docs/clients.md", client)
                .isEqualTo(documented);
    }
}
