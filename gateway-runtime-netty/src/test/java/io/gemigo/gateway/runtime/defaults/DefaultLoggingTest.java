package io.gemigo.gateway.runtime.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DefaultLoggingTest {
    private final LoggerContext logging = new LoggerContext();

    @AfterEach
    void stop() {
        logging.stop();
    }

    @Test
    void whatTheGatewaySaysAndWarningsOfAllOthersGoToTheLines() {
        // Nobody's configuration lies there.
        ClassLoader classes = ClassLoader.getPlatformClassLoader();

        assertThat(new DefaultLogging(classes).configure(logging)).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);

        assertThat(logging.getLogger("ROOT").getAppender("lines").isStarted()).isTrue();
        assertThat(logging.getLogger("io.netty").getEffectiveLevel()).isEqualTo(Level.WARN);
        assertThat(logging.getLogger("gateway.access").getEffectiveLevel()).isEqualTo(Level.INFO);
    }

    @Test
    void standsBackForAnOperatorsConfiguration() {
        // The one of these tests.
        assertThat(getClass().getResource("/logback-test.xml")).isNotNull();

        assertThat(new DefaultLogging().configure(logging)).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);

        assertThat(logging.getLogger("ROOT").iteratorForAppenders().hasNext()).isFalse();
    }
}
