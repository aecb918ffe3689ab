package io.gemigo.gateway.runtime.defaults;

import ch.qos.logback.classic.Logger;
import io.gemigo.gateway.core.port.UsageRecord;
import io.gemigo.gateway.core.port.UsageSink;
import org.slf4j.LoggerFactory;

/** Writes usage records to the logger {@code gateway.usage}, one JSON object a line. Thread-safe. */
public final class Slf4jUsageSink implements UsageSink {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger("gateway.usage");

    /** A sink. */
    public Slf4jUsageSink() {}

    @Override
    public void record(UsageRecord usage) {
        if (LOG.isInfoEnabled()) {
            LogLine line = UsageLines.ofThread().usage(usage);
            LOG.callAppenders(line.event(LOG, usage.epochMillis()));
        }
    }
}
