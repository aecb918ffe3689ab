package io.gemigo.gateway.protocol.genai.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldPathTest {
    private final FieldPath path = new FieldPath();

    @Test
    void namesFieldsAndElementsInEitherSpelling() {
        path.field("generationConfig");
        path.field("stopSequences");
        path.element(12);

        assertThat(path.camel()).isEqualTo("generationConfig.stopSequences[12]");
        assertThat(path.snake()).isEqualTo("generation_config.stop_sequences[12]");
    }

    @Test
    void comesUpSeveralStepsAtOnce() {
        path.field("contents");
        int mark = path.element(0);
        path.field("parts");
        path.back(mark);
        path.element(1);

        assertThat(path.camel()).isEqualTo("contents[1]");
        path.back(0);
        assertThat(path.camel()).isEmpty();
    }

    @Test
    void goesAsDeepAsABodyNests() {
        for (int i = 0; i < 100; i++) {
            path.field("items");
        }

        assertThat(path.camel()).isEqualTo("items" + ".items".repeat(99));
    }
}
