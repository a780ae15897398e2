package io.tidegate.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.error.TidegateException;
import io.tidegate.model.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableFilterTest {
    @Test
    void withoutRulesEverythingIsReplicated() {
        TableFilter filter = TableFilter.of(List.of(), false);

        assertThat(filter.matches(new TableName("shop", "orders"))).isTrue();
        assertThat(filter.matchesSchema("shop")).isTrue();
    }

    @Test
    void aListOfCommentsReplicatesNothing() {
        assertThat(TableFilter.of(List.of("# later"), false).matches(new TableName("shop", "orders")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "information_schema",
                "INFORMATION_SCHEMA",
                "performance_schema",
                "metrics_schema",
                "inspection_schema",
                "mysql",
                "MySQL",
                "sys",
                "dm_heartbeat",
                "tidb_cdc",
                "lightning_task_info",
                "workload_schema"
            })
    void aSystemSchemaIsNeverReplicated(String schema) {
        TableFilter filter = TableFilter.of(List.of("*.*", "`" + schema + "`.*"), true);

        assertThat(filter.matches(new TableName(schema, "t"))).isFalse();
        assertThat(filter.matchesSchema(schema)).isFalse();
    }

    @Test
    void aSchemaWhoseNameOnlyResemblesASystemSchemaIsReplicated() {
        assertThat(TableFilter.of(List.of(), false).matches(new TableName("metric_schema", "t")))
                .isTrue();
    }

    @Test
    void aDatabaseIsReplicatedWhenOneOfItsTablesMayBe() {
        TableFilter filter = TableFilter.of(List.of("shop.orders"), false);

        assertThat(filter.matchesSchema("shop")).isTrue();
        assertThat(filter.matchesSchema("depot")).isFalse();
    }

    @Test
    void aBadRuleIsRefusedAtOnce() {
        assertThatThrownBy(() -> TableFilter.of(List.of("shop"), false)).isInstanceOf(TidegateException.class);
    }
}
