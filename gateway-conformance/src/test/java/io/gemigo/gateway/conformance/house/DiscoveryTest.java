package io.gemigo.gateway.conformance.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.port.ProtocolFactory;
import io.gemigo.gateway.core.port.ProviderFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Modules are found the same way on the module path and on the class path, and in a defined order. */
class DiscoveryTest {
    private static final Pattern PROVIDES = Pattern.compile("provides\\s+([\\w.]+)\\s+with\\s+([^;]+);");

    @Test
    void moduleInfoAndServiceFilesAgree() throws IOException {
        int services = 0;
        for (String module : House.modules()) {
            Path main = House.root().resolve(module).resolve("src/main");
            Path info = main.resolve("java/module-info.java");
            assertThat(info).as(module + " is a module").exists();
            String text = Files.readString(info, StandardCharsets.UTF_8).replaceAll("(?s)/\\*.*?\\*/", "");
            Matcher provides = PROVIDES.matcher(text);
            TreeSet<String> declared = new TreeSet<>();
            while (provides.find()) {
                String service = qualified(provides.group(1), text);
                Path file = main.resolve("resources/META-INF/services").resolve(service);
                assertThat(file).as(module + " provides " + service).exists();
                String implementation = qualified(provides.group(2).strip(), text);
                assertThat(Files.readString(file, StandardCharsets.UTF_8).strip())
                        .isEqualTo(implementation);
                declared.add(service);
                services++;
            }
            Path folder = main.resolve("resources/META-INF/services");
            if (Files.isDirectory(folder)) {
                try (var files = Files.list(folder)) {
                    assertThat(files.map(file -> file.getFileName().toString()))
                            .as(module)
                            .containsExactlyInAnyOrderElementsOf(declared);
                }
            }
        }
        assertThat(services).as("services found").isGreaterThanOrEqualTo(4);
    }

    private static String qualified(String name, String moduleInfo) {
        if (name.contains(".")) {
            return name;
        }
        Matcher imported = Pattern.compile("import\\s+([\\w.]+\\." + Pattern.quote(name) + ");")
                .matcher(moduleInfo);
        assertThat(imported.find()).as("import of " + name).isTrue();
        return imported.group(1);
    }

    @Test
    void idsAndOrdersAreDistinct() {
        var protocols = ServiceLoader.load(ProtocolFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        assertThat(protocols).extracting(ProtocolFactory::id).doesNotHaveDuplicates();
        assertThat(protocols).extracting(ProtocolFactory::order).doesNotHaveDuplicates();
        var providers = ServiceLoader.load(ProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        assertThat(providers).extracting(ProviderFactory::id).doesNotHaveDuplicates();
        assertThat(providers).filteredOn(ProviderFactory::offline).hasSize(1);
    }
}
