package io.gemigo.gateway.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.port.Clock;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** P1 and P2, read from what was compiled. */
class ModuleTest {
    /** What would mean a thread, a socket, a file, a process, a class looked up by name, or a clock of core's own. */
    private static final Pattern FORBIDDEN =
            Pattern.compile("java/lang/(Thread|ThreadGroup|ThreadLocal|InheritableThreadLocal|Runtime"
                    + "|Process|ProcessBuilder|ClassLoader)"
                    + "|java/lang/reflect/(?!Undeclared).*|java/net/(?!URI$|URISyntaxException$).*|java/nio/(channels|file)/.*"
                    + "|java/io/(?!ByteArrayOutputStream$|Serializable$|IOException$).*"
                    + "|java/time/Clock|java/util/(Timer|Date|Calendar)|java/util/logging/.*"
                    + "|java/util/concurrent/(?!ThreadLocalRandom$|TimeUnit$|atomic/|ConcurrentHashMap).*");

    private static final Set<String> CLOCKS = Set.of("currentTimeMillis", "nanoTime");

    private static Path classes() throws URISyntaxException {
        URI place =
                Clock.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        return Path.of(place);
    }

    private static ModuleDescriptor descriptor() throws IOException, URISyntaxException {
        try (InputStream in = Files.newInputStream(classes().resolve("module-info.class"))) {
            return ModuleDescriptor.read(in);
        }
    }

    @Test
    void requiresTheBaseModuleAndAnnotationsOnly() throws IOException, URISyntaxException {
        Map<String, Set<ModuleDescriptor.Requires.Modifier>> required = new TreeMap<>();
        for (ModuleDescriptor.Requires requires : descriptor().requires()) {
            required.put(requires.name(), requires.modifiers());
        }

        assertThat(required).containsOnlyKeys("java.base", "org.jspecify");
        assertThat(required.get("org.jspecify")).contains(ModuleDescriptor.Requires.Modifier.STATIC);
    }

    @Test
    void exportsNothingInternal() throws IOException, URISyntaxException {
        ModuleDescriptor descriptor = descriptor();

        assertThat(descriptor.exports())
                .isNotEmpty()
                .allMatch(exports -> !exports.isQualified() && !exports.source().contains(".internal"));
        assertThat(descriptor.isOpen()).isFalse();
        assertThat(descriptor.opens()).isEmpty();
    }

    @Test
    void hasNoThreadSocketFileOrClockOfItsOwn() throws IOException, URISyntaxException {
        Map<String, Set<String>> found = new TreeMap<>();
        int scanned = 0;
        for (Path file : classFiles()) {
            Pool pool = Pool.of(file);
            scanned++;
            Set<String> forbidden = new TreeSet<>();
            for (String type : pool.types()) {
                if (FORBIDDEN.matcher(type).matches()) {
                    forbidden.add(type);
                }
            }
            forbidden.addAll(pool.calls("java/lang/System", CLOCKS));
            if (!forbidden.isEmpty()) {
                found.put(file.getFileName().toString(), forbidden);
            }
        }

        assertThat(scanned).isGreaterThan(100);
        // The one place where the JVM's clocks come in; it also shows that the scan finds what it looks for.
        assertThat(found).isEqualTo(Map.of("Clock$1.class", new TreeSet<>(CLOCKS)));
    }

    private static List<Path> classFiles() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.walk(classes())) {
            return files.filter(file -> file.toString().endsWith(".class") && !file.endsWith("module-info.class"))
                    .toList();
        }
    }

    /** The constant pool of a class file (JVMS §4.4): every type and member it names. */
    private static final class Pool {
        private static final Pattern DESCRIPTOR_TYPE = Pattern.compile("L([\\w/$]+);");

        private final Object[] constants;

        private Pool(Object[] constants) {
            this.constants = constants;
        }

        /** A constant that points to one or two others. */
        private record Link(int tag, int first, int second) {}

        static Pool of(Path file) throws IOException {
            try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
                in.readInt();
                in.readInt();
                Object[] constants = new Object[in.readUnsignedShort()];
                for (int i = 1; i < constants.length; i++) {
                    int tag = in.readUnsignedByte();
                    switch (tag) {
                        case 1 -> constants[i] = in.readUTF();
                        case 3, 4 -> in.readInt();
                        case 5, 6 -> {
                            in.readLong();
                            i++;
                        }
                        case 7, 8, 16, 19, 20 -> constants[i] = new Link(tag, in.readUnsignedShort(), 0);
                        case 9, 10, 11, 12, 17, 18 ->
                            constants[i] = new Link(tag, in.readUnsignedShort(), in.readUnsignedShort());
                        case 15 -> constants[i] = new Link(tag, in.readUnsignedByte(), in.readUnsignedShort());
                        default -> throw new IOException("constant " + tag + " in " + file);
                    }
                }
                return new Pool(constants);
            }
        }

        private String text(int index) {
            return constants[index] instanceof String text ? text : text(((Link) constants[index]).first());
        }

        Set<String> types() {
            Set<String> types = new TreeSet<>();
            for (Object constant : constants) {
                if (constant instanceof Link link && link.tag() == 7) {
                    types.add(text(link.first()));
                } else if (constant instanceof String text) {
                    Matcher matcher = DESCRIPTOR_TYPE.matcher(text);
                    while (matcher.find()) {
                        types.add(matcher.group(1));
                    }
                }
            }
            return types;
        }

        /** Which of these methods of a class are called. */
        List<String> calls(String owner, Set<String> methods) {
            List<String> called = new ArrayList<>();
            for (Object constant : constants) {
                if (constant instanceof Link link
                        && link.tag() == 10
                        && text(link.first()).equals(owner)) {
                    String name = text(link.second());
                    if (methods.contains(name)) {
                        called.add(name);
                    }
                }
            }
            return called;
        }
    }
}
