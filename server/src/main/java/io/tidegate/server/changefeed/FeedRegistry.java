package io.tidegate.server.changefeed;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The changefeeds there are, by id, and the places of those that are being created: until they are there they count as if
 * they were. Thread safe.
 */
final class FeedRegistry {
    private final Map<String, ManagedFeed> feeds = new ConcurrentHashMap<>();
    // Cluster of each changefeed that is being created, by its id.
    private final Map<String, String> reserved = new HashMap<>();

    /** All of them, by id. */
    List<ManagedFeed> all() {
        return feeds.values().stream()
                .sorted(Comparator.comparing(ManagedFeed::id))
                .toList();
    }

    Optional<ManagedFeed> find(String id) {
        return Optional.ofNullable(feeds.get(id));
    }

    /** @throws TidegateException CHANGEFEED_NOT_EXISTS */
    ManagedFeed get(String id) {
        return find(id).orElseThrow(
                        () -> new TidegateException(ErrorCode.CHANGEFEED_NOT_EXISTS, "changefeed not exists, " + id));
    }

    /** Whether a changefeed has this id, or will have it. */
    synchronized boolean isTaken(String id) {
        return feeds.containsKey(id) || reserved.containsKey(id);
    }

    /**
     * Keeps a place until {@link #release}.
     *
     * @param limit how many changefeeds the cluster may have
     * @throws TidegateException CHANGEFEED_ALREADY_EXISTS, CHANGEFEED_LIMIT
     */
    synchronized void reserve(String id, String cluster, int limit) {
        if (isTaken(id)) {
            throw new TidegateException(ErrorCode.CHANGEFEED_ALREADY_EXISTS, "changefeed already exists, " + id);
        }
        long there = feeds.values().stream()
                        .filter(feed -> feed.definition().cluster().equals(cluster))
                        .count()
                + reserved.values().stream().filter(cluster::equals).count();
        if (there >= limit) {
            throw new TidegateException(
                    ErrorCode.CHANGEFEED_LIMIT, "cluster " + cluster + " has " + there + " of " + limit);
        }
        reserved.put(id, cluster);
    }

    /** Gives up a place, or has it taken by {@link #add}. */
    synchronized void release(String id) {
        reserved.remove(id);
    }

    /** Takes the place that was reserved, if one was. */
    synchronized void add(ManagedFeed feed) {
        reserved.remove(feed.id());
        feeds.put(feed.id(), feed);
    }

    void remove(String id) {
        feeds.remove(id);
    }
}
