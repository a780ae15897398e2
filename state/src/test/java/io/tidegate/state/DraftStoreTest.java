package io.tidegate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.Secret;
import io.tidegate.error.TidegateException;
import io.tidegate.state.vault.Vault;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftStoreTest {
    private static final Instant MORNING = Instant.parse("2026-12-01T08:00:00.123Z");
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    @TempDir
    Path directory;

    private StateStore store;
    private Vault vault;

    @BeforeEach
    void open() {
        store = StateStore.open(directory, InstantSource.system());
        vault = store.vault(Map.of());
        store.clusters(vault).put(new StoredCluster("shop", "The shop", new Secret("{}"), MORNING, MORNING));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aDraftIsThereAfterReopening() {
        StoredDraft draft = draft("d1", "ada", "{\"step\":1}", MORNING);
        drafts().put(draft);
        close();
        open();
        assertThat(drafts().get("d1")).contains(draft);
        assertThat(drafts().get("d2")).isEmpty();
    }

    @Test
    void anAccountSeesItsOwnDraftsTheLatestFirst() {
        StoredDraft early = draft("d1", "ada", "{}", MORNING);
        StoredDraft late = draft("d2", "ada", "{}", NOON);
        drafts().put(early);
        drafts().put(draft("d3", "bob", "{}", NOON));
        drafts().put(late);
        assertThat(drafts().ofOwner("ada")).containsExactly(late, early);
    }

    @Test
    void aDraftThatIsStoredAgainKeepsItsOwnerAndWhenItWasBegun() {
        drafts().put(draft("d1", "ada", "{}", MORNING));
        drafts().put(new StoredDraft("d1", "bob", "shop", new Secret("{\"step\":2}"), NOON, NOON));
        assertThat(drafts().get("d1"))
                .contains(new StoredDraft("d1", "ada", "shop", new Secret("{\"step\":2}"), MORNING, NOON));
    }

    @Test
    void aDraftIsRemoved() {
        drafts().put(draft("d1", "ada", "{}", MORNING));
        drafts().remove("d1");
        drafts().remove("d1");
        assertThat(drafts().get("d1")).isEmpty();
    }

    @Test
    void draftsThatNobodyTouchedSinceATimeAreRemoved() {
        drafts().put(draft("old", "ada", "{}", MORNING));
        drafts().put(draft("new", "ada", "{}", NOON));
        drafts().removeBefore(NOON);
        assertThat(drafts().ofOwner("ada")).extracting(StoredDraft::id).containsExactly("new");
    }

    @Test
    void aDraftGoesWithItsClusterAndNeedsOne() {
        drafts().put(draft("d1", "ada", "{}", MORNING));
        store.clusters(vault).remove("shop");
        assertThat(drafts().get("d1")).isEmpty();
        assertThatThrownBy(() -> drafts().put(draft("d1", "ada", "{}", MORNING)))
                .isInstanceOf(TidegateException.class);
    }

    private DraftStore drafts() {
        return store.drafts(vault);
    }

    private static StoredDraft draft(String id, String owner, String document, Instant updated) {
        return new StoredDraft(id, owner, "shop", new Secret(document), MORNING, updated);
    }
}
