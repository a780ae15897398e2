package io.tidegate.kafka;

import io.tidegate.check.Check;
import io.tidegate.config.KafkaSinkConfig;
import io.tidegate.error.TidegateException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.acl.AclOperation;

/**
 * Everything that must hold before messages can be sent, looked at with connections of its own and without changing
 * anything: topics that are missing are only asked for. Each finding is a line. The codes are those of {@link
 * ConnectionChecks} and {@link TopicChecks}, and here K009 a permission and K010 the permission to number records.
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
        if (new ConnectionChecks(config, settings, failures, found).run().isEmpty()) {
            return found;
        }
        try (ClusterAdmin admin = new ClusterAdmin(settings.admin(), failures)) {
            Map<String, TopicSight> sights = new TreeMap<>();
            for (String topic : topics) {
                look(admin, topic, sights);
            }
            new TopicChecks(config, admin, failures, found).run(sights);
            permissions(new GrantedRights(admin, sights), sights.keySet());
            numbering(admin);
        } catch (TidegateException e) {
            found.add(Check.fail("K002", failures.bootstrap(), e.detail(), e.remedy()));
        }
        return found;
    }

    private void look(ClusterAdmin admin, String topic, Map<String, TopicSight> sights) {
        try {
            sights.put(topic, admin.look(topic));
        } catch (TidegateException e) {
            found.add(Check.fail("K004", topic, e.detail(), e.remedy()));
        }
    }

    // Create is looked at with the topics, where it is known whether it is needed.
    private void permissions(GrantedRights granted, Collection<String> topics) {
        for (RequiredRight wanted : RequiredRight.of(config, topics)) {
            Optional<Boolean> has = wanted.need() == RequiredRight.Need.REQUIRED_TO_CREATE
                    ? Optional.empty()
                    : granted.has(wanted.right());
            has.ifPresent(allowed -> found.add(line(wanted, allowed)));
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

    // Since Kafka 2.8 the permission to write to a topic is enough. Clusters without ZooKeeper are newer than that; of
    // others the version cannot be told.
    private void numbering(ClusterAdmin admin) {
        if (!settings.idempotent() || admin.numbersByTopicRights()) {
            return;
        }
        AccessRight right = AccessRight.onCluster(AclOperation.IDEMPOTENT_WRITE);
        if (!new GrantedRights(admin, Map.of()).has(right).orElse(false)) {
            found.add(Check.warn(
                    "K010",
                    "cluster",
                    failures.principal()
                            + " may not IdempotentWrite, or it cannot be told; brokers older than 2.8 ask for" + " it",
                    failures.grant(right)));
        }
    }
}
