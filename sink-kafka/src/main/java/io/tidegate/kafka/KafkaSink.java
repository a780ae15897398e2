package io.tidegate.kafka;

import io.tidegate.check.Check;
import io.tidegate.config.KafkaSinkConfig;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.RecordBatch;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.sink.Delivery;
import io.tidegate.sink.Sink;
import io.tidegate.sink.SinkStatistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends to one Kafka cluster through one or more producers, the lanes. {@link #start} finds the cluster, makes the
 * default topic exist and learns how large a message may be; from then on an unreachable cluster is waited for. After the
 * first record that Kafka refuses for good the sink is dead: all that is not acknowledged fails with that one error, and
 * another sink must be made. {@link #start} may be repeated only if it failed.
 */
public final class KafkaSink implements Sink {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaSink.class);
    private static final Duration WORD_EVERY = Duration.ofSeconds(30);

    private final KafkaSinkConfig config;
    private final ClientSettings settings;
    private final KafkaFailures failures;
    private final int laneCount;
    private final @Nullable TransactionSettings transactions;
    private volatile boolean closed;
    private volatile @Nullable Connected connected;
    private volatile @Nullable ClusterAdmin starting;

    /** What exists between a successful start and the close. */
    private record Connected(ClusterAdmin admin, TopicCatalog topics, List<ProducerLane> lanes) {}

    /** A sink with one lane. */
    public KafkaSink(KafkaSinkConfig config, String changefeed) {
        this(config, changefeed, 1);
    }

    /**
     * @param changefeed its name, part of the client id
     * @param lanes how many producers to use
     */
    public KafkaSink(KafkaSinkConfig config, String changefeed, int lanes) {
        this(config, changefeed, lanes, null);
    }

    /** @param transactions null for producers without */
    KafkaSink(KafkaSinkConfig config, String changefeed, int lanes, @Nullable TransactionSettings transactions) {
        if (lanes < 1) {
            throw new IllegalArgumentException("a sink needs a lane");
        }
        this.config = config;
        ClientSecurity security = new ClientSecurity(config);
        this.settings = new ClientSettings(config, security, changefeed);
        this.failures = new KafkaFailures(config, security);
        this.laneCount = lanes;
        this.transactions = transactions;
    }

    @Override
    public void start() {
        if (connected != null || closed) {
            throw new IllegalStateException("started or closed before");
        }
        Reachability.require(config, settings, failures);
        ClusterAdmin admin = new ClusterAdmin(settings.admin(), failures);
        starting = admin;
        try {
            TopicCatalog topics = new TopicCatalog(config, admin, failures, System::nanoTime);
            topics.start();
            List<ProducerLane> lanes = IntStream.range(0, laneCount)
                    .mapToObj(lane -> newLane(lane, topics))
                    .toList();
            connected = new Connected(admin, topics, lanes);
        } finally {
            starting = null;
            if (connected == null) {
                admin.close();
            }
        }
        if (closed) {
            close();
        }
        LOG.info(
                "connected to Kafka brokers={} maxMessageBytes={}",
                failures.bootstrap(),
                maxMessageBytes(config.defaultTopic()));
    }

    @Override
    public int maxMessageBytes(String topic) {
        return started().topics().maxMessageBytes(topic);
    }

    @Override
    public int lanes() {
        return laneCount;
    }

    @Override
    public int lane(String topic, int partition) {
        return laneCount == 1 ? 0 : Math.floorMod(topic.hashCode() * 31 + partition, laneCount);
    }

    @Override
    public void send(int lane, RecordBatch batch, Delivery delivery) throws InterruptedException {
        ProducerLane producer = started().lanes().get(lane);
        DeliveryCallback callback = new DeliveryCallback(producer, delivery);
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            String topic = batch.topic(i);
            int partition = batch.partition(i);
            if (lane(topic, partition) == lane) {
                producer.send(topic, partition, batch.key(i), batch.value(i), RowHeaders.of(batch.origin(i)), callback);
            }
        }
    }

    @Override
    public void deliver(String topic, int partitions, EncodedMessage message) throws InterruptedException {
        Connected now = started();
        AllDelivered delivered = new AllDelivered(partitions);
        for (int partition = 0; partition < partitions; partition++) {
            sendOne(topic, partition, message.key(), message.value(), delivered);
        }
        while (!delivered.await(WORD_EVERY)) {
            LOG.warn("waiting for Kafka to acknowledge topic={} partitions={}", topic, partitions);
            requireStillThere(now.topics(), topic, partitions);
        }
    }

    /** Sends a message that is no row. */
    void sendOne(String topic, int partition, byte @Nullable [] key, byte @Nullable [] value, Delivery delivery)
            throws InterruptedException {
        ProducerLane lane = started().lanes().get(lane(topic, partition));
        lane.send(topic, partition, key, value, RowHeaders.of(null), new DeliveryCallback(lane, delivery));
    }

    /** The transactions of a lane, whose settings the brokers accept. */
    KafkaTransaction transaction(int lane) {
        Connected now = started();
        TransactionChecks.requireTimeout(now.admin(), Objects.requireNonNull(transactions));
        return new KafkaTransaction(now.lanes().get(lane), failures);
    }

    /** The checkpoints in the cluster. */
    CheckpointTopic checkpointTopic() {
        return new CheckpointTopic(config, started().admin(), settings, failures);
    }

    /** Everything that must hold for transactions, besides {@link #check}. */
    List<Check> checkTransactions() {
        return new TransactionChecks(config, settings, failures, Objects.requireNonNull(transactions)).run();
    }

    @Override
    public int partitions(String topic) {
        return started().topics().partitions(topic);
    }

    @Override
    public SinkStatistics statistics() {
        Connected now = connected;
        return now == null
                ? SinkStatistics.NONE
                : ProducerFigures.together(
                        now.lanes().stream().map(ProducerLane::figures).toList());
    }

    @Override
    public List<Check> check(Collection<String> topics) {
        List<Check> found = new ArrayList<>();
        new KafkaChecks(config, settings, failures, found::add).run(topics);
        return found;
    }

    @Override
    public void close() {
        closed = true;
        ClusterAdmin inStart = starting;
        if (inStart != null) {
            inStart.close();
        }
        Connected now = connected;
        if (now != null) {
            now.topics().close();
            now.lanes().forEach(ProducerLane::close);
            now.admin().close();
        }
    }

    private ProducerLane newLane(int lane, TopicCatalog topics) {
        Map<String, Object> properties = settings.producer(lane);
        if (transactions != null) {
            transactions.addTo(properties);
        }
        return new ProducerLane(properties, topics, failures);
    }

    private static void requireStillThere(TopicCatalog topics, String topic, int partitions) {
        try {
            OptionalInt actual = topics.actualPartitions(topic);
            if (actual.isEmpty() || actual.getAsInt() < partitions) {
                throw ProducerLane.gone(topic, partitions - 1, actual);
            }
        } catch (TidegateException e) {
            if (e.code() != ErrorCode.KAFKA_UNREACHABLE) {
                throw e;
            }
            LOG.warn("Kafka cannot be asked why topic={} cause={}", topic, e.getMessage());
        }
    }

    private Connected started() {
        Connected now = connected;
        if (now == null) {
            throw new IllegalStateException("not started");
        }
        return now;
    }
}
