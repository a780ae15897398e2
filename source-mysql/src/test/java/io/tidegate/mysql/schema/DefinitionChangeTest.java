package io.tidegate.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionChangeTest {
    private static final DdlReader READER = new DdlReader(ServerDialect.of("11.4.5-MariaDB", false));

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "a int ~ a int(11)",
                "a int unsigned, b bigint zerofill ~ a int(10) unsigned, b bigint(20) unsigned zerofill",
                "a bool, b boolean not null ~ a tinyint(1), b tinyint(1) not null",
                "id serial ~ id bigint(20) unsigned not null | id(id)",
                "a int serial default value ~ a int(11) not null | a(a)",
                "a int primary key ~ a int(11) not null | PRIMARY(a)",
                "a int key, b int unique key, c int unique ~ a int(11) not null, b int(11), c int(11) | PRIMARY(a) b(b) c(c)",
                "a int, b int, primary key pk (b, a) ~ a int(11) not null, b int(11) not null | PRIMARY(b,a)",
                "a int, unique (a), unique (a) ~ a int(11) | a(a) a_2(a)",
                "a varchar(20), unique u (a(10)), unique w (a(20)) ~ a varchar(20) | u(a:10) w(a)",
                "a int, unique u ((a + 1)) ~ a int(11) | u(null)",
                "a int, constraint c unique (a), constraint d unique e (a) ~ a int(11) | c(a) e(a)",
                "a dec, b numeric(5), c fixed(7,2) unsigned ~ a decimal(10,0), b decimal(5,0), c decimal(7,2) unsigned",
                "a real, b double precision, c float(7,3), d float(30), e float(10) ~ a double, b double, c float(7,3), d double, e float",
                "a bit, b char, c binary, d year, e year(4) ~ a bit(1), b char(1), c binary(1), d year(4), e year(4)",
                "a datetime(3), b timestamp, c time(0), d date ~ a datetime(3), b timestamp, c time, d date",
                "a national varchar(5), b nchar(3), c character varying(7), d nvarchar(2), e national character varying(4) ~ a varchar(5), b char(3), c varchar(7), d varchar(2), e varchar(4)",
                "a long, b long varchar, c long varbinary ~ a mediumtext, b mediumtext, c mediumblob",
                "a blob(10), b blob(300), c blob(70000) ~ a tinyblob, b blob, c mediumblob",
                "a char(5) charset binary, b text character set binary, c varchar(9) collate binary, d char(2) byte ~ a binary(5), b blob, c varbinary(9), d binary(2)",
                "a json, b geometry, c point not null, d geometrycollection ~ a longtext, b geometry, c geometry not null, d geometry",
                "a uuid, b inet4, c inet6, d vector(3) ~ a uuid, b inet4, c inet6, d vector(3)",
                "a enum('x','y''z','a,b)') default 'x', b set('p','q') ~ a enum('x','y''z','a,b)') default 'x', b set('p','q')",
                "a int, b int as (a + (1)) virtual, c int generated always as (a) stored, d int as (a) persistent ~ a int(11), b int(11) virtual, c int(11) stored, d int(11) stored",
                "a int default -1 not null, b timestamp default current_timestamp(3) on update now(3), c varchar(3) default 'not null' ~ a int(11) not null default '-1', b timestamp default 'CURRENT_TIMESTAMP', c varchar(3) default 'not null'",
                "a int references p (id) on delete set null, b int not null ~ a int(11), b int(11) not null",
                "a int comment 'unique', b int column_format default not null ~ a int(11), b int(11) not null",
                "a int check (a > 1 or a in (1,2)), index (a), constraint ch check (a), foreign key (a) references p (id) ~ a int(11) | +a(a)",
                "a int invisible, b varchar(100) compressed, c point ref_system_id=4326 ~ a int(11), b varchar(100), c geometry"
            })
    void aTableIsAsItsTextSays(String body, String expected) {
        assertThat(DefinitionText.of(DefinitionText.of("CREATE TABLE t (" + body + ")")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "ADD d int ~ a int, b int, c int, d int",
                "ADD d int FIRST ~ d int, a int, b int, c int",
                "ADD d int AFTER a, ADD e int AFTER d ~ a int, d int, e int, b int, c int",
                "DROP b ~ a int, c int",
                "MODIFY a date AFTER c ~ b int, c int, a date",
                "MODIFY c date FIRST ~ c date, a int, b int",
                "CHANGE a x date ~ x date, b int, c int",
                "RENAME COLUMN a TO x, RENAME COLUMN b TO a ~ x int, a int, c int",
                "CHANGE a b int, CHANGE b a int ~ b int, a int, c int",
                "CHANGE a b int, DROP b ~ b int, c int",
                "ADD d int AFTER x, CHANGE a x int ~ x int, d int, b int, c int",
                "CHANGE a x int, ADD d int AFTER x ~ x int, d int, b int, c int",
                "DROP a, ADD a date ~ b int, c int, a date",
                "ADD c int ~ a int, b int, c int",
                "DROP z ~ a int, b int, c int",
                "RENAME COLUMN z TO a ~ a int, b int, c int",
                "ADD UNIQUE u (a) ~ a int, b int, c int | u(a)",
                "ADD PRIMARY KEY (b) ~ a int, b int not null, c int | PRIMARY(b)",
                "ADD d int UNIQUE FIRST ~ d int, a int, b int, c int | d(d)",
                "ENGINE=InnoDB, ALGORITHM=COPY ~ a int, b int, c int"
            })
    void anAlterChangesColumnsAsTheServerDoes(String clauses, String expected) {
        assertThat(altered("CREATE TABLE t (a int, b int, c int)", clauses)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "DROP PRIMARY KEY ~ a int not null, b int, c int | u(b,c)",
                "DROP INDEX u ~ a int not null, b int, c int | PRIMARY(a)",
                "DROP CONSTRAINT u ~ a int not null, b int, c int | PRIMARY(a)",
                "RENAME INDEX u TO w ~ a int not null, b int, c int | PRIMARY(a) w(b,c)",
                "DROP PRIMARY KEY, ADD PRIMARY KEY (c) ~ a int not null, b int, c int not null | PRIMARY(c) u(b,c)",
                "RENAME COLUMN a TO x ~ x int not null, b int, c int | PRIMARY(x) u(b,c)",
                "MODIFY a bigint ~ a bigint not null, b int, c int | PRIMARY(a) u(b,c)",
                "DROP b ~ a int not null, c int | PRIMARY(a) u(c)",
                "DROP b, DROP c ~ a int not null | PRIMARY(a)",
                "DROP INDEX u, ADD UNIQUE u (c) ~ a int not null, b int, c int | PRIMARY(a) u(c)"
            })
    void anAlterCarriesKeysAlong(String clauses, String expected) {
        assertThat(altered("CREATE TABLE t (a int primary key, b int, c int, unique u (b, c))", clauses))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ADD d int AFTER z", "CHANGE z y int", "ADD UNIQUE (z)"})
    void anAlterThatDoesNotFitIsNotApplied(String clauses) {
        assertThat(altered("CREATE TABLE t (a int)", clauses)).isEqualTo("does not fit");
    }

    private static String altered(String create, String clauses) {
        DdlStatement alter =
                READER.read("ALTER TABLE t " + clauses, "s", SqlMode.DEFAULT).get(0);
        List<TableChange> changes = ((DdlStatement.AlterTable) alter).changes();
        assertThat(changes).isNotNull();
        return DefinitionChange.apply(DefinitionText.of(create), changes == null ? List.of() : changes)
                .map(DefinitionText::of)
                .map(text -> text.replace("(11)", "").replace("(20)", ""))
                .orElse("does not fit");
    }
}
