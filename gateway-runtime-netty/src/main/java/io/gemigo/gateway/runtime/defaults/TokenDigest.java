package io.gemigo.gateway.runtime.defaults;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** SHA-256 of a token: what is kept and looked up in its place. Immutable; equal ones are compared in constant time. */
public final class TokenDigest {
    private static final int ID_BYTES = 4;
    /** Finding the algorithm costs more than a digest. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(TokenDigest::sha256);

    private final byte[] bytes;

    private TokenDigest(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The digest of a whole token. */
    public static TokenDigest of(String token) {
        return new TokenDigest(SHA_256.get().digest(token.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Names the app without giving its token away. */
    String appId() {
        return "app-" + HexFormat.of().formatHex(bytes, 0, ID_BYTES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenDigest digest && MessageDigest.isEqual(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "TokenDigest";
    }
}
