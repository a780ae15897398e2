package io.tidegate.mysql.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.TableName;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableMapParserTest {
    private static final String HEADER = "00000000 13 01000000 00000000 67120000 0000";
    /** INT, VARCHAR(10) latin1, ENUM, BINARY(4), DECIMAL(12,2), CHAR(255) utf8mb4, GEOMETRY, BIT(9). */
    private static final String BODY = "010203040506 0100 01 64 00 01 74 00 08 03 0f fe fe f6 fe ff 10"
            + " 0d 2800 f701 fe04 0c02 cefc 04 0101 fe";

    @Test
    void typesThatHideBehindStringAreFound() {
        TableMap map = parse(BODY, false);
        assertThat(map.tableId()).isEqualTo(0x060504030201L);
        assertThat(map.name()).isEqualTo(new TableName("d", "t"));
        assertThat(map.types())
                .containsExactly(
                        LogTypes.LONG,
                        LogTypes.VARCHAR,
                        LogTypes.ENUM,
                        LogTypes.STRING,
                        LogTypes.NEWDECIMAL,
                        LogTypes.STRING,
                        LogTypes.GEOMETRY,
                        LogTypes.BIT);
        assertThat(map.metadata()).containsExactly(0, 40, 1, 4, 12 << 8 | 2, 1020, 4, 9);
        assertThat(map.nullable()).containsExactly(false, true, true, true, true, true, true, true);
        assertThat(map.isFull()).isFalse();
        assertThat(map.unsigned()).isNull();
        assertThat(map.collations()).isNull();
        assertThat(map.members()).isNull();
        assertThat(map.primaryKey()).isNull();
    }

    @Test
    void fullMetadataIsRead() {
        TableMap map = new TableMapParser(false, CollationTable.builtIn()).parse(fullEvent(), 0, fullEvent().length, 8);
        assertThat(map.isFull()).isTrue();
        assertThat(map.names()).containsExactly("i", "v", "e", "b", "d", "c", "g", "ç");
        assertThat(map.unsigned()).containsExactly(true, false, false, false, false, false, false, false);
        assertThat(map.collations()).containsExactly(0, 8, 8, 63, 0, 45, 0, 0);
        assertThat(map.members().get(2)).isEqualTo(List.of("ä", "€"));
        assertThat(map.members().get(0)).isEmpty();
        assertThat(map.geometryTypes()).containsExactly(-1, -1, -1, -1, -1, -1, 1, -1);
        assertThat(map.primaryKey()).containsExactly(1, 0);
        assertThat(map.primaryKeyPrefixes()).containsExactly(5, 0);
        assertThat(map.visible()).containsExactly(true, true, true, true, true, true, true, false);
    }

    @Test
    void mariaDbCountsGeometryAsCharacterData() {
        String collations = "03 04 08 3f 2d 3f";
        assertThat(parse(BODY + collations, true).collations()).containsExactly(0, 8, 0, 63, 0, 45, 63, 0);
    }

    @Test
    void aDefaultCollationHasExceptions() {
        assertThat(parse(BODY + "02 03 2d 01 3f", false).collations()).containsExactly(0, 45, 0, 63, 0, 45, 0, 0);
    }

    @Test
    void unknownMetadataIsSteppedOver() {
        assertThat(parse(BODY + "63 03 010203 01 01 80", false).unsigned()).startsWith(true, false);
    }

    @Test
    void anEventThatEndsTooEarlyIsRefused() {
        byte[] event = fullEvent();
        for (int length = 0; length < 57; length++) {
            byte[] cut = Arrays.copyOf(event, length);
            assertThatThrownBy(() -> new TableMapParser(false, CollationTable.builtIn()).parse(cut, 0, cut.length, 8))
                    .isInstanceOfSatisfying(
                            TidegateException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.EVENT_CORRUPT));
        }
    }

    /** An event with every kind of optional metadata. */
    static byte[] fullEvent() {
        return RowsEvent.hex(HEADER + BODY
                + "01 01 80"
                + "03 03 08 3f 2d"
                + "04 11 0169 0176 0165 0162 0164 0163 0167 02c3a7"
                + "06 05 02 01e4 0180"
                + "07 01 01"
                + "09 04 01 05 00 00"
                + "0b 01 08"
                + "0c 01 fe"
                + "7f 02 0000");
    }

    private static TableMap parse(String body, boolean mariaDb) {
        byte[] event = RowsEvent.hex(HEADER + body);
        return new TableMapParser(mariaDb, CollationTable.builtIn()).parse(event, 0, event.length, 8);
    }
}
