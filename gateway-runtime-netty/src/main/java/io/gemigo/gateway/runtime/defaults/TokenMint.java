package io.gemigo.gateway.runtime.defaults;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/** Makes app tokens: {@code gw_}, 26 random characters of 5 bits, 6 check digits. */
public final class TokenMint {
    private static final String PREFIX = "gw_";
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int RANDOM_CHARS = 26;
    private static final int CHECK_CHARS = 6;
    private static final int CHAR_BITS = 5;

    private final SecureRandom random;

    /** Draws from this source. */
    public TokenMint(SecureRandom random) {
        this.random = random;
    }

    /** A new token with 130 random bits. */
    public String token() {
        StringBuilder token = new StringBuilder(PREFIX);
        for (int i = 0; i < RANDOM_CHARS; i++) {
            token.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return token + check(token.toString());
    }

    /** Whether a token's check digits are right, which tells a typing error from an unknown token. */
    public static boolean wellFormed(String token) {
        int split = token.length() - CHECK_CHARS;
        return token.startsWith(PREFIX)
                && split == PREFIX.length() + RANDOM_CHARS
                && token.substring(split).equals(check(token.substring(0, split)));
    }

    private static String check(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        StringBuilder digits = new StringBuilder(CHECK_CHARS);
        long rest = crc.getValue();
        for (int i = 0; i < CHECK_CHARS; i++) {
            digits.append(ALPHABET.charAt((int) (rest & 0x1f)));
            rest >>>= CHAR_BITS;
        }
        return digits.toString();
    }
}
