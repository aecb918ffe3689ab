package io.gemigo.gateway.conformance.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The runtime names no protocol and no provider (P3), and core none either. */
class RuntimeNamesNobodyTest {
    /** Words that give a vendor away as surely as its id. */
    private static final Set<String> VENDOR_WORDS =
            Set.of("qwen", "gemini", "alibaba", "aliyun", "gpt", "x-goog", "chat/completions", "generatecontent");

    @Test
    void somethingShipsThatCouldBeNamed() {
        assertThat(House.ids()).contains("openai", "genai", "dashscope", "demo");
    }

    @Test
    void noSourceOrResourceOfTheRuntimeNamesAnyOfThem() throws IOException {
        assertThat(mentions("gateway-runtime-netty")).isEmpty();
    }

    @Test
    void noSourceOfCoreNamesAnyOfThem() throws IOException {
        assertThat(mentions("gateway-core")).isEmpty();
    }

    private static List<String> mentions(String module) throws IOException {
        List<Pattern> words = new ArrayList<>();
        for (String id : House.ids()) {
            words.add(Pattern.compile("(?<![a-z])" + Pattern.quote(id) + "(?![a-z])"));
        }
        for (String word : VENDOR_WORDS) {
            words.add(Pattern.compile(Pattern.quote(word)));
        }
        List<String> found = new ArrayList<>();
        for (Path file : House.mainFiles(module)) {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).toLowerCase(Locale.ROOT);
                for (Pattern word : words) {
                    if (word.matcher(line).find()) {
                        found.add(file.getFileName() + ":" + (i + 1) + " " + word);
                    }
                }
            }
        }
        return found;
    }
}
