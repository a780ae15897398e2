package io.tidegate.server.console.draft;

import io.tidegate.config.Compression;
import java.util.Arrays;
import java.util.List;

/**
 * The step "Target" as it was typed.
 *
 * @param brokers {@code host:port}, separated by commas
 * @param version of the brokers
 * @param compression of batches
 * @param tls how connections are encrypted
 * @param login as whom
 */
public record TargetStep(
        String brokers, KafkaVersion version, Compression compression, BrokerTls tls, BrokerLogin login) {
    public static final TargetStep INITIAL =
            new TargetStep("", KafkaVersion.V2, Compression.NONE, BrokerTls.INITIAL, BrokerLogin.INITIAL);

    /** The brokers one by one, without what is empty. */
    public List<String> brokerList() {
        return Arrays.stream(brokers.split("[,\\n]"))
                .map(String::strip)
                .filter(broker -> !broker.isEmpty())
                .toList();
    }
}
