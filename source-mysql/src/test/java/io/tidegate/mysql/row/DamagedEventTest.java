package io.tidegate.mysql.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.error.TidegateException;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowKind;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever happens to the bytes of an event, reading it ends, and either with rows or with an error of ours. */
class DamagedEventTest {
    private static final List<ColumnType> TYPES = List.of(
            ColumnType.of(ColumnKind.BIGINT),
            ColumnType.of(ColumnKind.DECIMAL, 12, 2),
            ColumnType.ofFraction(ColumnKind.DATETIME, 3),
            ColumnType.ofFraction(ColumnKind.TIMESTAMP, 6),
            ColumnType.ofFraction(ColumnKind.TIME, 1),
            ColumnType.of(ColumnKind.VARCHAR, 50),
            ColumnType.of(ColumnKind.BLOB),
            ColumnType.of(ColumnKind.JSON),
            ColumnType.of(ColumnKind.VARBINARY, 90),
            ColumnType.of(ColumnKind.UUID),
            ColumnType.of(ColumnKind.VECTOR),
            ColumnType.of(ColumnKind.BIT, 9),
            ColumnType.of(ColumnKind.DATE));
    private static final RowLayout LAYOUT = RowsEvent.layout(
            TYPES,
            new int[] {
                LogTypes.LONGLONG, LogTypes.NEWDECIMAL, LogTypes.DATETIME2, LogTypes.TIMESTAMP2, LogTypes.TIME2,
                LogTypes.VARCHAR, LogTypes.BLOB, LogTypes.JSON, LogTypes.VARCHAR_COMPRESSED, LogTypes.STRING,
                LogTypes.VECTOR, LogTypes.BIT, LogTypes.DATE
            },
            new int[] {0, 12 << 8 | 2, 3, 6, 1, 50, 4, 4, 90, 16, 4, 9, 0},
            8);

    @Example
    void theEventIsSoundBeforeItIsDamaged() {
        byte[] event = RowsEvent.event(RowsEvent.UPDATE, TYPES.size(), image(), image(), image(), image());
        RowCursor cursor = RowsEvent.cursor(LAYOUT, RowsEvent.UPDATE, event, "Europe/Berlin");
        for (int i = 0; i < 2; i++) {
            assertThat(cursor.next()).isTrue();
            readAll(cursor);
        }
        assertThat(cursor.next()).isFalse();
    }

    @Property(tries = 20_000)
    void aDamagedEventGivesRowsOrAnError(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] image = image();
        byte[] event = RowsEvent.event(RowsEvent.UPDATE, TYPES.size(), image, image, image, image);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = 4 + random.nextInt(event.length - 4);
            event[at] = random.nextBoolean() ? (byte) random.nextInt(256) : (byte) (event[at] ^ 1 << random.nextInt(8));
        }
        int length = random.nextInt(3) == 0 ? random.nextInt(event.length + 1) : event.length;
        try {
            RowCursor cursor =
                    RowsEvent.cursor(LAYOUT, RowsEvent.UPDATE, Arrays.copyOf(event, length), "Europe/Berlin");
            int rows = 0;
            while (cursor.next()) {
                rows++;
                readAll(cursor);
            }
            assertThat(rows).isLessThanOrEqualTo(event.length);
        } catch (TidegateException expected) {
            assertThat(expected.detail()).contains("d.t");
        }
    }

    @Property(tries = 20_000)
    void aDamagedTableMapGivesAMapOrAnError(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] event = TableMapParserTest.fullEvent();
        for (int i = random.nextInt(4); i >= 0; i--) {
            event[19 + random.nextInt(event.length - 19)] = (byte) random.nextInt(256);
        }
        int length = random.nextInt(3) == 0 ? random.nextInt(event.length + 1) : event.length;
        try {
            TableMap map = new TableMapParser(false, CollationTable.builtIn())
                    .parse(Arrays.copyOf(event, length), 0, length, 8);
            assertThat(map.columns()).isLessThanOrEqualTo(event.length);
        } catch (TidegateException expected) {
            assertThat(expected.detail()).isNotEmpty();
        }
    }

    private static void readAll(RowCursor cursor) {
        for (int i = 0; i < TYPES.size(); i++) {
            if (cursor.kind() == RowKind.UPDATE) {
                cursor.sameBytes(i);
            }
            assertThat(CellText.of(cursor.table().column(i), cursor.before(), i))
                    .isNotNull();
            assertThat(CellText.of(cursor.table().column(i), cursor.after(), i)).isNotNull();
        }
    }

    private static byte[] image() {
        byte[] json = JsonDocument.encode(
                Map.of("a", List.of(1.5, "x", Map.of("b", JsonDocument.opaque(246, RowsEvent.hex("0a048004d2162e"))))),
                false);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(RowsEvent.hex("00e0 0102030405060708 800000000102"));
        out.writeBytes(RowsEvent.hex("99b2c3d4e50000 65f2b0800f423f 80000105 0461e46263 03000000010203"));
        out.writeBytes(JsonDocument.little(4, json.length));
        out.writeBytes(json);
        out.writeBytes(RowsEvent.hex("0d8108789c4b4c8400000dac0309 020102 080000000000803f00000040 0101 9f1f4e"));
        return out.toByteArray();
    }
}
