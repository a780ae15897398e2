package io.tidegate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.checkpoint.CheckpointStore.Progress;
import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.state.vault.Vault;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the files, a changefeed never starts anew without being told to. */
class StateDamageTest {
    private static final int PAGE = 4096;
    private static final String WAL = StateStore.FILE + "-wal";
    private static final int LAST = 40;

    @TempDir
    Path home;

    private Path directory;

    /** A directory as SIGKILL leaves it: the last checkpoints are in the write-ahead log alone. */
    @BeforeEach
    void fill() throws Exception {
        directory = home.resolve("killed");
        Path living = home.resolve("living");
        try (StateStore store = open(living)) {
            Vault vault = store.vault(Map.of());
            store.clusters(vault).put(new StoredCluster("shop", "", new Secret("{}"), Instant.EPOCH, Instant.EPOCH));
            store.changefeeds(vault)
                    .create(
                            new StoredChangefeed(
                                    "orders", "shop", new Secret("{}"), "{}", Instant.EPOCH, Instant.EPOCH),
                            new ConfigChange("ada", "created"));
            for (int at = 1; at <= LAST; at++) {
                store.save(List.of(new Progress("orders", at, "p" + at, "s" + at)));
            }
            copy(living, directory);
        }
    }

    @Test
    void afterAKillTheLastCheckpointIsThere() {
        assertThat(checkpointIn(directory)).isEqualTo(LAST);
    }

    @Test
    void aWriteAheadLogCutAnywhereCostsRepetitionsAndNothingElse() throws Exception {
        byte[] log = Files.readAllBytes(directory.resolve(WAL));
        long last = 0;
        for (int length = 0; length <= log.length; length += PAGE / 2 + 7) {
            Path cut = home.resolve("cut-" + length);
            copy(directory, cut);
            Files.write(cut.resolve(WAL), Arrays.copyOf(log, length));
            long found = checkpointIn(cut);
            assertThat(found).as("log cut at %d", length).isBetween(Math.max(last, 1), (long) LAST);
            last = found;
        }
        assertThat(last).isGreaterThan(LAST - 2);
    }

    @Test
    void aWriteAheadLogThatIsDeletedOrGarbageCostsRepetitionsAndNothingElse() throws Exception {
        byte[] log = Files.readAllBytes(directory.resolve(WAL));
        Path deleted = home.resolve("deleted");
        copy(directory, deleted);
        Files.delete(deleted.resolve(WAL));
        assertThat(checkpointIn(deleted)).isBetween(1L, (long) LAST);
        new Random(7).nextBytes(log);
        Files.write(directory.resolve(WAL), log);
        assertThat(checkpointIn(directory)).isBetween(1L, (long) LAST);
    }

    @Test
    void aPageOfGarbageIsRefusedOrHadNoContent() throws Exception {
        open(directory).close();
        byte[] state = Files.readAllBytes(directory.resolve(StateStore.FILE));
        int refused = 0;
        for (int page = 0; page < state.length / PAGE; page++) {
            for (int seed = 0; seed < 2; seed++) {
                Path damaged = home.resolve("page-" + page + "-" + seed);
                copy(directory, damaged);
                byte[] garbage = new byte[PAGE];
                if (seed > 0) {
                    new Random(page * 31L + seed).nextBytes(garbage);
                }
                try (RandomAccessFile file =
                        new RandomAccessFile(damaged.resolve(StateStore.FILE).toFile(), "rw")) {
                    file.seek((long) page * PAGE);
                    file.write(garbage);
                }
                refused += refusesOrHasAll(damaged, "page " + page + " seed " + seed) ? 1 : 0;
            }
        }
        assertThat(refused).isGreaterThan(state.length / PAGE);
    }

    @Test
    void aFileThatLostItsEndIsRefused() throws Exception {
        open(directory).close();
        Path file = directory.resolve(StateStore.FILE);
        byte[] state = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, 100, PAGE, 2 * PAGE, state.length - PAGE, state.length - 1}) {
            Files.write(file, Arrays.copyOf(state, length));
            refuses(directory);
        }
        Files.write(file, state);
        assertThat(checkpointIn(directory)).isEqualTo(LAST);
    }

    @Test
    void aDirectoryThatLostItsFileIsRefused() throws Exception {
        open(directory).close();
        Files.delete(directory.resolve(StateStore.FILE));
        assertThatThrownBy(() -> open(directory))
                .satisfies(hasCode(ErrorCode.STATE_UNREADABLE))
                .satisfies(error ->
                        assertThat(((TidegateException) error).remedy()).contains("backup"));
        assertThat(directory.resolve(StateStore.FILE)).doesNotExist();
    }

    @Test
    void anEmptyDatabaseInItsPlaceIsRefused() throws Exception {
        open(directory).close();
        Files.delete(directory.resolve(StateStore.FILE));
        SqliteFile.execute(directory, "PRAGMA journal_mode = WAL");
        assertThat(directory.resolve(StateStore.FILE)).isNotEmptyFile();
        refuses(directory);
    }

    @Test
    void aStartThatWasCutShortBeforeThereWasAnyStateIsNotHeldAgainstTheDirectory() throws Exception {
        Path fresh = Files.createDirectory(home.resolve("fresh"));
        Files.createFile(fresh.resolve("lock"));
        Files.createFile(fresh.resolve(StateStore.FILE));
        try (StateStore store = open(fresh)) {
            assertThat(store.changefeeds()).isEmpty();
        }
    }

    @Test
    void aChangefeedThatHasRunAndLostItsCheckpointIsAnErrorUntilItIsClearedOnPurpose() throws Exception {
        SqliteFile.execute(directory, "DELETE FROM checkpoint");
        try (StateStore store = open(directory)) {
            assertThatThrownBy(() -> store.load("orders"))
                    .satisfies(hasCode(ErrorCode.STATE_UNREADABLE))
                    .hasMessageContaining("orders");
            store.changefeeds(store.vault(Map.of())).clearCheckpoint("orders");
            assertThat(store.load("orders")).isEmpty();
        }
    }

    @Test
    void aChangefeedOfTidegateRunThatLostItsCheckpointIsAnErrorToo() throws Exception {
        Path ofRun = home.resolve("run");
        try (StateStore store = open(ofRun)) {
            store.create("run-1", "{}");
            assertThat(store.load("run-1")).isEmpty();
            store.save(List.of(new Progress("run-1", 1, "p", null)));
        }
        SqliteFile.execute(ofRun, "DELETE FROM checkpoint");
        try (StateStore store = open(ofRun)) {
            assertThatThrownBy(() -> store.load("run-1")).satisfies(hasCode(ErrorCode.STATE_UNREADABLE));
        }
    }

    @Test
    void theStateIsForItsOwnerAlone() throws Exception {
        try (StateStore store = open(directory)) {
            store.save(List.of(new Progress("orders", 99, "p", null)));
            for (String name : List.of(StateStore.FILE, WAL)) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))))
                        .as(name)
                        .isEqualTo("rw-------");
            }
        }
    }

    /** Whether a damaged directory was refused; if it was not, nothing is missing in it. */
    private boolean refusesOrHasAll(Path damaged, String what) {
        try {
            assertThat(checkpointIn(damaged)).as(what).isEqualTo(LAST);
            try (StateStore store = open(damaged)) {
                Vault vault = store.vault(Map.of());
                assertThat(store.clusters(vault).all()).as(what).hasSize(1);
                assertThat(store.changefeeds(vault).all()).as(what).hasSize(1);
            }
            return false;
        } catch (TidegateException e) {
            assertThat(e.code()).as(what).isEqualTo(ErrorCode.STATE_UNREADABLE);
            return true;
        }
    }

    private static long checkpointIn(Path directory) {
        try (StateStore store = open(directory)) {
            Checkpoint found = store.load("orders").orElseThrow();
            assertThat(found)
                    .isEqualTo(new Checkpoint(
                            found.checkpointTs(), "p" + found.checkpointTs(), "s" + found.checkpointTs()));
            return found.checkpointTs();
        }
    }

    private static void refuses(Path directory) {
        assertThatThrownBy(() -> open(directory)).satisfies(hasCode(ErrorCode.STATE_UNREADABLE));
    }

    private static void copy(Path from, Path to) throws Exception {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file :
                    files.filter(path -> !path.toString().endsWith("-shm")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static StateStore open(Path directory) {
        return StateStore.open(directory, InstantSource.system());
    }

    private static Consumer<Throwable> hasCode(ErrorCode code) {
        return error -> assertThat(((TidegateException) error).code()).isEqualTo(code);
    }
}
