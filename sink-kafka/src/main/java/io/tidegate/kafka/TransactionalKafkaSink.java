package io.tidegate.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.check.Check;
import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.config.DeliveryConfig;
import io.tidegate.config.KafkaSinkConfig;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.RecordBatch;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.kafka.CheckpointRecords.Found;
import io.tidegate.kafka.CheckpointRecords.Owner;
import io.tidegate.sink.Delivery;
import io.tidegate.sink.SinkStatistics;
import io.tidegate.sink.TransactionalSink;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link KafkaSink} of one lane whose producer has transactions, and that keeps the checkpoint in the {@link
 * CheckpointTopic} within them.
 *
 * <p>To start is to take over: a process writes down, once, that it has the changefeed now; Kafka ends the transaction of
 * the process before and refuses it from then on; then what was committed is final and can be read. A process that Kafka
 * refuses cannot tell whether another one took over or its own transaction was given up for its age. So it starts again,
 * and finds the name of another one in place of its own, which ends it, or does not, and goes on. Whoever wrote last wins.
 */
public final class TransactionalKafkaSink implements TransactionalSink {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionalKafkaSink.class);
    private final FeedIdentity identity;
    private final CheckpointRecords records;
    private final KafkaSink kafka;
    private final ByCommit messages = new ByCommit(ErrorCode.MESSAGE_TOO_LARGE);
    private final ByCommit checkpoints = new ByCommit(ErrorCode.KAFKA_INVALID_CONFIG);
    private @Nullable KafkaTransaction transaction;
    private Optional<Checkpoint> committed = Optional.empty();
    private @Nullable String stateText;
    private long stateVersion;
    private int stateParts;

    /** @param identity the same for all sinks that this process makes for the changefeed */
    public TransactionalKafkaSink(
            KafkaSinkConfig config, DeliveryConfig delivery, FeedIdentity identity, String changefeed) {
        this.identity = identity;
        this.records = new CheckpointRecords(identity.transactionalId());
        this.kafka = new KafkaSink(
                config,
                changefeed,
                1,
                new TransactionSettings(identity.transactionalId(), delivery.transactionTimeout()));
    }

    @Override
    public void start() {
        kafka.start();
        CheckpointTopic topic = kafka.checkpointTopic();
        topic.ensure();
        claim(topic);
        KafkaTransaction taken = kafka.transaction(0);
        taken.takeOver();
        records.findCheckpoint(topic.read(records::owns)).ifPresent(this::goOnAt);
        transaction = taken;
        LOG.info(
                "delivering exactly once transactionalId={} committed={}",
                identity.transactionalId(),
                committed.map(Checkpoint::position).orElse("nothing"));
    }

    @Override
    public Optional<Checkpoint> committed() {
        return committed;
    }

    @Override
    public void commit(Checkpoint checkpoint) throws InterruptedException {
        KafkaTransaction open = started();
        open.begin();
        String state = checkpoint.sourceState();
        if (state != null && !state.equals(stateText)) {
            sendState(state);
        }
        send(records.checkpointKey(), records.checkpoint(checkpoint, stateVersion, stateParts));
        try {
            open.commit();
        } catch (TidegateException e) {
            messages.throwRefusal();
            checkpoints.throwRefusal();
            throw e;
        }
    }

    @Override
    public void send(int lane, RecordBatch batch, Delivery listener) throws InterruptedException {
        started().begin();
        kafka.send(lane, batch, listener);
    }

    @Override
    public void deliver(String topic, int partitions, EncodedMessage message) throws InterruptedException {
        started().begin();
        for (int partition = 0; partition < partitions; partition++) {
            kafka.sendOne(topic, partition, message.key(), message.value(), messages);
        }
    }

    @Override
    public int maxMessageBytes(String topic) {
        return kafka.maxMessageBytes(topic);
    }

    @Override
    public int lanes() {
        return kafka.lanes();
    }

    @Override
    public int lane(String topic, int partition) {
        return kafka.lane(topic, partition);
    }

    @Override
    public int partitions(String topic) {
        return kafka.partitions(topic);
    }

    @Override
    public SinkStatistics statistics() {
        return kafka.statistics();
    }

    @Override
    public List<Check> check(Collection<String> topics) {
        List<Check> found = new ArrayList<>(kafka.check(topics));
        if (found.stream().noneMatch(check -> check.status() == Check.Status.FAIL)) {
            found.addAll(kafka.checkTransactions());
        }
        return found;
    }

    @Override
    public void close() {
        kafka.close();
    }

    private void goOnAt(Found found) {
        committed = Optional.of(found.checkpoint());
        stateText = found.checkpoint().sourceState();
        stateVersion = found.stateVersion();
        stateParts = found.stateParts();
    }

    /** Writes that this process has the changefeed now, or makes sure that it still has it. */
    private void claim(CheckpointTopic topic) {
        if (!identity.isClaimed()) {
            topic.write(records.ownerKey(), records.owner(new Owner(identity.process(), identity.description())));
            identity.claim();
            return;
        }
        Optional<Owner> owner = records.findOwner(topic.read(records::owns));
        if (owner.isPresent() && !owner.get().process().equals(identity.process())) {
            throw new TidegateException(
                    ErrorCode.KAFKA_FENCED,
                    "another process has the transactional id " + identity.transactionalId() + ": "
                            + owner.get().description());
        }
    }

    /** Replaces the source state; it becomes durable with the checkpoint that refers to it. */
    private void sendState(String text) throws InterruptedException {
        List<byte[]> parts = records.state(text, stateVersion + 1);
        for (int part = 0; part < parts.size(); part++) {
            send(records.stateKey(part), parts.get(part));
        }
        for (int part = parts.size(); part < stateParts; part++) {
            send(records.stateKey(part), null);
        }
        stateText = text;
        stateVersion++;
        stateParts = parts.size();
    }

    private void send(String key, byte @Nullable [] value) throws InterruptedException {
        kafka.sendOne(CheckpointTopic.NAME, CheckpointTopic.PARTITION, key.getBytes(UTF_8), value, checkpoints);
    }

    private KafkaTransaction started() {
        KafkaTransaction now = transaction;
        if (now == null) {
            throw new IllegalStateException("not started");
        }
        return now;
    }

    /** Of records whose outcome the commit tells. */
    private static final class ByCommit implements Delivery {
        private final ErrorCode ofRefusal;
        private volatile @Nullable TidegateException refusal;

        /** @param ofRefusal what it is that a record is too large */
        ByCommit(ErrorCode ofRefusal) {
            this.ofRefusal = ofRefusal;
        }

        @Override
        public void acknowledged() {}

        @Override
        public void failed(TidegateException cause) {}

        /** These messages have no smaller form: nothing is gained by another try. */
        @Override
        public void refused(String topic, int messageBytes, TidegateException cause) {
            refusal = new TidegateException(ofRefusal, cause.detail(), cause)
                    .withRemedy("Raise max.message.bytes of topic " + topic + " above " + messageBytes + ".");
        }

        void throwRefusal() {
            TidegateException refused = refusal;
            if (refused != null) {
                throw refused;
            }
        }
    }
}
