package io.gemigo.gateway.conformance.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.gemigo.gateway.core.call.Gateway;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which room may know what (P1, P2). */
class RoomsTest {
    private final JavaClasses house = House.classes();

    @Test
    void coreNeedsTheJavaBaseModuleAndNothingElse() throws IOException {
        ModuleDescriptor core = coreDescriptor();
        assertThat(core.requires())
                .filteredOn(required -> !required.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                .extracting(ModuleDescriptor.Requires::name)
                .containsExactly("java.base");
        assertThat(core.requires())
                .filteredOn(required -> required.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                .extracting(ModuleDescriptor.Requires::name)
                .containsExactly("org.jspecify");
    }

    private static ModuleDescriptor coreDescriptor() throws IOException {
        URI home = URI.create(Gateway.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString());
        Path path = Path.of(home);
        if (Files.isDirectory(path)) {
            try (InputStream in = Files.newInputStream(path.resolve("module-info.class"))) {
                return ModuleDescriptor.read(in);
            }
        }
        try (var jar = FileSystems.newFileSystem(path, Map.of());
                InputStream in = Files.newInputStream(jar.getPath("module-info.class"))) {
            return ModuleDescriptor.read(in);
        }
    }

    @Test
    void coreStartsNoThreadAndAsksNoClockOfItsOwn() {
        noClasses()
                .that()
                .resideInAPackage(House.ROOT + ".core..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(Thread.class.getName())
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.concurrent\\.(.*Executor.*|ForkJoin.*|CompletableFuture|Future)")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.Timer.*")
                .check(house);
        noClasses()
                .that()
                .resideInAPackage(House.ROOT + ".core..")
                .and()
                .haveNameNotMatching(".*\\.port\\.Clock(\\$.*)?")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(house);
    }

    @Test
    void codecsDoNoInputOutputAndKnowNoBufferLibrary() {
        noClasses()
                .that()
                .resideInAnyPackage(House.ROOT + ".dialect..", House.ROOT + ".protocol..", House.ROOT + ".provider..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.netty..",
                        "java.net.http..",
                        "java.nio.channels..",
                        "java.nio.file..",
                        "java.util.logging..",
                        "org.slf4j..",
                        "javax..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.net\\.(Socket|ServerSocket|URL|URLConnection|InetAddress|HttpURL.*)")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.concurrent\\.(.*Executor.*|ForkJoin.*|CompletableFuture|locks\\..*)")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName(Thread.class.getName())
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(house);
    }

    @Test
    void protocolsAndProvidersDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage(House.ROOT + ".protocol..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(House.ROOT + ".provider..", House.ROOT + ".runtime..")
                .check(house);
        noClasses()
                .that()
                .resideInAPackage(House.ROOT + ".provider..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(House.ROOT + ".protocol..", House.ROOT + ".runtime..")
                .check(house);
        noClasses()
                .that()
                .resideInAPackage(House.ROOT + ".dialect..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(House.ROOT + ".protocol..", House.ROOT + ".provider..", House.ROOT + ".runtime..")
                .check(house);
        noClasses()
                .that()
                .resideInAPackage(House.ROOT + ".runtime..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(House.ROOT + ".protocol..", House.ROOT + ".provider..", House.ROOT + ".dialect..")
                .check(house);
    }

    @Test
    void thereIsNoMutableStaticState() {
        for (JavaClass type : house) {
            assertThat(type.getFields())
                    .filteredOn(field -> field.getModifiers().contains(JavaModifier.STATIC))
                    .filteredOn(field -> !field.getModifiers().contains(JavaModifier.FINAL))
                    .filteredOn(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                    .as(type.getName())
                    .isEmpty();
        }
    }

    @Test
    void portsSayWhatTheyMeanAndTakeNoMapsOfObjects() {
        for (JavaClass type : house) {
            if (!type.getPackageName().equals(House.ROOT + ".core.port")) {
                continue;
            }
            for (var method : type.reflect().getDeclaredMethods()) {
                assertThat(method.toGenericString()).doesNotContain("Map<java.lang.String, java.lang.Object>");
            }
        }
    }
}
