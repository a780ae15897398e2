package io.tidegate.config;

import java.time.Duration;

/**
 * What a changefeed promises of each change, and the transactions it is kept with. Of these only the guarantee counts
 * where it is at-least-once.
 *
 * @param exactlyOnce whether messages and checkpoint are written in Kafka transactions
 * @param commitInterval how long messages wait in an open transaction, at least until the source's transaction is complete
 * @param maxTransactionBytes bytes of messages beyond which a transaction is committed wherever it is
 * @param transactionTimeout after which Kafka gives up a transaction of a process that it does not hear of; half of it is
 *     the longest that one stays open
 */
public record DeliveryConfig(
        boolean exactlyOnce, Duration commitInterval, long maxTransactionBytes, Duration transactionTimeout) {
    private static final DeliveryConfig AT_LEAST_ONCE =
            new DeliveryConfig(false, Duration.ofMillis(100), 64L << 20, Duration.ofMinutes(1));

    /** At least once, with the default transactions. */
    public static DeliveryConfig atLeastOnce() {
        return AT_LEAST_ONCE;
    }

    /** The longest that a transaction stays open, whatever it holds. */
    public Duration longestTransaction() {
        return transactionTimeout.dividedBy(2);
    }
}
