package io.gemigo.gateway.core.port;

/**
 * Keeps usage records.
 *
 * <p>Called exactly once per admitted call, whatever became of it, on the exchange's loop; must not block and must not
 * throw. Thread-safe.
 */
@FunctionalInterface
public interface UsageSink {
    /** Keeps one record. */
    void record(UsageRecord usage);
}
