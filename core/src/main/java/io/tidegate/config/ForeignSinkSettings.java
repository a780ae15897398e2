package io.tidegate.config;

import static io.tidegate.config.Setting.file;

import java.util.List;
import java.util.stream.Stream;

/**
 * Settings of sinks that are not Kafka. They are known so that a file made for TiCDC is read without an error; none has
 * an effect.
 */
final class ForeignSinkSettings {
    private static final String STORAGE = "it belongs to storage sinks";
    private static final String DATABASE = "it belongs to database sinks";
    private static final String PULSAR = "it belongs to Pulsar sinks";

    static final List<Setting> ALL = Stream.of(storage(), database(), pulsar(), iceberg())
            .flatMap(List::stream)
            .toList();

    private ForeignSinkSettings() {}

    private static List<Setting> storage() {
        return List.of(
                file("sink.terminator", ValueType.text(), "What ends a row.")
                        .ignored(STORAGE)
                        .done(),
                file("sink.date-separator", ValueType.text(), "How folders are split by date.")
                        .fallback("day")
                        .ignored(STORAGE)
                        .done(),
                file("sink.enable-partition-separator", ValueType.flag(), "Whether folders are split by partition.")
                        .fallback(true)
                        .ignored(STORAGE)
                        .done(),
                file("sink.file-index-digit", ValueType.whole(), "Digits of the number in a file's name.")
                        .ignored(STORAGE)
                        .done(),
                csv("delimiter", ValueType.text(), "What separates fields."),
                csv("quote", ValueType.text(), "What surrounds fields."),
                csv("null", ValueType.text(), "What stands for NULL."),
                csv("include-commit-ts", ValueType.flag(), "Whether rows carry their commit-ts."),
                csv("binary-encoding-method", ValueType.text(), "How binary values are written."),
                csv("output-old-value", ValueType.flag(), "Whether updates carry the old row."),
                csv("output-handle-key", ValueType.flag(), "Whether rows carry their key."),
                csv("output-field-header", ValueType.flag(), "Whether files begin with the names of the columns."),
                cloud("worker-count", ValueType.whole(), "Parallel writers."),
                cloud("flush-interval", ValueType.text(), "Time between two writes."),
                cloud("file-size", ValueType.whole(), "Bytes of a file."),
                cloud("output-column-id", ValueType.flag(), "Whether schema files carry ids of columns."),
                cloud("file-expiration-days", ValueType.whole(), "Days that files are kept."),
                cloud("file-cleanup-cron-spec", ValueType.text(), "When old files are removed."),
                cloud("flush-concurrency", ValueType.whole(), "Parallel uploads of a file."),
                cloud("output-raw-change-event", ValueType.flag(), "Whether key updates are sent as they are."));
    }

    private static List<Setting> database() {
        return List.of(
                file("sink.safe-mode", ValueType.flag(), "Whether INSERT becomes REPLACE.")
                        .ignored(DATABASE)
                        .done(),
                mysql("worker-count", ValueType.whole(), "Parallel writers."),
                mysql("max-txn-row", ValueType.whole(), "Rows of a transaction."),
                mysql("max-multi-update-row-size", ValueType.whole(), "Bytes of rows in one UPDATE."),
                mysql("max-multi-update-row", ValueType.whole(), "Rows in one UPDATE."),
                mysql("tidb-txn-mode", ValueType.text(), "Optimistic or pessimistic."),
                mysql("ssl-ca", ValueType.text(), "PEM file of the authorities to trust."),
                mysql("ssl-cert", ValueType.text(), "PEM file of the client certificate."),
                mysql("ssl-key", ValueType.text(), "PEM file of its key."),
                mysql("time-zone", ValueType.text(), "Time zone of the session."),
                mysql("write-timeout", ValueType.text(), "Time to write."),
                mysql("read-timeout", ValueType.text(), "Time to read."),
                mysql("timeout", ValueType.text(), "Time to connect."),
                mysql("enable-batch-dml", ValueType.flag(), "Whether statements are joined."),
                mysql("enable-multi-statement", ValueType.flag(), "Whether statements are sent together."),
                mysql("enable-cache-prepared-statement", ValueType.flag(), "Whether prepared statements are kept."));
    }

    private static List<Setting> pulsar() {
        return List.of(
                pulsar("tls-key-file-path", ValueType.text(), "Key file."),
                pulsar("tls-certificate-file", ValueType.text(), "Certificate file."),
                pulsar("tls-trust-certs-file-path", ValueType.text(), "File of the authorities to trust."),
                pulsar("pulsar-producer-cache-size", ValueType.whole(), "Producers kept."),
                pulsar("pulsar-version", ValueType.text(), "Version of the brokers."),
                pulsar("compression-type", ValueType.text(), "Compression."),
                secretPulsar("authentication-token", "Token to log in with."),
                pulsar("connection-timeout", ValueType.whole(), "Seconds to connect."),
                pulsar("operation-timeout", ValueType.whole(), "Seconds for an operation."),
                pulsar("batching-max-messages", ValueType.whole(), "Messages of a batch."),
                pulsar("batching-max-publish-delay", ValueType.whole(), "Milliseconds a batch waits."),
                pulsar("send-timeout", ValueType.whole(), "Seconds to send."),
                pulsar("token-from-file", ValueType.text(), "File with the token."),
                pulsar("basic-user-name", ValueType.text(), "User name."),
                secretPulsar("basic-password", "Password."),
                pulsar("auth-tls-certificate-path", ValueType.text(), "Client certificate."),
                pulsar("auth-tls-private-key-path", ValueType.text(), "Its key."),
                pulsar("oauth2.oauth2-issuer-url", ValueType.text(), "Authorization server."),
                pulsar("oauth2.oauth2-audience", ValueType.text(), "Audience."),
                secretPulsar("oauth2.oauth2-private-key", "Private key."),
                pulsar("oauth2.oauth2-client-id", ValueType.text(), "Client id."),
                pulsar("oauth2.oauth2-scope", ValueType.text(), "Scope."),
                pulsar("output-raw-change-event", ValueType.flag(), "Whether key updates are sent as they are."));
    }

    private static List<Setting> iceberg() {
        return Stream.of(
                        "warehouse",
                        "namespace",
                        "catalog",
                        "catalog-uri",
                        "region",
                        "database",
                        "mode",
                        "commit-interval")
                .map(name -> file("sink.iceberg-config." + name, ValueType.text(), "Of an Iceberg sink.")
                        .otherVersion("later versions of TiCDC")
                        .done())
                .toList();
    }

    private static Setting csv(String name, ValueType type, String description) {
        return file("sink.csv." + name, type, description).ignored(STORAGE).done();
    }

    private static Setting cloud(String name, ValueType type, String description) {
        return file("sink.cloud-storage-config." + name, type, description)
                .ignored(STORAGE)
                .done();
    }

    private static Setting mysql(String name, ValueType type, String description) {
        return file("sink.mysql-config." + name, type, description)
                .ignored(DATABASE)
                .done();
    }

    private static Setting pulsar(String name, ValueType type, String description) {
        return file("sink.pulsar-config." + name, type, description)
                .ignored(PULSAR)
                .done();
    }

    private static Setting secretPulsar(String name, String description) {
        return file("sink.pulsar-config." + name, ValueType.text(), description)
                .secret()
                .ignored(PULSAR)
                .done();
    }
}
