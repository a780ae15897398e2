package io.tidegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the figures were measured on.
 *
 * @param cores that this process may use
 * @param memoryMb of the machine
 * @param system operating system and architecture
 * @param jdk name and version of the virtual machine
 */
record Machine(int cores, long memoryMb, String system, String jdk) {
    static final String FLOOR_FLAGS = "-Xmx512m -XX:+UseSerialGC";

    static Machine current() throws IOException {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                totalMemoryMb(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
    }

    /** The Java that runs this, for other processes. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static List<String> floorCommand(String classPath, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(List.of(FLOOR_FLAGS.split(" ")));
        command.addAll(List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Waits until whoever started this process closes the pipe to it. */
    static void awaitEndOfInput() throws IOException {
        byte[] ignored = new byte[64];
        while (System.in.read(ignored) >= 0) {
            // Whatever comes, only the end counts.
        }
    }

    private static long totalMemoryMb() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
            if (line.startsWith("MemTotal:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
            }
        }
        return 0;
    }
}
