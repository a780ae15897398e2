package io.tidegate.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.checkpoint.SourceState;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Collation;
import io.tidegate.model.Column;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.Index;
import io.tidegate.model.Key;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.mysql.row.CollationTable;
import io.tidegate.mysql.row.LogTypes;
import io.tidegate.mysql.row.TableMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableStoreTest {
    private static final TableName T = new TableName("s", "t");
    private static final String CREATE = "CREATE TABLE t (id int primary key, v varchar(10), u uuid)";

    private final FixedDefinitions server = new FixedDefinitions();
    private final TableStore store = TableStores.empty(server);

    @Test
    void aMapThatFitsTheDefinitionGetsItsVersion() {
        Ddl ddl = apply(CREATE);
        TableVersion version = store.resolve(map(T, 1, "id", "v", "u"));
        assertThat(version).isSameAs(ddl.newVersion());
        assertThat(store.resolve(map(T, 2, "id", "v", "u"))).isSameAs(version);
        assertThat(server.asked).isEmpty();
        assertThat(version.columns().get(2).type())
                .isEqualTo(TypeText.parse("uuid").orElseThrow());
    }

    @Test
    void anUnknownTableIsAskedForOnceAndTakenWhenItFits() {
        server.with(DefinitionText.of(CREATE));
        TableVersion version = store.resolve(map(T, 1, "id", "v", "u"));
        store.resolve(map(T, 2, "id", "v", "u"));
        assertThat(server.asked).containsExactly(T);
        assertThat(version.column(0).type()).isEqualTo(TypeText.parse("int(11)").orElseThrow());
        assertThat(store.mismatches()).isZero();
    }

    @Test
    void whatTheServerHasIsNotTakenForRowsOfAnotherLayout() {
        server.with(DefinitionText.of("CREATE TABLE t (id int primary key, w varchar(10), u uuid, unique x (w))"));
        TableVersion version = store.resolve(map(T, 1, "id", "v", "u"));
        assertThat(version.columns().stream().map(column -> column.name())).containsExactly("id", "v", "u");
        assertThat(definition()).isEqualTo("id int(11) not null, v varchar(10), u uuid | PRIMARY(id)");
        assertThat(store.mismatches()).isEqualTo(1);
    }

    @Test
    void withoutAnyDefinitionTheLogDescribesTheTable() {
        store.resolve(map(T, 1, "id", "v", "u"));
        assertThat(definition()).isEqualTo("id int not null, v varchar(10), u binary(16) | PRIMARY(id)");
    }

    @Test
    void aLogWithoutNamesIsRefusedWithTheRemedy() {
        TableMap nameless = new TableMap(
                1,
                T,
                new int[] {LogTypes.LONG},
                new int[1],
                new boolean[1],
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        assertThatThrownBy(() -> store.resolve(nameless)).isInstanceOfSatisfying(TidegateException.class, error -> {
            assertThat(error.code()).isEqualTo(ErrorCode.SCHEMA_METADATA_MISSING);
            assertThat(error.remedy()).contains("SET GLOBAL binlog_row_metadata = 'FULL'");
        });
    }

    @Test
    void aDefinitionMadeDoubtfulByAStatementIsAskedForAgain() {
        apply(CREATE);
        Ddl ddl = apply("ALTER TABLE t ADD z some_type");
        assertThat(ddl.newVersion()).isNull();
        assertThat(definition()).startsWith("?");
        store.resolve(map(T, 1, "id", "v", "u"));
        assertThat(server.asked).containsExactly(T);
        assertThat(definition()).isEqualTo("id int(11) not null, v varchar(10), u uuid | PRIMARY(id)");
    }

    @Test
    void anUnreadableStatementThatNamesATableMakesItDoubtful() {
        apply(CREATE);
        assertThat(store.apply("RENAME TABLE t BY u", "s", SqlMode.DEFAULT, 2)).isEmpty();
        assertThat(definition()).startsWith("?");
    }

    @Test
    void creatingAKnownTableIfItDoesNotExistChangesNothing() {
        Ddl created = apply(CREATE);
        SourceState before = store.state();
        Ddl ddl = apply("CREATE TABLE IF NOT EXISTS t (a int)");
        assertThat(ddl.newVersion()).isSameAs(created.newVersion());
        assertThat(ddl.sql()).isEqualTo("CREATE TABLE IF NOT EXISTS t (a int)");
        assertThat(store.state()).isSameAs(before);
    }

    @Test
    void namesSwappedInOneStatementAreSwapped() {
        apply("CREATE TABLE a (x int)");
        apply("CREATE TABLE b (y int)");
        List<Ddl> renames = store.apply("RENAME TABLE a TO c, b TO a, c TO b", "s", SqlMode.DEFAULT, 3);
        assertThat(renames).extracting(Ddl::kind).containsOnly(DdlKind.RENAME_TABLE);
        assertThat(renames)
                .extracting(ddl -> ddl.renamedFrom() + ">" + ddl.table())
                .containsExactly("s.a>s.c", "s.b>s.a", "s.c>s.b");
        assertThat(TableStores.definition(store, new TableName("s", "a"))).isEqualTo("y int(11)");
        assertThat(TableStores.definition(store, new TableName("s", "b"))).isEqualTo("x int(11)");
        assertThat(TableStores.definition(store, new TableName("s", "c"))).isEqualTo("unknown");
    }

    @Test
    void aGhostTableTakesTheTablesPlace() {
        apply(CREATE);
        apply("create /* gh-ost */ table `s`.`_t_gho` like `s`.`t`");
        apply("alter /* gh-ost */ table `s`.`_t_gho` ADD COLUMN z int");
        store.apply(
                "rename /* gh-ost */ table `s`.`t` to `s`.`_t_del`, `s`.`_t_gho` to `s`.`t`", "s", SqlMode.DEFAULT, 4);
        assertThat(definition()).isEqualTo("id int(11) not null, v varchar(10), u uuid, z int(11) | PRIMARY(id)");
    }

    @Test
    void droppingADatabaseDropsItsTables() {
        apply(CREATE);
        assertThat(apply("DROP DATABASE s").isDatabase()).isTrue();
        assertThat(definition()).isEqualTo("unknown");
    }

    @Test
    void aDroppedTableHasNoVersion() {
        apply(CREATE);
        assertThat(apply("DROP TABLE t").newVersion()).isNull();
        assertThat(store.tables(TableStores.EVERYTHING)).isEmpty();
    }

    @Test
    void theStateIsTheSameObjectUntilSomethingChanges() {
        apply(CREATE);
        SourceState before = store.state();
        store.resolve(map(T, 1, "id", "v", "u"));
        apply("ALTER TABLE t ENGINE=InnoDB");
        assertThat(store.state()).isSameAs(before);
        apply("ALTER TABLE t ADD x int");
        assertThat(store.state()).isNotSameAs(before);
    }

    @Test
    void aRestoredStoreKnowsWhatTheStoreKnew() {
        apply("CREATE TABLE t (id int, v varchar(10) as (id), s varchar(3) as (id) stored, e enum('a''b','\\\\'),"
                + " unique u (v(3)), unique w ((id + 1)), primary key (id))");
        apply("CREATE TABLE doubtful (a int)");
        apply("ALTER TABLE doubtful ADD b some_type");
        TableStore restored = TableStores.restored(store, server);
        assertThat(restored.state()).isNotSameAs(store.state());
        assertThat(TableStores.definition(restored, T)).isEqualTo(definition());
        assertThat(TableStores.definition(restored, new TableName("s", "doubtful")))
                .isEqualTo("?a int(11)");
    }

    @Test
    void aTableKeepsItsIdentityUntilItIsEmptiedOrCreatedAgain() {
        TableVersion created = apply(CREATE, 5).newVersion();
        TableVersion altered = apply("ALTER TABLE t ADD x int", 6).newVersion();
        TableVersion renamed = apply("RENAME TABLE t TO r", 7).newVersion();
        TableVersion emptied = apply("TRUNCATE TABLE r", 8).newVersion();
        assertThat(altered.id()).isEqualTo(created.id()).isPositive().isLessThan(1L << 53);
        assertThat(renamed.id()).isEqualTo(created.id());
        assertThat(emptied.id()).isNotEqualTo(created.id());
        assertThat(List.of(created, altered, renamed, emptied))
                .extracting(TableVersion::schemaVersion)
                .containsExactly(5L, 6L, 6L, 6L);
        apply("DROP TABLE r", 9);
        assertThat(apply("CREATE TABLE r (id int)", 10).newVersion().id()).isNotEqualTo(emptied.id());
    }

    @Test
    void theIdentityOfATableSurvivesARestart() {
        apply(CREATE, 5);
        TableVersion before = apply("ALTER TABLE t ADD x int", 6).newVersion();
        TableVersion after = TableStores.restored(store, server)
                .tables(TableStores.EVERYTHING)
                .get(0);
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.schemaVersion()).isEqualTo(6);
        TableStore loaded = TableStores.empty(new FixedDefinitions().with(DefinitionText.of(CREATE)));
        loaded.loadAll(TableStores.EVERYTHING, 3);
        assertThat(loaded.tables(TableStores.EVERYTHING).get(0).schemaVersion()).isEqualTo(3);
    }

    @Test
    void aDefinitionThatTheLogCorrectsIsALaterVersion() {
        TableVersion created = apply(CREATE, 5).newVersion();
        TableVersion corrected = store.resolve(map(T, 1, "id", "w", "u"));
        TableVersion again = store.resolve(map(T, 2, "id", "x", "u"));
        assertThat(List.of(created, corrected, again))
                .extracting(TableVersion::schemaVersion)
                .containsExactly(5L, 6L, 7L);
        assertThat(store.resolve(map(T, 3, "id", "x", "u"))).isSameAs(again);
        apply("CREATE TABLE other (a int)", 20);
        assertThat(store.resolve(map(T, 4, "id", "y", "u")).schemaVersion()).isEqualTo(20);
    }

    @Test
    void aDoubtfulDefinitionThatTurnsOutOtherwiseIsALaterVersion() {
        apply(CREATE, 5);
        apply("ALTER TABLE t ADD z some_type", 6);
        apply("ALTER TABLE t DROP u", 7);
        TableVersion doubtful = store.tables(TableStores.EVERYTHING).get(0);
        TableVersion known = store.resolve(map(T, 1, "id", "v", "z"));
        assertThat(known.schemaVersion()).isGreaterThan(doubtful.schemaVersion());
    }

    @Test
    void aCorrectionGetsTheSameVersionAfterARestart() {
        apply(CREATE, 5);
        apply("CREATE TABLE gone (a int)", 8);
        apply("DROP TABLE gone", 9);
        TableStore restored = TableStores.restored(store, server);
        for (String column : List.of("w", "x")) {
            long version = store.resolve(map(T, 1, "id", column, "u")).schemaVersion();
            assertThat(restored.resolve(map(T, 1, "id", column, "u")).schemaVersion())
                    .isEqualTo(version);
            restored = TableStores.restored(store, server);
        }
        TableName unknown = new TableName("s", "unknown");
        assertThat(store.resolve(map(unknown, 2, "id", "v", "u")).schemaVersion())
                .isEqualTo(restored.resolve(map(unknown, 2, "id", "v", "u")).schemaVersion())
                .isEqualTo(9);
    }

    @Test
    void aStatementTellsTheDefinitionBeforeIt() {
        TableVersion created = apply(CREATE, 5).newVersion();
        Ddl altered = apply("ALTER TABLE t ADD x int", 6);
        Ddl renamed = apply("RENAME TABLE t TO r", 7);
        Ddl dropped = apply("DROP TABLE r", 8);
        assertThat(altered.oldVersion()).isSameAs(created);
        assertThat(renamed.oldVersion()).isSameAs(altered.newVersion());
        assertThat(dropped.oldVersion()).isSameAs(renamed.newVersion());
        assertThat(apply(CREATE, 9).oldVersion()).isNull();
    }

    @Test
    void defaultsAndIndexesSurviveARestart() {
        apply("CREATE TABLE t (id int primary key default 7, v varchar(10) default 'it''s', key k (v, id))");
        TableVersion restored = TableStores.restored(store, server)
                .tables(TableStores.EVERYTHING)
                .get(0);
        assertThat(restored.columns()).extracting(Column::defaultText).containsExactly("7", "it's");
        assertThat(restored.indexes()).containsExactly(new Index("k", List.of(1, 0)));
        assertThat(restored.keys()).extracting(Key::name).containsExactly(Key.PRIMARY);
    }

    @Test
    void theLogTellsTheCollationsThatAStatementDoesNot() {
        Collation collation = new Collation("utf8mb4", "utf8mb4_general_ci");
        TableStore asked = new TableStore(TableStores.DIALECT, server, new CollationTable(Map.of(45, collation)));
        Ddl created = asked.apply(CREATE, "s", SqlMode.DEFAULT, 5).get(0);
        TableVersion version = asked.resolve(map(T, 1, "id", "v", "u"));
        assertThat(version.columns()).extracting(Column::collation).containsExactly(null, collation, null);
        assertThat(version.id()).isEqualTo(created.newVersion().id());
        assertThat(version.schemaVersion()).isEqualTo(5);
        assertThat(asked.resolve(map(T, 2, "id", "v", "u"))).isSameAs(version);
    }

    @Test
    void aDamagedStateIsRefused() {
        for (String text : List.of("{", "{}", "{\"version\":2}", "{\"version\":1,\"tables\":[{\"schema\":\"s\"}]}")) {
            assertThatThrownBy(() -> TableStore.restore(text, TableStores.DIALECT, server, CollationTable.builtIn()))
                    .isInstanceOfSatisfying(TidegateException.class, error -> assertThat(error.code())
                            .isEqualTo(ErrorCode.STATE_UNREADABLE));
        }
    }

    @Test
    void theTablesOfASchemaAreLoadedEvenIfOnlyOneIsSelected() {
        server.with(DefinitionText.of(CREATE), DefinitionText.of("CREATE TABLE other (a int)"));
        store.loadAll(TableStores.EVERYTHING, 1);
        assertThat(store.tables(TableStores.EVERYTHING).stream().map(TableVersion::name))
                .containsExactly(new TableName("s", "other"), T);
    }

    private Ddl apply(String sql) {
        return apply(sql, 1);
    }

    private Ddl apply(String sql, long commitTs) {
        return store.apply(sql, "s", SqlMode.DEFAULT, commitTs).get(0);
    }

    private String definition() {
        return TableStores.definition(store, T);
    }

    /** INT primary key, VARCHAR(10) in utf8mb4, and 16 bytes of a UUID. */
    private static TableMap map(TableName name, long id, String... names) {
        return new TableMap(
                id,
                name,
                new int[] {LogTypes.LONG, LogTypes.VARCHAR, LogTypes.STRING},
                new int[] {0, 40, 16},
                new boolean[] {false, true, true},
                new boolean[3],
                new int[] {0, 45, 63},
                List.of(names),
                List.of(List.of(), List.of(), List.of()),
                null,
                new int[] {0},
                new int[] {0},
                null);
    }
}
