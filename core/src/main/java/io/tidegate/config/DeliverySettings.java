package io.tidegate.config;

import static io.tidegate.config.Setting.file;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Settings of the section {@code [tidegate.delivery]}: at least once, or exactly once with Kafka transactions. */
final class DeliverySettings {
    private static final String EXACTLY_ONCE = "exactly-once";
    private static final String FOR_TRANSACTIONS = "counts with `guarantee=\"exactly-once\"`";

    static final Setting GUARANTEE = file(
                    "tidegate.delivery.guarantee",
                    ValueType.choice("at-least-once", EXACTLY_ONCE),
                    "What is promised of each change. `exactly-once` writes messages and checkpoint in Kafka"
                            + " transactions, for consumers that set `isolation.level=read_committed`.")
            .fallback("at-least-once")
            .remark("needs `required-acks=-1`")
            .done();
    static final Setting COMMIT_INTERVAL = file(
                    "tidegate.delivery.commit-interval",
                    ValueType.span(Duration.ofMillis(1), "duration, 1ms or more"),
                    "How long messages wait in an open Kafka transaction until it is committed.")
            .fallback("100ms")
            .remark(FOR_TRANSACTIONS)
            .done();
    static final Setting MAX_TRANSACTION_BYTES = file(
                    "tidegate.delivery.max-transaction-bytes",
                    ValueType.whole(1, Integer.MAX_VALUE),
                    "Bytes of messages beyond which a Kafka transaction is committed, if need be in the middle of a"
                            + " transaction of the source.")
            .fallback(64 << 20)
            .remark(FOR_TRANSACTIONS)
            .done();
    static final Setting TRANSACTION_TIMEOUT = file(
                    "tidegate.delivery.transaction-timeout",
                    ValueType.span(Duration.ofSeconds(1), "duration, 1s or more"),
                    "Kafka's `transaction.timeout.ms`: how long an open transaction of a process that vanished holds"
                            + " consumers back. None stays open for more than half of it.")
            .fallback("1m")
            .remark(FOR_TRANSACTIONS)
            .done();

    static final List<Setting> ALL = List.of(GUARANTEE, COMMIT_INTERVAL, MAX_TRANSACTION_BYTES, TRANSACTION_TIMEOUT);

    private DeliverySettings() {}

    /**
     * What the settings say together.
     *
     * @param key the name of a setting as its user wrote it
     * @throws TidegateException REPLICA_CONFIG_INVALID for what cannot be exactly-once
     */
    static DeliveryConfig resolve(SettingValues values, Function<Setting, String> key, List<ConfigWarning> warnings) {
        DeliveryConfig config = new DeliveryConfig(
                values.text(GUARANTEE).equals(EXACTLY_ONCE),
                values.span(COMMIT_INTERVAL),
                values.whole(MAX_TRANSACTION_BYTES),
                values.span(TRANSACTION_TIMEOUT));
        if (config.exactlyOnce()) {
            requireWholeAcknowledgement(values, key);
            requireRoomInTimeout(config);
        } else {
            List.of(COMMIT_INTERVAL, MAX_TRANSACTION_BYTES, TRANSACTION_TIMEOUT).stream()
                    .filter(values::differsFromDefault)
                    .forEach(setting -> warnings.add(
                            new ConfigWarning(key.apply(setting), "it has no effect: the guarantee is at-least-once")));
        }
        return config;
    }

    private static void requireWholeAcknowledgement(SettingValues values, Function<Setting, String> key) {
        if (values.whole(KafkaSettings.REQUIRED_ACKS) != -1) {
            throw refusal(
                    key.apply(KafkaSettings.REQUIRED_ACKS) + "=" + values.whole(KafkaSettings.REQUIRED_ACKS),
                    "Kafka commits only what all replicas have",
                    "Leave required-acks out, or set guarantee = \"at-least-once\".");
        }
        if (!values.flag(ClientSettings.ENABLE_IDEMPOTENCE)) {
            throw refusal(
                    ClientSettings.ENABLE_IDEMPOTENCE + "=false",
                    "a retry could then write a message twice",
                    "Remove enable.idempotence, or set guarantee = \"at-least-once\".");
        }
    }

    private static void requireRoomInTimeout(DeliveryConfig config) {
        if (config.commitInterval().compareTo(config.longestTransaction()) > 0) {
            throw refusal(
                    COMMIT_INTERVAL + "=" + GoDuration.format(config.commitInterval()),
                    "it is more than half of transaction-timeout=" + GoDuration.format(config.transactionTimeout()),
                    "Set a shorter commit-interval or a longer transaction-timeout.");
        }
    }

    private static TidegateException refusal(String setting, String because, String remedy) {
        return new TidegateException(
                        ErrorCode.REPLICA_CONFIG_INVALID,
                        setting + " does not go with guarantee=exactly-once: " + because)
                .withRemedy(remedy);
    }
}
