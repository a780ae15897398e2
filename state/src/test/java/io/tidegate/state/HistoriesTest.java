package io.tidegate.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.checkpoint.CheckpointStore.Progress;
import io.tidegate.config.Secret;
import io.tidegate.state.vault.Vault;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoriesTest {
    private static final Instant MORNING = Instant.parse("2026-12-01T08:00:00.123Z");
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
    private static final ConfigChange CREATED = new ConfigChange("ada", "created");
    private static final ConfigChange SCALED = new ConfigChange("bob", "scaled");

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
    void theHistoryOfAConfigurationIsPagedFromTheNewest() {
        feeds().create(orders("one", MORNING), CREATED);
        feeds().update(orders("two", NOON), SCALED);
        feeds().updateAndClearCheckpoint(orders("three", NOON), new ConfigChange("ada", "rewound"));
        List<ConfigRecord> page = store.changefeeds(vault).history().page("orders", ConfigHistoryStore.END, 2);
        assertThat(page)
                .containsExactly(
                        new ConfigRecord(3, NOON, new ConfigChange("ada", "rewound"), new Secret("three")),
                        new ConfigRecord(2, NOON, SCALED, new Secret("two")));
        assertThat(store.changefeeds(vault).history().page("orders", page.get(1).number(), 2))
                .containsExactly(new ConfigRecord(1, MORNING, CREATED, new Secret("one")));
    }

    @Test
    void whatIsMeantToHappenIsNoPartOfTheConfigurationsHistory() {
        feeds().create(orders("one", MORNING), CREATED);
        feeds().update(orders("one", NOON));
        assertThat(store.changefeeds(vault).history().page("orders", ConfigHistoryStore.END, 9))
                .hasSize(1);
    }

    @Test
    void onlyTheNewestConfigurationsAreKept() {
        feeds().create(orders("one", MORNING), CREATED);
        for (int times = 0; times < ConfigHistoryStore.KEPT; times++) {
            feeds().update(orders("two", NOON), SCALED);
        }
        List<ConfigRecord> all = store.changefeeds(vault).history().page("orders", ConfigHistoryStore.END, 2000);
        assertThat(all).hasSize(ConfigHistoryStore.KEPT);
        assertThat(all.get(0).number()).isEqualTo(ConfigHistoryStore.KEPT + 1);
    }

    @Test
    void aDdlIsStoredWithTheNextCheckpoint() {
        feeds().create(orders("one", MORNING), CREATED);
        store.ddlHistory().add("orders", ddl(7));
        assertThat(ddls("orders")).isEmpty();
        store.save(List.of(new Progress("orders", 7, "p", null)));
        close();
        open();
        assertThat(ddls("orders")).containsExactly(new DdlRecord(1, ddl(7)));
        store.save(List.of(new Progress("orders", 8, "p", null)));
        assertThat(ddls("orders")).hasSize(1);
    }

    @Test
    void onlyTheNewestDdlsOfAChangefeedAreKept() {
        feeds().create(orders("one", MORNING), CREATED);
        for (int ts = 1; ts <= DdlHistoryStore.KEPT + 5; ts++) {
            store.ddlHistory().add("orders", ddl(ts));
        }
        store.save(List.of(new Progress("orders", 7, "p", null)));
        List<DdlRecord> kept = ddls("orders");
        assertThat(kept).hasSize(DdlHistoryStore.KEPT);
        assertThat(kept.get(0).ddl()).isEqualTo(ddl(DdlHistoryStore.KEPT + 5));
        assertThat(store.ddlHistory().page("orders", 7, 9))
                .extracting(DdlRecord::number)
                .containsExactly(6L);
    }

    @Test
    void aDdlOfAChangefeedThatIsGoneHoldsNobodyUp() {
        feeds().create(orders("one", MORNING), CREATED);
        store.ddlHistory().add("gone", ddl(1));
        store.ddlHistory().add("orders", ddl(2));
        store.save(List.of(new Progress("orders", 7, "p", null)));
        assertThat(ddls("gone")).isEmpty();
        assertThat(ddls("orders")).hasSize(1);
    }

    @Test
    void theHistoriesOfAChangefeedGoWithIt() {
        feeds().create(orders("one", MORNING), CREATED);
        store.ddlHistory().add("orders", ddl(1));
        store.save(List.of(new Progress("orders", 7, "p", null)));
        feeds().remove("orders");
        feeds().create(orders("one", MORNING), CREATED);
        assertThat(ddls("orders")).isEmpty();
        assertThat(store.changefeeds(vault).history().page("orders", ConfigHistoryStore.END, 9))
                .extracting(ConfigRecord::number)
                .containsExactly(1L);
    }

    private FeedStore feeds() {
        return store.changefeeds(vault);
    }

    private List<DdlRecord> ddls(String changefeed) {
        return store.ddlHistory().page(changefeed, DdlHistoryStore.END, 2000);
    }

    private static StoredChangefeed orders(String definition, Instant updated) {
        return new StoredChangefeed("orders", "shop", new Secret(definition), "{}", MORNING, updated);
    }

    private static DeliveredDdl ddl(long ts) {
        return new DeliveredDdl(NOON, ts, "shop", "item", "DROP TABLE item", "sent");
    }
}
