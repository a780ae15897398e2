package io.tidegate.encode.simple;

import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static io.tidegate.encode.simple.Sample.AVRO;
import static io.tidegate.encode.simple.Sample.JSON;
import static io.tidegate.encode.simple.Sample.column;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.SimpleConfig;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.testkit.simple.SimpleMessage;
import io.tidegate.testkit.simple.SimpleSchema;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages of DDLs in both encodings. */
class SimpleDdlTest {
    private static final TableName NAME = new TableName("test", "t");
    private static final TableVersion OLD = table(NAME, 7, 100);
    private static final TableVersion NEW = table(NAME, 7, 200);

    static List<SimpleConfig> encodings() {
        return List.of(JSON, AVRO);
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE_TABLE, CREATE",
        "RENAME_TABLE, RENAME",
        "DROP_TABLE, ERASE",
        "TRUNCATE_TABLE, TRUNCATE",
        "CREATE_INDEX, CINDEX",
        "ADD_PRIMARY_KEY, CINDEX",
        "ADD_FOREIGN_KEY, CINDEX",
        "DROP_INDEX, DINDEX",
        "DROP_PRIMARY_KEY, DINDEX",
        "DROP_FOREIGN_KEY, DINDEX",
        "ADD_COLUMN, ALTER",
        "DROP_COLUMN, ALTER",
        "MODIFY_COLUMN, ALTER",
        "SET_DEFAULT, ALTER",
        "REBASE_AUTO_ID, ALTER",
        "RENAME_INDEX, ALTER",
        "INDEX_VISIBILITY, ALTER",
        "TABLE_COMMENT, ALTER",
        "MULTI_SCHEMA_CHANGE, ALTER",
        "ADD_PARTITION, ALTER",
        "TRUNCATE_PARTITION, ALTER",
        "EXCHANGE_PARTITION, ALTER",
        "CREATE_DATABASE, QUERY",
        "DROP_DATABASE, QUERY",
        "CREATE_VIEW, QUERY",
        "RECOVER_TABLE, QUERY",
        "REMOVE_TTL, QUERY"
    })
    void theTypeOfAStatement(DdlKind kind, String type) {
        for (SimpleConfig encoding : encodings()) {
            assertThat(message(encoding, kind, NAME, NEW, OLD).type()).isEqualTo(type);
        }
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void aNewTableHasNoDefinitionBefore(SimpleConfig encoding) {
        SimpleMessage message = message(encoding, DdlKind.CREATE_TABLE, NAME, NEW, null);
        assertThat(version(message.tableSchema())).isEqualTo(200);
        assertThat(message.preTableSchema()).isNull();
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void aChangedTableHasBothDefinitions(SimpleConfig encoding) {
        SimpleMessage message = message(encoding, DdlKind.ADD_COLUMN, NAME, NEW, OLD);
        assertThat(version(message.tableSchema())).isEqualTo(200);
        assertThat(version(message.preTableSchema())).isEqualTo(100);
        assertThat(message.commitTs()).isEqualTo(COMMIT_TS);
        assertThat(message.buildTs()).isEqualTo(Sample.NOW);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void aDroppedTableIsDescribedAsItWas(SimpleConfig encoding) {
        SimpleMessage message = message(encoding, DdlKind.DROP_TABLE, NAME, null, OLD);
        assertThat(version(message.tableSchema())).isEqualTo(100);
        assertThat(message.preTableSchema()).isEqualTo(message.tableSchema());
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void aTruncatedTableKeepsItsVersionUnderAnotherId(SimpleConfig encoding) {
        SimpleMessage message = message(encoding, DdlKind.TRUNCATE_TABLE, NAME, table(NAME, 8, 100), OLD);
        assertThat(message.tableSchema().tableId()).isEqualTo(8);
        assertThat(message.preTableSchema().tableId()).isEqualTo(7);
        assertThat(version(message.tableSchema())).isEqualTo(version(message.preTableSchema()));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void aRenamedTableHasItsOldNameBefore(SimpleConfig encoding) {
        TableName renamed = new TableName("test", "u");
        SimpleMessage message = message(encoding, DdlKind.RENAME_TABLE, renamed, table(renamed, 7, 100), OLD);
        assertThat(message.tableSchema().name()).isEqualTo(renamed);
        assertThat(message.preTableSchema().name()).isEqualTo(NAME);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void aStatementOnADatabaseHasNothingButItsText(SimpleConfig encoding) {
        SimpleMessage message = message(encoding, DdlKind.CREATE_DATABASE, new TableName("test", ""), null, null);
        assertThat(message.sql()).isEqualTo("the statement");
        assertThat(message.tableSchema()).isNull();
        assertThat(message.preTableSchema()).isNull();
    }

    @Test
    void statementsGoToEveryPartition() {
        assertThat(Sample.encoder(JSON, 1).sendsDdlToEveryPartition()).isTrue();
    }

    private static SimpleMessage message(
            SimpleConfig encoding, DdlKind kind, TableName name, TableVersion after, TableVersion before) {
        Ddl ddl = new Ddl(COMMIT_TS, kind, name, null, "the statement", after, before);
        return Sample.read(encoding, Sample.written(encoding, ddl));
    }

    private static long version(SimpleSchema schema) {
        return schema.version();
    }

    private static TableVersion table(TableName name, long id, long version) {
        return new TableVersion(
                name,
                List.of(column("id", ColumnType.of(ColumnKind.INT), false, null)),
                List.of(),
                List.of(),
                id,
                version);
    }
}
