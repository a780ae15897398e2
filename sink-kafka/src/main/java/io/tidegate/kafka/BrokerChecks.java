package io.tidegate.kafka;

import io.tidegate.check.Check;
import io.tidegate.config.KafkaSinkConfig;
import io.tidegate.error.TidegateException;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** The checks of a Kafka cluster for which it need not be known yet what is sent: the way to it, the login, the cluster's size. */
public final class BrokerChecks {
    private static final String CLIENT = "look";

    private BrokerChecks() {}

    /**
     * Looks at the brokers and changes nothing; takes half a minute at most.
     *
     * @param config how they are reached; its topics do not count
     * @param found takes each outcome as soon as there is one
     * @return how many brokers there are, empty when there is no way to one
     * @throws TidegateException when a file that the configuration names cannot be used
     */
    public static OptionalInt run(KafkaSinkConfig config, Consumer<Check> found) {
        ClientSecurity security = new ClientSecurity(config);
        return new KafkaChecks(
                        config,
                        new ClientSettings(config, security, CLIENT),
                        new KafkaFailures(config, security),
                        found)
                .runOnBrokers();
    }
}
