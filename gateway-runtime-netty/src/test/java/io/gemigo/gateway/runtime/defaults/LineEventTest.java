package io.gemigo.gateway.runtime.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.Test;

class LineEventTest {
    private final Logger logger = new LoggerContext().getLogger("gateway.usage");
    private final LogLine line = new LogLine();

    @Test
    void anEventWhoseTextNobodyAskedForTellsOfTheNextLineToo() {
        line.begin("one", 1).end();
        LineEvent first = line.event(logger, 1);
        line.begin("two", 2).end();
        LineEvent second = line.event(logger, 2);
        assertThat(second).isSameAs(first);
        assertThat(second.getTimeStamp()).isEqualTo(2);
        assertThat(second.getFormattedMessage()).contains("\"two\"");
    }

    @Test
    void anEventThatMayHaveBeenKeptStaysAsItIs() {
        line.begin("one", 1).end();
        LineEvent first = line.event(logger, 1);
        first.prepareForDeferredProcessing();
        line.begin("two", 2).end();
        LineEvent second = line.event(logger, 2);
        assertThat(second).isNotSameAs(first);
        assertThat(first.getFormattedMessage()).contains("\"one\"");
        assertThat(first.getTimeStamp()).isEqualTo(1);
    }
}
