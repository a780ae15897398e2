package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.Secret;
import io.tidegate.state.StateStore;
import io.tidegate.state.StoredCluster;
import io.tidegate.state.vault.Vault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tidegate backup} and {@code tidegate rotate-keys} on the data directory of a server. */
class StateCommandsTest {
    private static final StoredCluster SHOP =
            new StoredCluster("shop", "", new Secret("{\"password\":\"pw\"}"), Instant.EPOCH, Instant.EPOCH);

    @TempDir
    Path home;

    private Path data;

    @BeforeEach
    void fill() {
        data = home.resolve("data");
        try (StateStore store = open()) {
            store.clusters(store.vault(Map.of())).put(SHOP);
        }
    }

    @Test
    void backupCopiesTheStateOfARunningServer() throws Exception {
        Path backup = home.resolve("backup.db");
        try (StateStore running = open()) {
            assertThat(running.changefeeds()).isEmpty();
            Ending ending = backup(backup);
            assertThat(ending.err()).isEmpty();
            assertThat(ending.status()).isZero();
            assertThat(ending.out()).contains(backup.toString());
        }
        Path restored = Files.createDirectory(home.resolve("restored"));
        Files.copy(backup, restored.resolve("state.db"));
        Files.copy(data.resolve(Vault.KEY_FILE), restored.resolve(Vault.KEY_FILE));
        try (StateStore store = StateStore.open(restored, InstantSource.system())) {
            assertThat(store.clusters(store.vault(Map.of())).all()).containsExactly(SHOP);
        }
    }

    @Test
    void backupReplacesNothing() throws Exception {
        Path backup = Files.writeString(home.resolve("backup.db"), "precious");
        requireError(backup(backup), 2, "TG:ErrBackupFailed", "backup.db is there already");
        assertThat(backup).hasContent("precious");
    }

    @Test
    void backupNamesWhatIsNotThere() {
        requireError(
                backup(home.resolve("no/backup.db")), 2, "TG:ErrBackupFailed", home.resolve("no") + " is not there");
        Ending ending = Ending.of(List.of(
                "backup",
                "--data-dir",
                home.resolve("nothing").toString(),
                "--to",
                home.resolve("b").toString()));
        requireError(ending, 4, "TG:ErrStateUnreadable", "nothing/state.db");
        requireError(Ending.of(List.of("backup")), 2, "TG:ErrInvalidArgument", "--data-dir");
    }

    @Test
    void rotateKeysSealsEverythingAnew() throws Exception {
        String before = Files.readString(data.resolve(Vault.KEY_FILE));
        Ending ending = rotate(data);
        assertThat(ending.err()).isEmpty();
        assertThat(ending.status()).isZero();
        assertThat(Files.readString(data.resolve(Vault.KEY_FILE))).isNotEqualTo(before);
        try (StateStore store = open()) {
            assertThat(store.clusters(store.vault(Map.of())).all()).containsExactly(SHOP);
        }
    }

    @Test
    void rotateKeysLeavesARunningServerAlone() {
        try (StateStore running = open()) {
            assertThat(running.changefeeds()).isEmpty();
            requireError(rotate(data), 2, "TG:ErrStateInUse", data.toString());
        }
    }

    @Test
    void rotateKeysMakesNoDirectory() {
        requireError(rotate(home.resolve("nothing")), 4, "TG:ErrStateUnreadable", "nothing");
        assertThat(home.resolve("nothing")).doesNotExist();
    }

    @Test
    void runLeavesTheDirectoryOfAServerAlone() {
        Ending ending = Ending.of(List.of(
                "run",
                "--data-dir",
                data.toString(),
                "--source",
                "mariadb://cdc@127.0.0.1:1/",
                "--sink-uri",
                "kafka://127.0.0.1:1/shop?protocol=canal-json",
                "--reset"));
        requireError(ending, 2, "TG:ErrChangefeedConflict", "server");
        try (StateStore store = open()) {
            assertThat(store.clusters(store.vault(Map.of())).all()).containsExactly(SHOP);
        }
    }

    /** Runs the commands of the page, in its order, on paths of this test. */
    @Test
    void theManualBacksUpRestoresAndRotates() throws Exception {
        Path backups = Files.createDirectory(home.resolve("backup"));
        Path safe = Files.createDirectory(home.resolve("safe"));
        Files.copy(data.resolve(Vault.KEY_FILE), safe.resolve(Vault.KEY_FILE));
        String manual = Files.readString(Path.of("../docs/state.md"))
                .replace("/var/lib/tidegate-new", home.resolve("new").toString())
                .replace("/var/lib/tidegate", data.toString())
                .replace("/backup/", backups + "/")
                .replace("/safe/", safe + "/");
        List<String> commands = manual.lines()
                .filter(line -> line.startsWith("    "))
                .map(String::strip)
                .filter(line -> line.startsWith("tidegate ") || line.startsWith("install "))
                .toList();
        assertThat(commands).hasSize(5);
        for (String command : commands) {
            assertThat(run(command)).as(command).isZero();
        }
        try (StateStore store = StateStore.open(home.resolve("new"), InstantSource.system())) {
            assertThat(store.clusters(store.vault(Map.of())).all()).containsExactly(SHOP);
        }
    }

    private static int run(String command) throws Exception {
        List<String> words = List.of(command.split(" "));
        return words.get(0).equals("tidegate")
                ? Ending.of(words.subList(1, words.size())).status()
                : new ProcessBuilder(words).inheritIO().start().waitFor();
    }

    private Ending backup(Path to) {
        return Ending.of(List.of("backup", "--data-dir", data.toString(), "--to", to.toString()));
    }

    private static Ending rotate(Path directory) {
        return Ending.of(List.of("rotate-keys", "--data-dir", directory.toString()));
    }

    private static void requireError(Ending ending, int status, String code, String named) {
        assertThat(ending.err())
                .startsWith("error " + code + ": ")
                .contains(named, "\nremedy: ")
                .doesNotContain("Exception");
        assertThat(ending.status()).isEqualTo(status);
    }

    private StateStore open() {
        return StateStore.open(data, InstantSource.system());
    }
}
