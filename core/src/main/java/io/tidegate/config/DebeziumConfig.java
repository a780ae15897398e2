package io.tidegate.config;

/**
 * Options of the Debezium format.
 *
 * @param tidbExtension whether columns tell their SQL type and watermarks are sent
 * @param schema whether every message carries its schema
 * @param outputOldValue whether an UPDATE carries its old row
 * @param replaceNullWithDefault whether the default of a column stands for NULL
 * @param ddl whether DDL messages are sent
 * @param tombstones whether a DELETE is followed by a record with its key and no value
 * @param name what {@code source.name} and the names of schemas begin with
 * @param large how keys and values are compressed; large rows are always refused
 */
public record DebeziumConfig(
        boolean tidbExtension,
        boolean schema,
        boolean outputOldValue,
        boolean replaceNullWithDefault,
        boolean ddl,
        boolean tombstones,
        String name,
        LargeMessages large)
        implements FormatConfig {
    @Override
    public SinkProtocol protocol() {
        return SinkProtocol.DEBEZIUM;
    }
}
