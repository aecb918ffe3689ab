package io.gemigo.gateway.bench.load;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * What to send, how, and for how long. Immutable; nobody writes to the array.
 *
 * @param address where to connect
 * @param request a whole request, head and body
 * @param expected what a whole answer holds
 * @param pace when requests are sent
 * @param connections how many connections are kept
 * @param ramp over which they are opened
 * @param warmup time before anything counts, the ramp included; longer where streams that are held have not begun yet
 * @param duration time that counts
 */
public record LoadPlan(
        InetSocketAddress address,
        byte[] request,
        Expected expected,
        Pace pace,
        int connections,
        Duration ramp,
        Duration warmup,
        Duration duration) {

    /**
     * A whole answer.
     *
     * @param stamps how many, in order
     * @param ending bytes that stand near its end, and nowhere in an answer that was cut short
     */
    public record Expected(int stamps, byte[] ending) {}

    /** When requests are sent. */
    public sealed interface Pace {
        /** Each connection sends the next request when the last one is answered. */
        record Closed() implements Pace {}

        /** So many requests a second, whatever the answers do; latencies count from when a request was due. */
        record Rate(double perSecond) implements Pace {}

        /** Each connection sends one request whose answer does not end, and is held open. */
        record Hold() implements Pace {}
    }
}
