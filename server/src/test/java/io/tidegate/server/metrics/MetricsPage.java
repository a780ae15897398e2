package io.tidegate.server.metrics;

import java.util.stream.Collectors;

/** Writes {@code docs/metrics.md}: each metric of the catalogue. */
final class MetricsPage {
    private MetricsPage() {}

    static String text() {
        StringBuilder page = new StringBuilder("""
                # Metrics

                This page is generated from `io.tidegate.server.metrics.MetricCatalogue`. `tidegate server` shows these metrics at
                `/metrics`, in the text format of Prometheus, to whoever has a token of a viewer, or to anybody where
                `metrics.anonymous` says so; `tidegate run --metrics-listen HOST:PORT` shows those of its one changefeed. A scrape
                only looks at what the process knows; it asks neither sources nor Kafka.

                Names that begin with `ticdc_` are TiCDC's, with its labels `namespace` and `changefeed` and its units, so that
                its dashboards and alerts keep working; [compatibility](compatibility.md) says what differs. `deploy/grafana` has
                a dashboard and `deploy/prometheus` alert rules; [operations](operations.md) says what to do about each.

                Not shown, because no honest value exists here: `ticdc_owner_barrier_ts` and TiCDC's histograms of batches, sizes
                and durations inside its workers.
                """);
        for (MetricCatalogue.Section section : MetricCatalogue.sections()) {
            page.append("\n## ").append(section.title()).append("\n\n");
            page.append(section.introduction()).append("\n\n");
            page.append("| Metric | Type | Unit | Labels | Meaning |\n|---|---|---|---|---|\n");
            section.metrics().forEach(metric -> row(page, metric));
        }
        return page.toString();
    }

    private static void row(StringBuilder page, Metric metric) {
        page.append("| `")
                .append(metric.name())
                .append("` | ")
                .append(metric.type().text());
        page.append(" | ").append(metric.unit());
        page.append(" | ").append(labels(metric));
        page.append(" | ").append(cell(metric.meaning())).append(" |\n");
    }

    /** Those that every changefeed has need no repetition. */
    private static String labels(Metric metric) {
        return cell(metric.labels().stream()
                .filter(label -> !label.equals(Label.NAMESPACE) && !label.equals(Label.CHANGEFEED))
                .map(label -> "`" + label.name() + "`: " + label.meaning())
                .collect(Collectors.joining("; ")));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
