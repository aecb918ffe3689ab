package io.gemigo.gateway.runtime.defaults;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Failure.RateLimited.Scope;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.port.Clock;
import io.gemigo.gateway.core.port.Permit;
import io.gemigo.gateway.core.port.RateLimiter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/** Rates and concurrency of one node, kept in bounded memory. Thread-safe; answers at once. */
public final class CaffeineRateLimiter implements RateLimiter {
    private static final int MAX_SUBJECTS = 100_000;
    private static final Duration BUSY = Duration.ofSeconds(1);

    private final LocalLimits limits;
    private final Clock clock;
    /** What the clients of each token are told, null if there is no limit. */
    private final @Nullable RateFields fields;

    private final Cache<String, Bucket> apps;
    private final Cache<String, Bucket> addresses;
    private final Cache<String, AtomicInteger> running;
    private final AtomicInteger runningTotal = new AtomicInteger();

    /** A limiter. */
    public CaffeineRateLimiter(LocalLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        Rate perToken = limits.perToken();
        fields = perToken == null ? null : new RateFields(perToken);
        apps = buckets(limits.perToken());
        addresses = buckets(limits.perAddress());
        // Weak values: a count lives as long as a permit holds it, and is never forgotten while one does.
        running = Caffeine.newBuilder().weakValues().executor(Runnable::run).build();
    }

    private Cache<String, Bucket> buckets(@Nullable Rate rate) {
        // A bucket that nobody has used for a period is full, so forgetting it changes nothing.
        long nanos = rate == null ? 1 : rate.period().toNanos();
        return Caffeine.newBuilder()
                .maximumSize(MAX_SUBJECTS)
                .ticker(clock::nanoTime)
                .expireAfterAccess(nanos, TimeUnit.NANOSECONDS)
                .executor(Runnable::run)
                .build();
    }

    /** Calls in progress. */
    public int inProgress() {
        return runningTotal.get();
    }

    @Override
    public void reserve(Reservation reservation, Callback callback) {
        long now = clock.nanoTime();
        String app = reservation.principal().appId();
        Rate perAddress = limits.perAddress();
        Bucket addressBucket = null;
        if (perAddress != null) {
            addressBucket = bucket(addresses, reservation.remoteAddress(), perAddress, now);
            long left = addressBucket.take(now);
            if (left < 0) {
                callback.refused(tooFast(perAddress, "address", -left));
                return;
            }
        }
        Rate perToken = limits.perToken();
        Bucket appBucket = null;
        long left = 0;
        if (perToken != null) {
            appBucket = bucket(apps, app, perToken, now);
            left = appBucket.take(now);
            if (left < 0) {
                giveBack(addressBucket);
                callback.refused(tooFast(perToken, "token", -left));
                return;
            }
        }
        Slot slot = new Slot(running(app), left);
        Failure crowded = slot.enter();
        if (crowded == null) {
            callback.admitted(slot);
        } else {
            giveBack(addressBucket);
            giveBack(appBucket);
            callback.refused(crowded);
        }
    }

    private static Bucket bucket(Cache<String, Bucket> buckets, String key, Rate rate, long now) {
        Bucket known = buckets.getIfPresent(key);
        return known == null ? buckets.get(key, unknown -> new Bucket(rate, now)) : known;
    }

    private AtomicInteger running(String app) {
        AtomicInteger known = running.getIfPresent(app);
        return known == null ? running.get(app, unknown -> new AtomicInteger()) : known;
    }

    private static void giveBack(@Nullable Bucket bucket) {
        if (bucket != null) {
            bucket.giveBack();
        }
    }

    private static Failure tooFast(Rate rate, String subject, long waitNanos) {
        String limit = rate.words() + " per " + subject;
        return new Failure.RateLimited(Scope.REQUESTS, limit, Duration.ofNanos(waitNanos), 0);
    }

    /** One call in progress; left once, however often and on whatever threads it is told to. */
    private final class Slot implements Permit {
        private static final AtomicIntegerFieldUpdater<Slot> OVER =
                AtomicIntegerFieldUpdater.newUpdater(Slot.class, "over");

        private final AtomicInteger ofApp;
        private final long left;
        /** 1 once left; a field of its own instead of an object, since there is one per request. */
        private volatile int over;

        Slot(AtomicInteger ofApp, long left) {
            this.ofApp = ofApp;
            this.left = left;
        }

        @Nullable
        Failure enter() {
            Integer perToken = limits.concurrencyPerToken();
            if (ofApp.incrementAndGet() > (perToken == null ? Integer.MAX_VALUE : perToken)) {
                ofApp.decrementAndGet();
                return new Failure.RateLimited(
                        Scope.CONCURRENCY, perToken + " requests in progress per token", BUSY, 0);
            }
            Integer total = limits.concurrencyTotal();
            if (runningTotal.incrementAndGet() > (total == null ? Integer.MAX_VALUE : total)) {
                ofApp.decrementAndGet();
                runningTotal.decrementAndGet();
                return new Failure.Overloaded("The gateway has too many requests in progress.", BUSY);
            }
            return null;
        }

        @Override
        public void settle(Usage usage) {
            leave();
        }

        @Override
        public void release() {
            leave();
        }

        private void leave() {
            if (over == 0 && OVER.compareAndSet(this, 0, 1)) {
                ofApp.decrementAndGet();
                runningTotal.decrementAndGet();
            }
        }

        @Override
        public void describe(HeaderList headers) {
            if (fields != null) {
                fields.describe(left, headers);
            }
        }
    }
}
