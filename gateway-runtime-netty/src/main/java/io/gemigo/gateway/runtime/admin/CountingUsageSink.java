package io.gemigo.gateway.runtime.admin;

import io.gemigo.gateway.core.port.UsageRecord;
import io.gemigo.gateway.core.port.UsageSink;
import java.util.concurrent.atomic.LongAdder;

/** Adds up what usage records tell, on their way to another sink. Thread-safe. */
public final class CountingUsageSink implements UsageSink {
    private final UsageSink next;
    private final LongAdder calls = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder promptTokens = new LongAdder();
    private final LongAdder completionTokens = new LongAdder();

    /** Counts before this one. */
    public CountingUsageSink(UsageSink next) {
        this.next = next;
    }

    @Override
    public void record(UsageRecord usage) {
        calls.increment();
        if (usage.failure() != null) {
            failures.increment();
        }
        promptTokens.add(Math.max(0, usage.usage().promptTokens()));
        completionTokens.add(Math.max(0, usage.usage().completionTokens()));
        next.record(usage);
    }

    /** Shows its counts. */
    public void describe(Figures figures) {
        figures.counter("gateway_calls_total", "Admitted calls that have ended.", calls::sum);
        figures.counter("gateway_failed_calls_total", "Admitted calls that have failed.", failures::sum);
        figures.counter("gateway_prompt_tokens_total", "Input tokens of admitted calls.", promptTokens::sum);
        figures.counter("gateway_completion_tokens_total", "Output tokens of admitted calls.", completionTokens::sum);
    }
}
