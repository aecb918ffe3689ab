package io.gemigo.gateway.tokenizer.qwen;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * The byte sequences that are tokens, each with its rank: the lower, the earlier it is merged. Read from lines of base64 and
 * rank, the form in which Qwen's vocabulary is published. About 4 MB. Immutable.
 */
final class Vocabulary {
    /** No token. */
    static final int NONE = Integer.MAX_VALUE;

    private static final String FILE = "qwen.tiktoken";

    private byte[] bytes = new byte[1 << 20];
    private int[] ends = new int[1 << 18];
    private int size;
    private int longest;
    /** Rank plus one by hash; 0 is empty. Open addressing, under a third full. */
    private final int[] slots = new int[1 << 19];

    private Vocabulary() {}

    /**
     * Reads the vocabulary.
     *
     * @throws UncheckedIOException if the file is missing or damaged: the module was built wrong
     */
    static Vocabulary load() {
        Vocabulary vocabulary = new Vocabulary();
        try (InputStream file = Vocabulary.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IOException(FILE + " is not there");
            }
            vocabulary.read(new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII)));
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
        return vocabulary;
    }

    private void read(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int space = line.indexOf(' ');
            if (space < 0 || Integer.parseInt(line.substring(space + 1)) != size) {
                throw new IOException(FILE + ": line " + (size + 1) + " is out of order");
            }
            add(Base64.getDecoder().decode(line.substring(0, space)));
        }
        bytes = Arrays.copyOf(bytes, size == 0 ? 0 : ends[size - 1]);
        ends = Arrays.copyOf(ends, size);
    }

    private void add(byte[] token) {
        int from = size == 0 ? 0 : ends[size - 1];
        if (from + token.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        System.arraycopy(token, 0, bytes, from, token.length);
        ends[size] = from + token.length;
        longest = Math.max(longest, token.length);
        int slot = slot(token, 0, token.length);
        while (slots[slot] != 0) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = ++size;
    }

    /** How many tokens there are. */
    int size() {
        return size;
    }

    /** The rank of these bytes, {@link #NONE} if they are no token. */
    int rank(byte[] text, int from, int to) {
        if (to - from > longest) {
            return NONE;
        }
        for (int slot = slot(text, from, to); slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
            int rank = slots[slot] - 1;
            int start = rank == 0 ? 0 : ends[rank - 1];
            if (Arrays.equals(bytes, start, ends[rank], text, from, to)) {
                return rank;
            }
        }
        return NONE;
    }

    private int slot(byte[] text, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = hash * 0x01000193 ^ text[i];
        }
        hash *= 0x9E3779B1;
        return hash >>> 13;
    }
}
