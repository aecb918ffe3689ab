package io.gemigo.gateway.conformance.clients;

import io.gemigo.gateway.conformance.process.NodeTestResult;
import io.gemigo.gateway.conformance.process.NodeTestRun;
import io.gemigo.gateway.conformance.process.RealPart;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Shows the JavaScript tests of a folder as JUnit tests, grouped by file. */
final class NodeTests {
    private NodeTests() {}

    /**
     * Runs the folder against a gateway and returns one JUnit test for each JavaScript test. When a real part is missing
     * and that is no failure here, there is one skipped test, whose name is the reason.
     *
     * @param more variables the tests read beside the gateway's; asking for them may end the test
     */
    static Stream<DynamicNode> of(String folder, GatewayUnderTest gateway, Supplier<Map<String, String>> more) {
        try {
            return run(folder, gateway, more.get());
        } catch (TestAbortedException e) {
            return Stream.of(DynamicTest.dynamicTest(e.getMessage(), () -> {
                throw e;
            }));
        }
    }

    private static Stream<DynamicNode> run(String folder, GatewayUnderTest gateway, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("GATEWAY_URL", gateway.url());
        environment.put("APP_TOKEN", GatewayUnderTest.APP_TOKEN);
        environment.put("FAKE_URL", gateway.upstream().origin().toString());
        Map<String, List<NodeTestResult>> byFile = NodeTestRun.of(folder, environment).stream()
                .collect(Collectors.groupingBy(NodeTestResult::file, LinkedHashMap::new, Collectors.toList()));
        return byFile.entrySet().stream()
                .map(file -> DynamicContainer.dynamicContainer(
                        folder + "/" + file.getKey(), file.getValue().stream().map(NodeTests::shown)));
    }

    private static DynamicTest shown(NodeTestResult result) {
        return DynamicTest.dynamicTest(result.name(), () -> {
            if (result.skipped()) {
                RealPart.missing("skipped by Node's test runner");
            }
            if (!result.passed()) {
                throw new AssertionFailedError(result.file() + ": " + result.name() + "\n" + result.error());
            }
        });
    }
}
