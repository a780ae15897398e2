package io.tidegate.config;

import static io.tidegate.config.Refusal.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.error.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left out, as the file says it. */
class FilterOptionsTest {
    private static final String URI = "kafka://h:9092/t?protocol=canal-json";

    @Test
    void anEmptyListOfFilterRulesMeansAllTables() {
        assertThat(resolve("", "filter.rules = []").filter().rules()).containsExactly("*.*");
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, REFUSED",
        "false, true, LEFT_OUT",
        "true, false, REPLICATED",
        "true, true, REPLICATED",
    })
    void tablesWithoutKeysAreForTheFileToDecide(boolean force, boolean ignore, KeylessTables expected) {
        String file = "force-replicate = " + force + "\nignore-ineligible-table = " + ignore;
        assertThat(resolve("", file).keylessTables()).isEqualTo(expected);
    }

    @Test
    void aFileThatSaysNothingOfTablesWithoutKeysMeansWhatItMeansInTiCdcAndNoFileMeansAllTables() {
        assertThat(resolve("", "").keylessTables()).isEqualTo(KeylessTables.REFUSED);
        assertThat(ResolvedConfig.resolve(SinkUri.parse(URI), ChangefeedConfig.empty())
                        .keylessTables())
                .isEqualTo(KeylessTables.REPLICATED);
    }

    @Test
    void eventFiltersAreReadKeyByKey() {
        ResolvedConfig config = resolve("", """
                [filter]
                ignore-txn-start-ts = [1, 449918007904436226]
                [[filter.event-filters]]
                matcher = ['depot.parcel', '!depot.x']
                ignore-event = ['truncate table', 'delete']
                ignore-sql = ['^optimize', 'drop index']
                [[filter.event-filters]]
                matcher = ['a.*']
                [[filter.event-filters]]
                ignore-event = ['insert']
                """);
        assertThat(config.filter().ignoredStartTs()).containsExactly(1L, 449918007904436226L);
        assertThat(config.filter().eventFilters())
                .containsExactly(
                        new EventFilterRule(
                                List.of("depot.parcel", "!depot.x"),
                                List.of("truncate table", "delete"),
                                List.of("^optimize", "drop index"),
                                "",
                                "",
                                "",
                                ""),
                        EventFilterRule.ofEvents(List.of("a.*"), List.of()),
                        EventFilterRule.ofEvents(List.of(), List.of("insert")));
        assertThat(config.warnings())
                .containsExactly(
                        new ConfigWarning("filter.event-filters[1]", "a rule without ignore-… leaves nothing out"),
                        new ConfigWarning("filter.event-filters[2]", "a rule without matcher matches no table"));
    }

    @Test
    void transactionsOfMySqlAndMariaDbAreNamedByGtidOrPlace() {
        String file = "tidegate.filter.ignore-transactions = ['0-1-42', ' 3E11FA47-71CA-11E1-9E33-C80AA9429562:23 ',"
                + " '3e11fa47-71ca-11e1-9e33-c80aa9429562:Tag:5', 'MySQL-bin.000003:1234']";
        assertThat(resolve("", file).filter().ignoredTransactions())
                .containsExactlyInAnyOrder(
                        "0-1-42",
                        "3e11fa47-71ca-11e1-9e33-c80aa9429562:23",
                        "3e11fa47-71ca-11e1-9e33-c80aa9429562:tag:5",
                        "MySQL-bin.000003:1234");
        for (String none : List.of("42", "0-1-42-3", "bin.000003", "0-1-2,0-1-3", "bin.000003:x")) {
            assertThat(refusal(() -> resolve("", "tidegate.filter.ignore-transactions = ['" + none + "']"))
                            .code())
                    .isEqualTo(ErrorCode.CONFIG_INVALID_VALUE);
        }
    }

    @Test
    void aStartTsHasNoSign() {
        assertThat(refusal(() -> resolve("", "filter.ignore-txn-start-ts = [-1]"))
                        .code())
                .isEqualTo(ErrorCode.CONFIG_INVALID_VALUE);
    }

    @Test
    void columnSelectorsKeepTheirOrder() {
        ResolvedConfig config = resolve("", """
                [sink]
                column-selectors = [
                  {matcher = ['a.*'], columns = ['*', '!b']},
                  {columns = ['c']},
                ]
                """);
        assertThat(config.columnSelectors())
                .containsExactly(
                        new ColumnSelectorRule(List.of("a.*"), List.of("*", "!b")),
                        new ColumnSelectorRule(List.of(), List.of("c")));
        assertThat(config.warnings()).extracting(ConfigWarning::key).containsExactly("sink.column-selectors[1]");
    }

    private static ResolvedConfig resolve(String parameters, String toml) {
        return ResolvedConfig.resolve(SinkUri.parse(URI + parameters), ChangefeedConfig.parse(toml));
    }
}
