package io.tidegate.server.access;

import io.tidegate.config.NamedFile;
import io.tidegate.config.NamedFiles;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The directories of this machine whose files changefeeds and sources may use; none unless they are configured. Whoever names
 * a file of the server must be an administrator, and the file must lie below such a directory when all symbolic links and
 * {@code ..} are followed. A refusal does not tell whether the file exists. Thread safe.
 */
public final class FileRoots {
    private final List<Path> roots;

    /** @param roots directories; one that is not there allows nothing */
    public FileRoots(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    /**
     * Checks what a changefeed would use.
     *
     * @param before what it was allowed before, null for a new one; files it names already need no administrator
     * @param role of whoever asks
     * @throws TidegateException FILE_OUTSIDE_ROOTS, FORBIDDEN
     */
    public void require(ResolvedConfig config, @Nullable ResolvedConfig before, Role role) {
        require(NamedFiles.of(config), before == null ? List.of() : NamedFiles.of(before), role);
    }

    /**
     * Checks what a connection to a source would use.
     *
     * @param before what it used before, null for a new one
     * @param role of whoever asks
     * @throws TidegateException FILE_OUTSIDE_ROOTS, FORBIDDEN
     */
    public void require(SourceEndpoint source, @Nullable SourceEndpoint before, Role role) {
        require(NamedFiles.of(source), before == null ? List.of() : NamedFiles.of(before), role);
    }

    private void require(List<NamedFile> files, List<NamedFile> before, Role role) {
        Set<NamedFile> known = new HashSet<>(before);
        for (NamedFile file : files) {
            if (!known.contains(file) && role != Role.ADMIN) {
                throw new TidegateException(
                                ErrorCode.FORBIDDEN, "files of the server can be named by the role admin alone")
                        .withField(file.setting());
            }
            if (!allowed(file.path())) {
                throw new TidegateException(
                                ErrorCode.FILE_OUTSIDE_ROOTS,
                                file.setting() + ": " + file.path() + " is not below a directory of file-roots")
                        .withField(file.setting());
            }
        }
    }

    private boolean allowed(Path path) {
        Path real = real(path);
        return real != null
                && roots.stream()
                        .map(FileRoots::existing)
                        .anyMatch(root -> root != null && !real.equals(root) && real.startsWith(root));
    }

    /** Where a path leads, also if its last parts are not there yet; null if that cannot be told for certain. */
    private static @Nullable Path real(Path path) {
        Path absolute = path.toAbsolutePath();
        Path there = existing(absolute);
        if (there != null) {
            return there;
        }
        Path parent = absolute.getParent();
        Path name = absolute.getFileName();
        // A link that leads nowhere today may lead anywhere tomorrow.
        if (parent == null || name == null || name.toString().equals("..") || Files.isSymbolicLink(absolute)) {
            return null;
        }
        Path realParent = real(parent);
        return realParent == null ? null : realParent.resolve(name).normalize();
    }

    private static @Nullable Path existing(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return null;
        }
    }
}
