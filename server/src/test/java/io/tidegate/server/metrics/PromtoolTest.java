package io.tidegate.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.embedded.LocalPromtool;
import io.tidegate.embedded.LocalPromtool.Verdict;
import io.tidegate.embedded.Needs;
import io.tidegate.embedded.TestPart;
import io.tidegate.server.changefeed.ChangefeedState;
import io.tidegate.server.changefeed.ErrorReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus itself reads what is made for it. */
@Needs(TestPart.PROMTOOL)
class PromtoolTest {
    @TempDir
    Path directory;

    @Test
    void itTakesTheAlertRules() throws Exception {
        assertThat(LocalPromtool.run("", "check", "rules", DeployedFiles.ALERTS.toString()))
                .satisfies(PromtoolTest::isWell);
    }

    @Test
    void eachAlertFiresWhereItMustAndOnlyThere() throws Exception {
        assertThat(LocalPromtool.run("", "test", "rules", DeployedFiles.ALERT_TESTS.toString()))
                .satisfies(PromtoolTest::isWell);
    }

    @Test
    void itUnderstandsEveryQueryOfTheDashboard() throws Exception {
        StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
        int number = 0;
        for (String query : DashboardTest.expressions(DeployedFiles.dashboard().path("panels"))) {
            rules.append("      - record: query_").append(number++).append("\n        expr: >-\n          ");
            rules.append(query.replace("$__rate_interval", "5m")).append('\n');
        }
        Path file = Files.writeString(directory.resolve("queries.yml"), rules);
        assertThat(LocalPromtool.run("", "check", "rules", file.toString())).satisfies(PromtoolTest::isWell);
    }

    /** It also has an opinion about names: TiCDC's, and one of Micrometer's, are not what Prometheus recommends today. */
    @Test
    void itReadsTheMetricsAndHasNothingToSayAboutOurNames() throws Exception {
        SampleFeed feed = new SampleFeed("shop")
                .at(Instant.ofEpochSecond(5), Instant.ofEpochSecond(6))
                .in(ChangefeedState.WARNING, Instant.EPOCH);
        feed.error = new ErrorReport(Instant.EPOCH, "CDC:ErrX", "a \"quoted\" \\ thing\nof two lines", "");
        try (MetricsExport export = new MetricsExport(
                () -> List.of(feed.figures(), new SampleFeed("other").figures()),
                List::of,
                new Readiness(() -> {}),
                InstantSource.system())) {
            Verdict verdict = LocalPromtool.run(export.text(), "check", "metrics");
            assertThat(verdict.output()).doesNotContain("error while linting");
            assertThat(verdict.output().lines())
                    .allMatch(
                            line -> line.startsWith("ticdc_") || line.startsWith("system_cpu_count "),
                            "is about a name of TiCDC's or Micrometer's");
        }
    }

    @Test
    void itWouldNotTakeWhatIsNoMetric() throws Exception {
        assertThat(LocalPromtool.run("ticdc_owner_status{changefeed=shop} 1\n", "check", "metrics")
                        .status())
                .isNotZero();
    }

    private static void isWell(Verdict verdict) {
        assertThat(verdict.status()).as(verdict.output()).isZero();
    }
}
