package io.gemigo.gateway.runtime.defaults;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextVO;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * A finished line as an event of Logback: {@link LineAppender} takes its bytes, any other appender its text. The line is
 * borrowed until the appenders return or ask for {@link #prepareForDeferredProcessing}.
 */
final class LineEvent implements ILoggingEvent {
    private static final StackTraceElement[] NOWHERE = new StackTraceElement[0];

    private final Logger logger;
    private final LogLine line;
    private long epochMillis;
    private @Nullable String text;

    LineEvent(Logger logger, LogLine line) {
        this.logger = logger;
        this.line = line;
    }

    void at(long time) {
        epochMillis = time;
    }

    /** Whether somebody has asked for the text, who may have the event still. */
    boolean kept() {
        return text != null;
    }

    LogLine line() {
        return line;
    }

    @Override
    public String getFormattedMessage() {
        String made = text;
        if (made == null) {
            made = line.text();
            text = made;
        }
        return made;
    }

    @Override
    public void prepareForDeferredProcessing() {
        getFormattedMessage();
    }

    @Override
    public String getMessage() {
        return getFormattedMessage();
    }

    @Override
    public Level getLevel() {
        return Level.INFO;
    }

    @Override
    public String getLoggerName() {
        return logger.getName();
    }

    @Override
    public LoggerContextVO getLoggerContextVO() {
        return logger.getLoggerContext().getLoggerContextRemoteView();
    }

    @Override
    public long getTimeStamp() {
        return epochMillis;
    }

    @Override
    public int getNanoseconds() {
        return 0;
    }

    @Override
    public long getSequenceNumber() {
        return 0;
    }

    @Override
    public String getThreadName() {
        return Thread.currentThread().getName();
    }

    @Override
    public Object @Nullable [] getArgumentArray() {
        return null;
    }

    @Override
    public @Nullable IThrowableProxy getThrowableProxy() {
        return null;
    }

    @Override
    public StackTraceElement[] getCallerData() {
        return NOWHERE;
    }

    @Override
    public boolean hasCallerData() {
        return false;
    }

    @Override
    public List<Marker> getMarkerList() {
        return List.of();
    }

    @Override
    public Map<String, String> getMDCPropertyMap() {
        return Map.of();
    }

    // An appender may still ask for it by this name.
    @SuppressWarnings("deprecation")
    @Override
    public Map<String, String> getMdc() {
        return Map.of();
    }

    @Override
    public List<KeyValuePair> getKeyValuePairs() {
        return List.of();
    }
}
