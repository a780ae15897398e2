package io.tidegate.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.encode.RecordBatch;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.source.ResolvedMark;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Which slots are given to the workers, and for how long encoding may fail. */
class EncodeQueueTest {
    private static final long HEAD = 0;
    private static final TidegateException AWAY =
            new TidegateException(ErrorCode.KAFKA_UNREACHABLE, "the test says so");

    private final AtomicLong nanos = new AtomicLong();
    private final List<Long> given = new ArrayList<>();
    private final EncodeQueue queue =
            new EncodeQueue(() -> 3, () -> 1000, slot -> given.add(slot.sequence()), nanos::get);

    @Test
    void slotsAreGivenInSequenceAsManyAsTheShareAllows() {
        add(0, 1, 2, 3, 4);
        assertThat(given).containsExactly(0L, 1L, 2L);
        queue.encoded(new RecordBatch());
        queue.submit(HEAD);
        assertThat(given).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void whatIsPutBackComesFirstAgainAndNothingIsGivenBefore() {
        add(0, 1, 2, 3);
        queue.putBack(slot(1), "the topic t");
        queue.putBack(slot(0), "the topic t");
        queue.encoded(new RecordBatch());
        queue.submit(HEAD);
        assertThat(given).hasSize(3);
        assertThat(queue.awaited()).isEqualTo("the topic t");

        queue.goOn();
        queue.submit(HEAD);
        assertThat(given.subList(3, given.size())).containsExactly(0L, 1L, 3L);
        assertThat(queue.awaited()).isEmpty();
    }

    @Test
    void afterAFailureOneSlotAtATimeIsTriedUntilOneGoesWell() {
        add(0, 1, 2, 3);
        assertThat(queue.hasPatienceWith(AWAY)).isTrue();
        for (long sequence = 0; sequence < 3; sequence++) {
            queue.putBack(slot(sequence), "");
        }
        queue.goOn();
        given.clear();
        queue.submit(HEAD);
        assertThat(given).containsExactly(0L);

        queue.encoded(new RecordBatch());
        assertThat(queue.trouble()).isNull();
        queue.submit(HEAD);
        assertThat(given).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void patienceEndsAMinuteAfterTheFirstFailureAndBeginsAnewWithASuccess() {
        assertThat(queue.hasPatienceWith(AWAY)).isTrue();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(59));
        assertThat(queue.hasPatienceWith(AWAY)).isTrue();
        assertThat(queue.troubleNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(59));
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(queue.hasPatienceWith(AWAY)).isFalse();

        queue.encoded(new RecordBatch());
        assertThat(queue.hasPatienceWith(AWAY)).isTrue();
    }

    @Test
    void thereIsNoPatienceWithWhatCannotPass() {
        assertThat(queue.hasPatienceWith(new TidegateException(ErrorCode.MESSAGE_TOO_LARGE, "the test says so")))
                .isFalse();
    }

    @Test
    void theHeadIsEncodedHoweverMuchWaitsForALane() {
        RecordBatch much = new RecordBatch();
        much.add("t", 0, null, new byte[2000]);
        add(0);
        queue.encoded(much);
        add(1, 2);
        assertThat(given).containsExactly(0L);
        queue.submit(1);
        assertThat(given).containsExactly(0L, 1L);
        queue.sent(much);
        queue.submit(1);
        assertThat(given).containsExactly(0L, 1L, 2L);
    }

    private void add(long... sequences) {
        for (long sequence : sequences) {
            queue.add(slot(sequence));
        }
        queue.submit(HEAD);
    }

    private static Slot slot(long sequence) {
        return new Slot(null, sequence, new ResolvedMark(1, () -> "", null), () -> "", 0);
    }
}
