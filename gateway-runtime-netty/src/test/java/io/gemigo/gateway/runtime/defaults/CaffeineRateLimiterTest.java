package io.gemigo.gateway.runtime.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Failure.RateLimited.Scope;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.port.Permit;
import io.gemigo.gateway.core.port.Principal;
import io.gemigo.gateway.core.port.RateLimiter;
import io.gemigo.gateway.testkit.time.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CaffeineRateLimiterTest {
    private final VirtualClock clock = new VirtualClock();

    private CaffeineRateLimiter limiter(
            @Nullable Rate perToken, @Nullable Rate perAddress, @Nullable Integer total, @Nullable Integer perApp) {
        return new CaffeineRateLimiter(new LocalLimits(perToken, perAddress, total, perApp), clock);
    }

    private static Object reserve(RateLimiter limiter, String app, String address) {
        Object[] answer = new Object[1];
        limiter.reserve(
                new RateLimiter.Reservation("id", Principal.of(app, null), address, 0, 0), new RateLimiter.Callback() {
                    @Override
                    public void admitted(Permit permit) {
                        answer[0] = permit;
                    }

                    @Override
                    public void refused(Failure failure) {
                        answer[0] = failure;
                    }
                });
        return answer[0];
    }

    private static final Rate THREE_A_SECOND = new Rate(3, Duration.ofSeconds(1));

    @Test
    void rateOfATokenIsABucketThatRefillsEvenly() {
        RateLimiter limiter = limiter(THREE_A_SECOND, null, null, null);
        for (int i = 0; i < 3; i++) {
            assertThat(reserve(limiter, "app", "a" + i)).isInstanceOf(Permit.class);
        }
        Failure.RateLimited refused = (Failure.RateLimited) reserve(limiter, "app", "b");
        assertThat(refused.scope()).isEqualTo(Scope.REQUESTS);
        assertThat(refused.limit()).isEqualTo("3 requests per second per token");
        assertThat(refused.retryAfter()).isBetween(Duration.ofMillis(333), Duration.ofMillis(334));
        assertThat(reserve(limiter, "other", "b")).as("another app").isInstanceOf(Permit.class);
        clock.advance(Duration.ofMillis(334));
        assertThat(reserve(limiter, "app", "b")).isInstanceOf(Permit.class);
        assertThat(reserve(limiter, "app", "b")).isInstanceOf(Failure.RateLimited.class);
        clock.advance(Duration.ofHours(1));
        for (int i = 0; i < 3; i++) {
            assertThat(reserve(limiter, "app", "b")).isInstanceOf(Permit.class);
        }
        assertThat(reserve(limiter, "app", "b")).as("no more than full").isInstanceOf(Failure.RateLimited.class);
    }

    @Test
    void rateOfAnAddressHoldsForAllItsTokensAndRefusalsCostTheTokenNothing() {
        RateLimiter limiter = limiter(THREE_A_SECOND, new Rate(2, Duration.ofMinutes(1)), null, null);
        assertThat(reserve(limiter, "app", "a")).isInstanceOf(Permit.class);
        assertThat(reserve(limiter, "other", "a")).isInstanceOf(Permit.class);
        Failure.RateLimited refused = (Failure.RateLimited) reserve(limiter, "app", "a");
        assertThat(refused.limit()).isEqualTo("2 requests per minute per address");
        assertThat(reserve(limiter, "app", "b")).isInstanceOf(Permit.class);
        assertThat(reserve(limiter, "app", "b")).isInstanceOf(Permit.class);
    }

    @Test
    void concurrencyIsPerTokenAndInAll() {
        CaffeineRateLimiter limiter = limiter(null, null, 3, 2);
        Permit first = (Permit) reserve(limiter, "app", "a");
        assertThat(reserve(limiter, "app", "a")).isInstanceOf(Permit.class);
        Failure.RateLimited token = (Failure.RateLimited) reserve(limiter, "app", "a");
        assertThat(token.code()).as("L6").isEqualTo("concurrency_limit_exceeded");
        assertThat(reserve(limiter, "other", "a")).isInstanceOf(Permit.class);
        Failure total = (Failure) reserve(limiter, "third", "a");
        assertThat(total.kind()).as("L6").isEqualTo(Failure.Kind.OVERLOADED);
        assertThat(total.retryAfter()).isNotNull();
        first.settle(Usage.NONE);
        first.settle(Usage.NONE);
        first.release();
        assertThat(limiter.inProgress()).as("exactly once").isEqualTo(2);
        assertThat(reserve(limiter, "third", "a")).isInstanceOf(Permit.class);
        assertThat(reserve(limiter, "app", "a")).isInstanceOf(Failure.class);
    }

    @Test
    void describesTheLimitToTheClient() {
        RateLimiter limiter = limiter(THREE_A_SECOND, null, null, null);
        reserve(limiter, "app", "a");
        HeaderList headers = new HeaderList();
        ((Permit) reserve(limiter, "app", "a")).describe(headers);
        assertThat(headers.get("x-ratelimit-limit-requests")).isEqualTo("3");
        assertThat(headers.get("x-ratelimit-remaining-requests")).isEqualTo("1");
        assertThat(headers.get("x-ratelimit-reset-requests")).isEqualTo("667ms");
    }

    @Test
    void everythingSwitchedOffAdmitsEverything() {
        CaffeineRateLimiter limiter = limiter(null, null, null, null);
        for (int i = 0; i < 10_000; i++) {
            assertThat(reserve(limiter, "app", "a")).isInstanceOf(Permit.class);
        }
    }

    @Test
    void manyThreadsNeverGetMoreThanThereIs() throws InterruptedException {
        CaffeineRateLimiter limiter = limiter(new Rate(1_000, Duration.ofMinutes(1)), null, 50, 50);
        AtomicInteger admitted = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread thread = new Thread(() -> {
                awaitQuietly(go);
                for (int i = 0; i < 1_000; i++) {
                    if (reserve(limiter, "app", "a") instanceof Permit permit) {
                        admitted.incrementAndGet();
                        most.accumulateAndGet(limiter.inProgress(), Math::max);
                        permit.release();
                        permit.settle(Usage.NONE);
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(admitted.get()).isEqualTo(1_000);
        assertThat(most.get()).isLessThanOrEqualTo(50);
        assertThat(limiter.inProgress()).isZero();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
