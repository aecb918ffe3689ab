package io.gemigo.gateway.runtime.defaults;

import io.gemigo.gateway.core.port.UsageRecord;
import io.gemigo.gateway.core.port.UsageSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes usage records to the logger {@code gateway.usage}, one JSON object a line. Thread-safe. */
public final class Slf4jUsageSink implements UsageSink {
    private static final Logger LOG = LoggerFactory.getLogger("gateway.usage");

    /** A sink. */
    public Slf4jUsageSink() {}

    @Override
    public void record(UsageRecord usage) {
        LogLine line = new LogLine("usage", usage.epochMillis());
        UsageFields.write(line, usage);
        LOG.info(line.end());
    }
}
