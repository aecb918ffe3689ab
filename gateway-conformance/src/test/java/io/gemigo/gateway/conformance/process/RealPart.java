package io.gemigo.gateway.conformance.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs that tests need and the build cannot bring along. Where one is missing, its tests fail in CI ({@code
 * CI=true}), so that nothing is skipped there unseen; on anybody else's machine they are skipped with the reason.
 */
public final class RealPart {
    private RealPart() {}

    /** The part, if it is there; otherwise the test ends here. */
    static <T> T require(Optional<T> part, String reason) {
        if (part.isEmpty()) {
            missing(reason);
        }
        return part.orElseThrow();
    }

    /** Ends the test because a part is missing. */
    public static void missing(String reason) {
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            Assertions.fail(reason);
        }
        Assumptions.abort(reason);
    }

    /** The first of some programs that is on the search path. */
    static Optional<Path> onPath(List<String> names) {
        List<Path> directories = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
        return names.stream()
                .flatMap(name -> directories.stream().map(directory -> directory.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
