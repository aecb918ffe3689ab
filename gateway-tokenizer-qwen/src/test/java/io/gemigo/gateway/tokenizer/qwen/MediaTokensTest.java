package io.gemigo.gateway.tokenizer.qwen;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.chat.MediaType;
import io.gemigo.gateway.core.chat.Part;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Held to the numbers that the published rule gives. */
class MediaTokensTest {
    @ParameterizedTest
    @CsvSource({
        "1000, 1000, 963, 963, 1227",
        "48, 80, 6, 6, 8",
        "80, 80, 6, 6, 11",
        "10, 10, 6, 6, 6",
        "16, 300, 11, 11, 13",
        "4000, 3000, 2496, 1232, 1232",
        "1920, 1080, 2042, 1224, 1224",
        "8120, 5538, 2503, 1249, 1249",
        "64, 64, 6, 6, 6",
        "63, 33, 8, 8, 8",
    })
    void picturesAreCountedInSquares(int width, int height, int visual, int omni, int older) {
        Part.Media picture = inline(MediaType.IMAGE, png(width, height));
        assertThat(MediaTokens.of("qwen3-vl-plus").count(picture)).isEqualTo(visual);
        assertThat(MediaTokens.of("qwen3.6-plus").count(picture)).isEqualTo(visual);
        assertThat(MediaTokens.of("qwen3-omni-flash").count(picture)).isEqualTo(omni);
        assertThat(MediaTokens.of("qwen3.5-omni-plus").count(picture)).isEqualTo(omni);
        assertThat(MediaTokens.of("Qwen2.5-VL-72b-instruct").count(picture)).isEqualTo(older);
        assertThat(MediaTokens.of("qvq-max").count(picture)).isEqualTo(older);
        assertThat(MediaTokens.of("qwen-omni-turbo").count(picture)).isEqualTo(older);
    }

    @Test
    void whatCannotBeLookedAtIsGuessedAt() {
        MediaTokens rule = MediaTokens.of("qwen3-vl-plus");
        assertThat(rule.count(inline(MediaType.IMAGE, "AAAA"))).isEqualTo(1024);
        assertThat(rule.count(inline(MediaType.VIDEO, png(1000, 1000)))).isEqualTo(1024);
        assertThat(rule.count(new Part.Media(MediaType.IMAGE, "image/png", null, "https://x.test/a.png", null, null)))
                .isEqualTo(1024);
    }

    private static Part.Media inline(MediaType type, String data) {
        return new Part.Media(type, "image/png", data, null, null, null);
    }

    private static String png(int width, int height) {
        ByteBuffer head = ByteBuffer.allocate(24);
        head.putLong(0x89504e470d0a1a0aL)
                .putInt(13)
                .putInt(0x49484452)
                .putInt(width)
                .putInt(height);
        return Base64.getEncoder().encodeToString(head.array());
    }
}
