package io.gemigo.gateway.core.port;

/**
 * What a caller proves its identity with. Immutable; {@code toString} does not show it.
 *
 * @param token the app token as sent
 */
public record Credential(String token) {
    /** Stands for one that cannot be valid, so that malformed and unknown ones take the same way and time. */
    public static final Credential MALFORMED = new Credential("");

    @Override
    public String toString() {
        return "Credential[secret]";
    }
}
