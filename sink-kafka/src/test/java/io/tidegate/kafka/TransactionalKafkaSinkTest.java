package io.tidegate.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tidegate.check.Check;
import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.config.DeliveryConfig;
import io.tidegate.embedded.EmbeddedKafka;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.RecordBatch;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class TransactionalKafkaSinkTest {
    private static final DeliveryConfig DELIVERY =
            new DeliveryConfig(true, Duration.ofMillis(100), 1 << 20, Duration.ofMinutes(1));

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
    void messagesBecomeVisibleWithTheCheckpointBehindThem() throws Exception {
        try (TransactionalKafkaSink sink = sink("visible", new FeedIdentity("s", "visible", InstantSource.system()))) {
            sink.start();
            assertThat(sink.committed()).isEmpty();
            send(sink, "visible", "a", "b");
            sink.deliver("visible", 1, new EncodedMessage(null, "ddl".getBytes(UTF_8)));
            assertThat(committed("visible")).isEmpty();
            sink.commit(new Checkpoint(-7, "here", "state"));
            awaitCommitted("visible", "a", "b", "ddl");
        }
        try (TransactionalKafkaSink next = sink("visible", new FeedIdentity("s", "visible", InstantSource.system()))) {
            next.start();
            assertThat(next.committed()).contains(new Checkpoint(-7, "here", "state"));
        }
    }

    @Test
    void whatWasNotCommittedIsNeverSeen() throws Exception {
        FeedIdentity identity = new FeedIdentity("s", "abandoned", InstantSource.system());
        try (TransactionalKafkaSink sink = sink("abandoned", identity)) {
            sink.start();
            send(sink, "abandoned", "seen");
            sink.commit(new Checkpoint(1, "one", null));
            send(sink, "abandoned", "unseen");
        }
        try (TransactionalKafkaSink sink = sink("abandoned", identity)) {
            sink.start();
            assertThat(sink.committed()).contains(new Checkpoint(1, "one", null));
            send(sink, "abandoned", "again");
            sink.commit(new Checkpoint(2, "two", null));
        }
        awaitCommitted("abandoned", "seen", "again");
    }

    @Test
    void aSourceStateOfAnySizeIsKeptAndReplaced() throws Exception {
        FeedIdentity identity = new FeedIdentity("s", "stateful", InstantSource.system());
        String large = "{\"ü\": \"🐘\"}".repeat(40_000);
        try (TransactionalKafkaSink sink = sink("stateful", identity)) {
            sink.start();
            sink.commit(new Checkpoint(1, "one", large));
            sink.commit(new Checkpoint(2, "two", large));
        }
        try (TransactionalKafkaSink sink = sink("stateful", identity)) {
            sink.start();
            assertThat(sink.committed()).contains(new Checkpoint(2, "two", large));
            sink.commit(new Checkpoint(3, "three", "small"));
        }
        try (TransactionalKafkaSink sink = sink("stateful", identity)) {
            sink.start();
            assertThat(sink.committed()).contains(new Checkpoint(3, "three", "small"));
        }
        List<String> keys = PartitionReader.records(broker(), CheckpointTopic.NAME, 0).stream()
                .map(record -> new String(record.key(), UTF_8))
                .filter(key -> key.startsWith("tidegate.s.stateful/state/"))
                .toList();
        // Several parts once, then one in place of the first and tombstones for the others.
        assertThat(keys).hasSizeGreaterThan(2);
        assertThat(keys.subList(0, keys.size() / 2)).isEqualTo(keys.subList(keys.size() / 2, keys.size()));
    }

    @Test
    void theLimitOfMessagesIsNoneOfCheckpoints() throws Exception {
        SinkSettings settings = new SinkSettings(broker(), "tiny").partitions(1);
        settings.maxMessageBytes = 1000;
        String state = "s".repeat(300_000);
        FeedIdentity identity = new FeedIdentity("s", "tiny", InstantSource.system());
        try (TransactionalKafkaSink sink = new TransactionalKafkaSink(settings.build(), DELIVERY, identity, "tiny")) {
            sink.start();
            assertThat(sink.maxMessageBytes("tiny")).isEqualTo(1000);
            sink.commit(new Checkpoint(1, "p".repeat(5000), state));
        }
        try (TransactionalKafkaSink sink = new TransactionalKafkaSink(settings.build(), DELIVERY, identity, "tiny")) {
            sink.start();
            assertThat(sink.committed()).contains(new Checkpoint(1, "p".repeat(5000), state));
        }
    }

    @Test
    void changefeedsDoNotMeetInTheTopicTheyShare() throws Exception {
        try (TransactionalKafkaSink one = sink("shared", new FeedIdentity("s", "shared", InstantSource.system()));
                TransactionalKafkaSink two = sink("shared", new FeedIdentity("s", "shared2", InstantSource.system()))) {
            one.start();
            one.commit(new Checkpoint(1, "one", "state of one"));
            two.start();
            assertThat(two.committed()).isEmpty();
            two.commit(new Checkpoint(2, "two", null));
            one.commit(new Checkpoint(3, "still", "state of one"));
        }
    }

    @Test
    void theSecondProcessFencesTheFirstWhichIsToldSoWhenItStartsAgain() throws Exception {
        FeedIdentity first = new FeedIdentity("s", "contested", InstantSource.system());
        FeedIdentity second = new FeedIdentity("s", "contested", InstantSource.system());
        try (TransactionalKafkaSink old = sink("contested", first);
                TransactionalKafkaSink taking = sink("contested", second)) {
            old.start();
            send(old, "contested", "before");
            old.commit(new Checkpoint(1, "one", null));
            send(old, "contested", "lost");
            taking.start();
            assertThat(taking.committed()).contains(new Checkpoint(1, "one", null));
            TidegateException refused =
                    catchThrowableOfType(TidegateException.class, () -> old.commit(new Checkpoint(2, "two", null)));
            assertThat(refused.code()).isEqualTo(ErrorCode.KAFKA_TRANSACTION_ENDED);
            assertThat(refused.retryable()).isTrue();
            try (TransactionalKafkaSink again = sink("contested", first)) {
                TidegateException fenced = catchThrowableOfType(TidegateException.class, again::start);
                assertThat(fenced.code()).isEqualTo(ErrorCode.KAFKA_FENCED);
                assertThat(fenced.retryable()).isFalse();
                assertThat(fenced.detail())
                        .contains(
                                "tidegate.s.contested",
                                "process " + ProcessHandle.current().pid());
            }
            // The one who was told did not take anything away.
            send(taking, "contested", "after");
            taking.commit(new Checkpoint(3, "three", null));
        }
        awaitCommitted("contested", "before", "after");
    }

    @Test
    void whoTookOverIsNotDrivenOutByTheFirstWhateverTheOrder() throws Exception {
        FeedIdentity first = new FeedIdentity("s", "disputed", InstantSource.system());
        FeedIdentity second = new FeedIdentity("s", "disputed", InstantSource.system());
        try (TransactionalKafkaSink one = sink("disputed", first);
                TransactionalKafkaSink two = sink("disputed", second)) {
            one.start();
            two.start();
            assertThat(catchThrowableOfType(TidegateException.class, () -> one.commit(new Checkpoint(1, "one", null))))
                    .isNotNull();
            try (TransactionalKafkaSink again = sink("disputed", second)) {
                again.start();
                again.commit(new Checkpoint(2, "two", null));
            }
        }
        try (TransactionalKafkaSink one = sink("disputed", first)) {
            TidegateException fenced = catchThrowableOfType(TidegateException.class, one::start);
            assertThat(fenced.code()).isEqualTo(ErrorCode.KAFKA_FENCED);
        }
    }

    @Test
    void aTransactionThatGrewTooOldIsTakenUpAgainBySameProcess() throws Exception {
        FeedIdentity identity = new FeedIdentity("s", "aged", InstantSource.system());
        DeliveryConfig hasty = new DeliveryConfig(true, Duration.ofMillis(1), 1 << 20, Duration.ofSeconds(1));
        try (EmbeddedKafka strict = EmbeddedKafka.builder()
                        .property("transaction.abort.timed.out.transaction.cleanup.interval.ms", "200")
                        .build()
                        .start();
                TransactionalKafkaSink sink = new TransactionalKafkaSink(
                        new SinkSettings(strict.bootstrapServers(), "aged")
                                .partitions(1)
                                .build(),
                        hasty,
                        identity,
                        "aged")) {
            sink.start();
            sink.commit(new Checkpoint(1, "one", null));
            send(sink, "aged", "too late");
            await().atMost(Duration.ofSeconds(30)).until(() -> isAborted(strict, "tidegate.s.aged"));
            TidegateException ended =
                    catchThrowableOfType(TidegateException.class, () -> sink.commit(new Checkpoint(2, "two", null)));
            assertThat(ended.retryable()).isTrue();
            try (TransactionalKafkaSink again = new TransactionalKafkaSink(
                    new SinkSettings(strict.bootstrapServers(), "aged")
                            .partitions(1)
                            .build(),
                    hasty,
                    identity,
                    "aged")) {
                again.start();
                assertThat(again.committed()).contains(new Checkpoint(1, "one", null));
            }
        }
    }

    @Test
    void aTopicThatForgetsIsRefused() throws Exception {
        try (EmbeddedKafka forgetful = EmbeddedKafka.builder().build().start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", forgetful.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(CheckpointTopic.NAME, 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            TransactionalKafkaSink sink = new TransactionalKafkaSink(
                    new SinkSettings(forgetful.bootstrapServers(), "t").build(),
                    DELIVERY,
                    new FeedIdentity("s", "f", InstantSource.system()),
                    "f");
            try (sink) {
                TidegateException refused = catchThrowableOfType(TidegateException.class, sink::start);
                assertThat(refused.code()).isEqualTo(ErrorCode.KAFKA_INVALID_CONFIG);
                assertThat(refused.detail()).contains("cleanup.policy of topic __tidegate_checkpoints is delete");
                assertThat(refused.remedy()).contains("--add-config cleanup.policy=compact");
            }
            assertThat(sink.check(List.of("t"))).anySatisfy(check -> {
                assertThat(check.code()).isEqualTo("K012");
                assertThat(check.status()).isEqualTo(Check.Status.FAIL);
            });
        }
    }

    @Test
    void aTimeoutThatTheBrokersDoNotAllowIsRefused() {
        DeliveryConfig patient = new DeliveryConfig(true, Duration.ofMillis(100), 1 << 20, Duration.ofHours(10));
        try (TransactionalKafkaSink sink = new TransactionalKafkaSink(
                new SinkSettings(broker(), "patient").build(),
                patient,
                new FeedIdentity("s", "patient", InstantSource.system()),
                "patient")) {
            TidegateException refused = catchThrowableOfType(TidegateException.class, sink::start);
            assertThat(refused.code()).isEqualTo(ErrorCode.KAFKA_INVALID_CONFIG);
            assertThat(refused.detail()).contains("transaction.max.timeout.ms of the brokers is 900000");
            assertThat(sink.check(List.of("patient"))).anySatisfy(check -> {
                assertThat(check.code()).isEqualTo("K011");
                assertThat(check.text()).contains("transaction.max.timeout.ms of the brokers is 900000");
            });
        }
    }

    @Test
    void allThatItNeedsIsChecked() {
        try (TransactionalKafkaSink sink = sink("checked", new FeedIdentity("s", "checked", InstantSource.system()))) {
            assertThat(sink.check(List.of("checked")))
                    .allSatisfy(check -> assertThat(check.status()).isEqualTo(Check.Status.PASS))
                    .extracting(Check::code)
                    .contains("K011", "K012");
        }
    }

    @Test
    void aRecordTooLargeEndsTheTransactionWithItsOwnError() throws Exception {
        try (TransactionalKafkaSink sink = sink("large", new FeedIdentity("s", "large", InstantSource.system()))) {
            sink.start();
            send(sink, "large", "fits");
            send(sink, "large", "x".repeat(2_000_000));
            TidegateException failure =
                    catchThrowableOfType(TidegateException.class, () -> sink.commit(new Checkpoint(1, "one", null)));
            assertThat(failure.code()).isEqualTo(ErrorCode.MESSAGE_REFUSED);
        }
        // The close has aborted it: nobody has to wait for the timeout.
        assertThat(committed("large")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_100_000, 300_000})
    void aStatementThatIsTooLargeIsNotTriedAgain(int bytes) throws Exception {
        String topic = "statement" + bytes;
        try (TransactionalKafkaSink sink = sink(topic, new FeedIdentity("s", topic, InstantSource.system()))) {
            sink.start();
            sink.deliver(topic, 1, new EncodedMessage(null, new byte[1]));
            sink.commit(new Checkpoint(1, "one", null));
            limit(topic, 100_000);
            sink.deliver(topic, 1, new EncodedMessage(null, new byte[bytes]));
            TidegateException failure =
                    catchThrowableOfType(TidegateException.class, () -> sink.commit(new Checkpoint(2, "two", null)));
            assertThat(failure.code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
            assertThat(failure.detail()).contains("topic " + topic, bytes + 36 + " bytes");
        }
    }

    @Test
    void aRowThatOnlyTheBrokerFindsTooLargeIsToldWithItsSizeAndNothingIsCommitted() throws Exception {
        FeedIdentity identity = new FeedIdentity("s", "lowered", InstantSource.system());
        try (TransactionalKafkaSink sink = sink("lowered", identity)) {
            sink.start();
            send(sink, "lowered", "before");
            sink.commit(new Checkpoint(1, "one", null));
            limit("lowered", 100_000);
            Outcomes outcomes = new Outcomes();
            RecordBatch batch = new RecordBatch();
            batch.add("lowered", 0, null, new byte[300_000]);
            batch.add("lowered", 0, null, new byte[1]);
            sink.send(0, batch, outcomes);
            TidegateException failure =
                    catchThrowableOfType(TidegateException.class, () -> sink.commit(new Checkpoint(2, "two", null)));
            assertThat(failure.code()).isEqualTo(ErrorCode.MESSAGE_REFUSED);
            await().until(() -> outcomes.refusedBytes.get() == 300_036);
        }
        try (TransactionalKafkaSink sink = sink("lowered", identity)) {
            sink.start();
            assertThat(sink.committed()).contains(new Checkpoint(1, "one", null));
        }
        awaitCommitted("lowered", "before");
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

    private static TransactionalKafkaSink sink(String topic, FeedIdentity identity) {
        return new TransactionalKafkaSink(
                new SinkSettings(broker(), topic).partitions(1).build(), DELIVERY, identity, topic);
    }

    private static void send(TransactionalKafkaSink sink, String topic, String... values) throws InterruptedException {
        RecordBatch batch = new RecordBatch();
        for (String value : values) {
            batch.add(topic, 0, null, value.getBytes(UTF_8));
        }
        sink.send(0, batch, new Outcomes());
    }

    private static boolean isAborted(EmbeddedKafka on, String id) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", on.bootstrapServers()))) {
            return admin.describeTransactions(List.of(id))
                    .description(id)
                    .get(30, TimeUnit.SECONDS)
                    .state()
                    .toString()
                    .equals("CompleteAbort");
        }
    }

    /** Kafka answers a commit before it has told all partitions. */
    private static void awaitCommitted(String topic, String... values) {
        await().untilAsserted(() -> assertThat(committed(topic)).containsExactly(values));
    }

    private static List<String> committed(String topic) {
        return PartitionReader.committed(broker(), topic, 0).stream()
                .map(ConsumerRecord::value)
                .map(value -> new String(value, UTF_8))
                .toList();
    }

    private static String broker() {
        return kafka.bootstrapServers();
    }
}
