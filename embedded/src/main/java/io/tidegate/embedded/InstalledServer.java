package io.tidegate.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the scripts of {@code testbed} put servers: a directory from the environment, or one in the user's cache. */
final class InstalledServer {
    private InstalledServer() {}

    /**
     * The directory of a server, if it is there and complete.
     *
     * @param variable the environment variable that may name it
     * @param name of the directory in the cache
     */
    static Optional<Path> find(String variable, String name) {
        String given = System.getenv(variable);
        Path home = given != null && !given.isEmpty()
                ? Path.of(given)
                : cache().resolve("tidegate").resolve(name);
        return Optional.of(home).filter(path -> Files.exists(path.resolve("complete")));
    }

    private static Path cache() {
        String cache = System.getenv("XDG_CACHE_HOME");
        return cache != null && !cache.isEmpty() ? Path.of(cache) : Path.of(System.getProperty("user.home"), ".cache");
    }
}
