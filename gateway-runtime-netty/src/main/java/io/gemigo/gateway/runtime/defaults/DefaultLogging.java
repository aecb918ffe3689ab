package io.gemigo.gateway.runtime.defaults;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * What is logged, and where to, unless the operator brings a configuration of Logback: as a file named by the system property
 * {@code logback.configurationFile}, or as {@code logback.xml} on the class path. In code, as reading XML would take a seventh
 * of the start.
 */
public final class DefaultLogging extends ContextAwareBase implements Configurator {
    private final ClassLoader classes;

    /** For {@link java.util.ServiceLoader}. */
    public DefaultLogging() {
        this(DefaultLogging.class.getClassLoader());
    }

    DefaultLogging(ClassLoader classes) {
        this.classes = classes;
    }

    @Override
    public ExecutionStatus configure(LoggerContext logging) {
        if (configuredOtherwise()) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        LineAppender lines = new LineAppender();
        lines.setContext(logging);
        lines.setName("lines");
        lines.start();
        Logger root = logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(lines);
        logging.getLogger("gateway").setLevel(Level.INFO);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private boolean configuredOtherwise() {
        return System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null
                || classes.getResource(ClassicConstants.TEST_AUTOCONFIG_FILE) != null
                || classes.getResource(ClassicConstants.AUTOCONFIG_FILE) != null;
    }
}
