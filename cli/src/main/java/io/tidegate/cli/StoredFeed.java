package io.tidegate.cli;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.state.StateStore;
import java.util.List;
import java.util.UUID;

/**
 * The one changefeed of a data directory of {@code tidegate run}. Its name is made once and is part of how the source
 * knows its readers, so that two directories never take each other's place.
 */
record StoredFeed(String name, FeedDefinition definition) {
    static StoredFeed openOrCreate(StateStore store, FeedDefinition wanted, boolean zoneWanted, boolean reset) {
        List<String> names = store.changefeeds();
        if (names.size() > 1) {
            throw new TidegateException(
                    ErrorCode.FEED_CONFLICT, "it belongs to a server with the changefeeds " + names);
        }
        if (!names.isEmpty() && reset) {
            store.remove(names.get(0));
        } else if (!names.isEmpty()) {
            String name = names.get(0);
            FeedDefinition stored = FeedDefinition.parse(store.definition(name).orElseThrow());
            stored.requireSame(wanted, zoneWanted);
            return new StoredFeed(name, stored);
        }
        String name = "run-" + UUID.randomUUID();
        store.create(name, wanted.json());
        return new StoredFeed(name, wanted);
    }
}
