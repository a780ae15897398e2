package io.tidegate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.state.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRotationTest {
    private static final String CANARY = "canary-Zq7pWx2Lk9";
    private static final StoredCluster SHOP = new StoredCluster(
            "shop", "The shop", new Secret("{\"password\":\"" + CANARY + "\"}"), Instant.EPOCH, Instant.EPOCH);
    private static final StoredChangefeed ORDERS = new StoredChangefeed(
            "orders",
            "shop",
            new Secret("{\"sink\":\"kafka://u:" + CANARY + "@k/\"}"),
            "{}",
            Instant.EPOCH,
            Instant.EPOCH);

    private static final StoredDraft DRAFT = new StoredDraft(
            "d1", "ada", "shop", new Secret("{\"password\":\"" + CANARY + "\"}"), Instant.EPOCH, Instant.EPOCH);
    private static final ConfigChange CREATED = new ConfigChange("ada", "created");

    @TempDir
    Path home;

    private Path directory;
    private Path keyFile;

    @BeforeEach
    void fill() {
        directory = home.resolve("data");
        keyFile = directory.resolve(Vault.KEY_FILE);
        try (StateStore store = open()) {
            Vault vault = store.vault(Map.of());
            store.clusters(vault).put(SHOP);
            store.changefeeds(vault).create(ORDERS, CREATED);
            store.drafts(vault).put(DRAFT);
        }
    }

    @Test
    void afterwardsOnlyTheNewKeyOpens() throws Exception {
        Path old = home.resolve("old.json");
        Files.copy(keyFile, old);
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-------"));
        try (StateStore store = open()) {
            Vault vault = store.vault(Map.of());
            store.rotateKeys(vault);
            requireReadable(store, vault);
        }
        requireReadable();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)))
                .isEqualTo("rw-------");
        try (StateStore store = open()) {
            assertThatThrownBy(() -> store.vault(Map.of(Vault.KEY_FILE_VARIABLE, old.toString())))
                    .satisfies(error ->
                            assertThat(((TidegateException) error).code()).isEqualTo(ErrorCode.SECRET_KEY_WRONG));
        }
    }

    @Test
    void aRotationThatEndsAfterAnyStepLosesNothingAndIsCompletedByTheNext() throws Exception {
        try (StateStore store = open()) {
            store.vault(Map.of()).addKey();
        }
        requireReadable();
        try (StateStore store = open()) {
            Vault vault = store.vault(Map.of());
            vault.addKey();
            store.reseal(vault);
        }
        requireReadable();
        assertThat(keys()).isEqualTo(3);
        try (StateStore store = open()) {
            store.rotateKeys(store.vault(Map.of()));
        }
        requireReadable();
        assertThat(keys()).isEqualTo(1);
    }

    @Test
    void whatIsStoredDuringARotationOpensAfterIt() {
        try (StateStore store = open()) {
            Vault vault = store.vault(Map.of());
            vault.addKey();
            StoredCluster added = new StoredCluster("new", "", new Secret("{}"), Instant.EPOCH, Instant.EPOCH);
            store.clusters(vault).put(added);
            store.reseal(vault);
            vault.dropOldKeys();
            assertThat(store.clusters(vault).all()).containsExactly(added, SHOP);
        }
    }

    @Test
    void aRowThatDoesNotOpenKeepsAllOthersAndTheOldKeyAsTheyWere() throws Exception {
        SqliteFile.execute(directory, "UPDATE server_changefeed SET definition = x'0102030405060708'");
        try (StateStore store = open()) {
            Vault vault = store.vault(Map.of());
            assertThatThrownBy(() -> store.rotateKeys(vault)).isInstanceOf(TidegateException.class);
        }
        assertThat(keys()).isEqualTo(2);
        try (StateStore store = open()) {
            assertThat(store.clusters(store.vault(Map.of())).all()).containsExactly(SHOP);
        }
    }

    @Test
    void aValueCopiedIntoAnotherRowDoesNotOpen() throws Exception {
        SqliteFile.execute(
                directory,
                "UPDATE cluster SET definition = (SELECT definition FROM server_changefeed WHERE changefeed = 'orders')");
        try (StateStore store = open()) {
            Vault vault = store.vault(Map.of());
            assertThatThrownBy(() -> store.clusters(vault).all())
                    .hasMessageContaining("cluster:shop")
                    .satisfies(error ->
                            assertThat(((TidegateException) error).code()).isEqualTo(ErrorCode.STATE_UNREADABLE));
        }
    }

    @Test
    void noSecretIsInAnyFileBesideTheKey() throws Exception {
        try (StateStore store = open()) {
            Vault vault = store.vault(Map.of());
            store.clusters(vault).put(SHOP);
            store.changefeeds(vault).update(ORDERS, new ConfigChange("ada", "updated"));
            store.drafts(vault).put(DRAFT);
            requireNoCanary();
            store.rotateKeys(vault);
            store.backup(home.resolve("backup.db"));
            requireNoCanary();
        }
        requireNoCanary();
    }

    private void requireNoCanary() throws Exception {
        byte[] utf8 = CANARY.getBytes(StandardCharsets.UTF_8);
        List<byte[]> forms = List.of(
                utf8,
                CANARY.getBytes(StandardCharsets.UTF_16LE),
                Base64.getEncoder().withoutPadding().encode(utf8));
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                for (byte[] form : forms) {
                    assertThat(bytes.contains(new String(form, StandardCharsets.ISO_8859_1)))
                            .as(file.toString())
                            .isFalse();
                }
            }
        }
    }

    private void requireReadable() {
        try (StateStore store = open()) {
            requireReadable(store, store.vault(Map.of()));
        }
    }

    private static void requireReadable(StateStore store, Vault vault) {
        assertThat(store.clusters(vault).all()).containsExactly(SHOP);
        assertThat(store.changefeeds(vault).all()).containsExactly(ORDERS);
        assertThat(store.drafts(vault).ofOwner("ada")).containsExactly(DRAFT);
        assertThat(store.changefeeds(vault).history().page("orders", ConfigHistoryStore.END, 10))
                .containsExactly(new ConfigRecord(1, Instant.EPOCH, CREATED, ORDERS.definition()));
    }

    private int keys() throws Exception {
        return Files.readString(keyFile).split("\"keyId\"", -1).length - 1;
    }

    private StateStore open() {
        return StateStore.open(directory, InstantSource.system());
    }
}
