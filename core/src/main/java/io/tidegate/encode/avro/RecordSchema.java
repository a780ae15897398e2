package io.tidegate.encode.avro;

import io.tidegate.config.AvroConfig;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Generation;
import io.tidegate.model.TableVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The schema of a table's keys or values, in the words and the order of words in which TiCDC registers it. Virtual
 * generated columns are in neither.
 *
 * @param text the schema as JSON
 * @param fields its columns, in table order
 */
record RecordSchema(String text, List<Field> fields) {
    private static final List<String> EXTENSION = List.of(
            "{\"default\":\"\",\"name\":\"_tidb_op\",\"type\":\"string\"}",
            "{\"default\":0,\"name\":\"_tidb_commit_ts\",\"type\":\"long\"}",
            "{\"default\":0,\"name\":\"_tidb_commit_physical_time\",\"type\":\"long\"}");
    private static final List<String> CHECKSUM = List.of(
            "{\"default\":\"\",\"name\":\"_tidb_row_level_checksum\",\"type\":\"string\"}",
            "{\"default\":false,\"name\":\"_tidb_corrupted\",\"type\":\"boolean\"}",
            "{\"default\":0,\"name\":\"_tidb_checksum_version\",\"type\":\"int\"}");
    private static final String RESERVED = "_tidb_";

    /**
     * The schema of keys: the handle key in the order of the table.
     *
     * @throws TidegateException TABLE_INELIGIBLE when there is none
     */
    static RecordSchema ofKeys(TableVersion table, AvroConfig config) {
        if (!table.hasHandleKey()) {
            throw new TidegateException(
                            ErrorCode.TABLE_INELIGIBLE,
                            table.name() + " has no primary key and no unique key of NOT NULL columns, and the format"
                                    + " Avro needs one")
                    .withRemedy("ALTER TABLE " + quoted(table.name().schema()) + "."
                            + quoted(table.name().table())
                            + " ADD PRIMARY KEY (...), or exclude the table with filter rules.");
        }
        return of(table, Arrays.stream(table.handleKey()).sorted(), config, List.of());
    }

    /** The schema of values: all columns, then what the options add. */
    static RecordSchema ofValues(TableVersion table, AvroConfig config) {
        List<String> added = new ArrayList<>();
        if (config.tidbExtension()) {
            added.addAll(EXTENSION);
            if (config.checksums()) {
                added.addAll(CHECKSUM);
            }
        }
        return of(table, IntStream.range(0, table.columns().size()), config, added);
    }

    private static RecordSchema of(TableVersion table, IntStream ordinals, AvroConfig config, List<String> added) {
        List<Field> fields = ordinals.filter(ordinal -> table.column(ordinal).generation() != Generation.VIRTUAL)
                .mapToObj(ordinal -> Field.of(ordinal, table.column(ordinal), config))
                .toList();
        requireDistinct(table, fields, !added.isEmpty());
        List<String> json = new ArrayList<>();
        fields.forEach(field -> json.add(field.json()));
        json.addAll(added);
        return new RecordSchema(
                "{\"type\":\"record\",\"name\":\"" + AvroName.of(table.name().table()) + "\",\"namespace\":\""
                        + AvroName.namespace(table.name().schema()) + "\",\"fields\":[" + String.join(",", json) + "]}",
                fields);
    }

    private static void requireDistinct(TableVersion table, List<Field> fields, boolean extended) {
        Set<String> names = new HashSet<>();
        for (Field field : fields) {
            if (!names.add(field.name()) || (extended && field.name().startsWith(RESERVED))) {
                throw new TidegateException(
                                ErrorCode.AVRO_ENCODE_FAILED,
                                "column " + table.column(field.ordinal()).name() + " of table " + table.name()
                                        + " would be the field " + field.name()
                                        + " in Avro, and there is another one of this name")
                        .withRemedy("Rename the column, or exclude the table with filter rules.");
            }
        }
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
