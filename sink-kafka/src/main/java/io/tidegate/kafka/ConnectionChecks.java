package io.tidegate.kafka;

import io.tidegate.check.Check;
import io.tidegate.config.KafkaSinkConfig;
import io.tidegate.error.TidegateException;
import io.tidegate.kafka.tls.TlsContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.Node;
import org.jspecify.annotations.Nullable;

/**
 * Whether the brokers can be reached, are who they should be, and take our login: K001 the name and port of a bootstrap
 * address, K014 a certificate, K002 the login, K003 the name and port that a broker advertises.
 */
final class ConnectionChecks {
    private final KafkaSinkConfig config;
    private final ClientSettings settings;
    private final KafkaFailures failures;
    private final Consumer<Check> found;
    private final Set<BrokerAddress> lookedAt = new HashSet<>();

    /** @param found takes each outcome as soon as there is one */
    ConnectionChecks(KafkaSinkConfig config, ClientSettings settings, KafkaFailures failures, Consumer<Check> found) {
        this.config = config;
        this.settings = settings;
        this.failures = failures;
        this.found = found;
    }

    /** The brokers, empty when there is no way to one. */
    Optional<Collection<Node>> run() {
        List<BrokerAddress> usable = bootstrap();
        if (usable.isEmpty() || !token()) {
            return Optional.empty();
        }
        Collection<Node> nodes = null;
        for (BrokerAddress address : usable) {
            Collection<Node> said = login(address);
            nodes = said == null ? nodes : said;
        }
        return nodes != null && advertised(nodes) ? Optional.of(nodes) : Optional.empty();
    }

    private List<BrokerAddress> bootstrap() {
        List<BrokerAddress> usable = new ArrayList<>();
        for (String broker : config.brokers()) {
            BrokerAddress address = BrokerAddress.parse(broker);
            Optional<String> problem = address.problem(
                    Reachability.timeout(config, config.brokers().size()));
            if (problem.isPresent()) {
                found.accept(Check.fail(
                        "K001",
                        broker,
                        problem.get(),
                        "Check the host name and the port in the sink URI, the firewall, and that the broker runs."));
                continue;
            }
            found.accept(Check.pass("K001", broker, "takes connections"));
            if (certificate(address)) {
                usable.add(address);
            }
        }
        return usable;
    }

    /** Whether the certificate is good, or there is no TLS. */
    private boolean certificate(BrokerAddress address) {
        TlsContext tls = settings.security().tls();
        if (tls == null || !lookedAt.add(address)) {
            return true;
        }
        Duration timeout = Reachability.timeout(config, config.brokers().size());
        Check seen = CertificateCheck.of(address, tls, timeout, Instant.now());
        found.accept(seen);
        return seen.status() != Check.Status.FAIL;
    }

    private boolean token() {
        try {
            settings.security().requireToken();
            return true;
        } catch (TidegateException e) {
            found.accept(Check.fail("K002", "identity provider", e.detail(), e.remedy()));
            return false;
        }
    }

    private @Nullable Collection<Node> login(BrokerAddress address) {
        try {
            Collection<Node> nodes = new BootstrapBroker(address, settings, failures).brokers();
            found.accept(Check.pass(
                    "K002",
                    address.toString(),
                    settings.security().protocol() + " as " + failures.principal() + " is accepted"));
            return nodes;
        } catch (TidegateException e) {
            found.accept(Check.fail("K002", address.toString(), e.detail(), e.remedy()));
            return null;
        }
    }

    private boolean advertised(Collection<Node> nodes) {
        boolean any = false;
        for (Node node : nodes) {
            String subject = "broker " + node.id();
            BrokerAddress address = BrokerAddress.of(node);
            Optional<String> problem = address.problem(Reachability.timeout(config, nodes.size()));
            if (problem.isPresent()) {
                found.accept(Check.fail(
                        "K003",
                        subject,
                        "advertises an address that cannot be reached from here: " + problem.get(),
                        Reachability.ADVERTISED_REMEDY));
                continue;
            }
            found.accept(Check.pass("K003", subject, "is reachable at its address " + address));
            any |= certificate(address);
        }
        return any;
    }
}
