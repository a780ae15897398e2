package io.tidegate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.checkpoint.CheckpointStore.Progress;
import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.state.vault.Vault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateBackupTest {
    private static final StoredCluster SHOP =
            new StoredCluster("shop", "The shop", new Secret("{\"password\":\"pw\"}"), Instant.EPOCH, Instant.EPOCH);
    private static final StoredChangefeed ORDERS =
            new StoredChangefeed("orders", "shop", new Secret("{}"), "{}", Instant.EPOCH, Instant.EPOCH);

    @TempDir
    Path home;

    private Path directory;
    private Path backup;

    @BeforeEach
    void fill() {
        directory = home.resolve("data");
        backup = home.resolve("backup.db");
        try (StateStore store = open(directory)) {
            Vault vault = store.vault(Map.of());
            store.clusters(vault).put(SHOP);
            store.changefeeds(vault).create(ORDERS, new ConfigChange("ada", "created"));
            store.save(List.of(new Progress("orders", 1, "p1", "s1")));
        }
    }

    @Test
    void aBackupOfARunningServerIsRestoredWithItsKey() throws Exception {
        try (StateStore store = open(directory)) {
            store.save(List.of(new Progress("orders", 2, "p2", null)));
            store.backup(backup);
            store.save(List.of(new Progress("orders", 3, "p3", "s3")));
        }
        requireRestored(new Checkpoint(2, "p2", "s1"));
    }

    @Test
    void aBackupNeedsNoLock() throws Exception {
        try (StateStore store = open(directory)) {
            store.save(List.of(new Progress("orders", 2, "p2", null)));
            StateStore.backupOf(directory, backup);
            assertThatThrownBy(() -> open(directory)).satisfies(hasCode(ErrorCode.STATE_IN_USE));
        }
        requireRestored(new Checkpoint(2, "p2", "s1"));
    }

    @Test
    void aBackupOfADirectoryThatNobodyUsesLeavesItAsItWas() throws Exception {
        byte[] before = Files.readAllBytes(directory.resolve(StateStore.FILE));
        StateStore.backupOf(directory, backup);
        assertThat(directory.resolve(StateStore.FILE)).hasBinaryContent(before);
        open(directory).close();
        requireRestored(new Checkpoint(1, "p1", "s1"));
    }

    @Test
    void aBackupIsForItsOwnerAloneAndIsAllThatIsLeft() throws Exception {
        StateStore.backupOf(directory, backup);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files).containsExactlyInAnyOrder(directory, backup);
        }
    }

    @Test
    void aFileThatIsThereIsNotReplaced() throws Exception {
        Files.writeString(backup, "precious");
        refuses(() -> StateStore.backupOf(directory, backup), ErrorCode.BACKUP_FAILED);
        assertThat(backup).hasContent("precious");
    }

    @Test
    void anotherBackupUnderWayIsNotDisturbed() throws Exception {
        Path partial = home.resolve("backup.db.partial");
        Files.writeString(partial, "half of it");
        refuses(() -> StateStore.backupOf(directory, backup), ErrorCode.BACKUP_FAILED);
        assertThat(partial).hasContent("half of it");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() {
        Path nowhere = home.resolve("missing/backup.db");
        assertThatThrownBy(() -> StateStore.backupOf(directory, nowhere))
                .satisfies(hasCode(ErrorCode.BACKUP_FAILED))
                .hasMessageContaining("missing");
    }

    @Test
    void whatIsNoStateIsNotBackedUp() throws Exception {
        refuses(() -> StateStore.backupOf(home.resolve("nothing"), backup), ErrorCode.STATE_UNREADABLE);
        assertThat(home.resolve("nothing")).doesNotExist();
        Path state = directory.resolve(StateStore.FILE);
        Files.write(state, new byte[0]);
        refuses(() -> StateStore.backupOf(directory, backup), ErrorCode.STATE_UNREADABLE);
        Files.write(state, new byte[10_000]);
        refuses(() -> StateStore.backupOf(directory, backup), ErrorCode.STATE_UNREADABLE);
        assertThat(backup).doesNotExist();
    }

    @Test
    void aBackupWithoutItsKeyOpensNoSecretAndNoNewKeyIsMade() throws Exception {
        StateStore.backupOf(directory, backup);
        Path restored = Files.createDirectory(home.resolve("restored"));
        Files.copy(backup, restored.resolve(StateStore.FILE));
        try (StateStore store = open(restored)) {
            assertThatThrownBy(() -> store.vault(Map.of())).satisfies(hasCode(ErrorCode.SECRET_KEY_MISSING));
        }
        assertThat(restored.resolve(Vault.KEY_FILE)).doesNotExist();
    }

    private void requireRestored(Checkpoint expected) throws Exception {
        Path restored = Files.createDirectory(home.resolve("restored"));
        Files.copy(backup, restored.resolve(StateStore.FILE));
        Files.copy(directory.resolve(Vault.KEY_FILE), restored.resolve(Vault.KEY_FILE));
        try (StateStore store = open(restored)) {
            Vault vault = store.vault(Map.of());
            assertThat(store.clusters(vault).all()).containsExactly(SHOP);
            assertThat(store.changefeeds(vault).all()).containsExactly(ORDERS);
            assertThat(store.load("orders")).contains(expected);
        }
    }

    private static StateStore open(Path directory) {
        return StateStore.open(directory, InstantSource.system());
    }

    private static void refuses(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call).satisfies(hasCode(code));
    }

    private static Consumer<Throwable> hasCode(ErrorCode code) {
        return error -> assertThat(((TidegateException) error).code()).isEqualTo(code);
    }
}
