package io.tidegate.kafka;

import io.tidegate.config.KafkaSinkConfig;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the cluster can be reached from here, told step by step: the addresses the user gave, the Kafka protocol on
 * them, and the addresses under which the brokers want to be reached. All of it stays below half a minute.
 */
final class Reachability {
    private static final Logger LOG = LoggerFactory.getLogger(Reachability.class);
    private static final long ALL_ADDRESSES_MILLIS = 10_000;

    private Reachability() {}

    /** At least one of the bootstrap addresses takes connections. */
    static void requireBootstrap(KafkaSinkConfig config) {
        List<BrokerAddress> addresses =
                config.brokers().stream().map(BrokerAddress::parse).toList();
        List<String> problems = problems(config, addresses);
        if (problems.size() == addresses.size()) {
            throw new TidegateException(ErrorCode.KAFKA_UNREACHABLE, String.join("; ", problems))
                    .withRemedy(
                            "Check the host names and ports in the sink URI, the firewall, and that the brokers run.");
        }
        problems.forEach(problem -> LOG.warn("a bootstrap address cannot be used problem={}", problem));
    }

    /** At least one broker can be reached under the address it advertises. */
    static void requireAdvertised(KafkaSinkConfig config, Collection<Node> nodes) {
        List<BrokerAddress> addresses = nodes.stream().map(BrokerAddress::of).toList();
        List<String> problems = problems(config, addresses);
        if (!addresses.isEmpty() && problems.size() == addresses.size()) {
            throw new TidegateException(
                            ErrorCode.KAFKA_UNREACHABLE,
                            "the brokers behind " + String.join(",", config.brokers())
                                    + " ask to be reached at addresses that cannot be reached from here: "
                                    + String.join("; ", problems))
                    .withRemedy(ADVERTISED_REMEDY);
        }
        problems.forEach(problem -> LOG.warn("a broker cannot be reached problem={}", problem));
    }

    static final String ADVERTISED_REMEDY =
            "Set advertised.listeners of the brokers to addresses that this machine can resolve and reach.";

    /** The brokers; fails when the port is open but nobody there or at the advertised addresses speaks Kafka as we do. */
    static Collection<Node> nodes(KafkaSinkConfig config, ClusterAdmin admin) {
        try {
            return admin.nodes();
        } catch (TidegateException e) {
            if (e.code() != ErrorCode.KAFKA_UNREACHABLE || e.detail().startsWith("TLS")) {
                throw e;
            }
            // The client asks for the brokers at an advertised address already, so the two cases look the same to it.
            String protocol = ClientSecurity.protocol(config.tls(), config.sasl());
            throw new TidegateException(
                            ErrorCode.KAFKA_UNREACHABLE,
                            String.join(",", config.brokers())
                                    + " takes connections but does not answer as a Kafka broker within "
                                    + ClusterAdmin.TIMEOUT_SECONDS + " s: the port is no Kafka listener with "
                                    + protocol
                                    + ", or the broker advertises an address that cannot be reached from here",
                            e)
                    .withRemedy("Set enable-tls and sasl-mechanism in the sink URI as the listener asks for. "
                            + ADVERTISED_REMEDY);
        }
    }

    /** How long to wait for each of these addresses. */
    static Duration timeout(KafkaSinkConfig config, int addresses) {
        long share = Math.max(1000, ALL_ADDRESSES_MILLIS / Math.max(1, addresses));
        return Duration.ofMillis(
                Math.max(1, Math.min(share, config.dialTimeout().toMillis())));
    }

    // Looking stops at the first address that works: the client finds the others from there.
    private static List<String> problems(KafkaSinkConfig config, List<BrokerAddress> addresses) {
        List<String> problems = new ArrayList<>();
        for (BrokerAddress address : addresses) {
            Optional<String> problem = address.problem(timeout(config, addresses.size()));
            if (problem.isEmpty()) {
                break;
            }
            problems.add(problem.get());
        }
        return problems;
    }
}
