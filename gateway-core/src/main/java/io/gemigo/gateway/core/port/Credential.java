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

    private static final String BEARER = "Bearer ";

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

    /**
     * What an Authorization header carries: the token of the scheme {@code Bearer}, {@link #MALFORMED} if it is of another or
     * holds no {@code b64token} (RFC 6750 §2.1).
     */
    public static Credential bearer(String authorization) {
        int from = BEARER.length();
        boolean bearer = authorization.regionMatches(true, 0, BEARER, 0, from);
        return bearer && isToken(authorization, from) ? new Credential(authorization, from) : MALFORMED;
    }

    /** Whether a text ends with a {@code b64token}: its characters, then any number of {@code =}. */
    private static boolean isToken(String value, int from) {
        int end = value.length();
        while (end > from && value.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = from; i < end; i++) {
            char c = value.charAt(i);
            boolean fits =
                    c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "-._~+/".indexOf(c) >= 0;
            if (!fits) {
                return false;
            }
        }
        return end > from;
    }

    /** Number of characters of the token. */
    public int length() {
        return carrier.length() - from;
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
