package io.gemigo.gateway.runtime.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultLoggingTest {
    private final LoggerContext logging = new LoggerContext();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        logging.stop();
    }

    @Test
    void whatTheGatewaySaysAndWarningsOfAllOthersGoToTheLines() throws IOException {
        assertThat(configure()).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);

        assertThat(logging.getLogger("ROOT").getAppender("lines").isStarted()).isTrue();
        assertThat(logging.getLogger("io.netty").getEffectiveLevel()).isEqualTo(Level.WARN);
        assertThat(logging.getLogger("gateway.access").getEffectiveLevel()).isEqualTo(Level.INFO);
    }

    @Test
    void standsBackForAnOperatorsConfiguration() throws IOException {
        Files.writeString(directory.resolve("logback.xml"), "<configuration/>");

        assertThat(configure()).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);

        assertThat(logging.getLogger("ROOT").iteratorForAppenders().hasNext()).isFalse();
    }

    private ExecutionStatus configure() throws IOException {
        URL[] classPath = {directory.toUri().toURL()};
        try (URLClassLoader classes = new URLClassLoader(classPath, null)) {
            return new DefaultLogging(classes).configure(logging);
        }
    }
}
