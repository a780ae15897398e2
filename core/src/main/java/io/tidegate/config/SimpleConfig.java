package io.tidegate.config;

/**
 * Options of the Simple format.
 *
 * @param encoding how messages are written
 * @param bootstrap when messages with the definitions of tables are sent
 * @param large what becomes of large messages
 */
public record SimpleConfig(Encoding encoding, Bootstrap bootstrap, LargeMessages large) implements FormatConfig {
    /** How messages are written. */
    public enum Encoding {
        /** As one JSON object. */
        JSON,
        /** As one Avro datum in binary, without a frame and without a registry. */
        AVRO
    }

    /**
     * When messages with the definitions of tables are sent. If one of the two distances is not positive, none is sent for
     * its sake nor before the first row of a table.
     *
     * @param intervalSeconds seconds after which the definition of a table is repeated
     * @param rows rows of a table after which its definition is repeated
     * @param everyPartition whether they go to every partition of the table's topic; otherwise to partition 0 alone
     * @param allAtStart whether the definitions of all tables are sent before anything else
     */
    public record Bootstrap(long intervalSeconds, long rows, boolean everyPartition, boolean allAtStart) {}

    @Override
    public SinkProtocol protocol() {
        return SinkProtocol.SIMPLE;
    }
}
