package io.tidegate.embedded;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser in which tests look at pages: where the variable {@code CHROMIUM} says, or else on the {@code PATH}. */
public final class LocalChromium {
    private LocalChromium() {}

    public static Optional<Path> executable() {
        String named = System.getenv("CHROMIUM");
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        Stream<Path> candidates = named != null
                ? Stream.of(Path.of(named))
                : Arrays.stream(path.split(File.pathSeparator, -1)).map(folder -> Path.of(folder, "chromium"));
        return candidates.filter(Files::isExecutable).findFirst();
    }
}
