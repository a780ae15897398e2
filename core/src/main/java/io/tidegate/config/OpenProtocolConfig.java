package io.tidegate.config;

/**
 * Options of the Open Protocol format.
 *
 * @param maxBatchSize the most rows of a record, at least 1
 * @param outputOldValue whether an UPDATE carries old values
 * @param onlyOutputUpdatedColumns whether these are the changed columns only
 * @param deleteOnlyOutputHandleKeyColumns whether a DELETE carries the handle key only
 * @param large what happens to large rows
 */
public record OpenProtocolConfig(
        int maxBatchSize,
        boolean outputOldValue,
        boolean onlyOutputUpdatedColumns,
        boolean deleteOnlyOutputHandleKeyColumns,
        LargeMessages large)
        implements FormatConfig {
    /** Options without anything for large rows. */
    public OpenProtocolConfig(
            int maxBatchSize,
            boolean outputOldValue,
            boolean onlyOutputUpdatedColumns,
            boolean deleteOnlyOutputHandleKeyColumns) {
        this(
                maxBatchSize,
                outputOldValue,
                onlyOutputUpdatedColumns,
                deleteOnlyOutputHandleKeyColumns,
                LargeMessages.NONE);
    }

    @Override
    public SinkProtocol protocol() {
        return SinkProtocol.OPEN_PROTOCOL;
    }
}
