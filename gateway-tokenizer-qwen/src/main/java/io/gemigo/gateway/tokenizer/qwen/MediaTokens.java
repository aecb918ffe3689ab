package io.gemigo.gateway.tokenizer.qwen;

import io.gemigo.gateway.core.chat.MediaType;
import io.gemigo.gateway.core.chat.Part;
import java.util.regex.Pattern;

/**
 * The tokens of pictures by the rule that Model Studio's pages on visual understanding give: both sides are rounded to whole
 * squares, one token each; the picture is scaled if those are too few or too many; two tokens stand around them. What cannot
 * be looked at, and sound and film, is guessed at. Immutable.
 *
 * @param side of a square, in pixels
 * @param most squares of one picture
 */
record MediaTokens(int side, int most) {
    private static final int FEWEST = 4;
    private static final int AROUND = 2;
    private static final int UNSEEN = 1024;

    private static final Pattern SMALLER_SQUARES =
            Pattern.compile("(?:qwen2|qvq|qwen-omni|qwen-vl-ocr).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern FEWER_SQUARES =
            Pattern.compile("(?:qwen2|qvq|.*omni|qwen-vl-ocr).*", Pattern.CASE_INSENSITIVE);

    /** The rule of a model. */
    static MediaTokens of(String model) {
        return new MediaTokens(
                SMALLER_SQUARES.matcher(model).matches() ? 28 : 32,
                FEWER_SQUARES.matcher(model).matches() ? 1280 : 2560);
    }

    /** The tokens of one part. */
    long count(Part.Media media) {
        String data = media.data();
        ImageSize size = media.type() == MediaType.IMAGE && data != null ? ImageSize.of(data) : null;
        return size == null ? UNSEEN : squares(size.width(), size.height()) + AROUND;
    }

    private long squares(double width, double height) {
        // As the published rule rounds: halves to the even neighbour.
        double across = Math.rint(width / side);
        double down = Math.rint(height / side);
        if (across * down > most) {
            double scale = Math.sqrt(width * height / ((double) most * side * side));
            across = Math.floor(width / scale / side);
            down = Math.floor(height / scale / side);
        } else if (across * down < FEWEST) {
            double scale = Math.sqrt((double) FEWEST * side * side / (width * height));
            across = Math.ceil(width * scale / side);
            down = Math.ceil(height * scale / side);
        }
        return (long) (across * down);
    }
}
