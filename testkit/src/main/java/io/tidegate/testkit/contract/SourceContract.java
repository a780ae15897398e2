package io.tidegate.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.checkpoint.SourceState;
import io.tidegate.error.TidegateException;
import io.tidegate.source.ResolvedMark;
import io.tidegate.source.RowBatch;
import io.tidegate.source.Source;
import io.tidegate.source.SourceEvent;
import io.tidegate.source.SourceSession;
import io.tidegate.source.StartPoint;
import io.tidegate.testkit.memory.CountingBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the engine relies on in every source. */
public abstract class SourceContract {
    private static final long MEMORY = 64L << 20;
    private static final Duration POLL = Duration.ofMillis(50);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private Upstream upstream;

    /** A fresh database with the tables that {@link Upstream#write} writes to. */
    protected abstract Upstream newUpstream() throws Exception;

    @BeforeEach
    void openUpstream() throws Exception {
        upstream = newUpstream();
    }

    @AfterEach
    void closeUpstream() throws Exception {
        upstream.close();
    }

    @Test
    void everyRowComesOnceInCommitOrder() throws Exception {
        try (SourceSession session = open(new StartPoint.Now())) {
            int written = upstream.write(60);
            Reading reading = read(session, written);
            assertThat(reading.rows).allMatch(row -> RecordedRows.commitTs(row) > session.startTs());
            assertThat(reading.rows).hasSize(written);
            assertThat(reading.rows).doesNotHaveDuplicates();
            assertThat(reading.rows.stream().map(RecordedRows::commitTs).toList())
                    .isSortedAccordingTo(Comparator.comparing((Long ts) -> ts, Long::compareUnsigned));
        }
    }

    @Test
    void aBatchKnowsHowManyRowsItHas() throws Exception {
        try (SourceSession session = open(new StartPoint.Now())) {
            int written = upstream.write(60);
            long told = 0;
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (told < written && System.nanoTime() < deadline) {
                if (session.poll(POLL) instanceof RowBatch batch) {
                    int walked = RecordedRows.of(upstream.source(), batch).size();
                    assertThat(batch.rows()).isEqualTo(walked);
                    told += walked;
                    batch.release();
                }
            }
            assertThat(told).isEqualTo(written);
        }
    }

    @Test
    void resolvedTimestampsNeverGoBackAndNothingComesBehindThem() throws Exception {
        try (SourceSession session = open(new StartPoint.Now())) {
            Reading reading = read(session, upstream.write(60));
            for (int i = 1; i < reading.marks.size(); i++) {
                assertThat(reading.marks.get(i).mark.resolvedTs())
                        .isGreaterThanOrEqualTo(reading.marks.get(i - 1).mark.resolvedTs());
            }
            for (MarkAt at : reading.marks) {
                reading.rows.stream().skip(at.rowsBefore).forEach(row -> assertThat(RecordedRows.commitTs(row))
                        .isGreaterThan(at.mark.resolvedTs()));
                reading.rows.stream().limit(at.rowsBefore).forEach(row -> assertThat(RecordedRows.commitTs(row))
                        .isLessThanOrEqualTo(at.mark.resolvedTs()));
            }
        }
    }

    @Test
    void aSessionOpenedAtAnyMarkDeliversWhatCameAfterIt() throws Exception {
        Reading first;
        int written;
        try (SourceSession session = open(new StartPoint.Now())) {
            written = upstream.write(30);
            first = read(session, written);
        }
        for (MarkAt at : first.marks) {
            if (at.rowsBefore == written) {
                continue;
            }
            Checkpoint checkpoint =
                    new Checkpoint(at.mark.resolvedTs(), at.mark.position().text(), text(at.mark.state()));
            try (SourceSession session = open(new StartPoint.AtCheckpoint(checkpoint))) {
                assertThat(read(session, written - at.rowsBefore).rows)
                        .isEqualTo(first.rows.subList(at.rowsBefore, written));
            }
        }
    }

    @Test
    void anotherSessionGoesOnExactlyWhereABrokenOneStopped() throws Exception {
        List<String> rows = new ArrayList<>();
        SourceState state = null;
        SourceSession session = open(new StartPoint.Now());
        int written = upstream.write(40);
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (rows.size() < written && System.nanoTime() < deadline) {
            SourceEvent event = session.poll(POLL);
            ResolvedMark mark = event == null ? null : event.mark();
            state = mark == null ? state : mark.state();
            // A source may begin each session with a mark: a break behind that as well would never let it get further.
            if (event instanceof RowBatch batch) {
                rows.addAll(RecordedRows.of(upstream.source(), batch));
                batch.release();
                StartPoint.Continue here = new StartPoint.Continue(session.progress(), state);
                session.close();
                session = open(here);
            }
        }
        session.close();
        assertThat(rows).hasSize(written);
        assertThat(rows).doesNotHaveDuplicates();
    }

    @Test
    void aStoredPositionBehindAnyBatchIsGoneOnFromExactlyAlsoInsideATransaction() throws Exception {
        List<String> rows = new ArrayList<>();
        SourceSession session = open(new StartPoint.Now());
        long resolvedTs = session.startTs();
        String state = null;
        int written = upstream.write(40);
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (rows.size() < written && System.nanoTime() < deadline) {
            SourceEvent event = session.poll(POLL);
            ResolvedMark mark = event == null ? null : event.mark();
            if (mark != null) {
                resolvedTs = mark.resolvedTs();
                state = text(mark.state());
            }
            // A source may begin each session with a mark: a break behind that as well would never let it get further.
            if (event instanceof RowBatch batch) {
                rows.addAll(RecordedRows.of(upstream.source(), batch));
                batch.release();
                Checkpoint stored =
                        new Checkpoint(resolvedTs, session.progress().text(), state);
                session.close();
                session = open(new StartPoint.AtCheckpoint(stored));
            }
        }
        session.close();
        assertThat(rows).hasSize(written);
        assertThat(rows).doesNotHaveDuplicates();
    }

    @Test
    void timeIsResolvedWhileNothingIsWritten() throws Exception {
        try (SourceSession session = open(new StartPoint.Now())) {
            Reading reading = read(session, upstream.write(5));
            upstream.write(0);
            ResolvedMark last = reading.marks.get(reading.marks.size() - 1).mark;
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            ResolvedMark later = last;
            while (later.resolvedTs() <= last.resolvedTs() && System.nanoTime() < deadline) {
                SourceEvent event = session.poll(POLL);
                if (event instanceof ResolvedMark mark) {
                    later = mark;
                }
            }
            assertThat(later.resolvedTs()).isGreaterThan(last.resolvedTs());
        }
    }

    @Test
    void closingEndsAPollThatWaits() throws Exception {
        SourceSession session = open(new StartPoint.Now());
        CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(() -> {
            try {
                long deadline = System.nanoTime() + PATIENCE_NANOS;
                while (System.nanoTime() < deadline) {
                    SourceEvent event = session.poll(Duration.ofSeconds(60));
                    if (event == null) {
                        return true;
                    }
                }
                return false;
            } catch (TidegateException e) {
                return true;
            } catch (InterruptedException e) {
                return false;
            }
        });
        session.close();
        session.close();
        assertThat(ended.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aBrokenConnectionIsARetryableError() throws Exception {
        try (SourceSession session = open(new StartPoint.Now())) {
            read(session, upstream.write(1));
            upstream.breakConnection();
            assertThatThrownBy(() -> {
                        long deadline = System.nanoTime() + PATIENCE_NANOS;
                        while (System.nanoTime() < deadline) {
                            session.poll(POLL);
                        }
                    })
                    .isInstanceOfSatisfying(TidegateException.class, e -> assertThat(e.retryable())
                            .isTrue());
        }
    }

    @Test
    void allMemoryIsGivenBack() throws Exception {
        CountingBudget memory = new CountingBudget(MEMORY);
        try (SourceSession session = upstream.source().open(new StartPoint.Now(), memory)) {
            read(session, upstream.write(40));
        }
        assertThat(memory.most()).isPositive();
        assertThat(memory.held()).isZero();
    }

    private SourceSession open(StartPoint start) {
        return upstream.source().open(start, new CountingBudget(MEMORY));
    }

    /** Reads until so many rows are there and a mark follows the last. */
    private Reading read(SourceSession session, int rows) throws InterruptedException {
        Reading reading = new Reading();
        Source source = upstream.source();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while ((reading.rows.size() < rows || !reading.endsWithMark()) && System.nanoTime() < deadline) {
            SourceEvent event = session.poll(POLL);
            if (event instanceof RowBatch batch) {
                reading.rows.addAll(RecordedRows.of(source, batch));
                batch.release();
            }
            ResolvedMark mark = event == null ? null : event.mark();
            if (mark != null) {
                reading.marks.add(new MarkAt(mark, reading.rows.size()));
            }
        }
        assertThat(reading.rows).hasSize(rows);
        return reading;
    }

    private static @Nullable String text(@Nullable SourceState state) {
        return state == null ? null : state.text();
    }

    private record MarkAt(ResolvedMark mark, int rowsBefore) {}

    private static final class Reading {
        private final List<String> rows = new ArrayList<>();
        private final List<MarkAt> marks = new ArrayList<>();

        boolean endsWithMark() {
            return !marks.isEmpty() && marks.get(marks.size() - 1).rowsBefore == rows.size();
        }
    }
}
