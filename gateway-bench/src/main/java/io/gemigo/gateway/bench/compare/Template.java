package io.gemigo.gateway.bench.compare;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Configuration files that come with the benchmarks, with places for what is only known later. */
final class Template {
    private Template() {}

    /** Writes a file with {@code ${NAME}} replaced, and returns where. */
    static Path write(String name, Path folder, Map<String, String> values) throws IOException {
        String text;
        try (InputStream in = Template.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no such file comes with the benchmarks: " + name);
            }
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }
}
