package io.gemigo.gateway.tokenizer.qwen;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * Counts the tokens of plain text as Qwen's tokenizer makes them: composed (NFC), split into pieces, byte pairs. What looks like
 * a control token in a text is counted as text. Single-owner; the vocabulary is shared.
 */
final class QwenTokenizer {
    private final BytePairs pairs;

    QwenTokenizer(Vocabulary vocabulary) {
        pairs = new BytePairs(vocabulary);
    }

    /** How many tokens a text becomes. */
    long count(String text) {
        String composed = ascii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
        long tokens = 0;
        int from = 0;
        while (from < composed.length()) {
            int to = Pieces.end(composed, from);
            byte[] piece = composed.substring(from, to).getBytes(StandardCharsets.UTF_8);
            tokens += pairs.count(piece, 0, piece.length);
            from = to;
        }
        return tokens;
    }

    private static boolean ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
