package io.tidegate.cli;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.state.StateStore;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The one changefeed of a data directory of {@code tidegate run}. Its name is made once and is part of how the source
 * knows its readers, so that two directories never take each other's place. A changefeed that never had a checkpoint is
 * none: its definition is replaced by what is wanted now.
 *
 * @param name its name
 * @param definition what it was created with, or will be
 * @param checkpoint where it goes on, empty for a new one, which {@link #createIn} has yet to store
 */
record StoredFeed(String name, FeedDefinition definition, Optional<Checkpoint> checkpoint) {
    /** The stored changefeed, or a new one if there is none or it is to be given up. Changes nothing. */
    static StoredFeed find(StateStore store, FeedDefinition wanted, boolean zoneWanted, boolean reset) {
        if (store.ofServer()) {
            throw new TidegateException(ErrorCode.FEED_CONFLICT, "it belongs to a server")
                    .withRemedy("Use another --data-dir.");
        }
        List<String> names = store.changefeeds();
        Optional<Checkpoint> checkpoint =
                reset ? Optional.empty() : names.stream().findFirst().flatMap(store::load);
        if (checkpoint.isEmpty()) {
            return new StoredFeed("run-" + UUID.randomUUID(), wanted, Optional.empty());
        }
        String name = names.get(0);
        FeedDefinition stored = FeedDefinition.parse(store.definition(name).orElseThrow());
        stored.requireSame(wanted, zoneWanted);
        return new StoredFeed(name, stored, checkpoint);
    }

    /** Stores a new changefeed in the place of what is there. */
    void createIn(StateStore store) {
        store.changefeeds().forEach(store::remove);
        store.create(name, definition.json());
    }
}
