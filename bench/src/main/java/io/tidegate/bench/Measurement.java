package io.tidegate.bench;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * One run of a reader.
 *
 * @param rows that it finished
 * @param streamSeconds from the first of them to the last
 * @param totalSeconds from the start of the process to the last
 * @param streamCpuSeconds CPU time of the process between the first and the last
 * @param totalCpuSeconds CPU time of the process from its start to the last
 * @param peakRssMb the most memory that was resident at once
 * @param threadSeconds CPU time of its threads from their start to the last row
 */
record Measurement(
        long rows,
        double streamSeconds,
        double totalSeconds,
        double streamCpuSeconds,
        double totalCpuSeconds,
        double peakRssMb,
        Map<String, Double> threadSeconds) {
    double rowsPerSecond() {
        return rows / streamSeconds;
    }

    double rowsPerSecondWithStart() {
        return rows / totalSeconds;
    }

    /** The middle of each figure over all runs; the threads are those of the run with the middle CPU time. */
    static Measurement median(List<Measurement> runs) {
        return new Measurement(
                runs.get(0).rows,
                middle(runs, Measurement::streamSeconds),
                middle(runs, Measurement::totalSeconds),
                middle(runs, Measurement::streamCpuSeconds),
                middle(runs, Measurement::totalCpuSeconds),
                middle(runs, Measurement::peakRssMb),
                runs.stream()
                        .sorted(Comparator.comparingDouble(Measurement::totalCpuSeconds))
                        .toList()
                        .get(runs.size() / 2)
                        .threadSeconds);
    }

    private static double middle(List<Measurement> runs, ToDoubleFunction<Measurement> figure) {
        double[] values = runs.stream().mapToDouble(figure).sorted().toArray();
        int half = values.length / 2;
        return values.length % 2 == 1
                ? values[half]
                : Arrays.stream(values, half - 1, half + 1).average().orElseThrow();
    }
}
