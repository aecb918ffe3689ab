package io.gemigo.gateway.conformance.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.gemigo.gateway.core.port.ProtocolFactory;
import io.gemigo.gateway.core.port.ProviderFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The house as the rules look at it: its classes, its sources, and what ships in it. Immutable. */
final class House {
    static final String ROOT = "io.gemigo.gateway";

    private House() {}

    /** All main classes that ship. */
    static JavaClasses classes() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("/test-classes/"))
                .importPackages(
                        ROOT + ".core", ROOT + ".dialect", ROOT + ".protocol", ROOT + ".provider", ROOT + ".runtime");
    }

    /** Ids of all protocols and providers that ship. */
    static Set<String> ids() {
        Stream<String> protocols = ServiceLoader.load(ProtocolFactory.class).stream()
                .map(provider -> provider.get().id());
        Stream<String> providers = ServiceLoader.load(ProviderFactory.class).stream()
                .map(provider -> provider.get().id());
        return Stream.concat(protocols, providers).collect(Collectors.toUnmodifiableSet());
    }

    /** The root of the checkout. */
    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.isDirectory(here.resolve("gateway-core"))) {
            here = here.getParent();
        }
        if (here == null) {
            throw new IllegalStateException("not inside the project");
        }
        return here;
    }

    /** All main sources and resources of a module. */
    static List<Path> mainFiles(String module) throws IOException {
        try (Stream<Path> files = Files.walk(root().resolve(module).resolve("src/main"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Names of all modules that hold main sources. */
    static List<String> modules() throws IOException {
        try (Stream<Path> folders = Files.list(root())) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
