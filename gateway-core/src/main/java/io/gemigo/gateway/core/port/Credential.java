package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import java.nio.charset.StandardCharsets;

/**
 * What a caller proves its identity with: an app token, which may be the end of a longer text, so that not every call makes
 * a copy of a secret. Immutable; {@code toString} does not show it.
 */
public final class Credential {
    /** Stands for one that cannot be valid, so that malformed and unknown ones take the same way and time. */
    public static final Credential MALFORMED = new Credential("");

    private final String carrier;
    private final int from;

    /** A token as sent. */
    public Credential(String token) {
        this(token, 0);
    }

    /** The token that a text ends with, from a position on. */
    public Credential(String carrier, int from) {
        this.carrier = carrier;
        this.from = from;
    }

    /** The app token as sent. */
    public String token() {
        return carrier.substring(from);
    }

    /** Appends the token in UTF-8. */
    public void appendTo(ByteBuilder out) {
        for (int i = from; i < carrier.length(); i++) {
            char c = carrier.charAt(i);
            if (c >= 0x80) {
                out.append(carrier.substring(i).getBytes(StandardCharsets.UTF_8));
                return;
            }
            out.append((byte) c);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Credential credential && token().equals(credential.token());
    }

    @Override
    public int hashCode() {
        return token().hashCode();
    }

    @Override
    public String toString() {
        return "Credential[secret]";
    }
}
