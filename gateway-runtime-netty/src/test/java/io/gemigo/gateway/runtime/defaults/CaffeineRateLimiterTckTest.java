package io.gemigo.gateway.runtime.defaults;

import io.gemigo.gateway.core.port.Clock;
import io.gemigo.gateway.core.port.RateLimiter;
import io.gemigo.gateway.testkit.port.RateLimiterTck;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

class CaffeineRateLimiterTckTest extends RateLimiterTck {
    @Override
    protected RateLimiter limiter(
            @Nullable Integer concurrency, @Nullable Integer requests, Duration period, Clock clock) {
        Rate rate = requests == null ? null : new Rate(requests, period);
        return new CaffeineRateLimiter(new LocalLimits(rate, null, null, concurrency), clock);
    }
}
