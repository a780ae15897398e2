package io.tidegate.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.EventFilterRule;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.Key;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tables without a valid key, and the DDLs that make them so. */
class ChangeFilterTest {
    private static final TableName NAME = new TableName("t", "a");
    private static final TableVersion KEYED = version(List.of(new Key(Key.PRIMARY, List.of(0), true)));
    private static final TableVersion KEYLESS = version(List.of());
    private static final ChangeFilter KEYS_ONLY =
            new ChangeFilter(EventFilters.none(), ColumnSelectors.none(), false, IgnoredStartTs.none());

    @Test
    void whereKeylessTablesAreReplicatedEverythingIs() {
        ChangeFilter all = ChangeFilter.none();

        assertThat(all.accepts(KEYLESS)).isTrue();
        assertThat(all.accepts(ddl(DdlKind.CREATE_TABLE, null, KEYLESS))).isTrue();
        assertThat(all.losesTable(ddl(DdlKind.DROP_PRIMARY_KEY, KEYED, KEYLESS)))
                .isFalse();
    }

    @Test
    void aUniqueKeyOfNullableColumnsIsNoValidKey() {
        TableVersion nullable = new TableVersion(
                NAME,
                List.of(new Column("u", ColumnType.of(ColumnKind.INT), true)),
                List.of(new Key("u", List.of(0), true)));

        assertThat(KEYS_ONLY.accepts(nullable)).isFalse();
        assertThat(KEYS_ONLY.accepts(KEYED)).isTrue();
    }

    @Test
    void theDdlsOfAKeylessTableAreLeftOut() {
        assertThat(KEYS_ONLY.accepts(ddl(DdlKind.CREATE_TABLE, null, KEYLESS))).isFalse();
        assertThat(KEYS_ONLY.accepts(ddl(DdlKind.ADD_COLUMN, KEYLESS, KEYLESS))).isFalse();
        assertThat(KEYS_ONLY.accepts(ddl(DdlKind.DROP_TABLE, KEYLESS, null))).isFalse();
        assertThat(KEYS_ONLY.accepts(ddl(DdlKind.DROP_TABLE, KEYED, null))).isTrue();
    }

    @Test
    void theDdlThatGivesATableAKeyIsTheFirstThingSentOfIt() {
        assertThat(KEYS_ONLY.accepts(ddl(DdlKind.ADD_PRIMARY_KEY, KEYLESS, KEYED)))
                .isTrue();
        assertThat(KEYS_ONLY.losesTable(ddl(DdlKind.ADD_PRIMARY_KEY, KEYLESS, KEYED)))
                .isFalse();
    }

    @Test
    void theDdlThatTakesTheLastKeyIsTheLastThingSentOfIt() {
        assertThat(KEYS_ONLY.accepts(ddl(DdlKind.DROP_PRIMARY_KEY, KEYED, KEYLESS)))
                .isTrue();
        assertThat(KEYS_ONLY.losesTable(ddl(DdlKind.DROP_PRIMARY_KEY, KEYED, KEYLESS)))
                .isTrue();
    }

    @Test
    void aViewAndADatabaseNeedNoKey() {
        assertThat(KEYS_ONLY.accepts(ddl(DdlKind.CREATE_VIEW, null, null))).isTrue();
    }

    @Test
    void eventFiltersComeOnTopOfThat() {
        EventFilters events =
                EventFilters.of(List.of(EventFilterRule.ofEvents(List.of("t.*"), List.of("add column"))), false);
        ChangeFilter filter = new ChangeFilter(events, ColumnSelectors.none(), false, IgnoredStartTs.none());

        assertThat(filter.accepts(ddl(DdlKind.ADD_COLUMN, KEYED, KEYED))).isFalse();
        assertThat(filter.concerns(ddl(DdlKind.ADD_COLUMN, KEYED, KEYED))).isTrue();
    }

    @Test
    void aDdlOfATransactionThatIsLeftOutIsNotSentButStillConcernsItsTable() {
        ChangeFilter filter = new ChangeFilter(
                EventFilters.none(), ColumnSelectors.none(), true, IgnoredStartTs.of(List.of(-3L, 7L)));

        assertThat(filter.accepts(startedAt(7))).isFalse();
        assertThat(filter.accepts(startedAt(-3))).isFalse();
        assertThat(filter.concerns(startedAt(7))).isTrue();
        assertThat(filter.accepts(startedAt(8))).isTrue();
        assertThat(filter.accepts(startedAt(0))).isTrue();
    }

    private static Ddl startedAt(long startTs) {
        return new Ddl(9, DdlKind.ADD_COLUMN, NAME, null, "a statement", KEYED, KEYED, startTs);
    }

    private static Ddl ddl(DdlKind kind, @Nullable TableVersion before, @Nullable TableVersion after) {
        return new Ddl(1, kind, NAME, null, "a statement", after, before);
    }

    private static TableVersion version(List<Key> keys) {
        return new TableVersion(NAME, List.of(new Column("id", ColumnType.of(ColumnKind.INT), false)), keys);
    }
}
