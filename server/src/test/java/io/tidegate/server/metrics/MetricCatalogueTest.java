package io.tidegate.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricCatalogueTest {
    @Test
    void seriesAreUniqueAndNamedAsPrometheusWants() {
        assertThat(MetricCatalogue.all().flatMap(metric -> metric.series().stream()))
                .doesNotHaveDuplicates()
                .allMatch(series -> series.matches("(ticdc|tidegate|jvm|process|system)_[a-z0-9_]+"));
    }

    @Test
    void eachMetricOfAChangefeedHasAReadingInItsPlace() {
        List<Metric> ofFeeds = Stream.concat(FeedMetrics.ALL.stream(), SinkMetrics.ALL.stream())
                .toList();
        assertThat(FeedReading.ALL.stream().map(FeedReading::metric)).containsExactlyElementsOf(ofFeeds);
        assertThat(ofFeeds)
                .allMatch(metric -> metric.labels().subList(0, 2).equals(List.of(Label.NAMESPACE, Label.CHANGEFEED)));
    }

    @Test
    void meaningsAreSentencesWithoutAFullStop() {
        assertThat(MetricCatalogue.all().map(Metric::meaning))
                .allMatch(meaning -> meaning.matches("(?s)[A-Z0-9].*[^.]"));
    }

    @Test
    void countersOfOursEndAsPrometheusWants() {
        assertThat(MetricCatalogue.all()
                        .filter(metric -> metric.type() == MetricType.COUNTER)
                        .map(Metric::name)
                        .filter(name -> !name.startsWith("ticdc_")))
                .allMatch(name -> name.endsWith("_total"));
    }
}
