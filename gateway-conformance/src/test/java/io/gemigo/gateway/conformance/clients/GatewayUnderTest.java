package io.gemigo.gateway.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.conformance.dashscope.FakeDashScope;
import io.gemigo.gateway.conformance.process.GatewayProcess;
import io.gemigo.gateway.conformance.process.LeakCheck;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A gateway process in front of a {@link FakeDashScope}, one for all tests of a class. After them it checks what holds
 * whatever the clients did: no upstream call is left open, nothing forbidden went upstream, no buffer was lost, no
 * secret was printed, the process leaves with exit code 0.
 */
public final class GatewayUnderTest implements BeforeAllCallback, AfterAllCallback {
    /** A token the gateway accepts. */
    public static final String APP_TOKEN = "app-token-of-the-conformance-suite-7f3a91c2";

    /** A token the gateway does not know. */
    public static final String WRONG_TOKEN = "wrong-token-0123456789abcdef";

    private static final String UPSTREAM_KEY = "sk-upstream-key-of-the-conformance-suite";

    private static final long IDLE_WITHIN_MILLIS = 2_000;

    private FakeDashScope upstream;
    private GatewayProcess gateway;

    @Override
    public void beforeAll(ExtensionContext context) {
        upstream = FakeDashScope.start(UPSTREAM_KEY, List.of(APP_TOKEN));
        gateway = GatewayProcess.builder()
                .environment("APP_TOKENS", APP_TOKEN)
                .environment("UPSTREAM_API_KEY", UPSTREAM_KEY)
                .environment("UPSTREAM_BASE_URL", upstream.baseUrl().toString())
                .jvmFlag(LeakCheck.JVM_FLAG)
                .start();
    }

    /** Where clients call, without a trailing slash. */
    public String url() {
        return gateway.url().toString();
    }

    /** What is behind the gateway. */
    public FakeDashScope upstream() {
        return upstream;
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException, InterruptedException {
        try (FakeDashScope open = upstream) {
            if (gateway != null) {
                leave(open, gateway);
            }
        }
    }

    private static void leave(FakeDashScope upstream, GatewayProcess running) throws IOException, InterruptedException {
        try (running) {
            assertThat(upstream.awaitIdle(IDLE_WITHIN_MILLIS))
                    .as("upstream calls still open")
                    .isEmpty();
            assertThat(upstream.violations()).as("what must not go upstream").isEmpty();
            LeakCheck.assertNoLeaks(running);
        }
        assertThat(running.output())
                .as("no secret in the gateway's output")
                .noneMatch(line -> line.contains(APP_TOKEN) || line.contains(UPSTREAM_KEY));
    }
}
