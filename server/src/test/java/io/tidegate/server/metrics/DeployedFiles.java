package io.tidegate.server.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tidegate.server.metrics.PromQl.Selector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The dashboard and the alerts that are deployed with a server, and what is wrong with an expression in them. */
final class DeployedFiles {
    static final Path ROOT = Path.of(System.getProperty("basedir", "."), "..");
    static final Path ALERTS = ROOT.resolve("deploy/prometheus/alerts.yml");
    static final Path ALERT_TESTS = ROOT.resolve("deploy/prometheus/alerts_test.yml");
    static final Path DASHBOARD = ROOT.resolve("deploy/grafana/tidegate.json");

    /** Labels that Prometheus itself gives to what it scrapes. */
    private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job");

    private DeployedFiles() {}

    static JsonNode yaml(Path file) throws IOException {
        return new ObjectMapper(new YAMLFactory()).readTree(Files.readString(file));
    }

    static JsonNode dashboard() throws IOException {
        return new ObjectMapper().readTree(Files.readString(DASHBOARD));
    }

    /** What the expression asks for and the catalogue does not have. */
    static List<String> unknown(String expression) {
        PromQl query = new PromQl(expression);
        List<String> unknown = new ArrayList<>();
        Set<String> labels = new HashSet<>(OF_PROMETHEUS);
        for (Selector selector : query.selectors) {
            Optional<Metric> metric = MetricCatalogue.ofSeries(selector.series());
            metric.ifPresentOrElse(
                    found -> {
                        found.labels().forEach(label -> labels.add(label.name()));
                        unknown.addAll(unknown(found, selector));
                    },
                    () -> unknown.add(selector.series()));
        }
        query.groupingLabels.stream().filter(label -> !labels.contains(label)).forEach(unknown::add);
        if (query.selectors.isEmpty()) {
            unknown.add("an expression without a metric");
        }
        return unknown;
    }

    private static List<String> unknown(Metric metric, Selector selector) {
        List<String> unknown = new ArrayList<>();
        for (String name : selector.labels()) {
            if (!OF_PROMETHEUS.contains(name)
                    && metric.labels().stream().noneMatch(label -> label.name().equals(name))) {
                unknown.add(metric.name() + "{" + name + "}");
            }
        }
        for (Label label : metric.labels()) {
            String wanted = selector.equal().get(label.name());
            if (wanted != null && !label.values().isEmpty() && !label.values().contains(wanted)) {
                unknown.add(metric.name() + "{" + label.name() + "=" + wanted + "}");
            }
        }
        return unknown;
    }
}
