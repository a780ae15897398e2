package io.tidegate.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.embedded.EmbeddedKafka;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.RecordBatch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class BrokerRestartTest {
    private static final int RECORDS = 200_000;
    private static final int PARTITIONS = 4;
    private static final int BATCH = 500;

    @Test
    void aBrokerThatGoesAndComesBackLosesDoublesAndReordersNothing() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.builder().build().start();
                KafkaSink sink = new KafkaSink(
                        new SinkSettings(kafka.bootstrapServers(), "restarted")
                                .partitions(PARTITIONS)
                                .build(),
                        "test",
                        2)) {
            sink.start();
            Outcomes outcomes = new Outcomes();
            List<CompletableFuture<Void>> lanes = IntStream.range(0, sink.lanes())
                    .mapToObj(lane -> CompletableFuture.runAsync(() -> sendAll(sink, lane, outcomes)))
                    .toList();
            await().atMost(Duration.ofMinutes(1)).until(() -> outcomes.acknowledged.get() > RECORDS / 10);
            kafka.stop();
            assertThat(outcomes.acknowledged.get()).isLessThan(RECORDS);
            kafka.start();
            for (CompletableFuture<Void> lane : lanes) {
                lane.get(120, TimeUnit.SECONDS);
            }
            await().atMost(Duration.ofMinutes(2)).until(() -> outcomes.heard() >= RECORDS);
            assertThat(outcomes.failed.get()).isZero();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                assertThat(PartitionReader.values(kafka.bootstrapServers(), "restarted", partition))
                        .isEqualTo(expected(partition));
            }
        }
    }

    @Test
    void aDeliveryWaitsForTheBrokerToComeBack() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.builder().build().start();
                KafkaSink sink = new KafkaSink(
                        new SinkSettings(kafka.bootstrapServers(), "late")
                                .partitions(2)
                                .property("max.block.ms", "1000")
                                .build(),
                        "test")) {
            sink.start();
            kafka.stop();
            CompletableFuture<Void> delivered = CompletableFuture.runAsync(() -> deliver(sink));
            kafka.start();
            delivered.get(60, TimeUnit.SECONDS);
            assertThat(PartitionReader.values(kafka.bootstrapServers(), "late", 0))
                    .containsExactly("ddl");
            assertThat(PartitionReader.values(kafka.bootstrapServers(), "late", 1))
                    .containsExactly("ddl");
        }
    }

    @Test
    void topicsThatAreFirstNeededAroundAnOutageAreMadeAllTheSame() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.builder().build().start();
                KafkaSink sink = new KafkaSink(
                        new SinkSettings(kafka.bootstrapServers(), "early")
                                .partitions(2)
                                .build(),
                        "test")) {
            sink.start();
            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger made = new AtomicInteger();
            CompletableFuture<Void> making = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    assertThat(sink.partitions("made" + made.incrementAndGet())).isEqualTo(2);
                }
            });
            await().until(() -> made.get() > 3);
            kafka.stop();
            kafka.start();
            over.set(true);
            making.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void whoWaitsForATopicIsLetGoWhenTheSinkIsClosed() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.builder().build().start()) {
            CompletableFuture<Integer> partitions;
            try (KafkaSink sink = new KafkaSink(
                    new SinkSettings(kafka.bootstrapServers(), "early")
                            .partitions(2)
                            .build(),
                    "test")) {
                sink.start();
                kafka.stop();
                partitions = CompletableFuture.supplyAsync(() -> sink.partitions("during"));
            }
            assertThat(partitions).failsWithin(Duration.ofSeconds(10));
        }
    }

    private static void deliver(KafkaSink sink) {
        try {
            sink.deliver("late", 2, new EncodedMessage(null, "ddl".getBytes(UTF_8)));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sendAll(KafkaSink sink, int lane, Outcomes outcomes) {
        try {
            for (int start = 0; start < RECORDS; start += BATCH) {
                RecordBatch batch = new RecordBatch();
                for (int i = start; i < start + BATCH; i++) {
                    batch.add("restarted", i % PARTITIONS, null, value(i).getBytes(UTF_8));
                }
                sink.send(lane, batch, outcomes);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> expected(int partition) {
        return IntStream.range(0, RECORDS)
                .filter(i -> i % PARTITIONS == partition)
                .mapToObj(BrokerRestartTest::value)
                .toList();
    }

    // Wide enough that the whole does not fit the producer's buffers.
    private static String value(int number) {
        return number + " ".repeat(400);
    }
}
