package io.tidegate.kafka;

import io.tidegate.check.Check;
import io.tidegate.config.KafkaSinkConfig;
import io.tidegate.error.TidegateException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.acl.AclOperation;

/**
 * Everything that must hold before messages can be sent, looked at with a connection of its own and without changing
 * anything: topics that are missing are only asked for. Each finding is a line:
 *
 * <p>K001 a bootstrap address, K002 security and login, K003 an advertised address, K004 a topic is there or can be
 * created, K005 its partitions, K006 its replicas against the brokers, K007 its replicas against min.insync.replicas,
 * K008 message size, K009 permission to write, K010 permission to number records.
 */
final class KafkaChecks {
    private final KafkaSinkConfig config;
    private final ClientSettings settings;
    private final KafkaFailures failures;
    private final List<Check> found = new ArrayList<>();

    KafkaChecks(KafkaSinkConfig config, ClientSettings settings, KafkaFailures failures) {
        this.config = config;
        this.settings = settings;
        this.failures = failures;
    }

    List<Check> run(Collection<String> topics) {
        if (!bootstrap()) {
            return found;
        }
        try (ClusterAdmin admin = new ClusterAdmin(settings.admin(), failures)) {
            Collection<Node> nodes = Reachability.nodes(config, admin);
            String protocol = ClientSecurity.protocol(config.tls(), config.sasl());
            found.add(Check.pass(
                    "K002", failures.bootstrap(), protocol + " as " + failures.principal() + " is accepted"));
            if (advertised(nodes)) {
                numbering(admin);
                for (String topic : topics) {
                    topic(admin, topic, nodes.size());
                }
            }
        } catch (TidegateException e) {
            found.add(failed("K002", failures.bootstrap(), e));
        }
        return found;
    }

    private boolean bootstrap() {
        boolean any = false;
        for (String broker : config.brokers()) {
            Optional<String> problem = BrokerAddress.parse(broker)
                    .problem(Reachability.timeout(config, config.brokers().size()));
            any |= problem.isEmpty();
            found.add(
                    problem.isEmpty()
                            ? Check.pass("K001", broker, "takes connections")
                            : Check.fail(
                                    "K001",
                                    broker,
                                    problem.get(),
                                    "Check the host name and the port in the sink URI, the firewall, and that the"
                                            + " broker runs."));
        }
        return any;
    }

    private boolean advertised(Collection<Node> nodes) {
        boolean any = false;
        for (Node node : nodes) {
            BrokerAddress address = BrokerAddress.of(node);
            Optional<String> problem = address.problem(Reachability.timeout(config, nodes.size()));
            any |= problem.isEmpty();
            found.add(
                    problem.isEmpty()
                            ? Check.pass("K003", "broker " + node.id(), "is reachable at its address " + address)
                            : Check.fail(
                                    "K003",
                                    "broker " + node.id(),
                                    "advertises an address that cannot be reached from here: " + problem.get(),
                                    Reachability.ADVERTISED_REMEDY));
        }
        return any;
    }

    // Since Kafka 2.8 the permission to write to a topic is enough, and no broker tells its version to clients.
    private void numbering(ClusterAdmin admin) {
        if (!settings.idempotent()) {
            return;
        }
        Optional<Set<AclOperation>> granted = admin.clusterOperations();
        if (granted.isPresent() && !allows(granted.get(), AclOperation.IDEMPOTENT_WRITE)) {
            found.add(Check.warn(
                    "K010",
                    "cluster",
                    failures.principal() + " may not IdempotentWrite, which brokers older than 2.8 ask for",
                    failures.grant(AclOperation.IDEMPOTENT_WRITE, "")));
        }
    }

    private void topic(ClusterAdmin admin, String topic, int brokers) {
        try {
            Optional<TopicDescription> existing = admin.describe(topic);
            if (existing.isPresent()) {
                existing(admin, existing.get());
            } else {
                missing(admin, topic, brokers);
            }
        } catch (TidegateException e) {
            found.add(failed("K004", topic, e));
        }
    }

    private void existing(ClusterAdmin admin, TopicDescription topic) {
        int partitions = topic.partitions().size();
        found.add(Check.pass("K004", topic.name(), "exists"));
        if (topic.name().equals(config.defaultTopic())) {
            attempt("K005", topic.name(), () -> {
                int used = TopicCatalog.usedOfDefaultTopic(config, partitions);
                return used == partitions
                        ? Check.pass("K005", topic.name(), partitions + " partitions")
                        : Check.warn(
                                "K005",
                                topic.name(),
                                "has " + partitions + " partitions, of which the last " + (partitions - used)
                                        + " stay empty because partition-num is " + used,
                                "Leave partition-num out to use all partitions.");
            });
        }
        attempt("K007", topic.name(), () -> {
            MinInsync.check(config, admin, topic);
            return Check.pass("K007", topic.name(), MinInsync.replicas(topic) + " replicas are enough to acknowledge");
        });
        size(admin.topicConfig(topic.name(), "max.message.bytes"), topic.name());
        Set<AclOperation> granted = topic.authorizedOperations();
        if (granted != null) {
            found.add(
                    allows(granted, AclOperation.WRITE)
                            ? Check.pass("K009", topic.name(), failures.principal() + " may Write")
                            : Check.fail(
                                    "K009",
                                    topic.name(),
                                    failures.principal() + " may not Write",
                                    failures.grant(AclOperation.WRITE, topic.name())));
        }
    }

    private void missing(ClusterAdmin admin, String topic, int brokers) {
        int partitions = config.partitionNum().orElse(TopicCatalog.DEFAULT_PARTITIONS);
        if (!config.autoCreateTopic()) {
            found.add(failed("K004", topic, TopicCatalog.missing(config, topic, partitions)));
            return;
        }
        if (config.replicationFactor() > brokers) {
            found.add(Check.fail(
                    "K006",
                    topic,
                    "replication-factor is " + config.replicationFactor() + ", the cluster has " + brokers
                            + (brokers == 1 ? " broker" : " brokers"),
                    "Set replication-factor=" + brokers + " in the sink URI, or add brokers."));
            return;
        }
        attempt("K007", topic, () -> {
            MinInsync.checkBeforeCreation(config, admin);
            return Check.pass("K007", topic, config.replicationFactor() + " replicas are enough to acknowledge");
        });
        attempt("K004", topic, () -> {
            admin.create(topic, partitions, config.replicationFactor(), true);
            return Check.pass("K004", topic, "is missing and can be created with " + partitions + " partitions");
        });
        size(admin.brokerConfig("message.max.bytes"), topic);
    }

    private void size(OptionalInt ofTopic, String topic) {
        int limit = SizeLimit.effective(config.maxMessageBytes(), ofTopic);
        if (ofTopic.isEmpty()) {
            found.add(Check.warn(
                    "K008",
                    topic,
                    "its limit cannot be read; messages up to max-message-bytes=" + limit + " will be tried",
                    failures.grant(AclOperation.DESCRIBE_CONFIGS, topic)));
        } else {
            found.add(Check.pass("K008", topic, "takes messages up to " + limit + " bytes"));
        }
    }

    private void attempt(String code, String subject, Supplier<Check> look) {
        try {
            found.add(look.get());
        } catch (TidegateException e) {
            found.add(failed(code, subject, e));
        }
    }

    private static boolean allows(Set<AclOperation> granted, AclOperation operation) {
        return granted.contains(operation) || granted.contains(AclOperation.ALL);
    }

    private static Check failed(String code, String subject, TidegateException e) {
        return Check.fail(code, subject, e.detail(), e.remedy());
    }
}
