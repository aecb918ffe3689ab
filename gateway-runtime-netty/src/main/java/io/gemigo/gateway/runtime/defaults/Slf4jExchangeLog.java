package io.gemigo.gateway.runtime.defaults;

import io.gemigo.gateway.core.port.ExchangeLog;
import io.gemigo.gateway.core.port.UsageRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line per exchange to the logger {@code gateway.access}, and what operators must know to {@code gateway.core}.
 * Thread-safe.
 */
public final class Slf4jExchangeLog implements ExchangeLog {
    private static final ch.qos.logback.classic.Logger ACCESS =
            (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("gateway.access");
    private static final Logger CORE = LoggerFactory.getLogger("gateway.core");

    /** A log. */
    public Slf4jExchangeLog() {}

    @Override
    public void completed(UsageRecord exchange, String method, String route, String remoteAddress) {
        if (ACCESS.isInfoEnabled()) {
            LogLine line = UsageLines.ofThread().access(exchange, method, route, remoteAddress);
            ACCESS.callAppenders(line.event(ACCESS, exchange.epochMillis()));
        }
    }

    @Override
    public void bug(String callId, Throwable cause) {
        CORE.error("bug in call {}", callId, cause);
    }

    @Override
    public void upstreamTrouble(String callId, String provider, String problem) {
        CORE.warn("upstream trouble in call {}: {}: {}", callId, provider, problem);
    }
}
