package io.tidegate.config;

/**
 * A SASL login by user name and password.
 *
 * @param mechanism which one
 * @param user user name
 * @param password password
 */
public record SaslConfig(Mechanism mechanism, String user, Secret password) {
    /** The mechanisms that take a user name and a password. */
    public enum Mechanism {
        PLAIN("PLAIN"),
        SCRAM_SHA_256("SCRAM-SHA-256"),
        SCRAM_SHA_512("SCRAM-SHA-512");

        private final String kafkaName;

        Mechanism(String kafkaName) {
            this.kafkaName = kafkaName;
        }

        /** The name that Kafka clients and brokers use. */
        public String kafkaName() {
            return kafkaName;
        }
    }
}
