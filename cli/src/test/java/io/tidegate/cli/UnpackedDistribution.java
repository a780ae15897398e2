package io.tidegate.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The distribution as somebody has it who unpacked the zip: a folder. Commands of it run in an empty folder beside it,
 * with nothing in their environment but {@code PATH}, {@code JAVA_HOME} and what a test adds, and as nobody where the
 * test itself runs as root.
 *
 * @param home the folder that was in the zip
 * @param work where commands run
 */
record UnpackedDistribution(Path home, Path work) {
    private static final Set<PosixFilePermission> ANYBODY = PosixFilePermissions.fromString("rwxrwxrwx");
    private static final int LIMIT_SECONDS = 60;

    /** Unpacks the zip that the build has made below a directory. */
    static UnpackedDistribution below(Path directory) throws IOException {
        Path archive = Path.of(System.getProperty("tidegate.distribution"));
        Files.setPosixFilePermissions(directory, ANYBODY);
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("enablePosixFileAttributes", true));
                Stream<Path> entries = Files.walk(zip.getPath("/"))) {
            for (Path entry : (Iterable<Path>) entries.skip(1)::iterator) {
                Path target = directory.resolve(entry.toString().substring(1));
                Files.copy(entry, target);
                Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(entry));
            }
        }
        String name = archive.getFileName().toString();
        Path work = Files.createDirectory(directory.resolve("work"));
        Files.setPosixFilePermissions(work, ANYBODY);
        return new UnpackedDistribution(directory.resolve(name.substring(0, name.length() - ".zip".length())), work);
    }

    Path launcher() {
        return home.resolve("bin/tidegate");
    }

    /** The jars of {@code lib}. */
    List<Path> jars() throws IOException {
        try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
            return jars.sorted().toList();
        }
    }

    /** Runs {@code bin/tidegate} until it ends. */
    Ending run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        return finished(start(environment, launcher(), arguments));
    }

    /** Starts a command; its errors go to the file {@code err} in {@link #work}. */
    Process start(Map<String, String> environment, Path command, String... arguments) throws IOException {
        Map<String, String> variables = new HashMap<>(Map.of("PATH", System.getenv("PATH")));
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.putAll(environment);
        List<String> line = new ArrayList<>();
        if (System.getProperty("user.name").equals("root") && Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
            line.addAll(List.of("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"));
        }
        line.add(command.toString());
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(work.toFile())
                .redirectError(work.resolve("err").toFile());
        builder.environment().clear();
        variables.forEach((name, value) -> {
            if (!value.isEmpty()) {
                builder.environment().put(name, value);
            }
        });
        return builder.start();
    }

    /** Waits for the end of a command. */
    Ending finished(Process process) throws IOException, InterruptedException {
        try (InputStream out = process.getInputStream()) {
            process.getOutputStream().close();
            String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("not over after " + LIMIT_SECONDS + " s; " + errors());
            }
            return new Ending(process.exitValue(), printed, errors());
        }
    }

    /** What the last command has told on standard error so far. */
    String errors() throws IOException {
        return Files.readString(work.resolve("err"));
    }
}
