package io.tidegate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.checkpoint.CheckpointStore.Progress;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateStoreTest {
    @TempDir
    Path directory;

    @Test
    void aCheckpointIsThereAfterReopening() {
        try (StateStore store = open()) {
            store.create("orders", "{}");
            store.save(List.of(new Progress("orders", 7L << 18, "pos-1", "schema-1")));
            store.save(List.of(new Progress("orders", 8L << 18, "pos-2", null)));
        }
        try (StateStore store = open()) {
            assertThat(store.load("orders")).contains(new Checkpoint(8L << 18, "pos-2", "schema-1"));
            assertThat(store.definition("orders")).contains("{}");
            assertThat(store.load("others")).isEmpty();
        }
    }

    @Test
    void allCheckpointsOfATickAreStoredOrNone() {
        try (StateStore store = open()) {
            store.create("a", "{}");
            List<Progress> tick = List.of(new Progress("a", 1, "p", null), new Progress("missing", 1, "p", null));
            assertThatThrownBy(() -> store.save(tick)).satisfies(hasCode(ErrorCode.STATE_WRITE_FAILED));
            assertThat(store.load("a")).isEmpty();
        }
    }

    @Test
    void removingAChangefeedForgetsItsCheckpoint() {
        try (StateStore store = open()) {
            store.create("a", "{}");
            store.save(List.of(new Progress("a", 1, "p", null)));
            store.remove("a");
            assertThat(store.load("a")).isEmpty();
            assertThat(store.changefeeds()).isEmpty();
        }
    }

    @Test
    void aSecondOpenerIsRefusedUntilTheFirstCloses() {
        try (StateStore store = open()) {
            assertThat(store.changefeeds()).isEmpty();
            assertThatThrownBy(this::open).satisfies(hasCode(ErrorCode.STATE_IN_USE));
        }
        open().close();
    }

    @Test
    void aDamagedFileIsRefusedAndNotTakenForAFreshStart() throws Exception {
        try (StateStore store = open()) {
            store.create("a", "x".repeat(20_000));
        }
        try (RandomAccessFile file = new RandomAccessFile(stateFile().toFile(), "rw")) {
            file.seek(100);
            file.write(new byte[4000]);
        }
        assertThatThrownBy(this::open).satisfies(hasCode(ErrorCode.STATE_UNREADABLE));
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws Exception {
        Files.write(
                stateFile(),
                "something else entirely, longer than a header of SQLite would be"
                        .repeat(40)
                        .getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(this::open).satisfies(hasCode(ErrorCode.STATE_UNREADABLE));
    }

    @Test
    void aDatabaseOfAnotherProgramIsRefused() throws Exception {
        SqliteFile.execute(directory, "CREATE TABLE theirs (x)");
        assertThatThrownBy(this::open).satisfies(hasCode(ErrorCode.STATE_UNREADABLE));
    }

    @Test
    void aFileOfANewerVersionIsRefused() throws Exception {
        open().close();
        SqliteFile.execute(directory, "PRAGMA user_version = 999");
        assertThatThrownBy(this::open)
                .satisfies(hasCode(ErrorCode.STATE_UNREADABLE))
                .hasMessageContaining("version 999");
    }

    @Test
    void commitsReachTheDisk() throws Exception {
        try (StateStore store = open()) {
            assertThat(store.pragma("synchronous")).isEqualTo("2");
            assertThat(store.pragma("journal_mode")).isEqualTo("wal");
        }
    }

    private StateStore open() {
        return StateStore.open(directory, InstantSource.system());
    }

    private Path stateFile() {
        return directory.resolve(StateStore.FILE);
    }

    private static java.util.function.Consumer<Throwable> hasCode(ErrorCode code) {
        return error -> assertThat(((TidegateException) error).code()).isEqualTo(code);
    }
}
