package io.tidegate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.error.TidegateException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountStoreTest {
    private static final Instant MORNING = Instant.parse("2026-11-25T08:00:00.123Z");
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final String OTHER_HASH = "fedcba9876543210".repeat(4);
    private static final StoredAccount ADA = new StoredAccount("ada", "$scrypt$1", "ADMIN", false, MORNING);
    private static final StoredToken TOKEN = new StoredToken("t1", "ada", "ci", "VIEWER", HASH, MORNING, NOON, null);
    private static final StoredSession SESSION = new StoredSession(HASH, "ada", "ADMIN", "SESSION", MORNING, NOON);

    @TempDir
    Path directory;

    private StateStore store;
    private AccountStore accounts;

    @BeforeEach
    void open() {
        store = StateStore.open(directory, InstantSource.system());
        accounts = store.accounts();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void everythingIsThereAfterReopening() {
        accounts.put(ADA);
        accounts.addToken(TOKEN);
        accounts.putSession(SESSION);
        close();
        open();
        assertThat(accounts.accounts()).containsExactly(ADA);
        assertThat(accounts.account("ada")).contains(ADA);
        assertThat(accounts.tokens()).containsExactly(TOKEN);
        assertThat(accounts.token(HASH)).contains(TOKEN);
        assertThat(accounts.session(HASH)).contains(SESSION);
        assertThat(accounts.account("bob")).isEmpty();
        assertThat(accounts.token(OTHER_HASH)).isEmpty();
        assertThat(accounts.session(OTHER_HASH)).isEmpty();
    }

    @Test
    void anAccountIsChangedInItsPlace() {
        accounts.put(ADA);
        accounts.put(new StoredAccount("ada", "$scrypt$2", "VIEWER", true, NOON));
        assertThat(accounts.accounts()).containsExactly(new StoredAccount("ada", "$scrypt$2", "VIEWER", true, MORNING));
    }

    @Test
    void withAnAccountGoItsTokensAndLoginsAndNobodyElses() {
        StoredToken others = new StoredToken("t2", "bob", "ci", "VIEWER", OTHER_HASH, MORNING, null, NOON);
        accounts.put(ADA);
        accounts.addToken(TOKEN);
        accounts.addToken(others);
        accounts.putSession(SESSION);
        accounts.remove("ada");
        assertThat(accounts.accounts()).isEmpty();
        assertThat(accounts.tokens()).containsExactly(others);
        assertThat(accounts.session(HASH)).isEmpty();
    }

    @Test
    void aTokenRemembersItsLastUseAndCanBeRemoved() {
        accounts.addToken(TOKEN);
        accounts.tokenUsed("t1", NOON);
        assertThat(accounts.token(HASH).orElseThrow().lastUsedAt()).isEqualTo(NOON);
        accounts.removeToken("t1");
        assertThat(accounts.tokens()).isEmpty();
    }

    @Test
    void twoTokensNeverHaveOneHash() {
        accounts.addToken(TOKEN);
        StoredToken same = new StoredToken("t2", "bob", "ci", "ADMIN", HASH, MORNING, null, null);
        assertThatThrownBy(() -> accounts.addToken(same)).isInstanceOf(TidegateException.class);
    }

    @Test
    void theTokenItselfIsNotTakenForItsHash() {
        StoredToken plain = new StoredToken("t2", "bob", "ci", "ADMIN", "tg_secret", MORNING, null, null);
        assertThatThrownBy(() -> accounts.addToken(plain)).isInstanceOf(TidegateException.class);
    }

    @Test
    void loginsEnd() {
        StoredSession later = new StoredSession(OTHER_HASH, "ada", "ADMIN", "SESSION", MORNING, NOON.plusSeconds(1));
        accounts.putSession(SESSION);
        accounts.putSession(later);
        accounts.removeSessionsBefore(NOON);
        assertThat(accounts.session(HASH)).isEmpty();
        assertThat(accounts.session(OTHER_HASH)).contains(later);
        accounts.removeSession(OTHER_HASH);
        assertThat(accounts.session(OTHER_HASH)).isEmpty();
        accounts.putSession(SESSION);
        accounts.removeSessions("ada");
        assertThat(accounts.session(HASH)).isEmpty();
    }

    @Test
    void theEndOfALoginMoves() {
        accounts.putSession(SESSION);
        accounts.putSession(new StoredSession(HASH, "ada", "ADMIN", "SESSION", NOON, NOON.plusSeconds(9)));
        assertThat(accounts.session(HASH))
                .contains(new StoredSession(HASH, "ada", "ADMIN", "SESSION", MORNING, NOON.plusSeconds(9)));
    }
}
