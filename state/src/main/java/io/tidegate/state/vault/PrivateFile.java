package io.tidegate.state.vault;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files that nobody but their owner may read, where the file system has owners, and how they are made durable. */
public final class PrivateFile {
    private static final Set<PosixFilePermission> MODE_0600 = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OF_OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private PrivateFile() {}

    /** Creates an empty file with mode 0600; fails if there is one of that name, or no directory for it. */
    public static void create(Path file) throws IOException {
        Path directory = file.resolveSibling(".").normalize();
        if (!directory.toString().isEmpty() && !Files.isDirectory(directory)) {
            throw new NoSuchFileException(directory.toString());
        }
        if (hasModes(file.resolveSibling("."))) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(MODE_0600));
        } else {
            Files.createFile(file);
        }
    }

    /** Takes the rights of everybody else away. */
    public static void seclude(Path file) throws IOException {
        if (!isPrivate(file)) {
            Files.setPosixFilePermissions(file, MODE_0600);
        }
    }

    /** Whether group and others have no right to a file. */
    public static boolean isPrivate(Path file) throws IOException {
        return !hasModes(file) || OF_OWNER.containsAll(Files.getPosixFilePermissions(file));
    }

    /** Makes the content of a file, or the names in a directory, survive a power failure. */
    public static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** What is wrong with a file, as part of a sentence. */
    public static String problem(IOException error) {
        if (error instanceof NoSuchFileException missing) {
            return missing.getFile() + " is not there";
        }
        if (error instanceof FileAlreadyExistsException existing) {
            return existing.getFile() + " is there already";
        }
        if (error instanceof AccessDeniedException denied) {
            return denied.getFile() + " may not be accessed";
        }
        return String.valueOf(error.getMessage());
    }

    private static boolean hasModes(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }
}
