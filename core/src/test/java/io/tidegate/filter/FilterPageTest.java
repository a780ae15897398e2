package io.tidegate.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.ChangefeedConfig;
import io.tidegate.config.EventFilterRule;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.config.SinkUri;
import io.tidegate.docs.ManualPage;
import io.tidegate.filter.expression.Expression;
import io.tidegate.model.DdlKind;
import io.tidegate.model.TableName;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/filter.md says holds. */
class FilterPageTest {
    private static final ManualPage PAGE = ManualPage.read("filter.md");

    @Test
    void everySnippetIsAConfigurationWithoutWarnings() {
        assertThat(PAGE.blocks("toml")).hasSize(4);
        for (String snippet : PAGE.blocks("toml")) {
            ResolvedConfig config = resolve(snippet);
            assertThat(config.warnings()).as(snippet).isEmpty();
            EventFilters.of(config.filter().eventFilters(), false);
            ColumnSelectors.of(config.columnSelectors(), false, true);
            TableFilter.of(config.filter().rules(), false);
        }
    }

    @Test
    void theTableRulesDoWhatThePageSays() {
        TableFilter filter =
                TableFilter.of(resolve(PAGE.blocks("toml").get(0)).filter().rules(), false);

        assertThat(filter.matches(new TableName("shop", "orders"))).isTrue();
        assertThat(filter.matches(new TableName("shop", "tmp_1"))).isFalse();
        assertThat(filter.matches(new TableName("CRM", "Customer"))).isTrue();
        assertThat(filter.matches(new TableName("crm", "log"))).isFalse();
    }

    @Test
    void everyNameOfAnEventThatThePageHasIsKnownAndNoneIsMissing() {
        List<String> names = PAGE.section("### By kind").cells().stream()
                .flatMap(cell -> Pattern.compile("`([a-z ]+)`").matcher(cell).results())
                .map(match -> match.group(1))
                .toList();

        EventFilters.of(List.of(EventFilterRule.ofEvents(List.of("*.*"), names)), false);
        assertThat(names)
                .containsAll(Arrays.stream(DdlKind.values())
                        .filter(kind -> kind != DdlKind.OTHER)
                        .map(DdlKind::eventType)
                        .toList())
                .contains("insert", "update", "delete", "all dml", "all ddl", "alter table");
    }

    @Test
    void everyFunctionThatThePageHasIsKnown() {
        List<String> functions = PAGE.section("### By value").rows().stream()
                .filter(row -> row.startsWith("| functions"))
                .flatMap(row -> Pattern.compile("`([A-Z_]+)`").matcher(row).results())
                .map(match -> match.group(1))
                .toList();

        assertThat(functions).hasSize(31).doesNotHaveDuplicates();
        functions.forEach(function -> Expression.parse("page", function + "(a) = 1"));
    }

    @Test
    void everyLiteralThatThePageHasIsRead() {
        List<String> literals = PAGE.section("### By value").rows().stream()
                .filter(row -> row.startsWith("| literals"))
                .flatMap(row -> Pattern.compile("`([^`]+)`").matcher(row).results())
                .map(match -> match.group(1))
                .toList();

        assertThat(literals).hasSize(13);
        literals.forEach(literal -> Expression.parse("page", "a = " + literal));
    }

    private static ResolvedConfig resolve(String toml) {
        return ResolvedConfig.resolve(SinkUri.parse("kafka://h:1/t?protocol=canal-json"), ChangefeedConfig.parse(toml));
    }
}
