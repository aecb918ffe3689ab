package io.gemigo.gateway.conformance.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds a browser of the Chromium family: the one that {@code CHROMIUM} names, else one on the search path. */
public final class Chromium {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private Chromium() {}

    /** The browser's executable; without one the test ends here. */
    public static Path require() {
        Optional<Path> named = Optional.ofNullable(System.getenv("CHROMIUM")).map(Path::of);
        return RealPart.require(
                named.or(() -> RealPart.onPath(NAMES)),
                "no Chromium: install one (Debian: apt-get install chromium) or set CHROMIUM to its executable");
    }
}
