package io.tidegate.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.server.metrics.PromQl.Selector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DashboardTest {
    private final JsonNode dashboard = DeployedFiles.dashboard();
    private final List<JsonNode> panels = new ArrayList<>();

    DashboardTest() throws IOException {
        dashboard.path("panels").forEach(panels::add);
    }

    @Test
    void itAsksForNothingThatIsNotInTheCatalogue() {
        assertThat(expressions()).hasSizeGreaterThan(40).allSatisfy(expression -> assertThat(
                        DeployedFiles.unknown(expression))
                .as(expression)
                .isEmpty());
    }

    @Test
    void itShowsEveryMetricOfAChangefeedThatIsNotShownInAnotherWay() {
        Set<String> shown = expressions().stream()
                .flatMap(expression -> new PromQl(expression).selectors.stream().map(Selector::series))
                .collect(Collectors.toSet());
        Set<String> otherwise =
                Set.of("ticdc_owner_checkpoint_ts", "ticdc_owner_resolved_ts", "tidegate_feed_table_rows_total");
        List<String> missing = MetricCatalogue.all()
                .filter(metric -> FeedMetrics.ALL.contains(metric) || SinkMetrics.ALL.contains(metric))
                .flatMap(metric -> metric.series().stream())
                .filter(series -> !shown.contains(series) && !otherwise.contains(series))
                .toList();
        assertThat(missing).isEmpty();
    }

    @Test
    void itsRowsTellTheStoryInOrder() {
        assertThat(panels.stream()
                        .filter(panel -> panel.path("type").textValue().equals("row"))
                        .map(panel -> panel.path("title").textValue()))
                .containsExactly(
                        "All changefeeds",
                        "Lag",
                        "Throughput and quota",
                        "Errors",
                        "Kafka producers",
                        "Memory and process",
                        "Purge at the source");
    }

    @Test
    void aChangefeedCanBeChosen() {
        JsonNode variables = dashboard.path("templating").path("list");
        assertThat(variables).anySatisfy(variable -> {
            assertThat(variable.path("name").textValue()).isEqualTo("changefeed");
            assertThat(variable.path("query").path("query").textValue())
                    .isEqualTo("label_values(ticdc_owner_status, changefeed)");
        });
        long ofOne = expressions().stream()
                .filter(expression -> expression.contains("changefeed=~\"$changefeed\""))
                .count();
        assertThat(ofOne).isGreaterThan(30);
    }

    @Test
    void panelsHaveIdsOfTheirOwnAndDoNotOverlap() {
        Set<Integer> ids = new HashSet<>();
        Set<String> cells = new HashSet<>();
        for (JsonNode panel : panels) {
            assertThat(ids.add(panel.path("id").intValue())).isTrue();
            JsonNode place = panel.path("gridPos");
            for (int x = 0; x < place.path("w").intValue(); x++) {
                for (int y = 0; y < place.path("h").intValue(); y++) {
                    int column = place.path("x").intValue() + x;
                    assertThat(column).isLessThan(24);
                    assertThat(cells.add(column + " " + (place.path("y").intValue() + y)))
                            .as("%s at %s", panel.path("title"), place)
                            .isTrue();
                }
            }
        }
    }

    private List<String> expressions() {
        return expressions(panels);
    }

    static List<String> expressions(Iterable<JsonNode> panels) {
        List<String> all = new ArrayList<>();
        panels.forEach(panel -> panel.path("targets")
                .forEach(target -> all.add(target.path("expr").textValue())));
        return all;
    }
}
