package io.tidegate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.checkpoint.CheckpointStore.Progress;
import io.tidegate.config.Secret;
import io.tidegate.state.vault.Vault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * This program reads what every released version stored.
 *
 * <p>The files of a new version are written, once, by {@code ./mvnw -pl state -am test -Dtest=UpgradeTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dtidegate.fixture=FOLDER}.
 */
class UpgradeTest {
    @TempDir
    Path directory;

    @Test
    void theFilesOfThisVersionCanBeWritten() throws Exception {
        String wanted = System.getProperty("tidegate.fixture", "");
        Path folder = wanted.isEmpty() ? Files.createDirectory(directory.resolve("files")) : Path.of(wanted);
        StateFixture.write(folder, StateSchema.VERSION, directory.resolve("data"));
        assertThat(folder.resolve("state-v" + StateSchema.VERSION + ".db")).isNotEmptyFile();
    }

    @Test
    void theFileOfVersion1IsReadWhole() throws Exception {
        StateFixture.unpack(1, directory);
        try (StateStore store = open()) {
            assertThat(store.changefeeds())
                    .containsExactly("never-started", "run-5f0c2a34-9d1b-4a57-8b43-6d2f0c9e7a10");
            assertThat(store.definition("run-5f0c2a34-9d1b-4a57-8b43-6d2f0c9e7a10")
                            .orElseThrow())
                    .contains("\"sourceHost\":\"db.example\"", "Europe/Berlin");
            assertThat(store.load("run-5f0c2a34-9d1b-4a57-8b43-6d2f0c9e7a10"))
                    .contains(new Checkpoint(
                            467_000_000_000_000_000L, "binlog.000007:4711", "{\"tables\":[\"shop.item\"]}"));
            assertThat(store.load("never-started")).isEmpty();
            assertThat(store.ofServer()).isFalse();
        }
    }

    @Test
    void aChangefeedOfVersion1GoesOn() throws Exception {
        StateFixture.unpack(1, directory);
        String name = "run-5f0c2a34-9d1b-4a57-8b43-6d2f0c9e7a10";
        try (StateStore store = open()) {
            store.save(List.of(new Progress(name, 467_000_000_000_000_001L, "binlog.000007:5000", null)));
        }
        try (StateStore store = open()) {
            assertThat(store.load(name))
                    .contains(new Checkpoint(
                            467_000_000_000_000_001L, "binlog.000007:5000", "{\"tables\":[\"shop.item\"]}"));
        }
    }

    @Test
    void aCheckpointOfVersion1ThatIsLostIsMissed() throws Exception {
        StateFixture.unpack(1, directory);
        open().close();
        SqliteFile.execute(directory, "DELETE FROM checkpoint");
        try (StateStore store = open()) {
            assertThatThrownBy(() -> store.load("run-5f0c2a34-9d1b-4a57-8b43-6d2f0c9e7a10"))
                    .hasMessageContaining("has run");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void theFileOfAServerIsReadWhole(int version) throws Exception {
        StateFixture.unpack(version, directory);
        try (StateStore store = open()) {
            Vault vault = store.vault(Map.of());
            assertThat(store.clusters(vault).all()).containsExactly(StateFixture.SHOP);
            assertThat(store.changefeeds(vault).all()).containsExactly(StateFixture.ORDERS, StateFixture.NEVER_RAN);
            assertThat(store.load("orders")).contains(StateFixture.CHECKPOINT);
            assertThat(store.load("stock")).isEmpty();
            assertThat(store.accounts().accounts()).containsExactly(StateFixture.ADA);
            assertThat(store.accounts().tokens()).containsExactly(StateFixture.TOKEN);
            assertThat(store.accounts().session(StateFixture.HASH)).contains(StateFixture.SESSION);
            assertThat(store.audit().page(AuditStore.END, 10)).containsExactly(new AuditRecord(1, StateFixture.AUDIT));
        }
    }

    @Test
    void theDraftsAndHistoriesOfVersion4AreRead() throws Exception {
        StateFixture.unpack(4, directory);
        try (StateStore store = open()) {
            Vault vault = store.vault(Map.of());
            assertThat(store.drafts(vault).ofOwner("ada")).containsExactly(StateFixture.DRAFT);
            assertThat(store.changefeeds(vault).history().page("orders", ConfigHistoryStore.END, 10))
                    .containsExactly(new ConfigRecord(
                            1, StateFixture.MORNING, StateFixture.CREATED, StateFixture.ORDERS.definition()));
            assertThat(store.ddlHistory().page("orders", DdlHistoryStore.END, 10))
                    .containsExactly(new DdlRecord(1, StateFixture.DDL));
        }
    }

    @Test
    void aChangefeedOfVersion3BeginsItsHistoryWithWhatItWas() throws Exception {
        StateFixture.unpack(3, directory);
        try (StateStore store = open()) {
            FeedStore feeds = store.changefeeds(store.vault(Map.of()));
            assertThat(feeds.history().page("orders", ConfigHistoryStore.END, 9))
                    .isEmpty();
            StoredChangefeed scaled = new StoredChangefeed(
                    "orders", "shop", new Secret("{}"), "{}", StateFixture.MORNING, StateFixture.NOON);
            ConfigChange change = new ConfigChange("ada", "scaled");
            feeds.update(scaled, change);
            assertThat(feeds.history().page("orders", ConfigHistoryStore.END, 9))
                    .containsExactly(
                            new ConfigRecord(2, StateFixture.NOON, change, new Secret("{}")),
                            new ConfigRecord(
                                    1, StateFixture.MORNING, ConfigChange.FOUND, StateFixture.ORDERS.definition()));
        }
    }

    @Test
    void theNameOfAServerStaysWhatItWas() throws Exception {
        StateFixture.unpack(3, directory);
        try (StateStore store = open()) {
            assertThat(store.serverName()).isEqualTo("676b3fdd");
        }
    }

    @Test
    void aServerWithoutANameGetsOneForEver() throws Exception {
        StateFixture.unpack(2, directory);
        String name;
        try (StateStore store = open()) {
            name = store.serverName();
        }
        try (StateStore store = open()) {
            assertThat(name).matches("[0-9a-f]{8}").isEqualTo(store.serverName());
        }
    }

    @Test
    void anUpgradedFileHasTheTablesOfANewOne(@TempDir Path fresh) throws Exception {
        open(fresh).close();
        for (int version = 1; version <= StateSchema.VERSION; version++) {
            Path upgraded = StateFixture.unpack(version, Files.createDirectory(directory.resolve("v" + version)));
            open(upgraded).close();
            assertThat(schema(upgraded)).as("version %d", version).isEqualTo(schema(fresh));
        }
    }

    private StateStore open() {
        return open(directory);
    }

    private static StateStore open(Path directory) {
        return StateStore.open(directory, InstantSource.system());
    }

    private static Map<String, String> schema(Path directory) throws SQLException {
        Map<String, String> schema = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(StateStore.FILE));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT name, sql FROM sqlite_schema UNION ALL SELECT 'version', user_version FROM pragma_user_version")) {
            while (rows.next()) {
                schema.put(rows.getString(1), String.valueOf(rows.getString(2)));
            }
        }
        return schema;
    }
}
