package io.tidegate.kafka;

import io.tidegate.config.KafkaSinkConfig;
import io.tidegate.config.SaslConfig;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/** What an exception of the Kafka client means to a user: an entry of the catalogue with the cluster, the topic and the operation. */
final class KafkaFailures {
    private final ClientSecurity security;
    private final AdminCommands commands;

    KafkaFailures(KafkaSinkConfig config, ClientSecurity security) {
        this.security = security;
        this.commands = new AdminCommands(config, security);
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
                    "cluster " + bootstrap() + ": " + cause.getClass().getSimpleName() + ": " + cause.getMessage(),
                    cause);
        }
        String found = where(topic) + ": " + cause.getClass().getSimpleName() + ": " + cause.getMessage();
        if (cause instanceof SslAuthenticationException) {
            return tls(where(topic), cause);
        }
        if (cause instanceof AuthenticationException) {
            return new TidegateException(ErrorCode.KAFKA_ACCESS_DENIED, "login of " + login() + " at " + found, cause)
                    .withRemedy(loginRemedy());
        }
        LoginException login = find(LoginException.class, cause);
        if (login != null) {
            return ownLogin(login);
        }
        if (cause instanceof TopicAuthorizationException) {
            return denied(AccessRight.onTopic(topic, operation), cause);
        }
        if (cause instanceof ClusterAuthorizationException) {
            return denied(
                    AccessRight.onCluster(operation == AclOperation.WRITE ? AclOperation.IDEMPOTENT_WRITE : operation),
                    cause);
        }
        if (cause instanceof RecordTooLargeException) {
            return new TidegateException(ErrorCode.MESSAGE_TOO_LARGE, found, cause);
        }
        if (cause instanceof InvalidTopicException) {
            return new TidegateException(ErrorCode.KAFKA_INVALID_CONFIG, found, cause)
                    .withRemedy(
                            "Change the topic rule so that it gives another name: of 1 to 249 letters, digits, dots, underscores and"
                                    + " hyphens, and not one of another topic with dots for underscores or the reverse.");
        }
        if (cause instanceof PolicyViolationException) {
            return new TidegateException(ErrorCode.KAFKA_INVALID_CONFIG, found, cause)
                    .withRemedy("Set partition-num and replication-factor as the cluster's policy for new topics wants"
                            + " them, or create the topic by hand.");
        }
        if (cause instanceof InvalidReplicationFactorException) {
            return new TidegateException(ErrorCode.KAFKA_CREATE_TOPIC, found, cause);
        }
        if (cause instanceof TransactionalIdAuthorizationException) {
            return new TidegateException(
                            ErrorCode.KAFKA_ACCESS_DENIED, principal() + " may not use transactions at " + found, cause)
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
    TidegateException denied(AccessRight right, @Nullable Throwable cause) {
        String said = cause == null ? "" : ": " + cause.getClass().getSimpleName() + ": " + cause.getMessage();
        String at = right.name().isEmpty() ? " " + bootstrap() : " at " + bootstrap();
        return new TidegateException(
                        ErrorCode.KAFKA_ACCESS_DENIED,
                        principal() + " may not " + right.operationName() + " on " + right.resourceText() + at + said,
                        cause)
                .withRemedy(grant(right));
    }

    /** The command that permits something. */
    String grant(AccessRight right) {
        return commands.grant(principal(), right);
    }

    AdminCommands commands() {
        return commands;
    }

    String bootstrap() {
        return commands.bootstrap();
    }

    String principal() {
        return security.principal();
    }

    /** The command that permits the transactions of all changefeeds, whose names all begin alike. */
    String grantTransactions() {
        return "kafka-acls.sh --bootstrap-server " + bootstrap() + " --add --allow-principal " + principal()
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

    /** A handshake that failed: the reason is at the end of the causes. */
    private TidegateException tls(String where, Throwable cause) {
        Throwable last = cause;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        String said = String.valueOf(last.getMessage());
        boolean refused = said.contains("fatal alert");
        return new TidegateException(ErrorCode.KAFKA_UNREACHABLE, "TLS to " + where + ": " + said, cause)
                .withRemedy(
                        refused
                                ? "Give cert and key of a client certificate that the brokers trust; see the broker's log."
                                : "Check that the port speaks TLS, that ca= names the authority that signed the broker's"
                                        + " certificate, and that the certificate names the host. tidegate check tells"
                                        + " which.");
    }

    /** A login that failed before a broker was asked: at a KDC, or for want of a file. */
    private TidegateException ownLogin(LoginException failure) {
        boolean network = find(IOException.class, failure) != null;
        return new TidegateException(
                        network ? ErrorCode.KAFKA_UNREACHABLE : ErrorCode.KAFKA_ACCESS_DENIED,
                        "login of " + login() + " failed before a broker was asked: " + failure.getMessage(),
                        failure)
                .withRemedy(
                        network
                                ? "Check in krb5.conf where the KDC of the realm is, and that it can be reached from here."
                                : loginRemedy());
    }

    private String login() {
        SaslConfig sasl = security.sasl();
        if (sasl instanceof SaslConfig.Password login) {
            return "user " + login.user() + " with " + sasl.mechanismName();
        }
        if (sasl instanceof SaslConfig.Kerberos kerberos) {
            return "principal " + kerberos.principal() + " with " + sasl.mechanismName();
        }
        if (sasl instanceof SaslConfig.OAuth oauth) {
            return "client " + oauth.clientId() + " with " + sasl.mechanismName();
        }
        return "no user";
    }

    private String loginRemedy() {
        SaslConfig sasl = security.sasl();
        if (sasl instanceof SaslConfig.Password) {
            return "Check sasl-mechanism, sasl-user and sasl-password.";
        }
        if (sasl instanceof SaslConfig.Kerberos kerberos) {
            String proof = kerberos.proof() instanceof SaslConfig.KerberosProof.Keytab keytab
                    ? "that " + keytab.file() + " holds the present key of " + kerberos.principal()
                    : "sasl-gssapi-password";
            return "Check sasl-gssapi-user, sasl-gssapi-realm and " + proof + ", and that the brokers' principal is "
                    + kerberos.serviceName() + "/HOST with the host name that they advertise"
                    + " (sasl-gssapi-service-name).";
        }
        if (sasl instanceof SaslConfig.OAuth) {
            return "The brokers refuse the token: check sasl-oauth-audience and sasl-oauth-scopes against what the brokers"
                    + " expect, and that they trust the identity provider of sasl-oauth-token-url.";
        }
        return "Set sasl-mechanism, sasl-user and sasl-password.";
    }

    private static <T extends Throwable> @Nullable T find(Class<T> type, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    private String where(String topic) {
        return topic.isEmpty() ? "cluster " + bootstrap() : "topic " + topic + " at " + bootstrap();
    }
}
