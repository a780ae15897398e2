package io.tidegate.config;

/**
 * Options of the Canal-JSON format.
 *
 * @param tidbExtension whether messages carry {@code _tidb} and watermarks are sent
 * @param contentCompatible whether types are printed in full as Alibaba Canal does
 * @param onlyOutputUpdatedColumns whether {@code old} carries changed columns only
 * @param deleteOnlyOutputHandleKeyColumns whether a DELETE carries the handle key only
 */
public record CanalJsonConfig(
        boolean tidbExtension,
        boolean contentCompatible,
        boolean onlyOutputUpdatedColumns,
        boolean deleteOnlyOutputHandleKeyColumns)
        implements FormatConfig {
    @Override
    public SinkProtocol protocol() {
        return SinkProtocol.CANAL_JSON;
    }
}
