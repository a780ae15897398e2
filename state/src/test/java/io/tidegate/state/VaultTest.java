package io.tidegate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.state.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
    private static final Secret SECRET = new Secret("İstanbul \uD83D\uDD11");

    @TempDir
    Path directory;

    @Test
    void whatIsSealedOpensInItsRowAfterARestart() {
        byte[] bytes = Vault.open(directory, Map.of(), false).seal(SECRET, "cluster:shop");
        assertThat(Vault.open(directory, Map.of(), true).unseal(bytes, "cluster:shop"))
                .isEqualTo(SECRET);
    }

    @Test
    void whatIsSealedDoesNotOpenInAnotherRow() {
        Vault vault = Vault.open(directory, Map.of(), false);
        byte[] bytes = vault.seal(SECRET, "cluster:shop");
        assertThatThrownBy(() -> vault.unseal(bytes, "cluster:other"))
                .satisfies(hasCode(ErrorCode.STATE_UNREADABLE))
                .hasMessageContaining("cluster:other");
    }

    @Test
    void aChangedByteIsNoticed() {
        Vault vault = Vault.open(directory, Map.of(), false);
        byte[] bytes = vault.seal(SECRET, "r");
        bytes[bytes.length - 1] ^= 1;
        assertThatThrownBy(() -> vault.unseal(bytes, "r")).satisfies(hasCode(ErrorCode.STATE_UNREADABLE));
        assertThatThrownBy(() -> vault.unseal(new byte[3], "r")).isInstanceOf(TidegateException.class);
    }

    @Test
    void theKeyFileIsForItsOwnerAlone() throws Exception {
        Vault.open(directory, Map.of(), false);
        assertThat(mode(keyFile())).isEqualTo("rw-------");
    }

    @Test
    void aKeyFileThatOthersMayReadIsRefusedWithTheCommandThatMendsIt() throws Exception {
        Vault.open(directory, Map.of(), false);
        Files.setPosixFilePermissions(keyFile(), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> Vault.open(directory, Map.of(), true))
                .satisfies(hasCode(ErrorCode.SECRET_KEY_UNUSABLE))
                .satisfies(error ->
                        assertThat(((TidegateException) error).remedy()).contains("chmod 600 " + keyFile()));
    }

    @Test
    void aFileThatHoldsNoKeyIsRefusedAndNotQuoted() throws Exception {
        Vault.open(directory, Map.of(), false);
        Files.writeString(keyFile(), "{\"hunter2\":");
        assertThatThrownBy(() -> Vault.open(directory, Map.of(), true))
                .satisfies(hasCode(ErrorCode.SECRET_KEY_UNUSABLE))
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void theEnvironmentNamesTheFile(@TempDir Path elsewhere) {
        Path file = elsewhere.resolve("key.json");
        Map<String, String> environment = Map.of(Vault.KEY_FILE_VARIABLE, file.toString());
        byte[] bytes = Vault.open(directory, environment, false).seal(SECRET, "r");
        assertThat(Vault.open(directory, environment, true).unseal(bytes, "r")).isEqualTo(SECRET);
        assertThat(keyFile()).doesNotExist();
    }

    @Test
    void theEnvironmentGivesTheKeyset() throws Exception {
        byte[] bytes = Vault.open(directory, Map.of(), false).seal(SECRET, "r");
        Map<String, String> environment = Map.of(Vault.KEY_VARIABLE, Files.readString(keyFile()));
        Files.delete(keyFile());
        Vault vault = Vault.open(directory, environment, true);
        assertThat(vault.unseal(bytes, "r")).isEqualTo(SECRET);
        assertThatThrownBy(vault::addKey).satisfies(hasCode(ErrorCode.SECRET_KEY_UNUSABLE));
        assertThat(keyFile()).doesNotExist();
    }

    @Test
    void twoKeysInTheEnvironmentContradictEachOther() {
        Map<String, String> environment = Map.of(Vault.KEY_VARIABLE, "{}", Vault.KEY_FILE_VARIABLE, "/k");
        assertThatThrownBy(() -> Vault.open(directory, environment, false))
                .satisfies(hasCode(ErrorCode.SECRET_KEY_UNUSABLE));
    }

    @Test
    void aMissingKeyIsNeverMadeAnewOnceTheVaultWasUsed() throws Exception {
        openServer().close();
        Files.delete(keyFile());
        refuses(this::openServer, ErrorCode.SECRET_KEY_MISSING);
        assertThat(keyFile()).doesNotExist();
    }

    @Test
    void theKeyOfAnotherDirectoryIsRefusedAtTheStart(@TempDir Path other) throws Exception {
        openServer().close();
        Vault.open(other, Map.of(), false);
        Files.delete(keyFile());
        Files.copy(other.resolve(Vault.KEY_FILE), keyFile());
        refuses(this::openServer, ErrorCode.SECRET_KEY_WRONG);
    }

    @Test
    void aCrashBetweenTheKeyFileAndItsFirstUseIsNoLoss() {
        Vault.open(directory, Map.of(), false);
        openServer().close();
        openServer().close();
    }

    @Test
    void sealedRowsWhoseProofIsGoneStillAskForTheirKey() throws Exception {
        try (StateStore store = openServer()) {
            store.clusters(store.vault(Map.of()))
                    .put(new StoredCluster("shop", "", SECRET, Instant.EPOCH, Instant.EPOCH));
        }
        SqliteFile.execute(directory, "DELETE FROM vault_proof");
        Files.delete(keyFile());
        refuses(this::openServer, ErrorCode.SECRET_KEY_MISSING);
    }

    private StateStore openServer() {
        StateStore store = StateStore.open(directory, InstantSource.system());
        try {
            store.vault(Map.of());
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private Path keyFile() {
        return directory.resolve(Vault.KEY_FILE);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static void refuses(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call).satisfies(hasCode(code));
    }

    private static Consumer<Throwable> hasCode(ErrorCode code) {
        return error -> assertThat(((TidegateException) error).code()).isEqualTo(code);
    }
}
