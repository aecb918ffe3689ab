package io.gemigo.gateway.tokenizer.qwen;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Width and height of a picture in pixels, out of the head of its file: PNG, JPEG, GIF, WebP or BMP. Nothing is decoded.
 * Immutable.
 */
record ImageSize(int width, int height) {
    /** A JPEG's size may stand behind what a camera has written; the others' stands in the first 32 bytes. */
    private static final int MOST_BASE64_CHARS = 1 << 20;

    /** The size of a picture in standard base64, null if it cannot be told. */
    static @Nullable ImageSize of(String base64) {
        String head = base64.length() <= MOST_BASE64_CHARS ? base64 : base64.substring(0, MOST_BASE64_CHARS);
        try {
            return new Head(Base64.getDecoder().decode(head)).size();
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException notAPicture) {
            return null;
        }
    }

    /** The first bytes of a file; reading behind them is an {@link ArrayIndexOutOfBoundsException}. */
    private record Head(byte[] bytes) {
        @Nullable
        ImageSize size() {
            ImageSize found = null;
            if (has(0, "\u0089PNG") && has(12, "IHDR")) {
                found = new ImageSize(bigEndian(16, 4), bigEndian(20, 4));
            } else if (has(0, "GIF8")) {
                found = new ImageSize(littleEndian(6, 2), littleEndian(8, 2));
            } else if (has(0, "BM")) {
                // A negative height means that the rows go down.
                found = new ImageSize(littleEndian(18, 4), Math.abs(littleEndian(22, 4)));
            } else if (has(0, "RIFF") && has(8, "WEBP")) {
                found = webP();
            } else if (has(0, "\u00ff\u00d8")) {
                found = jpeg();
            }
            return found == null || found.width <= 0 || found.height <= 0 ? null : found;
        }

        /** One of three kinds of chunk stands first: lossy, lossless, or what says that there are more. */
        private @Nullable ImageSize webP() {
            if (has(12, "VP8 ")) {
                return new ImageSize(littleEndian(26, 2) & 0x3fff, littleEndian(28, 2) & 0x3fff);
            }
            if (has(12, "VP8L")) {
                int bits = littleEndian(21, 4);
                return new ImageSize(1 + (bits & 0x3fff), 1 + (bits >>> 14 & 0x3fff));
            }
            return has(12, "VP8X") ? new ImageSize(1 + littleEndian(24, 3), 1 + littleEndian(27, 3)) : null;
        }

        /** Segments follow each other, each with its length, until one that begins a frame. */
        private @Nullable ImageSize jpeg() {
            int at = 2;
            while (at(at) == 0xff) {
                int marker = at(at + 1);
                if (beginsAFrame(marker)) {
                    return new ImageSize(bigEndian(at + 7, 2), bigEndian(at + 5, 2));
                }
                // A marker may be filled up with further bytes of all ones.
                at += marker == 0xff ? 1 : 2 + bigEndian(at + 2, 2);
            }
            return null;
        }

        private static boolean beginsAFrame(int marker) {
            return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        }

        private boolean has(int from, String signature) {
            for (int i = 0; i < signature.length(); i++) {
                if (at(from + i) != signature.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        private int at(int index) {
            return bytes[index] & 0xff;
        }

        private int bigEndian(int from, int count) {
            int value = 0;
            for (int i = from; i < from + count; i++) {
                value = value << 8 | at(i);
            }
            return value;
        }

        private int littleEndian(int from, int count) {
            int value = 0;
            for (int i = from + count - 1; i >= from; i--) {
                value = value << 8 | at(i);
            }
            return value;
        }
    }
}
