package io.tidegate.kafka;

import io.tidegate.check.Check;
import io.tidegate.config.KafkaSinkConfig;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What delivery exactly once needs besides everything else: K011 transactions under the name of a changefeed, tried by
 * beginning none under a name of our own; K012 the topic of the checkpoints; K013 the permissions on it.
 */
final class TransactionChecks {
    private static final int PATIENCE_MILLIS = 15_000;
    private static final List<AclOperation> ON_CHECKPOINTS = List.of(AclOperation.WRITE, AclOperation.READ);

    private final KafkaSinkConfig config;
    private final ClientSettings settings;
    private final KafkaFailures failures;
    private final TransactionSettings transactions;
    private final List<Check> found = new ArrayList<>();

    TransactionChecks(
            KafkaSinkConfig config, ClientSettings settings, KafkaFailures failures, TransactionSettings transactions) {
        this.config = config;
        this.settings = settings;
        this.failures = failures;
        this.transactions = transactions;
    }

    List<Check> run() {
        try (ClusterAdmin admin = new ClusterAdmin(settings.admin(), failures)) {
            transactions(admin);
            TopicSight topic = admin.look(CheckpointTopic.NAME);
            if (topic instanceof TopicSight.Hidden) {
                throw failures.denied(AccessRight.onTopic(CheckpointTopic.NAME, AclOperation.DESCRIBE), null);
            }
            if (topic instanceof TopicSight.Present present) {
                new CheckpointTopic(config, admin, settings, failures).ensure();
                found.add(Check.pass("K012", CheckpointTopic.NAME, "exists and is compacted"));
                permissions(present.description());
            } else {
                admin.create(CheckpointTopic.wanted(config), true);
                found.add(Check.pass("K012", CheckpointTopic.NAME, "is missing and can be created"));
            }
        } catch (TidegateException e) {
            found.add(Check.fail("K012", CheckpointTopic.NAME, e.detail(), e.remedy()));
        }
        return found;
    }

    /**
     * The brokers let transactions stay open for as long as asked for; nothing is judged where their limit may not be
     * read.
     *
     * @throws TidegateException KAFKA_INVALID_CONFIG
     */
    static void requireTimeout(ClusterAdmin admin, TransactionSettings transactions) {
        OptionalInt most = admin.brokerConfig("transaction.max.timeout.ms");
        if (most.isPresent() && transactions.timeoutMillis() > most.getAsInt()) {
            throw new TidegateException(
                            ErrorCode.KAFKA_INVALID_CONFIG,
                            "transaction-timeout is " + transactions.timeoutMillis()
                                    + " ms, but transaction.max.timeout.ms of the brokers is " + most.getAsInt())
                    .withRemedy("Set transaction-timeout in [tidegate.delivery] to that or less.");
        }
    }

    private void transactions(ClusterAdmin admin) {
        String subject = "transactional id " + transactions.transactionalId();
        Map<String, Object> properties = settings.producer(0);
        transactions.addTo(properties);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            requireTimeout(admin, transactions);
            producer.initTransactions();
            found.add(Check.pass("K011", subject, failures.principal() + " may use transactions"));
        } catch (TimeoutException e) {
            found.add(Check.fail(
                    "K011",
                    subject,
                    "the cluster begins no transaction within " + PATIENCE_MILLIS / 1000 + " s: " + e.getMessage(),
                    "Check transaction.state.log.replication.factor and transaction.state.log.min.isr against the number"
                            + " of brokers."));
        } catch (KafkaException | TidegateException e) {
            TidegateException told = failures.of(e, ErrorCode.KAFKA_UNREACHABLE, AclOperation.WRITE, "");
            found.add(Check.fail("K011", subject, told.detail(), told.remedy()));
        }
    }

    private void permissions(TopicDescription topic) {
        Set<AclOperation> granted = topic.authorizedOperations();
        if (granted == null || granted.isEmpty()) {
            return;
        }
        for (AclOperation operation : ON_CHECKPOINTS) {
            boolean allowed = granted.contains(operation) || granted.contains(AclOperation.ALL);
            String name = operation == AclOperation.WRITE ? "Write" : "Read";
            found.add(
                    allowed
                            ? Check.pass("K013", topic.name(), failures.principal() + " may " + name)
                            : Check.fail(
                                    "K013",
                                    topic.name(),
                                    failures.principal() + " may not " + name,
                                    failures.grant(AccessRight.onTopic(topic.name(), operation))));
        }
    }
}
