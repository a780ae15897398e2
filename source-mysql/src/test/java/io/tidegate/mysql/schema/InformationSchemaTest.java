package io.tidegate.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InformationSchemaTest {
    private static EmbeddedMariaDb server;
    private static InformationSchema definitions;

    @BeforeAll
    static void start() throws SQLException {
        server = EmbeddedMariaDb.builder().build().start();
        definitions = new InformationSchema(InformationSchemaTest::connect, InformationSchemaTest::failure);
        execute("CREATE DATABASE s", "CREATE DATABASE other", "CREATE TABLE other.o (a int)");
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a tinyint, b smallint unsigned, c mediumint zerofill, d int, e bigint unsigned, f int(5), g bool",
                "a float, b double, c float(7,3), d double(10,2) unsigned, e decimal, f numeric(20,5) unsigned, g real",
                "a bit, b bit(64), c year, d date, e time, f time(3), g datetime, h datetime(6)",
                "a timestamp, b timestamp(6) default current_timestamp(6) on update current_timestamp(6)",
                "a char, b char(255), c varchar(100), d nvarchar(5), e varchar(10) charset latin1, f varchar(9) charset binary",
                "a tinytext, b text, c mediumtext, d longtext, e json, f long varchar",
                "a binary, b binary(16), c varbinary(100), d tinyblob, e blob, f mediumblob, g longblob, h blob(70000)",
                "a enum('x','it''s','a,b','c\\\\d',''), b set('p','q','(r)')",
                "a geometry, b point, c linestring, d polygon, e multipoint, f geometrycollection",
                "a uuid, b inet4, c inet6",
                "a int default 5, b int default '-7', c bigint unsigned default 18446744073709551615, d bool default true",
                "a decimal(10,2) default 1.5, b decimal(5,1) default '-2.25', c float default 1.5, d double default 1e3",
                "a varchar(9) default 'it''s', b char(5) default '', c text default 'x\\ty', d varchar(9) default null",
                "a datetime default '2020-01-02', b datetime(3) default '2020-01-02 03:04:05.5', c date default '2020-01-02'",
                "a timestamp default current_timestamp, b datetime(6) default now(6), c time default '01:02:03', d year default 2020",
                "a bit(8) default b'00000101', b int default 0x10, c varchar(20) default x'4142', d bit(4) default 3, e varbinary(3) default 'ab'",
                "a int default (1 + 2), b varchar(40) default uuid()",
                "a enum('x','y') default 'y', b set('p','q') default 'p,q', c varchar(9) default _utf8mb4'é', key (a), index i (c, b)",
                "a int, b int, c text, d geometry not null, key (a), key k (b, a), fulltext (c), spatial index s (d), index (c(7)), fulltext key ft (c)",
                "a varchar(100) compressed, b text compressed, c int invisible default 1",
                "a int, b int as (a + 1) virtual, c int as (a * 2) stored, d varchar(10) generated always as (concat('a',a)) persistent",
                "id serial, b varchar(20), c int unique, d int not null, unique (b(5)), unique u (d, b), key (c)",
                "a int, b varchar(20), primary key (b(5), a), unique w (b(20)), unique (a)",
                "`key` int primary key comment 'a, (b', virtual int, `ä b` int not null default '5', check (virtual > 1)"
            })
    void theServersDefinitionIsWhatTheReaderMakesOfTheStatement(String body) throws SQLException {
        String create = "CREATE TABLE t (" + body + ")";
        execute("DROP TABLE IF EXISTS s.t", create);
        Optional<TableDefinition> read = definitions.read(new TableName("s", "t"));
        assertThat(read.map(DefinitionText::of)).contains(DefinitionText.of(DefinitionText.of(create)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ADD d int, ADD e date FIRST, ADD (f int, g int unique)",
                "CHANGE a x bigint AFTER c, MODIFY b varchar(30) NOT NULL FIRST, ADD y int AFTER x",
                "RENAME COLUMN a TO b, RENAME COLUMN b TO a",
                "DROP PRIMARY KEY, ADD PRIMARY KEY (c, a), DROP INDEX u, ADD UNIQUE (b(3), c)",
                "RENAME INDEX u TO w, DROP COLUMN IF EXISTS zz, COMMENT 'x', ENGINE=InnoDB",
                "ADD UNIQUE (b), ADD UNIQUE (b), ADD UNIQUE b_4 (b)",
                "DROP c, ADD c int AFTER a",
                "MODIFY a bigint unsigned, ADD INDEX (b), ORDER BY b, c DESC",
                "ALTER a SET DEFAULT 3, ALTER COLUMN b SET DEFAULT 'z', ADD d int default 7, ALTER c DROP DEFAULT",
                "ADD INDEX i (b), ADD KEY (c), ADD FULLTEXT f (b), RENAME INDEX u TO w",
                "DROP COLUMN b, ADD e datetime default '2020-01-02', ADD INDEX i (e, c)"
            })
    void anAlterMakesOfADefinitionWhatTheServerMakesOfIt(String clauses) throws SQLException {
        String create = "CREATE TABLE t (a int primary key, b varchar(20), c int not null, unique u (c))";
        String alter = "ALTER TABLE t " + clauses;
        execute("DROP TABLE IF EXISTS s.t", create, alter);
        TableStore store = TableStores.empty(new FixedDefinitions());
        store.apply(create, "s", SqlMode.DEFAULT, 1);
        store.apply(alter, "s", SqlMode.DEFAULT, 2);
        TableDefinition server = definitions.read(new TableName("s", "t")).orElseThrow();
        assertThat(TableStores.definition(store, server.name())).isEqualTo(DefinitionText.of(server));
    }

    @Test
    void allTablesOfASchemaAreReadAtOnce() throws SQLException {
        execute(
                "CREATE DATABASE many",
                "CREATE TABLE many.b (id int primary key)",
                "CREATE TABLE many.a (x int, unique u (x))",
                "CREATE VIEW many.v AS SELECT 1 AS one",
                "CREATE SEQUENCE many.sq",
                "CREATE TABLE many.versioned (x int) WITH SYSTEM VERSIONING");
        assertThat(definitions.read(List.of("many", "other", "missing")).stream()
                        .map(definition -> definition.name() + ": " + DefinitionText.of(definition)))
                .containsExactly(
                        "many.a: x int(11) | u(x)",
                        "many.b: id int(11) not null | PRIMARY(id)",
                        "many.versioned: x int(11)",
                        "other.o: a int(11)");
    }

    @Test
    void tableNamesAreThoseOfUsersBaseTables() {
        assertThat(definitions.tableNames())
                .contains(new TableName("other", "o"))
                .noneMatch(name -> name.schema().equals("mysql") || name.table().equals("v"));
    }

    @Test
    void aTableThatIsNotThereHasNoDefinition() {
        assertThat(definitions.read(new TableName("s", "missing"))).isEmpty();
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

    private static Connection connect() {
        try {
            return server.connect("");
        } catch (SQLException failure) {
            throw failure(failure);
        }
    }

    private static TidegateException failure(SQLException failure) {
        return new TidegateException(ErrorCode.SOURCE_UNREACHABLE, String.valueOf(failure.getMessage()), failure);
    }
}
