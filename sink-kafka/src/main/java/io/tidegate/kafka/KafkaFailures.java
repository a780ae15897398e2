package io.tidegate.kafka;

import io.tidegate.config.KafkaSinkConfig;
import io.tidegate.config.SaslConfig;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** What an exception of the Kafka client means to a user: an entry of the catalogue with the cluster, the topic and the operation. */
final class KafkaFailures {
    private final String bootstrap;
    private final String principal;
    private final String login;

    KafkaFailures(KafkaSinkConfig config) {
        SaslConfig sasl = config.sasl();
        this.bootstrap = String.join(",", config.brokers());
        this.principal = "User:" + (sasl != null ? sasl.user() : "ANONYMOUS");
        this.login = sasl != null
                ? "user " + sasl.user() + " with " + sasl.mechanism().kafkaName()
                : "no user";
    }

    /**
     * @param thrown what the client threw or reported
     * @param code the entry when the exception alone does not tell
     * @param operation what was tried
     * @param topic on which topic, empty for the cluster
     */
    TidegateException of(Throwable thrown, ErrorCode code, AclOperation operation, String topic) {
        Throwable cause = unwrapped(thrown);
        if (cause instanceof TidegateException known) {
            return known;
        }
        if (isFenced(thrown)) {
            return new TidegateException(
                    ErrorCode.KAFKA_TRANSACTION_ENDED,
                    "cluster " + bootstrap + ": " + cause.getClass().getSimpleName() + ": " + cause.getMessage(),
                    cause);
        }
        String found = where(topic) + ": " + cause.getClass().getSimpleName() + ": " + cause.getMessage();
        if (cause instanceof SslAuthenticationException) {
            return new TidegateException(ErrorCode.KAFKA_UNREACHABLE, "TLS to " + found, cause)
                    .withRemedy("Check that the port speaks TLS, that ca= names the authority that signed the broker's"
                            + " certificate, and that the certificate names the host.");
        }
        if (cause instanceof AuthenticationException) {
            return new TidegateException(ErrorCode.KAFKA_ACCESS_DENIED, "login of " + login + " at " + found, cause)
                    .withRemedy("Check sasl-mechanism, sasl-user and sasl-password.");
        }
        if (cause instanceof TopicAuthorizationException) {
            return denied(operation, topic, cause);
        }
        if (cause instanceof ClusterAuthorizationException) {
            return denied(operation == AclOperation.WRITE ? AclOperation.IDEMPOTENT_WRITE : operation, "", cause);
        }
        if (cause instanceof RecordTooLargeException) {
            return new TidegateException(ErrorCode.MESSAGE_TOO_LARGE, found, cause);
        }
        if (cause instanceof InvalidReplicationFactorException) {
            return new TidegateException(ErrorCode.KAFKA_CREATE_TOPIC, found, cause);
        }
        if (cause instanceof TransactionalIdAuthorizationException) {
            return new TidegateException(
                            ErrorCode.KAFKA_ACCESS_DENIED, principal + " may not use transactions at " + found, cause)
                    .withRemedy(grantTransactions());
        }
        if (cause instanceof UnsupportedVersionException) {
            return new TidegateException(ErrorCode.KAFKA_UNREACHABLE, found, cause)
                    .withRemedy("Use Kafka 2.1 or newer.");
        }
        if (cause instanceof ConfigException) {
            return new TidegateException(ErrorCode.KAFKA_INVALID_CONFIG, found, cause);
        }
        return new TidegateException(code, found, cause);
    }

    /** A missing permission, with the command that grants it. */
    TidegateException denied(AclOperation operation, String topic, Throwable cause) {
        String name = name(operation);
        return new TidegateException(
                        ErrorCode.KAFKA_ACCESS_DENIED,
                        principal + " may not " + name + " on " + where(topic) + ": "
                                + cause.getClass().getSimpleName() + ": " + cause.getMessage(),
                        cause)
                .withRemedy(grant(operation, topic));
    }

    /** The command that permits an operation; an empty topic stands for the cluster. */
    String grant(AclOperation operation, String topic) {
        return "kafka-acls.sh --bootstrap-server " + bootstrap + " --add --allow-principal " + principal
                + " --operation " + name(operation) + (topic.isEmpty() ? " --cluster" : " --topic " + topic);
    }

    String bootstrap() {
        return bootstrap;
    }

    String principal() {
        return principal;
    }

    /** The command that permits the transactions of all changefeeds, whose names all begin alike. */
    String grantTransactions() {
        return "kafka-acls.sh --bootstrap-server " + bootstrap + " --add --allow-principal " + principal
                + " --operation Write --operation Describe --transactional-id " + FeedIdentity.PREFIX
                + " --resource-pattern-type prefixed";
    }

    /** Whether Kafka refuses a producer because of another one that has its name, or because it let it wait too long. */
    private static boolean isFenced(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }

    static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof ExecutionException
                        || cause instanceof CompletionException
                        || cause.getClass() == KafkaException.class)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private String where(String topic) {
        return topic.isEmpty() ? "cluster " + bootstrap : "topic " + topic + " at " + bootstrap;
    }

    // IDEMPOTENT_WRITE is written IdempotentWrite on the command line.
    private static String name(AclOperation operation) {
        StringBuilder name = new StringBuilder();
        for (String word : operation.name().split("_")) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }
}
