package io.tidegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process has used so far, as Linux tells it.
 *
 * @param cpuSeconds user and system time of all its threads
 * @param peakRssBytes the most memory that was resident at once
 */
record ProcessUsage(double cpuSeconds, long peakRssBytes) {
    /** The unit of the times below /proc on every architecture that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final Pattern NUMBER_AT_END = Pattern.compile("[-#]*[0-9]*$");

    static ProcessUsage of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        return new ProcessUsage(cpuSeconds(process.resolve("stat")), peakRssBytes(process));
    }

    private static double cpuSeconds(Path stat) throws IOException {
        String text = Files.readString(stat);
        // The name in parentheses may hold anything; state, the third field, follows it.
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    private static long peakRssBytes(Path process) throws IOException {
        for (String line : Files.readAllLines(process.resolve("status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
            }
        }
        throw new IOException(process + " has no VmHWM");
    }

    /** CPU time of the living threads of a process, by name without the numbers at its end. */
    static Map<String, Double> threadSeconds(long pid) throws IOException {
        Map<String, Double> seconds = new TreeMap<>();
        List<Path> threads;
        try (Stream<Path> listed = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            threads = listed.toList();
        }
        for (Path thread : threads) {
            try {
                String name = Files.readString(thread.resolve("comm")).strip();
                seconds.merge(
                        NUMBER_AT_END.matcher(name).replaceFirst(""), cpuSeconds(thread.resolve("stat")), Double::sum);
            } catch (IOException ended) {
                // A thread that ended between listing and reading; the process counts its time.
            }
        }
        return seconds;
    }
}
