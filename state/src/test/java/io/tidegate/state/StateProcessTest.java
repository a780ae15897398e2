package io.tidegate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another process has the directory and writes into it all the time. */
@Timeout(60)
class StateProcessTest {
    @TempDir
    Path home;

    private Path directory;
    private Process process;
    private BufferedReader printed;

    @BeforeEach
    void start() throws Exception {
        directory = home.resolve("data");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StateWriter.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        printed = process.inputReader();
        awaitSaved(20);
    }

    @AfterEach
    void kill() {
        process.destroyForcibly();
    }

    @Test
    void nobodyElseMayOpenIt() {
        assertThatThrownBy(() -> StateStore.open(directory, InstantSource.system()))
                .satisfies(
                        error -> assertThat(((TidegateException) error).code()).isEqualTo(ErrorCode.STATE_IN_USE));
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void itIsBackedUpMeanwhileAndGoesOn() throws Exception {
        long before = awaitSaved(30);
        Path restored = Files.createDirectory(home.resolve("restored"));
        StateStore.backupOf(directory, restored.resolve(StateStore.FILE));
        long after = awaitSaved(before + 50);
        endProcess();
        Checkpoint found = checkpoint(restored);
        assertThat(found.checkpointTs()).isGreaterThanOrEqualTo(before);
        assertThat(found)
                .isEqualTo(
                        new Checkpoint(found.checkpointTs(), "p" + found.checkpointTs(), "s" + found.checkpointTs()));
        assertThat(checkpoint(directory).checkpointTs()).isGreaterThanOrEqualTo(after);
    }

    @Test
    void whatItSaidToBeStoredIsThereAfterAKill() throws Exception {
        endProcess();
        long said = printed.lines().mapToLong(Long::parseLong).max().orElse(20);
        assertThat(checkpoint(directory).checkpointTs()).isBetween(said, said + 1);
    }

    /** SIGKILL. Not by {@code Process}, which would close what is left to read. */
    private void endProcess() throws Exception {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    private long awaitSaved(long number) throws Exception {
        long saved = 0;
        while (saved < number) {
            saved = Long.parseLong(printed.readLine());
        }
        return saved;
    }

    private static Checkpoint checkpoint(Path directory) {
        try (StateStore store = StateStore.open(directory, InstantSource.system())) {
            return store.load(StateWriter.CHANGEFEED).orElseThrow();
        }
    }
}
