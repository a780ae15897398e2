package io.tidegate.interop;

import static io.tidegate.testkit.rows.ValueRow.values;

import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Key;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table with a column of each type that readers distinguish, and rows of it. */
final class ShopTable {
    static final TableVersion VERSION = new TableVersion(
            new TableName("shop", "items"),
            List.of(
                    new Column("id", ColumnType.of(ColumnKind.BIGINT), false),
                    nullable("tiny", ColumnType.of(ColumnKind.TINYINT)),
                    nullable("small", ColumnType.of(ColumnKind.SMALLINT).asUnsigned()),
                    nullable("medium", ColumnType.of(ColumnKind.MEDIUMINT)),
                    nullable("whole", ColumnType.of(ColumnKind.INT).asUnsigned()),
                    nullable("large", ColumnType.of(ColumnKind.BIGINT).asUnsigned()),
                    nullable("ratio", ColumnType.of(ColumnKind.FLOAT)),
                    nullable("exact", ColumnType.of(ColumnKind.DOUBLE)),
                    nullable("price", ColumnType.of(ColumnKind.DECIMAL, 10, 2)),
                    nullable("flag", ColumnType.of(ColumnKind.BIT, 1)),
                    nullable("flags", ColumnType.of(ColumnKind.BIT, 10)),
                    nullable("state", ColumnType.ofMembers(ColumnKind.ENUM, List.of("new", "paid", "sent"))),
                    nullable("tags", ColumnType.ofMembers(ColumnKind.SET, List.of("gift", "rush", "fragile"))),
                    nullable("built", ColumnType.of(ColumnKind.YEAR)),
                    nullable("day", ColumnType.of(ColumnKind.DATE)),
                    nullable("local", ColumnType.ofFraction(ColumnKind.DATETIME, 3)),
                    nullable("precise", ColumnType.ofFraction(ColumnKind.DATETIME, 6)),
                    nullable("moment", ColumnType.ofFraction(ColumnKind.TIMESTAMP, 3)),
                    nullable("took", ColumnType.ofFraction(ColumnKind.TIME, 6)),
                    nullable("name", ColumnType.of(ColumnKind.VARCHAR, 40)),
                    nullable("raw", ColumnType.of(ColumnKind.VARBINARY, 40)),
                    nullable("doc", ColumnType.of(ColumnKind.JSON))),
            List.of(new Key(Key.PRIMARY, List.of(0), true)));

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private ShopTable() {}

    /** A row with no NULL. */
    static List<@Nullable Object> row(long id) {
        return values(
                id,
                -128L,
                65535L,
                -8388608L,
                4294967295L,
                9223372036854775807L,
                0.1f,
                -2.5d,
                "19.90",
                1L,
                513L,
                2L,
                5L,
                2024L,
                "2024-05-01",
                "2024-05-01 08:00:00.250",
                "1969-12-31 23:59:59.999999",
                "2024-05-01 08:00:00.250",
                "-12:34:56.123456",
                "A&B <1> \"測試\"",
                new byte[] {0, (byte) 0xff, '<', '\n'},
                "{\"k\": [1, null]}");
    }

    /** A row of random values, every tenth of them NULL. */
    static List<@Nullable Object> random(long id, Random random) {
        Object[] row = {
            id,
            (long) (byte) random.nextInt(),
            (long) (random.nextInt() & 0xffff),
            (long) random.nextInt(1 << 24) - (1 << 23),
            random.nextInt() & 0xffffffffL,
            random.nextLong() >>> 1,
            (random.nextFloat() - 0.5f) * 1e6f,
            random.nextGaussian() * 1e9,
            String.format(Locale.ROOT, "%d.%02d", random.nextInt(20_000) - 10_000, random.nextInt(100)),
            (long) random.nextInt(2),
            (long) random.nextInt(1024),
            1L + random.nextInt(3),
            (long) random.nextInt(8),
            1901L + random.nextInt(255),
            LocalDate.ofEpochDay(random.nextInt(100_000) - 50_000).toString(),
            datetime(random) + String.format(Locale.ROOT, ".%03d", random.nextInt(1000)),
            datetime(random) + String.format(Locale.ROOT, ".%06d", random.nextInt(1_000_000)),
            SECONDS.format(Instant.ofEpochSecond(1 + random.nextInt(Integer.MAX_VALUE)))
                    + String.format(Locale.ROOT, ".%03d", random.nextInt(1000)),
            String.format(
                    Locale.ROOT,
                    "%s%02d:%02d:%02d.%06d",
                    random.nextBoolean() ? "-" : "",
                    random.nextInt(839),
                    random.nextInt(60),
                    random.nextInt(60),
                    random.nextInt(1_000_000)),
            text(random),
            bytes(random),
            "{\"n\": " + random.nextInt() + "}"
        };
        for (int i = 1; i < row.length; i++) {
            if (random.nextInt(10) == 0) {
                row[i] = null;
            }
        }
        return values(row);
    }

    private static String datetime(Random random) {
        return SECONDS.format(Instant.ofEpochSecond(random.nextInt()));
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(20), 1, 0x2fff)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Column nullable(String name, ColumnType type) {
        return new Column(name, type, true);
    }
}
