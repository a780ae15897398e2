package io.tidegate.config;

/**
 * Options of the Avro format.
 *
 * @param tidbExtension whether values carry {@code _tidb_op}, {@code _tidb_commit_ts} and {@code
 *     _tidb_commit_physical_time}
 * @param decimals how DECIMAL is written
 * @param unsignedBigints how BIGINT UNSIGNED is written
 * @param watermarks whether DDLs, watermarks and DELETEs have messages that are no Avro; only with the extension
 * @param checksums whether values carry the checksum of their row; only with the extension
 * @param registry where schemas are registered
 */
public record AvroConfig(
        boolean tidbExtension,
        Decimals decimals,
        UnsignedBigints unsignedBigints,
        boolean watermarks,
        boolean checksums,
        SchemaRegistryConfig registry)
        implements FormatConfig {
    /** How DECIMAL is written. */
    public enum Decimals {
        /** As Avro's logical type {@code decimal}. */
        PRECISE,
        /** As text. */
        STRING
    }

    /** How BIGINT UNSIGNED is written. */
    public enum UnsignedBigints {
        /** As a long, negative from 2^63 on. */
        LONG,
        /** As text. */
        STRING
    }

    @Override
    public SinkProtocol protocol() {
        return SinkProtocol.AVRO;
    }
}
