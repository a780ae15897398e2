package io.tidegate.server.access;

import io.tidegate.config.Secret;
import io.tidegate.server.web.Endpoint;
import io.tidegate.server.web.ListenSettings;
import io.tidegate.state.AccountStore;
import io.tidegate.state.AuditStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides who may do what in a server, joined: the gate before all routes, the routes of accounts, logins,
 * tokens and the audit log, and what the first start does. Thread safe.
 */
public final class AccessControl {
    private static final Duration IDLE = Duration.ofHours(2);
    private static final Duration OLDEST = Duration.ofHours(12);

    private final Accounts accounts;
    private final AuditLog audit;
    private final AccessGate gate;
    private final List<Endpoint> endpoints;
    private final OneTimeLogins links;
    private final SecureRandom random;

    private AccessControl(
            Accounts accounts,
            AuditLog audit,
            AccessGate gate,
            List<Endpoint> endpoints,
            OneTimeLogins links,
            SecureRandom random) {
        this.accounts = accounts;
        this.audit = audit;
        this.gate = gate;
        this.endpoints = List.copyOf(endpoints);
        this.links = links;
        this.random = random;
    }

    /**
     * @param dataDirectory where the file with the first password goes
     * @param listen how browsers reach the server
     * @param oidc the provider that may tell who somebody is, null for none
     */
    public static AccessControl open(
            AccountStore accountStore,
            AuditStore auditStore,
            Path dataDirectory,
            ListenSettings listen,
            @Nullable OidcSettings oidc,
            InstantSource clock) {
        SecureRandom random = new SecureRandom();
        return open(accountStore, auditStore, dataDirectory, listen, oidc, clock, random, new Passwords(random));
    }

    static AccessControl open(
            AccountStore accountStore,
            AuditStore auditStore,
            Path dataDirectory,
            ListenSettings listen,
            @Nullable OidcSettings oidc,
            InstantSource clock,
            SecureRandom random,
            Passwords passwords) {
        AdminPasswordFile adminPassword = new AdminPasswordFile(dataDirectory);
        Accounts accounts = new Accounts(accountStore, passwords, adminPassword, clock);
        Sessions sessions = new Sessions(accountStore, accounts, random, clock, IDLE, OLDEST);
        Tokens tokens = new Tokens(accountStore, accounts, random, clock);
        LoginThrottle throttle = new LoginThrottle(clock);
        Logins logins = new Logins(accounts, sessions, throttle);
        SessionCookie cookie = new SessionCookie(listen.secure());
        AuditLog audit = new AuditLog(auditStore, clock);
        AccessGate gate = new AccessGate(sessions, tokens, cookie, new SameOrigin(listen.publicUrl()), audit);
        OneTimeLogins links = new OneTimeLogins(random, clock);
        List<Endpoint> endpoints = Stream.of(
                        new SessionEndpoints(accounts, logins, sessions, cookie).list(),
                        new OneTimeLoginEndpoints(links, accounts, sessions, cookie, throttle).list(),
                        new AccountEndpoints(accounts, logins).list(),
                        new TokenEndpoints(tokens, clock).list(),
                        new AuditEndpoints(audit).list(),
                        oidc == null
                                ? List.<Endpoint>of()
                                : new OidcEndpoints(oidc, accounts, sessions, cookie, throttle, listen, clock, random)
                                        .list())
                .flatMap(List::stream)
                .toList();
        return new AccessControl(accounts, audit, gate, endpoints, links, random);
    }

    /**
     * Makes the account {@code admin} with a random password if there is no account at all, and writes the password to {@code
     * admin-password} in the data directory, for its owner alone to read.
     *
     * @return the password, to be shown on a terminal and nowhere else; empty if there was an account
     */
    public Optional<Secret> firstStart() {
        Optional<Secret> password = accounts.createFirstAdmin(BearerSecret.create("", random));
        password.ifPresent(created -> audit.local("create account", Accounts.FIRST_ADMIN));
        return password;
    }

    /** A path of this server that logs an account in once, within ten minutes. Whoever has it is that account. */
    public Secret loginPath(String account) {
        return links.offer(account).reveal(secret -> new Secret(OneTimeLoginEndpoints.PATH + secret));
    }

    public AccessGate gate() {
        return gate;
    }

    public Accounts accounts() {
        return accounts;
    }

    public AuditLog audit() {
        return audit;
    }

    /** The routes that belong to this. */
    public List<Endpoint> endpoints() {
        return endpoints;
    }
}
