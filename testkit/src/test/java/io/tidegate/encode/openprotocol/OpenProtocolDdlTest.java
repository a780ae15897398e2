package io.tidegate.encode.openprotocol;

import static io.tidegate.encode.OrdersTable.COMMIT_TS;
import static io.tidegate.encode.openprotocol.WrittenRecord.LIMITS;
import static io.tidegate.encode.openprotocol.WrittenRecord.USUAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.encode.MessageLimits;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.TableName;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Statements and watermarks. */
class OpenProtocolDdlTest {
    private static final String TYPES = "0 OTHER, 1 CREATE_DATABASE, 2 DROP_DATABASE, 3 CREATE_TABLE, 4 DROP_TABLE,"
            + " 5 ADD_COLUMN, 6 DROP_COLUMN, 7 CREATE_INDEX, 8 DROP_INDEX, 9 ADD_FOREIGN_KEY, 10 DROP_FOREIGN_KEY,"
            + " 11 TRUNCATE_TABLE, 12 MODIFY_COLUMN, 13 REBASE_AUTO_ID, 14 RENAME_TABLE, 15 SET_DEFAULT,"
            + " 17 TABLE_COMMENT, 18 RENAME_INDEX, 19 ADD_PARTITION, 20 DROP_PARTITION, 21 CREATE_VIEW,"
            + " 22 TABLE_CHARSET, 23 TRUNCATE_PARTITION, 24 DROP_VIEW, 25 RECOVER_TABLE, 26 ALTER_DATABASE,"
            + " 32 ADD_PRIMARY_KEY, 33 DROP_PRIMARY_KEY, 41 INDEX_VISIBILITY, 42 EXCHANGE_PARTITION,"
            + " 61 MULTI_SCHEMA_CHANGE, 64 REORGANIZE_PARTITION, 65 ALTER_TTL, 67 REMOVE_TTL, 71 PARTITION_BY,"
            + " 72 REMOVE_PARTITIONING";

    @Test
    void theTypeFollowsFromTheKind() {
        Map<Integer, String> expected = Arrays.stream(TYPES.split(", "))
                .map(type -> type.split(" "))
                .collect(Collectors.toMap(type -> Integer.valueOf(type[0]), type -> type[1]));
        Map<Integer, String> written = new TreeMap<>();
        for (DdlKind kind : EnumSet.allOf(DdlKind.class)) {
            String before =
                    written.put(event(ddl(kind, "t", null)).value().get("t").intValue(), kind.name());
            assertThat(before).as("another kind of the same type as " + kind).isNull();
        }
        assertThat(written).isEqualTo(expected);
    }

    @Test
    void aDatabaseHasAnEmptyTableName() {
        assertThat(event(ddl(DdlKind.CREATE_DATABASE, "", null)).keyText())
                .isEqualTo("{\"ts\":449459100136243201,\"scm\":\"test\",\"tbl\":\"\",\"t\":2}");
    }

    @Test
    void aRenameCarriesTheNewName() {
        assertThat(event(ddl(DdlKind.RENAME_TABLE, "new", new TableName("test", "old")))
                        .key()
                        .get("tbl")
                        .textValue())
                .isEqualTo("new");
    }

    @Test
    void theStatementIsPassedOnWithoutHtmlEscapes() {
        Ddl ddl =
                new Ddl(COMMIT_TS, DdlKind.TABLE_COMMENT, new TableName("test", "t"), null, "comment \"<é>\"\n", null);
        assertThat(event(ddl).valueText()).isEqualTo("{\"q\":\"comment \\\"<é>\\\"\\n\",\"t\":17}");
    }

    @Test
    void statementsGoToEveryPartitionAndAreNotHeldAgainstTheSizeLimit() {
        OpenProtocolEncoder encoder = new OpenProtocolEncoder(USUAL, MessageLimits.of(40));
        assertThat(encoder.sendsDdlToEveryPartition()).isTrue();
        assertThat(encoder.encodeDdl(ddl(DdlKind.CREATE_TABLE, "t", null)).value())
                .hasSizeGreaterThan(40);
    }

    @Test
    void aWatermarkIsAKeyWithAnEmptyValue() {
        WrittenRecord record = WrittenRecord.of(new OpenProtocolEncoder(USUAL, LIMITS).encodeWatermark(12_345_678));
        assertThat(record.events()).containsExactly(new WrittenRecord.Event("{\"ts\":12345678,\"t\":3}", ""));
    }

    private static WrittenRecord.Event event(Ddl ddl) {
        WrittenRecord record = WrittenRecord.of(new OpenProtocolEncoder(USUAL, LIMITS).encodeDdl(ddl));
        assertThat(record.events()).hasSize(1);
        return record.events().get(0);
    }

    private static Ddl ddl(DdlKind kind, String table, TableName renamedFrom) {
        return new Ddl(COMMIT_TS, kind, new TableName("test", table), renamedFrom, "create table person(id int)", null);
    }
}
