package io.gemigo.gateway.runtime.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Fails a class of tests during which Netty's leak detector, at its most paranoid, has found a buffer nobody released. */
public final class LeakCheck implements BeforeAllCallback, AfterAllCallback {
    private static final int ROUNDS = 5;
    private static final int BUFFERS = 20;

    private final Queue<String> leaks = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> collector = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            leaks.add(event.getFormattedMessage());
        }
    };

    private static Logger detector() {
        return (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
        collector.start();
        detector().addAppender(collector);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        // A leak is reported when something is allocated after the collector has found the lost buffer.
        for (int round = 0; round < ROUNDS; round++) {
            System.gc();
            for (int i = 0; i < BUFFERS; i++) {
                PooledByteBufAllocator.DEFAULT.directBuffer(16).release();
            }
        }
        detector().detachAppender(collector);
        assertThat(leaks).isEmpty();
    }
}
