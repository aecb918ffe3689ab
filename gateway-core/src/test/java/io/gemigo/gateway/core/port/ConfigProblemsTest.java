package io.gemigo.gateway.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigProblemsTest {
    private final ConfigProblems problems = new ConfigProblems();

    @Test
    void listsOneLinePerMistakeInTheOrderFound() {
        assertThat(problems.isEmpty()).isTrue();
        assertThat(problems.lines()).isEmpty();

        problems.add("PORT", "not a number", "0 to 65535");
        problems.add("limits.body", "no unit", "a size such as 2MiB");

        assertThat(problems.isEmpty()).isFalse();
        assertThat(problems.lines())
                .containsExactly(
                        "PORT: not a number; accepted: 0 to 65535",
                        "limits.body: no unit; accepted: a size such as 2MiB");
    }

    @Test
    void keepsAMistakeOnOneLineWhateverWasConfigured() {
        problems.add("a\nb", "unknown\r\n\u001b[31mkey", "c\td");

        assertThat(problems.lines()).containsExactly("a b: unknown [31mkey; accepted: c d");
    }

    @Test
    void showsTheKeysOfSettingsOnly() {
        ProviderSettings settings =
                new ProviderSettings(Map.of("apiKey", "s3cret"), Map.of("apiKey", "UPSTREAM_API_KEY"));

        assertThat(settings.get("apiKey")).isEqualTo("s3cret");
        assertThat(settings.get("other")).isNull();
        assertThat(settings.origin("apiKey")).isEqualTo("UPSTREAM_API_KEY");
        assertThat(settings.origin("other")).isEqualTo("other");
        assertThat(settings.toString()).contains("apiKey").doesNotContain("s3cret");
        assertThat(new Credential("s3cret").toString()).doesNotContain("s3cret");
    }
}
