package io.tidegate.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AlertsTest {
    /** Of reference and manual: those of TiCDC that make sense for one process without TiKV. */
    private static final List<String> OF_TICDC = List.of(
            "cdc_no_owner",
            "ticdc_changefeed_failed",
            "cdc_checkpoint_high_delay",
            "cdc_resolvedts_high_delay",
            "ticdc_sink_execution_error",
            "ticdc_processor_exit_with_error_count",
            "ticdc_changefeed_meet_error",
            "ticdc_memory_abnormal");

    private final List<JsonNode> alerts = new ArrayList<>();

    AlertsTest() throws IOException {
        DeployedFiles.yaml(DeployedFiles.ALERTS).path("groups").forEach(group -> group.path("rules")
                .forEach(alerts::add));
    }

    @Test
    void theyAskForNothingThatIsNotInTheCatalogue() {
        assertThat(alerts).isNotEmpty().allSatisfy(alert -> assertThat(
                        DeployedFiles.unknown(alert.path("expr").textValue()))
                .as(alert.path("alert").textValue())
                .isEmpty());
    }

    @Test
    void anExpressionThatCouldNeverFireIsFound() {
        assertThat(DeployedFiles.unknown("ticdc_owner_checkpoint_lag > 600"))
                .containsExactly("ticdc_owner_checkpoint_lag");
        assertThat(DeployedFiles.unknown("tidegate_feed_lag_seconds{part=\"sync\"} > 1"))
                .containsExactly("tidegate_feed_lag_seconds{part=sync}");
        assertThat(DeployedFiles.unknown("sum by (broker) (ticdc_owner_status{table=\"t\"})"))
                .containsExactly("ticdc_owner_status{table}", "broker");
        assertThat(DeployedFiles.unknown("vector(1)")).isNotEmpty();
    }

    @Test
    void thoseOfTicdcHaveItsNames() {
        assertThat(names()).containsAll(OF_TICDC).doesNotHaveDuplicates();
        assertThat(names().stream().filter(name -> !OF_TICDC.contains(name)))
                .allMatch(name -> name.startsWith("tidegate_"));
    }

    @Test
    void eachHasALevelASentenceAndAPlaceInTheManual() throws IOException {
        String manual = Files.readString(DeployedFiles.ROOT.resolve("docs/operations.md"));
        for (JsonNode alert : alerts) {
            String name = alert.path("alert").textValue();
            assertThat(alert.path("labels").path("level").textValue()).as(name).isIn("warning", "critical");
            assertThat(alert.path("annotations").path("summary").textValue())
                    .as(name)
                    .isNotBlank();
            assertThat(alert.path("annotations").path("runbook").textValue()).isEqualTo("docs/operations.md#" + name);
            assertThat(manual).containsPattern("(?m)^### " + name + "$");
        }
        assertThat(Pattern.compile("(?m)^### ((?:ticdc|cdc|tidegate)_\\w+)$")
                        .matcher(manual)
                        .results())
                .extracting(MatchResult::group)
                .as("sections of alerts that are gone")
                .allMatch(section -> names().contains(section.substring("### ".length())));
    }

    /** The cases themselves are run by promtool, where it is. */
    @Test
    void eachIsTriedWhereItMustFireAndWhereItMustNot() throws IOException {
        List<String> fire = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        DeployedFiles.yaml(DeployedFiles.ALERT_TESTS).path("tests").forEach(test -> test.path("alert_rule_test")
                .forEach(expected -> (expected.path("exp_alerts").isEmpty() ? silent : fire)
                        .add(expected.path("alertname").textValue())));
        assertThat(fire).containsExactlyElementsOf(names());
        assertThat(silent).containsExactlyElementsOf(names());
    }

    private List<String> names() {
        return alerts.stream().map(alert -> alert.path("alert").textValue()).toList();
    }
}
