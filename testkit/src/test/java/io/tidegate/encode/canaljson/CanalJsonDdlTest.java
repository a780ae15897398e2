package io.tidegate.encode.canaljson;

import static io.tidegate.encode.canaljson.WrittenMessage.EXTENSION;
import static io.tidegate.encode.canaljson.WrittenMessage.NOW;
import static io.tidegate.encode.canaljson.WrittenMessage.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.config.CanalJsonConfig;
import io.tidegate.encode.MessageLimits;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.TableName;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanalJsonDdlTest {
    private static final long COMMIT_TS = 417318403368288260L;

    @ParameterizedTest
    @CsvSource({
        "CREATE, CREATE_TABLE",
        "RENAME, RENAME_TABLE",
        "CINDEX, CREATE_INDEX ADD_PRIMARY_KEY ADD_FOREIGN_KEY",
        "DINDEX, DROP_INDEX DROP_PRIMARY_KEY DROP_FOREIGN_KEY",
        "ALTER, ADD_COLUMN DROP_COLUMN MODIFY_COLUMN SET_DEFAULT RENAME_INDEX INDEX_VISIBILITY REBASE_AUTO_ID"
                + " TABLE_COMMENT TABLE_CHARSET ADD_PARTITION DROP_PARTITION TRUNCATE_PARTITION REORGANIZE_PARTITION"
                + " PARTITION_BY REMOVE_PARTITIONING MULTI_SCHEMA_CHANGE",
        "ERASE, DROP_TABLE",
        "TRUNCATE, TRUNCATE_TABLE",
        "QUERY, CREATE_DATABASE DROP_DATABASE ALTER_DATABASE CREATE_VIEW DROP_VIEW RECOVER_TABLE EXCHANGE_PARTITION"
                + " ALTER_TTL REMOVE_TTL OTHER"
    })
    void theTypeFollowsFromTheKind(String type, String kinds) {
        Set<DdlKind> expected =
                Arrays.stream(kinds.split(" ")).map(DdlKind::valueOf).collect(Collectors.toSet());
        Set<DdlKind> written = EnumSet.allOf(DdlKind.class).stream()
                .filter(kind ->
                        ddl(PLAIN, kind, "t").json().get("type").textValue().equals(type))
                .collect(Collectors.toSet());
        assertThat(written).isEqualTo(expected);
    }

    @Test
    void aStatementIsSentWithoutTheExtensionToo() {
        JsonNode json = ddl(PLAIN, DdlKind.CREATE_TABLE, "person").json();
        assertThat(json.get("isDdl").booleanValue()).isTrue();
        assertThat(json.get("database").textValue()).isEqualTo("test");
        assertThat(json.get("table").textValue()).isEqualTo("person");
        assertThat(json.get("es").longValue()).isEqualTo(COMMIT_TS >> 18);
        assertThat(json.has("_tidb")).isFalse();
    }

    @Test
    void theExtensionAddsTheCommitTs() {
        assertThat(ddl(EXTENSION, DdlKind.CREATE_TABLE, "person")
                        .json()
                        .at("/_tidb/commitTs")
                        .longValue())
                .isEqualTo(COMMIT_TS);
    }

    @Test
    void aDatabaseHasAnEmptyTableName() {
        assertThat(ddl(PLAIN, DdlKind.CREATE_DATABASE, "").json().get("table").textValue())
                .isEmpty();
    }

    @Test
    void aRenameCarriesTheNewName() {
        Ddl rename = new Ddl(
                COMMIT_TS,
                DdlKind.RENAME_TABLE,
                new TableName("test", "new"),
                new TableName("test", "old"),
                "rename table old to new",
                null);
        assertThat(WrittenMessage.of(PLAIN, rename, NOW).json().get("table").textValue())
                .isEqualTo("new");
    }

    @Test
    void theStatementIsPassedOnEscaped() {
        Ddl ddl = new Ddl(
                COMMIT_TS,
                DdlKind.TABLE_COMMENT,
                new TableName("test", "t"),
                null,
                "alter table t comment \"<é>\"\n",
                null);
        assertThat(WrittenMessage.of(PLAIN, ddl, NOW).text())
                .contains("\"sql\":\"alter table t comment \\\"\\u003cé\\u003e\\\"\\n\",");
    }

    @Test
    void aStatementIsNotHeldAgainstTheSizeLimit() {
        CanalJsonEncoder small = new CanalJsonEncoder(WrittenMessage.EXTENSION, MessageLimits.of(50), () -> NOW);
        Ddl ddl = new Ddl(1, DdlKind.CREATE_TABLE, new TableName("shop", "t"), null, "create table t (id int)", null);
        assertThat(small.encodeDdl(ddl).value()).hasSizeGreaterThan(50);
        assertThat(small.encodeWatermark(1))
                .satisfies(message -> assertThat(message.value()).hasSizeGreaterThan(50));
    }

    @Test
    void statementsGoToOnePartition() {
        assertThat(WrittenMessage.encoder(PLAIN, () -> NOW).sendsDdlToEveryPartition())
                .isFalse();
    }

    @Test
    void aWatermarkHasNothingButItsTimestamp() {
        JsonNode json = WrittenMessage.ofWatermark(EXTENSION, 1024, NOW).json();
        assertThat(json.get("type").textValue()).isEqualTo("TIDB_WATERMARK");
        assertThat(json.get("es").longValue()).isZero();
        assertThat(json.get("database").textValue()).isEmpty();
        assertThat(json.get("table").textValue()).isEmpty();
        assertThat(json.get("sql").textValue()).isEmpty();
        for (String field : new String[] {"pkNames", "sqlType", "mysqlType", "data", "old"}) {
            assertThat(json.get(field).isNull()).as(field).isTrue();
        }
        assertThat(json.at("/_tidb/watermarkTs").longValue()).isEqualTo(1024);
        assertThat(json.get("_tidb")).hasSize(1);
    }

    @Test
    void thereIsNoWatermarkWithoutTheExtension() {
        assertThat(WrittenMessage.encoder(PLAIN, () -> NOW).encodeWatermark(1024))
                .isNull();
    }

    private static WrittenMessage ddl(CanalJsonConfig config, DdlKind kind, String table) {
        Ddl ddl = new Ddl(COMMIT_TS, kind, new TableName("test", table), null, "create table person(id int)", null);
        return WrittenMessage.of(config, ddl, NOW);
    }
}
