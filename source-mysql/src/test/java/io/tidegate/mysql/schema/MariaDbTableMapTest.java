package io.tidegate.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.model.TableName;
import io.tidegate.mysql.row.CollationTable;
import io.tidegate.mysql.row.TableMap;
import io.tidegate.mysql.row.TableMapParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MariaDbTableMapTest {
    private static final TableName T = new TableName("s", "t");
    private static final int MAGIC = 4;
    private static final int CHECKSUM = 4;
    private static final int TABLE_MAP = 19;
    private static final int TABLE_MAP_POST_HEADER = 8;

    @TempDir
    private static Path directory;

    private static EmbeddedMariaDb server;

    @BeforeAll
    static void start() throws SQLException {
        server = EmbeddedMariaDb.builder()
                .directory(directory)
                .option("--binlog-checksum=CRC32")
                .build()
                .start();
        execute("CREATE DATABASE s");
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a tinyint, b smallint unsigned, c mediumint zerofill, d int, e bigint unsigned, f int(5), g bool",
                "a float, b double, c float(7,3), d double(10,2) unsigned, e decimal, f numeric(20,5) unsigned",
                "a bit, b bit(64), c year, d date, e time, f time(3), g datetime, h datetime(6), i bit(9)",
                "a timestamp, b timestamp(6)",
                "a char, b char(255), c varchar(100), d varchar(5), e varchar(10) charset latin1, f varchar(9) charset binary",
                "a char(3) charset ucs2, b varchar(9) charset gbk, c varchar(9) charset utf8mb3, d char(9) charset ascii",
                "a tinytext, b text, c mediumtext, d longtext, e json, f text charset latin1",
                "a binary, b binary(16), c varbinary(300), d tinyblob, e blob, f mediumblob, g longblob",
                "a enum('x','it''s','a,b',''), b set('p','q','(r)'), c enum('ä','ö') charset latin1",
                "a geometry, b point, c linestring, d multipolygon, e geometrycollection, f text",
                "a uuid, b inet4, c inet6, d varchar(3)",
                "a varchar(100) compressed, b text compressed, c int invisible default 1, d blob compressed",
                "a int, b int as (a + 1) virtual, c int as (a * 2) stored, d varchar(10) as (concat('a',a)) persistent",
                "id serial, b varchar(20), c int unique, d int not null default 1, unique (b(5)), unique u (d, b)",
                "a int, b varchar(20) default '', c text default '', primary key (b(5), a, c(7))"
            })
    void theLogFitsWhatTheReaderAndTheServerSay(String body) throws SQLException, IOException {
        String create = "CREATE TABLE t (" + body + ")";
        execute("DROP TABLE IF EXISTS s.t", create, "SET sql_mode = ''", "INSERT INTO t () VALUES ()");
        TableMap map = lastMap();
        LoggedTable logged = new LoggedTable(map, CollationTable.builtIn());
        TableDefinition read = DefinitionText.of(create);
        assertThat(logged.fits(read))
                .as("%s against %s", DefinitionText.of(read), map)
                .isTrue();

        FixedDefinitions definitions = new FixedDefinitions().with(read);
        TableStore store = TableStores.empty(definitions);
        store.resolve(map);
        assertThat(TableStores.definition(store, T)).isEqualTo(DefinitionText.of(read));
        assertThat(logged.fits(logged.refinedBy(null))).isTrue();
    }

    private static TableMap lastMap() throws SQLException, IOException {
        String name;
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement();
                ResultSet status = statement.executeQuery("SHOW MASTER STATUS")) {
            status.next();
            name = status.getString(1);
        }
        byte[] log;
        try (var files = Files.walk(directory)) {
            log = Files.readAllBytes(
                    files.filter(file -> file.endsWith(name)).findFirst().orElseThrow());
        }
        ByteBuffer events = ByteBuffer.wrap(log).order(ByteOrder.LITTLE_ENDIAN);
        TableMapParser parser = new TableMapParser(true, CollationTable.builtIn());
        TableMap last = null;
        for (int at = MAGIC; at < log.length; at += events.getInt(at + 9)) {
            if (log[at + 4] == TABLE_MAP) {
                last = parser.parse(log, at, events.getInt(at + 9) - CHECKSUM, TABLE_MAP_POST_HEADER);
            }
        }
        assertThat(last).isNotNull();
        return Objects.requireNonNull(last);
    }

    private static void execute(String... statements) throws SQLException {
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                if (!sql.startsWith("CREATE DATABASE") && !sql.startsWith("DROP")) {
                    statement.execute("USE s");
                }
                statement.execute(sql);
            }
        }
    }
}
