package io.tidegate.server.metrics;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every metric there is, by what it speaks of. {@code docs/metrics.md} is printed from it. */
public final class MetricCatalogue {
    /**
     * Metrics that belong together.
     *
     * @param title for people
     * @param introduction what holds for all of them, as Markdown
     * @param metrics in the order in which they are shown
     */
    public record Section(String title, String introduction, List<Metric> metrics) {}

    private static final List<Section> SECTIONS = List.of(
            new Section(
                    "Changefeeds",
                    "One series for each changefeed; it vanishes when the changefeed is removed, and is not there before its"
                            + " value is known. Counters begin at 0 whenever the changefeed is started.",
                    FeedMetrics.ALL),
            new Section(
                    "Kafka producers",
                    "What the producers of a changefeed measure of themselves; only while it runs. Rates and averages are"
                            + " those of Kafka's client, over the last 30 seconds.",
                    SinkMetrics.ALL),
            new Section(
                    "The process",
                    "Of the server, or of `tidegate run`. Those that begin with `jvm_`, `process_` and `system_` are"
                            + " Micrometer's.",
                    ProcessMetrics.ALL));

    private MetricCatalogue() {}

    public static List<Section> sections() {
        return SECTIONS;
    }

    public static Stream<Metric> all() {
        return SECTIONS.stream().flatMap(section -> section.metrics().stream());
    }

    /** The metric that a series belongs to. */
    public static Optional<Metric> ofSeries(String series) {
        return all().filter(metric -> metric.series().contains(series)).findFirst();
    }
}
