package io.tidegate.config;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One joining of a sink URI and a configuration file into a {@link ResolvedConfig}. Used once. */
final class Resolution {
    private final SinkUri uri;
    private final ChangefeedConfig file;
    private final SettingValues values;
    private final @Nullable Secret saslPassword;
    private final List<ConfigWarning> warnings = new ArrayList<>();

    Resolution(SinkUri uri, ChangefeedConfig file, @Nullable Secret saslPassword) {
        this.uri = uri;
        this.file = file;
        this.values = uri.values().over(file.values());
        this.saslPassword = saslPassword;
        warnings.addAll(uri.warnings());
        warnings.addAll(file.warnings());
    }

    ResolvedConfig resolve() {
        warnOfConflict(SinkSettings.PROTOCOL);
        SinkProtocol protocol = SinkProtocol.of(values.text(SinkSettings.PROTOCOL));
        warnOfWeakAcknowledgement();
        KafkaSinkConfig kafka = kafka();
        FormatConfig format = FormatOptions.resolve(protocol, values, this::writtenName, warnings);
        List<DispatchRule> rules = DispatchRules.of(file.tables(SinkSettings.DISPATCHERS), warnings);
        refuseSyncPoint();
        refuseChecksumsOfSelectedColumns();
        Availability.check(values, protocol, this::writtenName, warnings);
        file.tables().forEach(table -> Availability.check(table, protocol, this::nameInTable, warnings));
        return new ResolvedConfig(
                FilterOptions.filter(values, file.tables(FilterSettings.EVENT_FILTERS), warnings),
                values.flag(FeedSettings.CASE_SENSITIVE),
                keylessTables(protocol),
                rules,
                FilterOptions.columnSelectors(file.tables(SinkSettings.COLUMN_SELECTORS), warnings),
                kafka,
                format,
                new MessageOptions(
                        values.text(MessageSettings.KEY).equals("handle-key") && MessageSettings.KEY.concerns(protocol),
                        values.flag(MessageSettings.HEADERS) && MessageSettings.HEADERS.concerns(protocol)),
                DeadLetterOptions.resolve(values, topics(kafka, rules)),
                DeliverySettings.resolve(values, this::writtenName, warnings),
                values.flag(KafkaSettings.OUTPUT_RAW_CHANGE_EVENT),
                warnings.stream().map(this::spelled).toList());
    }

    /** Names the key of a warning as it is written; parameters of the sink URI have one spelling. */
    private ConfigWarning spelled(ConfigWarning warning) {
        return uri.warnings().contains(warning) || SettingCatalogue.all().byParameter(warning.key()) != null
                ? warning
                : new ConfigWarning(file.spelling().of(warning.key()), warning.text());
    }

    /** Who gave no file gets every table; a file means what it means in TiCDC. Avro needs keys. */
    private KeylessTables keylessTables(SinkProtocol protocol) {
        if (values.flag(FeedSettings.FORCE_REPLICATE)) {
            return KeylessTables.REPLICATED;
        }
        if (values.flag(FeedSettings.IGNORE_INELIGIBLE_TABLE)) {
            return KeylessTables.LEFT_OUT;
        }
        return file.isWritten() || protocol == SinkProtocol.AVRO ? KeylessTables.REFUSED : KeylessTables.REPLICATED;
    }

    private static List<String> topics(KafkaSinkConfig kafka, List<DispatchRule> rules) {
        return Stream.concat(Stream.of(kafka.defaultTopic()), rules.stream().map(DispatchRule::topic))
                .toList();
    }

    private KafkaSinkConfig kafka() {
        return new KafkaSinkConfig(
                uri.brokers(),
                uri.topic(),
                partitionNum(),
                values.whole(KafkaSettings.REPLICATION_FACTOR),
                values.flag(KafkaSettings.AUTO_CREATE_TOPIC),
                values.whole(KafkaSettings.MAX_MESSAGE_BYTES),
                Compression.valueOf(values.text(KafkaSettings.COMPRESSION).toUpperCase(Locale.ROOT)),
                values.whole(KafkaSettings.REQUIRED_ACKS),
                values.textOrNull(KafkaSettings.KAFKA_CLIENT_ID),
                values.span(KafkaSettings.DIAL_TIMEOUT),
                values.span(KafkaSettings.READ_TIMEOUT),
                KafkaTlsOptions.resolve(values, uri.tlsByScheme(), warnings),
                SaslOptions.resolve(values, saslPassword, warnings),
                clientProperties());
    }

    private OptionalInt partitionNum() {
        return values.has(KafkaSettings.PARTITION_NUM)
                ? OptionalInt.of(values.whole(KafkaSettings.PARTITION_NUM))
                : OptionalInt.empty();
    }

    private Map<String, String> clientProperties() {
        boolean idempotence =
                values.has(ClientSettings.ENABLE_IDEMPOTENCE) && values.flag(ClientSettings.ENABLE_IDEMPOTENCE);
        if (idempotence && values.whole(KafkaSettings.REQUIRED_ACKS) != -1) {
            throw new TidegateException(
                    ErrorCode.KAFKA_INVALID_CONFIG,
                    ClientSettings.ENABLE_IDEMPOTENCE + " is true, which needs required-acks=-1");
        }
        Map<String, String> properties = new LinkedHashMap<>();
        for (Setting setting : ClientSettings.ALLOWED) {
            if (values.has(setting)) {
                properties.put(ClientSettings.property(setting), String.valueOf(values.value(setting)));
            }
        }
        return properties;
    }

    private String writtenName(Setting setting) {
        String parameter = setting.parameter();
        return parameter != null && uri.values().has(setting) ? parameter : file.nameOf(setting);
    }

    /** A list of tables is named by itself when it is its matcher that shows it is there. */
    private String nameInTable(Setting setting) {
        return file.nameOf(setting).replace("[].matcher", "").replace("[]", "");
    }

    private void refuseSyncPoint() {
        if (values.flag(FeedSettings.ENABLE_SYNC_POINT)) {
            throw new TidegateException(
                            ErrorCode.REPLICA_CONFIG_INVALID,
                            "enable-sync-point: The SyncPoint must be disabled when the downstream is not tidb or mysql")
                    .withRemedy("Remove enable-sync-point.");
        }
    }

    /** A checksum is one of the whole row. */
    private void refuseChecksumsOfSelectedColumns() {
        boolean checksums = values.text(FeedSettings.INTEGRITY_CHECK_LEVEL).equals("correctness");
        if (checksums && !file.tables(SinkSettings.COLUMN_SELECTORS).isEmpty()) {
            throw new TidegateException(
                            ErrorCode.REPLICA_CONFIG_INVALID,
                            "integrity.integrity-check-level is correctness and sink.column-selectors are set:"
                                    + " integrity check enabled and column selector set, not allowed")
                    .withRemedy("Remove sink.column-selectors, or set integrity.integrity-check-level to none.");
        }
    }

    private void warnOfWeakAcknowledgement() {
        if (values.whole(KafkaSettings.REQUIRED_ACKS) != -1) {
            warnings.add(new ConfigWarning(
                    writtenName(KafkaSettings.REQUIRED_ACKS),
                    "messages can be lost when a broker fails; -1 waits until all replicas have them"));
        }
    }

    private void warnOfConflict(Setting setting) {
        String inUri = uri.values().text(setting);
        String inFile = file.values().text(setting);
        if (uri.values().has(setting) && file.values().has(setting) && !inUri.equals(inFile)) {
            warnings.add(new ConfigWarning(
                    setting.name(),
                    "the sink URI says " + inUri + " and the configuration file " + inFile + ", the sink URI counts"));
        }
    }
}
