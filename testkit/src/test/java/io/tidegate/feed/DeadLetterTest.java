package io.tidegate.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.config.DeadLetterFailure;
import io.tidegate.config.DeadLetterOptions;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.Encoder;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.RowEncoder;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.feed.FeedStatus.State;
import io.tidegate.model.Ddl;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowKind;
import io.tidegate.source.StartPoint;
import io.tidegate.testkit.checkpoint.MemoryCheckpoints;
import io.tidegate.testkit.sink.MemorySink;
import io.tidegate.testkit.sink.MemoryTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of rows that cannot be sent. Every tenth row of the table is one: those with an id that ends with 3. */
class DeadLetterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PARTITIONS = 4;

    private final FeedRuntime runtime = new FeedRuntime(1 << 20, 1 << 20, 2);
    private final MemoryTopics topics = new MemoryTopics();
    private final MemoryCheckpoints checkpoints = new MemoryCheckpoints();
    private final Deque<MemorySink> sinks = new ConcurrentLinkedDeque<>();
    private final TextFeed shop = new TextFeed();
    private final List<Changefeed> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Changefeed::close);
        runtime.close();
    }

    @Test
    void withoutATopicTheFeedStopsAtSuchARow() throws Exception {
        Changefeed feed = start(null, limits -> new PickyEncoder(ErrorCode.MESSAGE_TOO_LARGE, 1));
        shop.commit(20);
        assertThat(feed.awaitEnd(PATIENCE)).isTrue();
        assertThat(feed.status().state()).isEqualTo(State.FAILED);
        assertThat(feed.status().error().code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
    }

    @Test
    void aNoticeTakesThePlaceOfSuchARowAndAllOthersArrive() {
        Changefeed feed = start(
                EnumSet.of(DeadLetterFailure.TOO_LARGE), limits -> new PickyEncoder(ErrorCode.MESSAGE_TOO_LARGE, 1));
        shop.commit(100);
        awaitCheckpoint(feed);
        assertEveryRowArrived(feed);
        assertThat(notices().get(0))
                .matches("\\{\"schema\":\"test\",\"table\":\"t\",\"kind\":\"INSERT\",\"commitTs\":\\d+,"
                        + "\"handleKey\":\\{\"id\":\"\\d*3\"},\"oldHandleKey\":null,\"code\":\"CDC:ErrMessageTooLarge\","
                        + "\"error\":\"A message is larger than the topic takes: row \\d*3\",\"topic\":\"t\","
                        + "\"partition\":\\d}");
    }

    @Test
    void theOtherRowsOfABatchSurvive() {
        Changefeed feed =
                start(EnumSet.allOf(DeadLetterFailure.class), limits -> new PickyEncoder(ErrorCode.ENCODE_FAILED, 4));
        shop.commit(100);
        awaitCheckpoint(feed);
        assertEveryRowArrived(feed);
        assertThat(feed.status().sentRows()).isEqualTo(shop.rows() - picked().size());
        assertThat(feed.status().sentRecords()).isLessThan(feed.status().sentRows());
    }

    @Test
    void aFailureOfAnotherKindStopsTheFeed() throws Exception {
        Changefeed feed =
                start(EnumSet.of(DeadLetterFailure.TOO_LARGE), limits -> new PickyEncoder(ErrorCode.ENCODE_FAILED, 1));
        shop.commit(20);
        assertThat(feed.awaitEnd(PATIENCE)).isTrue();
        assertThat(feed.status().error().code()).isEqualTo(ErrorCode.ENCODE_FAILED);
        assertThat(notices()).isEmpty();
    }

    @Test
    void theCheckpointWaitsForTheNotice() {
        Changefeed feed = start(
                EnumSet.of(DeadLetterFailure.TOO_LARGE), limits -> new PickyEncoder(ErrorCode.MESSAGE_TOO_LARGE, 1));
        shop.commit(2);
        awaitCheckpoint(feed);
        long before = shop.lastTs();
        sinks.getLast().holdAcknowledgements();
        shop.commit(30);
        await().atMost(PATIENCE).until(() -> !notices().isEmpty());
        await().during(Duration.ofMillis(1200))
                .atMost(PATIENCE)
                .until(() -> feed.status().checkpointTs() == before);
        sinks.getLast().releaseAcknowledgements();
        awaitCheckpoint(feed);
        assertEveryRowArrived(feed);
    }

    @Test
    void aMessageThatTheSinkRefusesIsHeldAgainstTheLowerLimitByTheNextRun() {
        Changefeed feed = start(EnumSet.of(DeadLetterFailure.TOO_LARGE), PaddedEncoder::new);
        shop.commit(1);
        awaitCheckpoint(feed);
        sinks.getLast().refuseMoreThan(PaddedEncoder.LONG - 1);
        shop.commit(100);
        awaitCheckpoint(feed);
        assertThat(sinks).hasSize(2);
        assertThat(feed.status().deadLetters()).isGreaterThanOrEqualTo(notices().size());
        assertThat(ids(notices().stream().map(DeadLetterTest::idOf))).containsExactlyElementsOf(picked());
    }

    @Test
    void withoutATopicARefusedMessageIsNamedByTheNextRun() throws Exception {
        Changefeed feed = start(null, PaddedEncoder::new);
        sinks.getLast().refuseMoreThan(PaddedEncoder.LONG - 1);
        shop.commit(100);
        assertThat(feed.awaitEnd(PATIENCE)).isTrue();
        assertThat(feed.status().error().code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
        assertThat(feed.status().reason()).matches(".*: row \\d*3");
    }

    private void assertEveryRowArrived(Changefeed feed) {
        assertThat(ids(notices().stream().map(DeadLetterTest::idOf))).containsExactlyElementsOf(picked());
        assertThat(ids(IntStream.range(0, PARTITIONS)
                        .boxed()
                        .flatMap(partition -> topics.messages("t", partition).stream())
                        .flatMap(message -> Stream.of(message.split(";", -1)))))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, shop.rows())
                        .filter(id -> id % 10 != 3)
                        .boxed()
                        .toList());
        for (int partition = 0; partition < PARTITIONS; partition++) {
            assertThat(topics.messages("dead", partition).stream()
                            .map(DeadLetterTest::idOf)
                            .map(Integer::valueOf)
                            .toList())
                    .isSorted();
        }
        assertThat(feed.status().deadLetters()).isEqualTo(picked().size());
    }

    private List<Integer> picked() {
        return IntStream.rangeClosed(1, shop.rows())
                .filter(id -> id % 10 == 3)
                .boxed()
                .toList();
    }

    private List<String> notices() {
        return IntStream.range(0, PARTITIONS)
                .boxed()
                .flatMap(partition -> topics.messages("dead", partition).stream())
                .toList();
    }

    private static List<Integer> ids(Stream<String> texts) {
        return texts.map(Integer::valueOf).sorted().distinct().toList();
    }

    private static String idOf(String notice) {
        return notice.replaceAll(".*\"id\":\"(\\d+)\".*", "$1");
    }

    private Changefeed start(Set<DeadLetterFailure> failures, Function<MessageLimits, Encoder> encoder) {
        FeedParts parts = new FeedParts(shop.source(), shop.router(), encoder, this::newSink, checkpoints);
        DeadLetterOptions options = failures == null ? null : new DeadLetterOptions("dead", failures);
        Changefeed feed = Changefeed.start(
                runtime,
                new FeedSettings("feed", true, FeedSettings.NO_TARGET, options),
                parts,
                new StartPoint.Now(),
                InstantSource.system());
        started.add(feed);
        await().atMost(PATIENCE).until(() -> !sinks.isEmpty() && feed.status().state() != State.STARTING);
        return feed;
    }

    private MemorySink newSink() {
        MemorySink sink = new MemorySink(topics, 2, PARTITIONS);
        sinks.add(sink);
        return sink;
    }

    private void awaitCheckpoint(Changefeed feed) {
        await().atMost(PATIENCE).until(() -> feed.status().checkpointTs() == shop.lastTs());
    }

    /** Puts up to some ids of one partition into a message {@code 1;5;9} and refuses those that end with 3. */
    private record PickyEncoder(ErrorCode refusal, int batch) implements RowsOnly {
        @Override
        public RowEncoder newRowEncoder() {
            List<List<String>> open = Stream.generate(() -> (List<String>) new ArrayList<String>())
                    .limit(PARTITIONS)
                    .toList();
            return new RowEncoder() {
                @Override
                public void encode(RowCursor row, RowKind as, String topic, int partition, RecordBatch out) {
                    long id = row.after().integer(0);
                    if (id % 10 == 3) {
                        throw new TidegateException(refusal, "row " + id);
                    }
                    open.get(partition).add(Long.toString(id));
                    if (open.get(partition).size() >= batch) {
                        close(partition, out);
                    }
                }

                @Override
                public void finish(RecordBatch out) {
                    for (int partition = 0; partition < PARTITIONS; partition++) {
                        if (!open.get(partition).isEmpty()) {
                            close(partition, out);
                        }
                    }
                }

                private void close(int partition, RecordBatch out) {
                    out.add("t", partition, null, utf8(String.join(";", open.get(partition))));
                    open.get(partition).clear();
                }
            };
        }
    }

    /** Makes the messages of ids that end with 3 long, and heeds the limit. */
    private record PaddedEncoder(MessageLimits limits) implements RowsOnly {
        static final int LONG = 500;

        @Override
        public RowEncoder newRowEncoder() {
            return (row, as, topic, partition, out) -> {
                long id = row.after().integer(0);
                String text = id % 10 == 3 ? "0".repeat(LONG - Long.toString(id).length()) + id : Long.toString(id);
                if (text.length() + MessageLimits.RECORD_OVERHEAD > limits.maxMessageBytes(topic)) {
                    throw new TidegateException(ErrorCode.MESSAGE_TOO_LARGE, "row " + id);
                }
                out.add(topic, partition, null, utf8(text));
            };
        }
    }

    private interface RowsOnly extends Encoder {
        @Override
        default EncodedMessage encodeDdl(Ddl ddl) {
            return null;
        }

        @Override
        default EncodedMessage encodeWatermark(long checkpointTs) {
            return null;
        }

        @Override
        default boolean sendsDdlToEveryPartition() {
            return false;
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
