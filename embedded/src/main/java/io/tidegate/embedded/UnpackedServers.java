package io.tidegate.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Servers that come in archives, unpacked. That takes seconds and hundreds of MB, so it is done once per user and version:
 * a directory with the final name is always complete, because it gets this name last.
 */
final class UnpackedServers {
    private static final Object ONE_UNPACKS = new Object();

    private UnpackedServers() {}

    /** Puts the files of a server into a directory. */
    @FunctionalInterface
    interface Unpacking {
        void into(Path directory) throws IOException;
    }

    /** Where servers are kept unless told otherwise. */
    static Path defaultCache() {
        return Path.of(
                System.getProperty("java.io.tmpdir"), "tidegate-" + System.getProperty("user.name") + "-servers");
    }

    /**
     * The directory of a server, unpacked if it was not there.
     *
     * @param name of the directory, with the version
     */
    static Path directory(Path cache, String name, Unpacking unpacking) {
        Path home = cache.resolve(name);
        synchronized (ONE_UNPACKS) {
            try {
                createPrivately(cache);
                try (FileChannel channel = FileChannel.open(
                                cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    if (!Files.isDirectory(home)) {
                        Path part = home.resolveSibling(name + ".part");
                        Directories.delete(part);
                        Files.createDirectories(part);
                        unpacking.into(part);
                        Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
                    }
                    assert lock.isValid();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot unpack " + name + " into " + cache, e);
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
}
