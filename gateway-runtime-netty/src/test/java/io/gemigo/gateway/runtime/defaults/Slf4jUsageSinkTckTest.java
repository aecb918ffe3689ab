package io.gemigo.gateway.runtime.defaults;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.gemigo.gateway.core.port.UsageSink;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.port.UsageSinkTck;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;

class Slf4jUsageSinkTckTest extends UsageSinkTck {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> collector = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    };

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("gateway.usage");
    }

    @BeforeEach
    void collect() {
        collector.start();
        logger().addAppender(collector);
        logger().setAdditive(false);
        logger().setLevel(Level.INFO);
    }

    @AfterEach
    void stopCollecting() {
        logger().detachAppender(collector);
        logger().setAdditive(true);
        logger().setLevel(null);
    }

    @Override
    protected UsageSink sink() {
        return new Slf4jUsageSink();
    }

    @Override
    protected List<String> storedCallIds() {
        return lines.stream()
                .map(line -> Json.parse(line).at("callId").asString())
                .toList();
    }
}
