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
 * Whether the cluster can be reached from here, told step by step: the addresses the user gave, the Kafka protocol with TLS
 * and login on them, and the addresses under which the brokers want to be reached. All of it stays below half a minute.
 */
final class Reachability {
    private static final Logger LOG = LoggerFactory.getLogger(Reachability.class);
    private static final long ALL_ADDRESSES_MILLIS = 10_000;

    private Reachability() {}

    /**
     * The brokers, of which at least one can be reached at the address that it advertises.
     *
     * @throws TidegateException KAFKA_UNREACHABLE, or KAFKA_ACCESS_DENIED when the login fails
     */
    static Collection<Node> require(KafkaSinkConfig config, ClientSettings settings, KafkaFailures failures) {
        List<BrokerAddress> open = openBootstrap(config);
        settings.security().requireToken();
        Collection<Node> nodes = brokers(open, settings, failures);
        requireAdvertised(config, nodes);
        return nodes;
    }

    /** The bootstrap addresses that take connections, at least one. */
    private static List<BrokerAddress> openBootstrap(KafkaSinkConfig config) {
        List<BrokerAddress> open = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String broker : config.brokers()) {
            BrokerAddress address = BrokerAddress.parse(broker);
            Optional<String> problem =
                    address.problem(timeout(config, config.brokers().size()));
            problem.ifPresentOrElse(problems::add, () -> open.add(address));
        }
        if (open.isEmpty()) {
            throw new TidegateException(ErrorCode.KAFKA_UNREACHABLE, String.join("; ", problems))
                    .withRemedy(
                            "Check the host names and ports in the sink URI, the firewall, and that the brokers run.");
        }
        problems.forEach(problem -> LOG.warn("a bootstrap address cannot be used problem={}", problem));
        return open;
    }

    /** What the first bootstrap broker that answers says; fails with what the first one said when none does. */
    static Collection<Node> brokers(List<BrokerAddress> open, ClientSettings settings, KafkaFailures failures) {
        TidegateException first = null;
        for (BrokerAddress address : open) {
            try {
                return new BootstrapBroker(address, settings, failures).brokers();
            } catch (TidegateException e) {
                if (!e.retryable()) {
                    throw e;
                }
                LOG.warn("a bootstrap broker does not answer problem={}", e.detail());
                first = first == null ? e : first;
            }
        }
        throw first == null ? new IllegalArgumentException("no address") : first;
    }

    /** At least one broker can be reached under the address it advertises. */
    private static void requireAdvertised(KafkaSinkConfig config, Collection<Node> nodes) {
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
