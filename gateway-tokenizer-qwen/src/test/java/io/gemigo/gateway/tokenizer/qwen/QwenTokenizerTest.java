package io.gemigo.gateway.tokenizer.qwen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Held to the vendor's own implementation, which reads the same vocabulary. */
class QwenTokenizerTest {
    private static final Vocabulary VOCABULARY = Vocabulary.load();
    private static final com.alibaba.dashscope.tokenizers.QwenTokenizer VENDOR =
            new com.alibaba.dashscope.tokenizers.QwenTokenizer();

    private final QwenTokenizer tokenizer = new QwenTokenizer(VOCABULARY);

    @Test
    void theVocabularyIsThePublishedOne() {
        assertThat(VOCABULARY.size()).isEqualTo(151_643);
        assertThat(rank("!")).isZero();
        assertThat(rank("\"")).isEqualTo(1);
        assertThat(rank("no such token at all")).isEqualTo(Vocabulary.NONE);
    }

    private static int rank(String token) {
        byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
        return VOCABULARY.rank(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @CsvSource({"hello world, 2", "You are a helpful assistant., 6", "'', 0", "tokenization, 2", "1234, 4"})
    void knownTextsHaveKnownCounts(String text, int tokens) {
        assertThat(tokenizer.count(text)).isEqualTo(tokens);
    }

    @Test
    void randomTextsHaveTheCountsOfTheVendorsImplementation() {
        Random random = new Random(7);
        String[] words = {
            "the",
            " quick",
            " Brown",
            "fox's",
            "ing",
            "\n\n",
            "  ",
            "\t",
            "{\"a\": [1, 2.5e-3]}",
            "你好",
            "世界，",
            "こんにちは",
            "안녕하세요",
            "Привет",
            "مرحبا",
            "नमस्ते",
            "😀",
            "👩‍👩‍👧",
            "é",
            "ß",
            "<|im_start|",
            "=====",
            "----",
            "   \n   ",
            "0123456789",
            "public static void main(String[] args) {",
            "\r\n",
            "ﬁ",
            "Ω",
            "…",
            "—"
        };
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder();
            int length = 1 + random.nextInt(12);
            for (int i = 0; i < length; i++) {
                text.append(words[random.nextInt(words.length)]);
            }
            String composed = java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFC);
            assertThat(tokenizer.count(text.toString()))
                    .as(text.toString())
                    .isEqualTo(VENDOR.encodeOrdinary(composed).size());
        }
    }

    @Test
    void textIsComposedFirst() {
        assertThat(tokenizer.count("cafe\u0301")).isEqualTo(tokenizer.count("caf\u00e9"));
        assertThat(tokenizer.count("cafe\u0301"))
                .isEqualTo(VENDOR.encodeOrdinary("caf\u00e9").size());
    }

    @Test
    void anythingCanBeCounted() {
        Random random = new Random(11);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(40);
            for (int i = 0; i < length; i++) {
                text.append((char) random.nextInt(0x10000));
            }
            long tokens = tokenizer.count(text.toString());
            assertThat(tokens).isBetween(text.length() == 0 ? 0L : 1L, 6L * text.length() + 6);
        }
    }

    @Test
    void aPieceWithoutEndIsCountedInReasonableWork() {
        String run = "ab".repeat(200_000);
        assertThat(tokenizer.count(run)).isBetween(1L, 400_000L);
        assertThat(tokenizer.count("=".repeat(500_000))).isBetween(1L, 500_000L);
    }
}
