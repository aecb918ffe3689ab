package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.port.Authenticator;
import io.gemigo.gateway.core.port.Clock;
import io.gemigo.gateway.core.port.ExchangeLog;
import io.gemigo.gateway.core.port.HttpTransport;
import io.gemigo.gateway.core.port.RateLimiter;
import io.gemigo.gateway.core.port.TokenCounter;
import io.gemigo.gateway.core.port.UsageSink;
import java.util.List;
import java.util.Map;

/** What every call of one gateway shares. Immutable; its parts are thread-safe. */
record Components(
        GatewaySettings settings,
        ProtocolRouter router,
        ModelCatalog catalog,
        Authenticator authenticator,
        RateLimiter rateLimiter,
        UsageSink usageSink,
        ExchangeLog log,
        HttpTransport transport,
        Clock clock,
        List<TokenCounter> tokenCounters,
        Map<String, RetryPolicy> retries) {
    RetryPolicy retry(String providerId) {
        RetryPolicy policy = retries.get(providerId);
        if (policy == null) {
            throw new IllegalStateException("unknown provider " + providerId);
        }
        return policy;
    }
}
