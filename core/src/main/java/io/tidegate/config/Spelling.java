package io.tidegate.config;

import java.util.Map;

/**
 * How the names of settings are written: with hyphens in a file, with underscores in the {@code replica_config} of TiCDC's
 * API v2. Where its JSON has a name of another kind (the field tags of {@code api/v2/model.go} in pingcap/ticdc), the
 * exception stands here. Properties of the Kafka client have the same name everywhere.
 */
enum Spelling {
    FILE {
        @Override
        String of(String path) {
            return path;
        }
    },
    JSON {
        @Override
        String of(String path) {
            String exception = EXCEPTIONS.get(path);
            if (exception != null) {
                return exception;
            }
            return path.startsWith(PULSAR)
                    ? snake(PULSAR) + path.substring(PULSAR.length()) // this section kept its hyphens
                    : snake(path);
        }
    };

    private static final String PULSAR = "sink.pulsar-config.";
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "sink.advance-timeout-in-sec",
            "sink.advance_timeout",
            "sink.file-index-digit",
            "sink.file_index_width",
            "sink.send-all-bootstrap-at-start",
            "sink.send-all-bootstrap-at-start",
            "sink.dispatchers[].target-schema",
            "sink.dispatchers[].target-schema",
            "sink.dispatchers[].target-table",
            "sink.dispatchers[].target-table",
            "sink.mysql-config.max-multi-update-row",
            "sink.mysql_config.max_multi_update_row_count",
            PULSAR + "tls-key-file-path",
            "sink.pulsar_config.tls-certificate-path",
            PULSAR + "tls-certificate-file",
            "sink.pulsar_config.tls-private-key-path");

    /**
     * A path as it is written.
     *
     * @param path of a setting or a section in the file; lists of tables with {@code []} or an index
     */
    abstract String of(String path);

    private static String snake(String path) {
        return path.replace('-', '_');
    }
}
