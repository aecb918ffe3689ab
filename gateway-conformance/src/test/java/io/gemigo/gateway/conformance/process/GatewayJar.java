package io.gemigo.gateway.conformance.process;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the jar under test. */
final class GatewayJar {
    private static final String PROPERTY = "gateway.jar";

    private GatewayJar() {}

    static Path path() {
        String named = System.getProperty(PROPERTY);
        if (named == null) {
            throw new AssertionError("system property " + PROPERTY + " does not say where the packaged gateway is");
        }
        Path jar = Path.of(named).toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new AssertionError("no packaged gateway at " + jar + "; run mvn verify, which builds it first");
        }
        return jar;
    }
}
