package io.gemigo.gateway.bench.compare;

/** A request failed, an event was lost, or a gateway did not start: the figures would be of something else. */
final class LostException extends Exception {
    private static final long serialVersionUID = 1;

    LostException(String message) {
        super(message);
    }
}
