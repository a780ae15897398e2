package io.tidegate.kafka;

import io.tidegate.check.Check;
import io.tidegate.config.SaslConfig;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.kafka.BrokerConversation.BrokenOff;
import io.tidegate.kafka.tls.TlsContext;
import io.tidegate.kafka.tls.TlsProbe;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.SslAuthenticationException;

/**
 * A broker at an address of the sink URI, asked for the brokers of its cluster. When it does not answer, another look finds
 * out what it would want: TLS, no TLS, a login, another certificate.
 *
 * @param address takes connections
 */
record BootstrapBroker(BrokerAddress address, ClientSettings settings, KafkaFailures failures) {
    private static final Duration SECOND_LOOK = Duration.ofSeconds(3);

    /**
     * The brokers under the addresses that they advertise.
     *
     * @throws TidegateException KAFKA_ACCESS_DENIED when the login fails, else KAFKA_UNREACHABLE
     */
    Collection<Node> brokers() {
        try (BrokerConversation conversation = BrokerConversation.open(address, settings)) {
            return conversation.brokers();
        } catch (SslAuthenticationException e) {
            throw tlsFailure(e);
        } catch (KafkaException e) {
            // The client hides a failed login behind an exception without words.
            Throwable cause = e.getCause() instanceof KafkaException inner ? inner : e;
            throw failures.of(cause, ErrorCode.KAFKA_UNREACHABLE, AclOperation.DESCRIBE, "");
        } catch (BrokenOff e) {
            throw silence(e);
        }
    }

    private TidegateException tlsFailure(SslAuthenticationException thrown) {
        TlsContext tls = settings.security().tls();
        if (tls != null) {
            Check seen = CertificateCheck.of(address, tls, SECOND_LOOK, Instant.now());
            if (seen.status() == Check.Status.FAIL && seen.remedy() != null) {
                return new TidegateException(
                                ErrorCode.KAFKA_UNREACHABLE, "TLS to " + address + ": " + seen.text(), thrown)
                        .withRemedy(seen.remedy());
            }
        }
        return failures.of(thrown, ErrorCode.KAFKA_UNREACHABLE, AclOperation.DESCRIBE, "");
    }

    private TidegateException silence(BrokenOff thrown) {
        if (settings.security().tls() == null && speaksTls()) {
            return unreachable("wants TLS, which the sink URI does not ask for", thrown)
                    .withRemedy(
                            "Set enable-tls=true in the sink URI, and ca= if a private authority signed the brokers'"
                                    + " certificates.");
        }
        if (settings.security().sasl() == null && thrown.greeted()) {
            return unreachable("ends the connection at the first question: it wants a login", thrown)
                    .withRemedy("Set sasl-mechanism, sasl-user and sasl-password in the sink URI.");
        }
        if (settings.security().sasl() instanceof SaslConfig.Kerberos kerberos) {
            // The client takes some refusals of a KDC for passing ones and says nothing of them.
            return unreachable("cannot be logged in to: the KDC gives no ticket for it, or it takes none", thrown)
                    .withRemedy("Check that the KDC knows the brokers as " + kerberos.serviceName()
                            + "/HOST with the host name that they advertise (sasl-gssapi-service-name), and that the"
                            + " listener has GSSAPI.");
        }
        return unreachable(
                        "takes connections but does not answer as a Kafka broker with "
                                + settings.security().protocol() + ": "
                                + thrown.getMessage(),
                        thrown)
                .withRemedy(
                        "Check that it is the port of a Kafka listener, and set enable-tls and sasl-mechanism in the"
                                + " sink URI as that listener asks for.");
    }

    private boolean speaksTls() {
        try (Socket socket = address.connect(SECOND_LOOK)) {
            return TlsProbe.speaksTls(socket, address.host(), address.port());
        } catch (IOException e) {
            return false;
        }
    }

    private TidegateException unreachable(String what, Throwable thrown) {
        return new TidegateException(ErrorCode.KAFKA_UNREACHABLE, address + " " + what, thrown);
    }
}
