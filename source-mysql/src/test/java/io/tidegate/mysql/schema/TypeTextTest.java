package io.tidegate.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "int(11)|int(11)",
                "int|int",
                "tinyint(1)|tinyint(1)",
                "int(10) unsigned zerofill|int(10) unsigned zerofill",
                "bigint(20) unsigned|bigint(20) unsigned",
                "double unsigned zerofill|double unsigned zerofill",
                "float(7,3)|float(7,3)",
                "double(10,2) unsigned|double(10,2) unsigned",
                "decimal(65,30)|decimal(65,30)",
                "year(4)|year(4)",
                "bit(64)|bit(64)",
                "timestamp(6)|timestamp(6)",
                "timestamp /* mariadb-5.3 */|timestamp",
                "datetime|datetime",
                "varchar(100) /*M!100301 COMPRESSED*/|varchar(100)",
                "text /*M!100301 COMPRESSED*/|text",
                "point|geometry",
                "geomcollection|geometry",
                "multilinestring|geometry",
                "vector(3)|vector(3)",
                "uuid|uuid",
                "inet4|inet4",
                "inet6|inet6",
                "json|json",
                "char(0)|char(0)",
                "set('a','b')|set('a','b')",
                "enum('it''s','a,b','(c)','')|enum('it''s','a,b','(c)','')",
                "enum('a\\\\b')|enum('a\\\\b')"
            })
    void aTypeIsReadAndPrintedAgain(String columnType, String printed) {
        assertThat(TypeText.parse(columnType).map(TypeText::print)).contains(printed);
    }

    @Test
    void theAttributesOfATypeAreUnderstood() {
        assertThat(TypeText.parse("decimal(12,2) unsigned"))
                .contains(ColumnType.of(ColumnKind.DECIMAL, 12, 2).asUnsigned());
        assertThat(TypeText.parse("time(3)")).contains(ColumnType.ofFraction(ColumnKind.TIME, 3));
        assertThat(TypeText.parse("enum('it''s','b')"))
                .contains(ColumnType.ofMembers(ColumnKind.ENUM, List.of("it's", "b")));
        assertThat(TypeText.parse("bigint(20) unsigned zerofill"))
                .contains(new ColumnType(ColumnKind.BIGINT, true, true, 20, ColumnType.UNSPECIFIED, List.of()));
    }

    @Test
    void anUnknownTypeIsNone() {
        assertThat(TypeText.parse("hyperloglog(3)")).isEmpty();
        assertThat(TypeText.parse("")).isEmpty();
    }

    @Property
    void membersSurviveTheirText(@ForAll @NotEmpty List<String> members) {
        ColumnType type = ColumnType.ofMembers(ColumnKind.SET, members);
        assertThat(TypeText.parse(TypeText.print(type))).contains(type);
    }
}
