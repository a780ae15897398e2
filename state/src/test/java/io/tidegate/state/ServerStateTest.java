package io.tidegate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.checkpoint.CheckpointStore.Progress;
import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.state.vault.Vault;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerStateTest {
    private static final Instant MORNING = Instant.parse("2026-11-25T08:00:00.123Z");
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final StoredCluster SHOP =
            new StoredCluster("shop", "The shop", new Secret("{\"password\":\"pw\"}"), MORNING, MORNING);
    private static final StoredChangefeed ORDERS = new StoredChangefeed(
            "orders", "shop", new Secret("{\"sink\":\"kafka://u:pw@k/\"}"), "{\"want\":\"RUNNING\"}", MORNING, MORNING);

    private static final ConfigChange CREATED = new ConfigChange("ada", "created");
    private static final ConfigChange MOVED = new ConfigChange("ada", "rewound");

    @TempDir
    Path directory;

    private StateStore store;
    private Vault vault;

    @BeforeEach
    void open() {
        store = StateStore.open(directory, InstantSource.system());
        vault = store.vault(Map.of());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void clustersAndChangefeedsAreThereAfterReopening() {
        store.clusters(vault).put(SHOP);
        feeds().create(ORDERS, CREATED);
        close();
        open();
        assertThat(store.clusters(vault).all()).containsExactly(SHOP);
        assertThat(feeds().all()).containsExactly(ORDERS);
    }

    @Test
    void aClusterIsEditedInItsPlaceUnderItsChangefeeds() {
        store.clusters(vault).put(SHOP);
        feeds().create(ORDERS, CREATED);
        StoredCluster edited = new StoredCluster("shop", "Renamed", new Secret("{}"), MORNING, NOON);
        store.clusters(vault).put(edited);
        assertThat(store.clusters(vault).all()).containsExactly(edited);
        assertThat(feeds().all()).containsExactly(ORDERS);
    }

    @Test
    void aClusterWithChangefeedsCannotBeRemoved() {
        store.clusters(vault).put(SHOP);
        feeds().create(ORDERS, CREATED);
        assertThatThrownBy(() -> store.clusters(vault).remove("shop")).satisfies(hasCode(ErrorCode.STATE_WRITE_FAILED));
        feeds().remove("orders");
        store.clusters(vault).remove("shop");
        assertThat(store.clusters(vault).all()).isEmpty();
    }

    @Test
    void aChangefeedIsUpdated() {
        store.clusters(vault).put(SHOP);
        feeds().create(ORDERS, CREATED);
        StoredChangefeed paused =
                new StoredChangefeed("orders", "shop", new Secret("{}"), "{\"want\":\"PAUSED\"}", MORNING, NOON);
        feeds().update(paused);
        assertThat(feeds().all()).containsExactly(paused);
    }

    @Test
    void aChangefeedThatIsNotThereIsNotUpdated() {
        store.clusters(vault).put(SHOP);
        assertThatThrownBy(() -> feeds().update(ORDERS)).satisfies(hasCode(ErrorCode.STATE_WRITE_FAILED));
    }

    @Test
    void aChangefeedWhoseIdIsTakenIsNotStoredHalf() {
        store.clusters(vault).put(SHOP);
        feeds().create(ORDERS, CREATED);
        assertThatThrownBy(() -> feeds().create(ORDERS, CREATED)).satisfies(hasCode(ErrorCode.STATE_WRITE_FAILED));
        StoredChangefeed homeless = new StoredChangefeed("other", "nowhere", new Secret("{}"), "{}", MORNING, MORNING);
        assertThatThrownBy(() -> feeds().create(homeless, CREATED)).satisfies(hasCode(ErrorCode.STATE_WRITE_FAILED));
        assertThat(store.changefeeds()).containsExactly("orders");
    }

    @Test
    void aRemovedChangefeedLeavesNoCheckpointToTheNextOfItsName() {
        store.clusters(vault).put(SHOP);
        feeds().create(ORDERS, CREATED);
        store.save(List.of(new Progress("orders", 1, "p", "s")));
        feeds().remove("orders");
        feeds().create(ORDERS, CREATED);
        assertThat(store.load("orders")).isEmpty();
    }

    @Test
    void aCheckpointThatIsSetReplacesTheSourceStateToo() {
        store.clusters(vault).put(SHOP);
        feeds().create(ORDERS, CREATED);
        store.save(List.of(new Progress("orders", 2, "p2", "s2")));
        feeds().setCheckpoint("orders", new Checkpoint(1, "p1", null));
        assertThat(store.load("orders")).contains(new Checkpoint(1, "p1", null));
    }

    @Test
    void aChangefeedWhoseCheckpointIsClearedNeverRan() {
        store.clusters(vault).put(SHOP);
        feeds().create(ORDERS, CREATED);
        store.save(List.of(new Progress("orders", 2, "p2", "s2")));
        feeds().clearCheckpoint("orders");
        assertThat(store.load("orders")).isEmpty();
    }

    @Test
    void aNewStartGoesWithoutTheOldCheckpointOrNotAtAll() {
        store.clusters(vault).put(SHOP);
        feeds().create(ORDERS, CREATED);
        store.save(List.of(new Progress("orders", 2, "p2", "s2")));
        StoredChangefeed homeless = new StoredChangefeed("orders", "nowhere", new Secret("{}"), "{}", MORNING, NOON);
        assertThatThrownBy(() -> feeds().updateAndClearCheckpoint(homeless, MOVED))
                .satisfies(hasCode(ErrorCode.STATE_WRITE_FAILED));
        assertThat(feeds().all()).containsExactly(ORDERS);
        assertThat(store.load("orders")).contains(new Checkpoint(2, "p2", "s2"));
        StoredChangefeed moved = new StoredChangefeed("orders", "shop", new Secret("{}"), "{}", MORNING, NOON);
        feeds().updateAndClearCheckpoint(moved, MOVED);
        assertThat(feeds().all()).containsExactly(moved);
        assertThat(store.load("orders")).isEmpty();
    }

    @Test
    void theDirectoryOfTidegateRunIsNotAServers(@TempDir Path other) {
        try (StateStore ofRun = StateStore.open(other, InstantSource.system())) {
            ofRun.create("run-1", "{}");
            assertThatThrownBy(() -> ofRun.vault(Map.of())).satisfies(hasCode(ErrorCode.FEED_CONFLICT));
            assertThat(ofRun.ofServer()).isFalse();
        }
        assertThat(other.resolve(Vault.KEY_FILE)).doesNotExist();
        assertThat(store.ofServer()).isTrue();
    }

    private FeedStore feeds() {
        return store.changefeeds(vault);
    }

    private static Consumer<Throwable> hasCode(ErrorCode code) {
        return error -> assertThat(((TidegateException) error).code()).isEqualTo(code);
    }
}
