package io.gemigo.gateway.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonPathTest {
    @Test
    void isSpelledAsErrorsSpellIt() {
        JsonPath path = new JsonPath();
        assertThat(path.of("model")).isEqualTo("model");
        path.enter("messages");
        path.enter(12);
        assertThat(path.of("content")).isEqualTo("messages[12].content");
        path.enter("content");
        assertThat(path.toString()).isEqualTo("messages[12].content");
        path.leave();
        path.leave();
        assertThat(path.toString()).isEqualTo("messages");
    }

    @Test
    void goesAsDeepAsADocument() {
        JsonPath names = new JsonPath();
        JsonPath indexes = new JsonPath();
        for (int i = 0; i < 20; i++) {
            names.enter("a");
            indexes.enter(i);
        }
        assertThat(names.toString()).isEqualTo("a" + ".a".repeat(19));
        assertThat(indexes.toString()).startsWith("[0][1][2]").endsWith("[18][19]");
    }
}
