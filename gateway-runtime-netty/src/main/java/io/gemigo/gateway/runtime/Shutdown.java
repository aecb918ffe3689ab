package io.gemigo.gateway.runtime;

import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** Goes down in order when the process is told to, and at once when it is told again. */
final class Shutdown {
    private Shutdown() {}

    static void install(GatewayProcess process) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(process), "gateway-drain"));
    }

    private static void drain(GatewayProcess process) {
        try {
            process.drain();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } finally {
            process.close();
        }
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.stop();
        }
        // The JVM itself would report the signal; an orderly end is a success.
        Runtime.getRuntime().halt(0);
    }
}
