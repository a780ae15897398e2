package io.tidegate.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.server.metrics.PromQl.Selector;
import org.junit.jupiter.api.Test;

class PromQlTest {
    @Test
    void seriesAndTheirLabelsAreFoundAmongFunctionsAndOperators() {
        PromQl query = new PromQl(
                "histogram_quantile(0.99, sum by (le, route) (rate(x_bucket{a=\"1\", b=~\"$v\"}[5m])))"
                        + " / on (instance) group_left (job) topk(3, y) > 4e3 and max_over_time(z[$__rate_interval]) or vector(0)");
        assertThat(query.selectors.stream().map(Selector::series)).containsExactly("x_bucket", "y", "z");
        assertThat(query.selectors.get(0).equal()).containsOnlyKeys("a").containsEntry("a", "1");
        assertThat(query.selectors.get(0).labels()).containsExactlyInAnyOrder("a", "b");
        assertThat(query.groupingLabels).containsExactlyInAnyOrder("le", "route", "instance", "job");
    }
}
