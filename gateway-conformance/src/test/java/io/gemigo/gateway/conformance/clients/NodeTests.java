package io.gemigo.gateway.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.conformance.process.NodeTestResult;
import io.gemigo.gateway.conformance.process.NodeTestRun;
import io.gemigo.gateway.conformance.process.RealPart;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
     * Runs the folder against a gateway and returns one JUnit test for each JavaScript test, and one for each client that
     * holds its row in {@code docs/clients.md} to what ran. When a real part is missing and that is no failure here, there
     * is one skipped test, whose name is the reason.
     *
     * @param clients the clients of the folder, by the names of their rows
     * @param more variables the tests read beside the gateway's; asking for them may end the test
     */
    static Stream<DynamicNode> of(
            String folder, List<String> clients, GatewayUnderTest gateway, Supplier<Map<String, String>> more) {
        try {
            return run(folder, clients, gateway, more.get());
        } catch (TestAbortedException e) {
            return Stream.of(DynamicTest.dynamicTest(e.getMessage(), () -> {
                throw e;
            }));
        }
    }

    private static Stream<DynamicNode> run(
            String folder, List<String> clients, GatewayUnderTest gateway, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("GATEWAY_URL", gateway.url());
        environment.put("APP_TOKEN", GatewayUnderTest.APP_TOKEN);
        environment.put("FAKE_URL", gateway.upstream().origin().toString());
        List<NodeTestResult> results = NodeTestRun.of(folder, environment);
        Map<String, List<NodeTestResult>> byFile = results.stream()
                .collect(Collectors.groupingBy(NodeTestResult::file, LinkedHashMap::new, Collectors.toList()));
        Stream<DynamicNode> files = byFile.entrySet().stream()
                .map(file -> DynamicContainer.dynamicContainer(
                        folder + "/" + file.getKey(), file.getValue().stream().map(NodeTests::shown)));
        Stream<DynamicNode> rows = clients.stream()
                .map(client -> DynamicTest.dynamicTest(
                        "the row of " + client,
                        () -> assertThat(filled(client, results))
                                .isEqualTo(ClientTable.read().ticks(client))));
        return Stream.concat(files, rows);
    }

    /** The cells of a client's row whose tests all passed; such tests are named {@code client | feature | name}. */
    private static Set<Feature> filled(String client, List<NodeTestResult> results) {
        Set<Feature> passed = EnumSet.noneOf(Feature.class);
        Set<Feature> failed = EnumSet.noneOf(Feature.class);
        for (NodeTestResult result : results) {
            String[] name = result.name().split(" \\| ", 3);
            if (name.length == 3 && name[0].equals(client)) {
                (result.passed() && !result.skipped() ? passed : failed).add(Feature.titled(name[1]));
            }
        }
        passed.removeAll(failed);
        return passed;
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
