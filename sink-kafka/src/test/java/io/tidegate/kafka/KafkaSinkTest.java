package io.tidegate.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import io.tidegate.config.Compression;
import io.tidegate.embedded.EmbeddedKafka;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.RowOrigin;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.sink.SinkStatistics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class KafkaSinkTest {
    private static final int DEFAULT_LIMIT = 1_048_588 - 128;

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startBroker() {
        kafka = EmbeddedKafka.builder().build().start();
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @Test
    void theDefaultTopicIsCreatedWithThreePartitions() {
        try (KafkaSink sink = started(new SinkSettings(broker(), "created"))) {
            assertThat(sink.partitions("created")).isEqualTo(3);
        }
    }

    @Test
    void otherTopicsAreCreatedWithPartitionNumWhenFirstAskedFor() {
        try (KafkaSink sink = started(new SinkSettings(broker(), "first").partitions(2))) {
            assertThat(sink.partitions("second")).isEqualTo(2);
            assertThat(sink.partitions("second")).isEqualTo(2);
        }
    }

    @Test
    void existingTopicsKeepTheirOwnNumberOfPartitions() throws Exception {
        createTopic("own5", 5);
        createTopic("own1", 1);
        try (KafkaSink sink = started(new SinkSettings(broker(), "own5"))) {
            assertThat(sink.partitions("own5")).isEqualTo(5);
            assertThat(sink.partitions("own1")).isEqualTo(1);
            assertThat(sink.partitions("likeDefault")).isEqualTo(5);
        }
    }

    @Test
    void partitionNumBelowThatOfTheDefaultTopicLeavesPartitionsOut() throws Exception {
        createTopic("wide", 6);
        try (KafkaSink sink = started(new SinkSettings(broker(), "wide").partitions(4))) {
            assertThat(sink.partitions("wide")).isEqualTo(4);
        }
    }

    @Test
    void partitionNumAboveThatOfTheDefaultTopicIsRefused() throws Exception {
        createTopic("narrow", 2);
        assertRefused(new SinkSettings(broker(), "narrow").partitions(3), ErrorCode.KAFKA_INVALID_PARTITION_NUM)
                .satisfies(refusal -> assertThat(refusal.detail()).contains("3", "2 partitions"))
                .satisfies(refusal -> assertThat(refusal.remedy()).contains("--alter --topic narrow"));
    }

    @Test
    void aMissingTopicIsRefusedWhenItMayNotBeCreated() {
        SinkSettings settings = new SinkSettings(broker(), "absent");
        settings.autoCreate = false;
        assertRefused(settings, ErrorCode.KAFKA_INVALID_CONFIG)
                .satisfies(refusal -> assertThat(refusal.remedy()).contains("--create --topic absent"));
    }

    @Test
    void moreReplicasThanBrokersIsAnErrorOfCreation() {
        SinkSettings settings = new SinkSettings(broker(), "replicated");
        settings.replicationFactor = 3;
        assertRefused(settings, ErrorCode.KAFKA_CREATE_TOPIC)
                .satisfies(refusal -> assertThat(refusal.detail()).contains("the cluster has 1 broker"));
    }

    @Test
    void aTopicThatCouldNeverAcknowledgeIsRefused() throws Exception {
        createTopic(new NewTopic("strict", 1, (short) 1).configs(Map.of("min.insync.replicas", "2")));
        assertRefused(new SinkSettings(broker(), "strict"), ErrorCode.KAFKA_INVALID_CONFIG)
                .satisfies(refusal -> assertThat(refusal.detail()).contains("min.insync.replicas of the topic is 2"));
    }

    @Test
    void acknowledgementByTheLeaderAloneNeedsNoOtherReplicas() throws Exception {
        createTopic(new NewTopic("lenient", 1, (short) 1).configs(Map.of("min.insync.replicas", "2")));
        SinkSettings settings = new SinkSettings(broker(), "lenient");
        settings.acks = 1;
        try (KafkaSink sink = started(settings)) {
            Outcomes outcomes = new Outcomes();
            send(sink, batch("lenient", 1, "a"), outcomes);
            await().until(() -> outcomes.acknowledged.get() == 1);
        }
    }

    @Test
    void itsProducersTellHowTheyTalkToTheBroker() throws Exception {
        SinkSettings settings = new SinkSettings(broker(), "measured").partitions(2);
        settings.compression = Compression.ZSTD;
        KafkaSink sink = new KafkaSink(settings.build(), "test", 2);
        try (sink) {
            assertThat(sink.statistics()).isEqualTo(SinkStatistics.NONE);
            sink.start();
            assertThat(sink.statistics().brokers())
                    .as("before anything is sent")
                    .isEmpty();
            sink.deliver(
                    "measured", 2, new EncodedMessage(null, "a".repeat(10_000).getBytes(UTF_8)));
            SinkStatistics told = sink.statistics();
            assertThat(told.brokers()).singleElement().satisfies(node -> {
                assertThat(node.id()).isEqualTo("1");
                assertThat(node.requestsPerSecond()).isPositive();
                assertThat(node.responsesPerSecond()).isPositive();
                assertThat(node.outgoingBytesPerSecond()).isPositive();
                assertThat(node.latencySeconds()).isBetween(0.0, 10.0);
            });
            assertThat(told.inFlightRequests()).isNotNegative();
            assertThat(told.compressionRatio()).isBetween(0.0, 0.5);
            assertThat(told.recordsPerRequest()).isEqualTo(1);
            assertThat(told.retries()).isZero();
            assertThat(told.bufferBytes()).isEqualTo(2 * (32 << 20));
            await().untilAsserted(() ->
                    assertThat(sink.statistics().usedBufferBytes()).isZero());
        }
    }

    @Test
    void theMessageLimitIsTheSmallerOfTheUsersAndTheTopics() throws Exception {
        createTopic(new NewTopic("roomy", 1, (short) 1).configs(Map.of("max.message.bytes", "20000000")));
        SinkSettings small = new SinkSettings(broker(), "roomy");
        small.maxMessageBytes = 1000;
        try (KafkaSink byTopic = started(new SinkSettings(broker(), "plainLimit"));
                KafkaSink byUser = started(small);
                KafkaSink byDefault = started(new SinkSettings(broker(), "roomy"))) {
            assertThat(byTopic.maxMessageBytes("plainLimit")).isEqualTo(DEFAULT_LIMIT);
            assertThat(byUser.maxMessageBytes("roomy")).isEqualTo(1000);
            assertThat(byDefault.maxMessageBytes("roomy")).isEqualTo(10 << 20);
        }
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void everyCompressionArrives(Compression compression) throws Exception {
        String topic = "compressed-" + compression.name();
        SinkSettings settings = new SinkSettings(broker(), topic).partitions(1);
        settings.compression = compression;
        try (KafkaSink sink = started(settings)) {
            Outcomes outcomes = new Outcomes();
            send(sink, batch(topic, 1, "x".repeat(500), "y".repeat(500)), outcomes);
            await().until(() -> outcomes.acknowledged.get() == 2);
        }
        assertThat(PartitionReader.values(broker(), topic, 0)).containsExactly("x".repeat(500), "y".repeat(500));
    }

    @Test
    void keysAndMissingKeysArriveAsTheyAre() throws Exception {
        try (KafkaSink sink = started(new SinkSettings(broker(), "keys").partitions(1))) {
            RecordBatch batch = new RecordBatch();
            batch.add("keys", 0, "k".getBytes(UTF_8), "v".getBytes(UTF_8));
            batch.add("keys", 0, null, new byte[0]);
            Outcomes outcomes = new Outcomes();
            send(sink, batch, outcomes);
            await().until(() -> outcomes.acknowledged.get() == 2);
        }
        var read = PartitionReader.records(broker(), "keys", 0);
        assertThat(read.get(0).key()).isEqualTo("k".getBytes(UTF_8));
        assertThat(read.get(1).key()).isNull();
        assertThat(read.get(1).value()).isEmpty();
    }

    @Test
    void eachLaneSendsItsOwnPartitionsAndTogetherTheySendAll() throws Exception {
        try (KafkaSink sink =
                new KafkaSink(new SinkSettings(broker(), "lanes").partitions(8).build(), "test", 3)) {
            sink.start();
            RecordBatch batch = new RecordBatch();
            IntStream.range(0, 80)
                    .forEach(i ->
                            batch.add("lanes", i % 8, null, Integer.toString(i).getBytes(UTF_8)));
            Outcomes outcomes = new Outcomes();
            send(sink, batch, outcomes);
            await().until(() -> outcomes.acknowledged.get() == 80);
        }
        for (int partition = 0; partition < 8; partition++) {
            int first = partition;
            assertThat(PartitionReader.values(broker(), "lanes", partition))
                    .isEqualTo(IntStream.range(0, 10)
                            .mapToObj(i -> Integer.toString(first + 8 * i))
                            .toList());
        }
    }

    @Test
    void aMessageForAllPartitionsIsInAllOfThemWhenDeliverReturns() throws Exception {
        try (KafkaSink sink = new KafkaSink(
                new SinkSettings(broker(), "broadcast").partitions(4).build(), "test", 2)) {
            sink.start();
            sink.deliver("broadcast", 4, new EncodedMessage(null, "ddl".getBytes(UTF_8)));
            sink.deliver("broadcast", 1, new EncodedMessage(null, "one".getBytes(UTF_8)));
        }
        assertThat(PartitionReader.values(broker(), "broadcast", 0)).containsExactly("ddl", "one");
        for (int partition = 1; partition < 4; partition++) {
            assertThat(PartitionReader.values(broker(), "broadcast", partition)).containsExactly("ddl");
        }
    }

    @Test
    void aTooLargeMessageFailsTheLaneAndNothingAfterItArrives() throws Exception {
        try (KafkaSink sink = started(new SinkSettings(broker(), "large").partitions(1))) {
            RecordBatch batch = new RecordBatch();
            batch.add("large", 0, null, "before".getBytes(UTF_8));
            batch.add("large", 0, null, new byte[DEFAULT_LIMIT + 200]);
            batch.add("large", 0, null, "after".getBytes(UTF_8));
            Outcomes outcomes = new Outcomes();
            send(sink, batch, outcomes);
            await().until(() -> outcomes.heard() == 3);
            assertThat(outcomes.cause.get().code()).isEqualTo(ErrorCode.MESSAGE_REFUSED);
            assertThat(outcomes.cause.get().detail()).contains("topic large");
            assertThat(outcomes.refusedBytes).hasValue(DEFAULT_LIMIT + 236);
            assertThatThrownBy(() -> sink.deliver("large", 1, new EncodedMessage(null, new byte[1])))
                    .isSameAs(outcomes.cause.get());
        }
        assertThat(PartitionReader.values(broker(), "large", 0)).doesNotContain("after");
    }

    @Test
    void everyTopicHasItsOwnLimit() throws Exception {
        createTopic(new NewTopic("tight", 1, (short) 1).configs(Map.of("max.message.bytes", "2000")));
        createTopic(new NewTopic("spacious", 1, (short) 1).configs(Map.of("max.message.bytes", "5000000")));
        try (KafkaSink sink = started(new SinkSettings(broker(), "middling").partitions(1))) {
            assertThat(sink.maxMessageBytes("middling")).isEqualTo(DEFAULT_LIMIT);
            assertThat(sink.maxMessageBytes("tight")).isEqualTo(2000 - 128);
            assertThat(sink.maxMessageBytes("spacious")).isEqualTo(5_000_000 - 128);
            assertThat(sink.maxMessageBytes("notYet")).isEqualTo(DEFAULT_LIMIT);
            sink.deliver("spacious", 1, new EncodedMessage(null, new byte[4_900_000]));
            assertThatThrownBy(() -> sink.deliver("tight", 1, new EncodedMessage(null, new byte[2000])))
                    .asInstanceOf(type(TidegateException.class))
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE))
                    .satisfies(failure ->
                            assertThat(failure.detail()).contains("topic tight", "2036 bytes", "the topic takes 1872"));
        }
    }

    @Test
    void aMessageThatOnlyTheBrokerFindsTooLargeFailsTheLane() throws Exception {
        createTopic("shrunk", 1);
        try (KafkaSink sink = started(new SinkSettings(broker(), "generous").partitions(1))) {
            sink.deliver("shrunk", 1, new EncodedMessage(null, new byte[1]));
            limit("shrunk", 100_000);
            Outcomes outcomes = new Outcomes();
            RecordBatch batch = new RecordBatch();
            batch.add("shrunk", 0, null, new byte[300_000]);
            batch.add("shrunk", 0, null, new byte[1]);
            send(sink, batch, outcomes);
            await().atMost(Duration.ofSeconds(30)).until(() -> outcomes.failed.get() == 2);
            assertThat(outcomes.cause.get().code()).isEqualTo(ErrorCode.MESSAGE_REFUSED);
            assertThat(outcomes.cause.get().detail()).contains("topic shrunk");
            assertThat(outcomes.refusedBytes).hasValue(300_036);
        }
    }

    @Test
    void aStatementThatIsTooLargeIsNotTriedAgain() {
        try (KafkaSink sink = started(new SinkSettings(broker(), "statements").partitions(1))) {
            assertThatThrownBy(() ->
                            sink.deliver("statements", 1, new EncodedMessage(null, new byte[DEFAULT_LIMIT + 200])))
                    .asInstanceOf(type(TidegateException.class))
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE));
        }
    }

    @Test
    void aTopicThatWasDeletedEndsTheWaitingWithAnError() throws Exception {
        SinkSettings settings =
                new SinkSettings(broker(), "doomed").partitions(1).property("max.block.ms", "500");
        try (KafkaSink sink = started(settings);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker()))) {
            admin.deleteTopics(List.of("doomed")).all().get(30, TimeUnit.SECONDS);
            assertThatThrownBy(() -> sink.deliver("doomed", 1, new EncodedMessage(null, new byte[1])))
                    .asInstanceOf(type(TidegateException.class))
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.KAFKA_SEND))
                    .satisfies(failure -> assertThat(failure.detail()).contains("doomed is no longer there"));
        }
    }

    @Test
    void whatIsNotAcknowledgedFailsOnceWhenTheSinkIsClosed() throws Exception {
        try (EmbeddedKafka own = EmbeddedKafka.builder().build().start()) {
            KafkaSink sink = started(new SinkSettings(own.bootstrapServers(), "closing").partitions(1));
            // Without it the producer knows no partition yet, and sending waits instead of filling the buffer.
            sink.deliver("closing", 1, new EncodedMessage(null, new byte[1]));
            own.stop();
            Outcomes outcomes = new Outcomes();
            // On a thread of its own: the producer may have learnt already that the broker is gone, then sending waits.
            Thread sending =
                    waiting(new AtomicReference<>(), () -> send(sink, batch("closing", 1, "a", "b"), outcomes));
            sink.close();
            sink.close();
            sending.join(TimeUnit.SECONDS.toMillis(20));
            await().until(() -> outcomes.heard() == 2);
            assertThat(outcomes.failed.get()).isEqualTo(2);
        }
    }

    @Test
    void closingEndsADeliveryThatWaitsForABroker() throws Exception {
        try (EmbeddedKafka own = EmbeddedKafka.builder().build().start()) {
            KafkaSink sink = started(new SinkSettings(own.bootstrapServers(), "blocked").partitions(1));
            own.stop();
            AtomicReference<Throwable> outcome = new AtomicReference<>();
            Thread waiting = waiting(outcome, () -> sink.deliver("blocked", 1, new EncodedMessage(null, new byte[1])));
            sink.close();
            waiting.join(TimeUnit.SECONDS.toMillis(20));
            assertThat(outcome.get()).isInstanceOf(TidegateException.class).hasMessageContaining("closed");
        }
    }

    @Test
    void aRecordWhoseRowIsToldHasHeaders() throws Exception {
        try (KafkaSink sink = started(new SinkSettings(broker(), "told").partitions(1))) {
            RecordBatch batch = new RecordBatch();
            batch.add("told", 0, null, "untold".getBytes(UTF_8));
            batch.add("told", 0, null, "told".getBytes(UTF_8));
            batch.originSince(batch.size() - 1, new RowOrigin(new TableName("shöp", "orders"), RowKind.UPDATE, -1L));
            Outcomes outcomes = new Outcomes();
            sink.send(0, batch, outcomes);
            await().until(() -> outcomes.acknowledged.get() == 2);
        }
        List<ConsumerRecord<byte[], byte[]>> records = PartitionReader.records(broker(), "told", 0);
        assertThat(records.get(0).headers()).isEmpty();
        assertThat(records.get(1).headers())
                .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
                .containsExactly("schema=shöp", "table=orders", "op=UPDATE", "commit-ts=18446744073709551615");
    }

    @Test
    void closingEndsASendThatWaitsForRoomInTheBuffer() throws Exception {
        try (EmbeddedKafka own = EmbeddedKafka.builder().build().start()) {
            KafkaSink sink = started(new SinkSettings(own.bootstrapServers(), "full")
                    .partitions(1)
                    .property("buffer.memory", "2000000"));
            own.stop();
            RecordBatch batch = new RecordBatch();
            IntStream.range(0, 100).forEach(i -> batch.add("full", 0, null, new byte[100_000]));
            AtomicReference<Throwable> outcome = new AtomicReference<>();
            Outcomes outcomes = new Outcomes();
            Thread waiting = waiting(outcome, () -> sink.send(0, batch, outcomes));
            sink.close();
            waiting.join(TimeUnit.SECONDS.toMillis(20));
            assertThat(waiting.isAlive()).isFalse();
            await().until(() -> outcomes.heard() == 100);
            assertThat(outcomes.acknowledged.get()).isZero();
        }
    }

    @Test
    void anInterruptEndsADeliveryThatWaits() throws Exception {
        try (EmbeddedKafka own = EmbeddedKafka.builder().build().start();
                KafkaSink sink = started(new SinkSettings(own.bootstrapServers(), "interrupted").partitions(1))) {
            own.stop();
            AtomicReference<Throwable> outcome = new AtomicReference<>();
            Thread waiting =
                    waiting(outcome, () -> sink.deliver("interrupted", 1, new EncodedMessage(null, new byte[1])));
            waiting.interrupt();
            waiting.join(TimeUnit.SECONDS.toMillis(20));
            assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
        }
    }

    private static Thread waiting(AtomicReference<Throwable> outcome, Attempt attempt) {
        Thread thread = new Thread(() -> {
            try {
                attempt.run();
            } catch (Throwable e) {
                outcome.set(e);
            }
        });
        thread.start();
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING || !thread.isAlive());
        return thread;
    }

    private interface Attempt {
        void run() throws Exception;
    }

    private static org.assertj.core.api.ObjectAssert<TidegateException> assertRefused(
            SinkSettings settings, ErrorCode code) {
        try (KafkaSink sink = new KafkaSink(settings.build(), "test")) {
            return assertThatThrownBy(sink::start)
                    .asInstanceOf(type(TidegateException.class))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
        }
    }

    private static KafkaSink started(SinkSettings settings) {
        KafkaSink sink = new KafkaSink(settings.build(), "test");
        sink.start();
        return sink;
    }

    private static void send(KafkaSink sink, RecordBatch batch, Outcomes outcomes) throws InterruptedException {
        for (int lane = 0; lane < sink.lanes(); lane++) {
            sink.send(lane, batch, outcomes);
        }
    }

    private static RecordBatch batch(String topic, int partitions, String... values) {
        RecordBatch batch = new RecordBatch();
        for (int i = 0; i < values.length; i++) {
            batch.add(topic, i % partitions, null, values[i].getBytes(UTF_8));
        }
        return batch;
    }

    private static void createTopic(String name, int partitions) throws Exception {
        createTopic(new NewTopic(name, partitions, (short) 1));
    }

    private static void createTopic(NewTopic topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker()))) {
            admin.createTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
        }
    }

    private static void limit(String topic, int maxMessageBytes) throws Exception {
        ConfigEntry entry = new ConfigEntry("max.message.bytes", Integer.toString(maxMessageBytes));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker()))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static String broker() {
        return kafka.bootstrapServers();
    }
}
