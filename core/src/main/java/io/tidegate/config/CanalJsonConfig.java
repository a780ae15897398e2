package io.tidegate.config;

/**
 * Options of the Canal-JSON format.
 *
 * @param tidbExtension whether messages carry {@code _tidb} and watermarks are sent
 * @param contentCompatible whether types are printed in full as Alibaba Canal does
 * @param onlyOutputUpdatedColumns whether {@code old} carries changed columns only
 * @param deleteOnlyOutputHandleKeyColumns whether a DELETE carries the handle key only
 * @param large what happens to large messages
 */
public record CanalJsonConfig(
        boolean tidbExtension,
        boolean contentCompatible,
        boolean onlyOutputUpdatedColumns,
        boolean deleteOnlyOutputHandleKeyColumns,
        LargeMessages large)
        implements FormatConfig {
    /** Options without anything for large messages. */
    public CanalJsonConfig(
            boolean tidbExtension,
            boolean contentCompatible,
            boolean onlyOutputUpdatedColumns,
            boolean deleteOnlyOutputHandleKeyColumns) {
        this(
                tidbExtension,
                contentCompatible,
                onlyOutputUpdatedColumns,
                deleteOnlyOutputHandleKeyColumns,
                LargeMessages.NONE);
    }

    @Override
    public SinkProtocol protocol() {
        return SinkProtocol.CANAL_JSON;
    }
}
