package io.tidegate.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class TablePlansTest {
    @Test
    void aPlanIsMadeOnceForEachVersionThoughTablesTakeTurns() {
        TableVersion first = version();
        TableVersion second = version();
        TablePlans<Object> plans = new TablePlans<>(table -> new Object());

        Object ofFirst = plans.of(first);
        Object ofSecond = plans.of(second);

        assertThat(ofFirst).isNotSameAs(ofSecond);
        assertThat(plans.of(second)).isSameAs(ofSecond);
        assertThat(plans.of(first)).isSameAs(ofFirst);
    }

    /** Another version of the same table, though nothing differs in it. */
    private static TableVersion version() {
        return new TableVersion(
                new TableName("s", "t"), List.of(new Column("c", ColumnType.of(ColumnKind.INT), true)), List.of());
    }
}
