package io.tidegate.demo;

import io.tidegate.testkit.ledger.CanalJsonReader;
import io.tidegate.testkit.ledger.Change;
import io.tidegate.testkit.ledger.Change.Kind;
import io.tidegate.testkit.ledger.TopicReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An ordinary consumer of the topics, on a thread of its own: counts what arrives and remembers the latest. It knows of
 * the changefeed only what lies in Kafka.
 */
final class TopicTail implements AutoCloseable {
    private static final int LATEST = 40;
    private static final int SCHEMA_CHANGES = 20;
    private static final long PAUSE_NANOS = 150_000_000L;

    private final CanalJsonReader decoder = new CanalJsonReader();
    private final Map<String, TopicCount> counts = new TreeMap<>();
    private final Deque<Change> latest = new ArrayDeque<>();
    private final Deque<Change> schemaChanges = new ArrayDeque<>();
    private final Thread thread;
    private long watermarkTs;
    private volatile boolean closed;
    private volatile @Nullable RuntimeException failure;

    /** What was found in a topic. */
    record TopicCount(String topic, long inserts, long updates, long deletes, long ddls) {
        long rows() {
            return inserts + updates + deletes;
        }

        private TopicCount plus(Kind kind) {
            return new TopicCount(
                    topic,
                    inserts + (kind == Kind.INSERT ? 1 : 0),
                    updates + (kind == Kind.UPDATE ? 1 : 0),
                    deletes + (kind == Kind.DELETE ? 1 : 0),
                    ddls + (kind == Kind.DDL ? 1 : 0));
        }
    }

    /**
     * What was found so far.
     *
     * @param topics by name
     * @param latest row changes, the newest first
     * @param schemaChanges DDLs, the newest first
     * @param watermarkTs the highest watermark, 0 before the first
     */
    record Found(List<TopicCount> topics, List<Change> latest, List<Change> schemaChanges, long watermarkTs) {}

    private TopicTail(String brokers) {
        thread = new Thread(() -> follow(brokers), "demo-topic-tail");
        thread.setDaemon(true);
    }

    static TopicTail start(String brokers) {
        TopicTail tail = new TopicTail(brokers);
        tail.thread.start();
        return tail;
    }

    synchronized Found found() {
        RuntimeException cause = failure;
        if (cause != null) {
            throw cause;
        }
        return new Found(
                List.copyOf(counts.values()), List.copyOf(latest), new ArrayList<>(schemaChanges), watermarkTs);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(String brokers) {
        try (TopicReader topics = new TopicReader(brokers, name -> name.startsWith(ShopServer.TOPICS))) {
            while (!closed) {
                topics.readToEnd(message -> add(decoder.read(message)));
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private synchronized void add(Change change) {
        if (change.kind() == Kind.WATERMARK) {
            watermarkTs = Math.max(watermarkTs, change.commitTs());
            return;
        }
        counts.merge(
                change.topic(),
                new TopicCount(change.topic(), 0, 0, 0, 0).plus(change.kind()),
                (known, first) -> known.plus(change.kind()));
        if (change.isRow()) {
            remember(latest, change, LATEST);
        } else if (schemaChanges.stream().noneMatch(known -> known.commitTs() == change.commitTs())) {
            remember(schemaChanges, change, SCHEMA_CHANGES);
        }
    }

    private static void remember(Deque<Change> changes, Change change, int most) {
        changes.addFirst(change);
        if (changes.size() > most) {
            changes.removeLast();
        }
    }
}
