package io.gemigo.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every count, in and out. */
class UsageTest {
    private static final String WHOLE = "{\"prompt_tokens\":40,\"completion_tokens\":30,\"total_tokens\":71,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":1,\"cache_write_tokens\":2,\"text_tokens\":3,\"image_tokens\":4,"
            + "\"audio_tokens\":5,\"video_tokens\":6},"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":7,\"text_tokens\":8,\"audio_tokens\":9}}";

    private static Usage read(String usage) {
        return Decoding.unary("{\"usage\":" + usage
                        + ",\"choices\":[{\"message\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}")
                .events()
                .stream()
                .filter(event -> event.kind() == ChatEvent.Kind.USAGE)
                .map(event -> ((ChatEvent.UsageReport) event).usage())
                .findFirst()
                .orElse(Usage.NONE);
    }

    private static String written(Usage usage) {
        ByteBuilder out = new ByteBuilder(64);
        UsageWriter.write(new JsonWriter(out), usage);
        return out.utf8();
    }

    @Test
    void readsAndWritesEveryCount() {
        Usage usage = new Usage(40, 30, 71, 1, 2, 7, 3, 4, 5, 6, 8, 9, false);
        assertThat(read(WHOLE)).isEqualTo(usage);
        assertThat(read(WHOLE.replace("cache_write_tokens", "cache_creation_input_tokens")))
                .isEqualTo(usage);
        JsonAssert.assertSame(Json.parse(WHOLE), Json.parse(written(usage)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cached_tokens|prompt_tokens_details",
                "cache_write_tokens|prompt_tokens_details",
                "text_tokens|prompt_tokens_details",
                "image_tokens|prompt_tokens_details",
                "audio_tokens|prompt_tokens_details",
                "video_tokens|prompt_tokens_details",
                "reasoning_tokens|completion_tokens_details",
                "text_tokens|completion_tokens_details",
                "audio_tokens|completion_tokens_details"
            })
    void writesDetailsOnlyWhereTheyAreKnown(String count, String details) {
        String usage = "{\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":3,\"" + details + "\":{\"" + count
                + "\":0}}";
        assertThat(written(read(usage))).isEqualTo(usage);
    }

    @Test
    void doesWithoutDetails() {
        String usage = "{\"prompt_tokens\":1,\"completion_tokens\":2%s}";
        for (String rest : new String[] {
            "",
            ",\"prompt_tokens_details\":null,\"completion_tokens_details\":null",
            ",\"prompt_tokens_details\":[1],\"completion_tokens_details\":7",
            ",\"prompt_tokens_details\":{\"x\":1},\"completion_tokens_details\":{\"accepted_prediction_tokens\":1}"
        }) {
            assertThat(read(usage.formatted(rest))).as(rest).isEqualTo(Usage.of(1, 2));
        }
        assertThat(written(Usage.of(1, 2)))
                .isEqualTo("{\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":3}");
    }

    @Test
    void isNotTakenFromHalfACount() {
        assertThat(read("{\"prompt_tokens\":1}")).isEqualTo(Usage.NONE);
        assertThat(read("{\"completion_tokens\":1}")).isEqualTo(Usage.NONE);
        assertThat(read("7")).isEqualTo(Usage.NONE);
    }
}
