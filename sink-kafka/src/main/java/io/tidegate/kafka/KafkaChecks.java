package io.tidegate.kafka;

import io.tidegate.check.Check;
import io.tidegate.config.KafkaSinkConfig;
import io.tidegate.error.TidegateException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.acl.AclOperation;

/**
 * Everything that must hold before messages can be sent, looked at with connections of its own and without changing
 * anything: topics that are missing are only asked for. Each finding is a line, handed on as soon as it is there. The codes
 * are those of {@link ConnectionChecks} and {@link TopicChecks}, and here K006 the number of brokers, K009 a permission, K010
 * the permission to number records, and K016 the version of the cluster.
 */
final class KafkaChecks {
    private static final String CLUSTER = "cluster";

    private final KafkaSinkConfig config;
    private final ClientSettings settings;
    private final KafkaFailures failures;
    private final Consumer<Check> found;

    /** @param found takes each outcome as soon as there is one */
    KafkaChecks(KafkaSinkConfig config, ClientSettings settings, KafkaFailures failures, Consumer<Check> found) {
        this.config = config;
        this.settings = settings;
        this.failures = failures;
        this.found = found;
    }

    /** All of it, for these topics. */
    void run(Collection<String> topics) {
        if (connect().isEmpty()) {
            return;
        }
        ask(admin -> {
            Map<String, TopicSight> sights = new TreeMap<>();
            for (String topic : topics) {
                look(admin, topic, sights);
            }
            new TopicChecks(config, admin, failures, found).run(sights);
            permissions(new GrantedRights(admin, sights), sights.keySet());
            numbering(admin);
        });
    }

    /**
     * What holds whatever is sent, so without a look at any topic.
     *
     * @return how many brokers there are, empty when there is no way to one
     */
    OptionalInt runOnBrokers() {
        Optional<Collection<Node>> nodes = connect();
        if (nodes.isEmpty()) {
            return OptionalInt.empty();
        }
        int brokers = nodes.get().size();
        ask(admin -> {
            version(admin);
            found.accept(Check.pass("K006", CLUSTER, "has " + brokers + (brokers == 1 ? " broker" : " brokers")));
            permissions(new GrantedRights(admin, Map.of()), List.of());
            numbering(admin);
        });
        return OptionalInt.of(brokers);
    }

    private Optional<Collection<Node>> connect() {
        return new ConnectionChecks(config, settings, failures, found).run();
    }

    private void ask(Consumer<ClusterAdmin> questions) {
        try (ClusterAdmin admin = new ClusterAdmin(settings.admin(), failures)) {
            questions.accept(admin);
        } catch (TidegateException e) {
            found.accept(Check.fail("K002", failures.bootstrap(), e.detail(), e.remedy()));
        }
    }

    private void look(ClusterAdmin admin, String topic, Map<String, TopicSight> sights) {
        try {
            sights.put(topic, admin.look(topic));
        } catch (TidegateException e) {
            found.accept(Check.fail("K004", topic, e.detail(), e.remedy()));
        }
    }

    // Create is looked at with the topics, where it is known whether it is needed.
    private void permissions(GrantedRights granted, Collection<String> topics) {
        for (RequiredRight wanted : RequiredRight.of(config, topics)) {
            Optional<Boolean> has = wanted.need() == RequiredRight.Need.REQUIRED_TO_CREATE
                    ? Optional.empty()
                    : granted.has(wanted.right());
            has.ifPresent(allowed -> found.accept(line(wanted, allowed)));
        }
    }

    private Check line(RequiredRight wanted, boolean allowed) {
        AccessRight right = wanted.right();
        String subject = right.resourceText();
        String who = failures.principal();
        if (allowed) {
            return Check.pass("K009", subject, who + " may " + right.operationName());
        }
        String text = who + " may not " + right.operationName() + ", which is needed " + wanted.purpose();
        return switch (wanted.need()) {
            case REQUIRED, REQUIRED_TO_CREATE -> Check.fail("K009", subject, text, failures.grant(right));
            case ADVISED -> Check.warn("K009", subject, text, failures.grant(right));
        };
    }

    // Only clusters without ZooKeeper tell; every broker that answered speaks a version of the protocol that is known
    // here.
    private void version(ClusterAdmin admin) {
        OptionalInt version = admin.metadataVersion();
        found.accept(Check.pass(
                "K016",
                CLUSTER,
                version.isPresent()
                        ? "has metadata.version " + version.getAsInt() + ", so it is of Kafka 3.3 or newer"
                        : "answers; which version it has cannot be told"));
    }

    // Since Kafka 2.8 the permission to write to a topic is enough. Clusters without ZooKeeper are newer than that; of
    // others the version cannot be told.
    private void numbering(ClusterAdmin admin) {
        if (!settings.idempotent() || admin.metadataVersion().isPresent()) {
            return;
        }
        AccessRight right = AccessRight.onCluster(AclOperation.IDEMPOTENT_WRITE);
        if (!new GrantedRights(admin, Map.of()).has(right).orElse(false)) {
            found.accept(Check.warn(
                    "K010",
                    CLUSTER,
                    failures.principal()
                            + " may not IdempotentWrite, or it cannot be told; brokers older than 2.8 ask for" + " it",
                    failures.grant(right)));
        }
    }
}
