package io.tidegate.server.access;

import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.state.AccountStore;
import io.tidegate.state.StoredAccount;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who may log in. At least one account that is not disabled, has a password and the role admin is there at any time, and a
 * change of what an account may do or how it proves itself ends its logins. Thread safe.
 */
public final class Accounts {
    /** The account that the first start makes. */
    public static final String FIRST_ADMIN = "admin";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final String OIDC = "oidc:";
    private static final int MOST = 1000;

    private final AccountStore store;
    private final Passwords passwords;
    private final AdminPasswordFile adminPassword;
    private final InstantSource clock;

    Accounts(AccountStore store, Passwords passwords, AdminPasswordFile adminPassword, InstantSource clock) {
        this.store = store;
        this.passwords = passwords;
        this.adminPassword = adminPassword;
        this.clock = clock;
    }

    /** All, ordered by name. */
    public List<Account> list() {
        return store.accounts().stream().map(Account::of).toList();
    }

    /** @throws TidegateException ACCOUNT_NOT_EXISTS */
    public Account get(String name) {
        return Account.of(stored(name));
    }

    /** The account of this name unless it is disabled. */
    Optional<Account> active(String name) {
        return store.account(name).filter(account -> !account.disabled()).map(Account::of);
    }

    /**
     * Makes an account with a password.
     *
     * @throws TidegateException ACCOUNT_ALREADY_EXISTS, or API_INVALID_PARAM for a name or password that will not do
     */
    public synchronized Account create(String name, Role role, Secret password) {
        requireName(name);
        Passwords.requireStrength(password, name);
        requireRoom(name);
        return put(new StoredAccount(name, passwords.hash(password), role.name(), false, clock.instant()));
    }

    /**
     * The account of somebody whom an identity provider knows, with the role it has there now; made at the first login.
     *
     * @param subject by which the provider knows it, for ever
     * @throws TidegateException OIDC_FAILED if the name belongs to somebody else, FORBIDDEN if the account is disabled
     */
    synchronized Account ofProvider(String name, String subject, Role role) {
        String proof = OIDC + subject;
        Optional<StoredAccount> known = store.account(name);
        if (known.isEmpty()) {
            requireName(name);
            requireRoom(name);
            return put(new StoredAccount(name, proof, role.name(), false, clock.instant()));
        }
        StoredAccount account = known.get();
        if (!account.passwordHash().equals(proof)) {
            throw new TidegateException(ErrorCode.OIDC_FAILED, "the account " + name + " belongs to somebody else")
                    .withRemedy("Remove that account, or let the provider give another name.");
        }
        if (account.disabled()) {
            throw new TidegateException(ErrorCode.FORBIDDEN, "the account " + name + " is disabled");
        }
        if (account.role().equals(role.name())) {
            return Account.of(account);
        }
        store.removeSessions(name);
        return put(new StoredAccount(name, proof, role.name(), false, account.createdAt()));
    }

    /** @throws TidegateException ACCOUNT_NOT_EXISTS, LAST_ADMIN */
    public synchronized Account changeRole(String name, Role role) {
        StoredAccount account = stored(name);
        if (account.role().equals(role.name())) {
            return Account.of(account);
        }
        if (role != Role.ADMIN) {
            requireOtherAdmin(name);
        }
        store.removeSessions(name);
        return put(
                new StoredAccount(name, account.passwordHash(), role.name(), account.disabled(), account.createdAt()));
    }

    /** @throws TidegateException ACCOUNT_NOT_EXISTS, LAST_ADMIN */
    public synchronized Account disable(String name, boolean disabled) {
        StoredAccount account = stored(name);
        if (disabled) {
            requireOtherAdmin(name);
            store.removeSessions(name);
        }
        return put(new StoredAccount(name, account.passwordHash(), account.role(), disabled, account.createdAt()));
    }

    /** @throws TidegateException ACCOUNT_NOT_EXISTS, or API_INVALID_PARAM for a password that will not do */
    public synchronized void changePassword(String name, Secret password) {
        StoredAccount account = stored(name);
        if (account.passwordHash().startsWith(OIDC)) {
            throw new TidegateException(
                            ErrorCode.API_INVALID_PARAM, name + " logs in by the identity provider and has no password")
                    .withRemedy("Change the password there.");
        }
        Passwords.requireStrength(password, name);
        put(new StoredAccount(name, passwords.hash(password), account.role(), account.disabled(), account.createdAt()));
        store.removeSessions(name);
        if (name.equals(FIRST_ADMIN)) {
            adminPassword.delete();
        }
    }

    /** @throws TidegateException ACCOUNT_NOT_EXISTS, LAST_ADMIN */
    public synchronized void remove(String name) {
        stored(name);
        requireOtherAdmin(name);
        store.remove(name);
        if (name.equals(FIRST_ADMIN)) {
            adminPassword.delete();
        }
    }

    boolean exists(String name) {
        return store.account(name).isPresent();
    }

    /** Whether this is the password of the account; takes the same time if there is none. */
    boolean passwordMatches(String name, Secret password) {
        Optional<StoredAccount> account = store.account(name);
        if (account.isEmpty()) {
            passwords.matchesNobody(password);
            return false;
        }
        return passwords.matches(account.get().passwordHash(), password)
                && !account.get().disabled();
    }

    /**
     * Makes the account {@code admin} if there is no account at all, as at the first start.
     *
     * @return its password, empty if there is an account
     */
    synchronized Optional<Secret> createFirstAdmin(Secret password) {
        if (!store.accounts().isEmpty()) {
            return Optional.empty();
        }
        // The file first: an account whose password nobody knows would lock everybody out.
        adminPassword.write(password);
        put(new StoredAccount(FIRST_ADMIN, passwords.hash(password), Role.ADMIN.name(), false, clock.instant()));
        return Optional.of(password);
    }

    private Account put(StoredAccount account) {
        store.put(account);
        return Account.of(account);
    }

    private StoredAccount stored(String name) {
        return store.account(name).orElseThrow(() -> new TidegateException(ErrorCode.ACCOUNT_NOT_EXISTS, name));
    }

    private void requireOtherAdmin(String name) {
        boolean another = store.accounts().stream()
                .anyMatch(account -> !account.name().equals(name)
                        && !account.disabled()
                        && account.role().equals(Role.ADMIN.name())
                        && !account.passwordHash().startsWith(OIDC));
        boolean counts = !stored(name).disabled() && stored(name).role().equals(Role.ADMIN.name());
        if (counts && !another) {
            throw new TidegateException(ErrorCode.LAST_ADMIN, name);
        }
    }

    private void requireRoom(String name) {
        List<StoredAccount> all = store.accounts();
        if (all.stream().anyMatch(account -> account.name().equals(name))) {
            throw new TidegateException(ErrorCode.ACCOUNT_ALREADY_EXISTS, name);
        }
        if (all.size() >= MOST) {
            throw new TidegateException(ErrorCode.API_INVALID_PARAM, "there are " + MOST + " accounts already");
        }
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new TidegateException(
                            ErrorCode.API_INVALID_PARAM,
                            "a name of an account has 1 to 64 letters, digits, and . _ @ - but not at its beginning")
                    .withField("name");
        }
    }
}
