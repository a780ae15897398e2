package io.tidegate.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark found: for each reader the medians of its runs, and how they stand to those of Canal-JSON, of Debezium
 * and of the floors in the same benchmark.
 *
 * @param machine it ran on
 * @param date it ended, ISO 8601
 * @param command that repeats it
 * @param backlog what was read
 * @param settings of each reader
 * @param runs of each reader, in the order of the table
 */
record Result(
        Machine machine,
        String date,
        String command,
        Backlog backlog,
        Map<String, String> settings,
        Map<String, List<Measurement>> runs) {
    void writeJson(Path file) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("machine", machine);
        json.put("date", date);
        json.put("command", command);
        json.put("backlog", backlog);
        Map<String, Object> readers = new LinkedHashMap<>();
        runs.forEach((name, measured) -> readers.put(name, reader(name, measured)));
        json.put("readers", readers);
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), json);
    }

    /** Replaces the result in a page, between the two marks in it. */
    void writeInto(Path page) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN_MARK);
        int end = text.indexOf(END_MARK);
        if (begin < 0 || end < begin) {
            throw new IOException(page + " lacks the marks " + BEGIN_MARK + " and " + END_MARK);
        }
        Files.writeString(
                page, text.substring(0, begin + BEGIN_MARK.length()) + "\n" + markdown() + text.substring(end));
    }

    private static final String BEGIN_MARK = "<!-- result -->";
    private static final String END_MARK = "<!-- end of result -->";

    /** The table with what it takes to read it. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        int repeats = runs.values().stream().mapToInt(List::size).max().orElse(0);
        text.append(format(
                "%s, %d cores, %d MB of memory, %s, %s. %,d inserts, %,d updates, %,d deletes; median of %d run%s:%n%n",
                date,
                machine.cores(),
                machine.memoryMb(),
                machine.system(),
                machine.jdk(),
                backlog.inserts(),
                backlog.updates(),
                backlog.deletes(),
                repeats,
                repeats == 1 ? "" : "s"));
        text.append("    ").append(command).append("\n\n").append(table()).append('\n');
        settings.forEach((name, setting) ->
                text.append("- `").append(name).append("`: ").append(setting).append("\n"));
        return text.toString();
    }

    private String table() {
        StringBuilder text = new StringBuilder();
        text.append(
                "| reader | rows/s | CPU s | peak RSS, MB | rows/s with start | CPU s with start | rows/s, Debezium = 1"
                        + " | CPU, Debezium = 1 | CPU, Canal-JSON = 1 |\n");
        text.append("|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        runs.forEach((name, measured) -> {
            Measurement median = Measurement.median(measured);
            Measurement peer = of(DebeziumReader.NAME);
            Measurement canalJson = of(TidegateFormat.CANAL_JSON.reader());
            text.append(format(
                    "| `%s` | %,.0f | %.1f | %.0f | %,.0f | %.1f | %s | %s | %s |%n",
                    name,
                    median.rowsPerSecond(),
                    median.streamCpuSeconds(),
                    median.peakRssMb(),
                    median.rowsPerSecondWithStart(),
                    median.totalCpuSeconds(),
                    peer == null ? "" : format("%.2f", median.rowsPerSecond() / peer.rowsPerSecond()),
                    peer == null ? "" : format("%.2f", median.streamCpuSeconds() / peer.streamCpuSeconds()),
                    canalJson == null ? "" : format("%.2f", median.streamCpuSeconds() / canalJson.streamCpuSeconds())));
        });
        return text.toString();
    }

    private Map<String, Object> reader(String name, List<Measurement> measured) {
        Measurement median = Measurement.median(measured);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("settings", settings.get(name));
        json.putAll(figures(median));
        Map<String, Object> ratios = new LinkedHashMap<>();
        runs.forEach((other, otherRuns) -> {
            if (!other.equals(name) && isBase(other)) {
                Measurement base = Measurement.median(otherRuns);
                ratios.put(
                        other,
                        Map.of(
                                "rows/s", rounded(median.rowsPerSecond() / base.rowsPerSecond()),
                                "cpu_s", rounded(median.streamCpuSeconds() / base.streamCpuSeconds()),
                                "rss_mb", rounded(median.peakRssMb() / base.peakRssMb())));
            }
        });
        json.put("ratios", ratios);
        Map<String, Double> threads = new LinkedHashMap<>();
        median.threadSeconds().forEach((thread, seconds) -> {
            if (seconds >= 0.05) {
                threads.put(thread, seconds);
            }
        });
        json.put("cpu_s_by_thread", threads);
        json.put("runs", measured.stream().map(Result::figures).toList());
        return json;
    }

    private static Map<String, Object> figures(Measurement run) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rows/s", Math.round(run.rowsPerSecond()));
        json.put("cpu_s", rounded(run.streamCpuSeconds()));
        json.put("rss_mb", Math.round(run.peakRssMb()));
        json.put("rows/s_with_start", Math.round(run.rowsPerSecondWithStart()));
        json.put("cpu_s_with_start", rounded(run.totalCpuSeconds()));
        return json;
    }

    /** Whether all others are compared with this reader. */
    private static boolean isBase(String reader) {
        return reader.equals(TidegateFormat.CANAL_JSON.reader())
                || reader.equals(DebeziumReader.NAME)
                || reader.startsWith("floor-");
    }

    private @Nullable Measurement of(String reader) {
        List<Measurement> measured = runs.get(reader);
        return measured == null ? null : Measurement.median(measured);
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
