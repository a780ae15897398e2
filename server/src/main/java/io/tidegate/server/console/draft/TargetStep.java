package io.tidegate.server.console.draft;

import io.tidegate.config.Compression;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * The step "Target" as it was typed.
 *
 * @param brokers {@code host:port}, separated by commas
 * @param version of the brokers
 * @param compression of batches
 * @param tls how connections are encrypted
 * @param login as whom
 * @param brokerCount how many brokers the cluster had when it was looked at, empty before; nobody types it
 */
public record TargetStep(
        String brokers,
        KafkaVersion version,
        Compression compression,
        BrokerTls tls,
        BrokerLogin login,
        OptionalInt brokerCount) {
    public static final TargetStep INITIAL =
            new TargetStep("", KafkaVersion.V2, Compression.NONE, BrokerTls.INITIAL, BrokerLogin.INITIAL);

    /** One whose cluster nobody has looked at. */
    public TargetStep(String brokers, KafkaVersion version, Compression compression, BrokerTls tls, BrokerLogin login) {
        this(brokers, version, compression, tls, login, OptionalInt.empty());
    }

    /** The same, after a look at the cluster. */
    TargetStep withBrokerCount(OptionalInt count) {
        return new TargetStep(brokers, version, compression, tls, login, count);
    }

    /** The brokers one by one, without what is empty. */
    public List<String> brokerList() {
        return Arrays.stream(brokers.split("[,\\n]"))
                .map(String::strip)
                .filter(broker -> !broker.isEmpty())
                .toList();
    }
}
