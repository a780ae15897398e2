package io.tidegate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultTest {
    @TempDir
    private Path directory;

    @Test
    void theMiddleOfThreeRunsCounts() {
        Measurement median = Measurement.median(List.of(run(4, 9), run(1, 8), run(2, 7)));

        assertThat(median.rowsPerSecond()).isCloseTo(500, within(0.01));
        assertThat(median.streamCpuSeconds()).isEqualTo(8);
    }

    @Test
    void twoRunsCountWithTheirMean() {
        assertThat(Measurement.median(List.of(run(1, 4), run(3, 8))).streamSeconds())
                .isEqualTo(2);
    }

    @Test
    void everyReaderIsComparedWithDebeziumTheFloorsAndCanalJson() throws IOException {
        Path file = directory.resolve("result.json");
        result().writeJson(file);

        JsonNode readers = new ObjectMapper().readTree(file.toFile()).get("readers");
        JsonNode ratios = readers.get("tidegate").get("ratios");
        assertThat(ratios.get("debezium").get("rows/s").doubleValue()).isEqualTo(4);
        assertThat(ratios.get("debezium").get("cpu_s").doubleValue()).isEqualTo(0.25);
        assertThat(ratios.get("floor-log").get("rows/s").doubleValue()).isEqualTo(0.5);
        assertThat(readers.get("debezium").get("ratios").has("debezium")).isFalse();
        JsonNode ofAvro = readers.get("tidegate-avro").get("ratios").get("tidegate");
        assertThat(ofAvro.get("cpu_s").doubleValue()).isEqualTo(1.5);
        assertThat(ofAvro.get("rows/s").doubleValue()).isEqualTo(0.5);
    }

    @Test
    void onlyTheResultOfAPageIsReplaced() throws IOException {
        Path page = Files.writeString(
                directory.resolve("page.md"), "before\n<!-- result -->\nold\n<!-- end of result -->\nafter\n");
        result().writeInto(page);

        String text = Files.readString(page);
        assertThat(text).startsWith("before\n<!-- result -->\n").endsWith("<!-- end of result -->\nafter\n");
        assertThat(text).contains("| `tidegate` | 500 | 2.0 |").doesNotContain("old");
        assertThat(text).containsPattern("\\| `tidegate-avro` \\| 250 \\| 3\\.0 \\|.*\\| 1\\.50 \\|\n");
    }

    @Test
    void aPageWithoutMarksIsRefused() throws IOException {
        Path page = Files.writeString(directory.resolve("page.md"), "nothing");

        assertThatThrownBy(() -> result().writeInto(page)).isInstanceOf(IOException.class);
    }

    private static Result result() {
        Map<String, List<Measurement>> runs = new LinkedHashMap<>();
        runs.put("tidegate", List.of(run(2, 2)));
        runs.put("tidegate-avro", List.of(run(4, 3)));
        runs.put("debezium", List.of(run(8, 8)));
        runs.put("floor-log", List.of(run(1, 1)));
        return new Result(
                new Machine(2, 24_000, "Linux", "JVM"),
                "2026-01-01T00:00:00Z",
                "bench/run",
                new Backlog("binlog.000001", 4, 5, 700, 200, 100),
                Map.of("tidegate", "as ever", "debezium", "at its best", "floor-log", "none"),
                runs);
    }

    private static Measurement run(double seconds, double cpuSeconds) {
        return new Measurement(1000, seconds, seconds + 1, cpuSeconds, cpuSeconds + 1, 300, Map.of());
    }
}
