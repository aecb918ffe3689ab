package io.gemigo.gateway.runtime.defaults;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.port.Credential;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** SHA-256 of a token: what is kept and looked up in its place. Immutable; equal ones are compared in constant time. */
public final class TokenDigest {
    private static final int ID_BYTES = 4;
    private static final int BYTES = 32;
    private static final int USUAL_TOKEN_BYTES = 128;
    private static final ThreadLocal<Probe> PROBES = ThreadLocal.withInitial(Probe::new);

    private final byte[] bytes;

    private TokenDigest(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The digest of a whole token. */
    public static TokenDigest of(String token) {
        return new TokenDigest(toLookUp(new Credential(token)).bytes.clone());
    }

    /** The digest of a whole token, to look it up and no longer: the thread's next one takes its place. */
    static TokenDigest toLookUp(Credential credential) {
        return PROBES.get().aim(credential);
    }

    /** What every look-up of a thread needs: finding the algorithm costs more than a digest. */
    private static final class Probe {
        private final MessageDigest algorithm = sha256();
        private final ByteBuilder token = new ByteBuilder(USUAL_TOKEN_BYTES);
        private final TokenDigest digest = new TokenDigest(new byte[BYTES]);

        TokenDigest aim(Credential credential) {
            credential.appendTo(token);
            algorithm.update(token.array(), 0, token.length());
            // Nothing of it stays.
            Arrays.fill(token.array(), (byte) 0);
            token.clear(USUAL_TOKEN_BYTES);
            try {
                algorithm.digest(digest.bytes, 0, BYTES);
            } catch (DigestException impossible) {
                throw new IllegalStateException("there is room for a digest", impossible);
            }
            return digest;
        }
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
