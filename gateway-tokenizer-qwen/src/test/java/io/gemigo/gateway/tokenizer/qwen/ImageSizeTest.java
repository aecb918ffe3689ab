package io.gemigo.gateway.tokenizer.qwen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads of files as their formats define them. */
class ImageSizeTest {
    private static final String PNG = "89504e470d0a1a0a0000000d49484452";
    private static final String JFIF = "ffd8ffe000104a46494600010100000100010000";

    @ParameterizedTest
    @CsvSource({
        PNG + "00000280000001e00806000000, 640, 480",
        PNG + "0001000000000001, 65536, 1",
        "474946383961400103000000, 320, 3",
        "47494638376100ff010f, 65280, 3841",
        "424d00000000000000000000000028000000" + "20030000" + "58020000, 800, 600",
        "424d00000000000000000000000028000000" + "20030000" + "a8fdffff, 800, 600",
        // Lossy: fourteen bits each, the two above are for scaling.
        "524946460000000057454250565038200000000030010" + "09d012a" + "8042e041, 640, 480",
        // Lossless: fourteen bits each, one less than the size.
        "52494646000000005745425056503" + "84c000000002f" + "7fc27710, 640, 480",
        "5249464600000000574542505650385" + "80a00000010000000" + "7f0200df0100, 640, 480",
        JFIF + "ffc0001108" + "01e00280" + "03, 640, 480",
        JFIF + "ffc2001108" + "01e00280" + "03, 640, 480",
        JFIF + "ffcf001108" + "01e00280" + "03, 640, 480",
        // A table, a comment, and bytes that fill up stand in front.
        "ffd8" + "ffc40003aa" + "fffe0004c0c0" + "ffffffdb0002" + "ffc1001108" + "01e00280" + "03, 640, 480",
        "ffd8" + "ffc80002" + "ffcc0002" + "ffc3001108" + "00010002" + "03, 2, 1",
    })
    void sizesAreReadOutOfHeads(String head, int width, int height) {
        assertThat(ImageSize.of(base64(head))).isEqualTo(new ImageSize(width, height));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "89504e47",
                PNG,
                PNG + "00000280000001",
                "89504e470d0a1a0a0000000d494441540000028000000200",
                PNG + "0000000000000001",
                PNG + "0000000100000000",
                PNG + "8000000000000001",
                "474946382c000000",
                "47494638396100000300",
                "424d0000",
                "5249464600000000574541560000000000000000000000000000000000000000",
                "524946460000000057454250414c504800000000000000000000000000000000",
                "ffd8",
                "ffd8ffd9",
                JFIF,
                JFIF + "00c0001108" + "01e00280" + "03",
                JFIF + "ffc00011080000028003",
                "2550444600000000000000000000000000000000000000000000000000000000",
            })
    void whatIsNoPictureHasNone(String bytes) {
        assertThat(ImageSize.of(base64(bytes))).isNull();
    }

    @Test
    void whatIsNotBase64HasNone() {
        assertThat(ImageSize.of("AAA*")).isNull();
    }

    @Test
    void aLongFilesHeadIsEnough() {
        String head = PNG + "00000280000001e0";
        assertThat(ImageSize.of(base64(head + "00".repeat(1 << 20)))).isEqualTo(new ImageSize(640, 480));
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }
}
