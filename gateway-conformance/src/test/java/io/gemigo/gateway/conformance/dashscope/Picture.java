package io.gemigo.gateway.conformance.dashscope;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * A picture of a prompt, as far as the fake looks at it: its size in pixels, 0 by 0 where the bytes are no picture. Bytes that
 * were harmed on their way show.
 */
record Picture(int width, int height) {
    private static final Picture UNREADABLE = new Picture(0, 0);
    private static final int SMALLEST_SIDE = 11;
    private static final int TOKEN_SIDE = 28;

    /** The pictures among the parts of a message, in order. */
    static List<Picture> in(JsonNode message) {
        List<Picture> pictures = new ArrayList<>();
        for (JsonNode part : message.path("content")) {
            if (part.path("type").asText().equals("image_url")) {
                pictures.add(at(part.path("image_url").path("url").asText()));
            }
        }
        return pictures;
    }

    private static Picture at(String url) {
        int comma = url.indexOf(";base64,");
        if (!url.startsWith("data:image/") || comma < 0) {
            return UNREADABLE;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(url.substring(comma + ";base64,".length()));
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
            return image == null ? UNREADABLE : new Picture(image.getWidth(), image.getHeight());
        } catch (IllegalArgumentException e) {
            return UNREADABLE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why the service would not take it. */
    Optional<String> trouble() {
        if (equals(UNREADABLE)) {
            return Optional.of(
                    "<400> InternalError.Algo.InvalidParameter: The image format is illegal and cannot be opened.");
        }
        return width < SMALLEST_SIDE || height < SMALLEST_SIDE
                ? Optional.of(
                        "<400> InternalError.Algo.InvalidParameter: The image length and width do not meet the model"
                                + " restrictions. [height:" + height + " or width:" + width
                                + " must be larger than 10]")
                : Optional.empty();
    }

    /** One token for each square of 28 pixels, and two around them. */
    int tokens() {
        return 2 + ((width + TOKEN_SIDE - 1) / TOKEN_SIDE) * ((height + TOKEN_SIDE - 1) / TOKEN_SIDE);
    }

    @Override
    public String toString() {
        return width + " by " + height + " pixels";
    }
}
