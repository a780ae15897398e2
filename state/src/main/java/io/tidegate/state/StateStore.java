package io.tidegate.state;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.checkpoint.CheckpointStore;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.state.vault.Vault;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of a data directory, of {@code tidegate run} or of a server: checkpoints, and the stores of everything else,
 * in one SQLite file. What a method returned from survives a power failure; a lock keeps a second process out. A file
 * that is damaged, gone, none of ours or written by a newer version is refused; nothing is ever taken for a fresh start
 * by mistake. Thread safe.
 */
public final class StateStore implements CheckpointStore, AutoCloseable {
    static final String FILE = StateFile.NAME;

    private final StateFile file;
    private final InstantSource clock;
    private final DdlHistoryStore ddls;
    private final CheckpointTable checkpoints;
    private final SealedRows sealedRows;

    private StateStore(StateFile file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
        this.ddls = new DdlHistoryStore(file);
        this.checkpoints = new CheckpointTable(file, ddls, clock);
        this.sealedRows = new SealedRows(file);
    }

    /**
     * Opens the state in a directory, creating both if they are not there and never were.
     *
     * @throws TidegateException with STATE_IN_USE, STATE_UNREADABLE or STATE_WRITE_FAILED
     */
    public static StateStore open(Path directory, InstantSource clock) {
        return new StateStore(StateFile.open(directory), clock);
    }

    /** Opens the state in a directory that has one; otherwise like {@link #open}. */
    public static StateStore openExisting(Path directory, InstantSource clock) {
        StateFile.existing(directory);
        return open(directory, clock);
    }

    /**
     * Copies the state of a directory to a file that is not there yet, while a process may be using it. The key of the
     * vault is not part of it.
     *
     * @throws TidegateException with STATE_UNREADABLE if there is no state or it is damaged, BACKUP_FAILED if the copy
     *     cannot be written
     */
    public static void backupOf(Path directory, Path to) {
        StateBackup.write(directory, to);
    }

    /** Copies the state as it is now; see {@link #backupOf}. */
    public void backup(Path to) {
        StateBackup.write(file.directory(), to);
    }

    /**
     * Opens the vault of a server. Its key is made at the first start, and never again: not while anything is sealed.
     *
     * @param environment where the key may be named or given, see {@link Vault}
     * @throws TidegateException if the key is missing, unusable or not the one that was used, or the directory belongs
     *     to {@code tidegate run}
     */
    public Vault vault(Map<String, String> environment) {
        boolean used = sealedRows.any();
        if (!used && !changefeeds().isEmpty()) {
            throw new TidegateException(
                            ErrorCode.FEED_CONFLICT, file.directory() + " holds a changefeed of `tidegate run`")
                    .withRemedy("Give the server a data directory of its own.");
        }
        Vault vault = Vault.open(file.directory(), environment, used);
        sealedRows.prove(vault);
        return vault;
    }

    /**
     * Seals everything with a new key and forgets the old ones. What was cut short is completed by the next call: at any
     * moment in between everything opens.
     */
    public void rotateKeys(Vault vault) {
        vault.addKey();
        sealedRows.reseal(vault);
        vault.dropOldKeys();
    }

    /** The second step of {@link #rotateKeys}, for tests that end in the middle. */
    void reseal(Vault vault) {
        sealedRows.reseal(vault);
    }

    /** Whether a server has used this directory, which {@code tidegate run} must then leave alone. */
    public boolean ofServer() {
        return sealedRows.any();
    }

    /** What this server is called by others that have to tell servers apart: eight hexadecimal digits, made once. */
    public String serverName() {
        return file.reading(state ->
                state.createQuery("SELECT name FROM server").mapTo(String.class).one());
    }

    /**
     * Writes something of no consequence.
     *
     * @throws TidegateException STATE_WRITE_FAILED
     */
    public void tryWrite() {
        file.writing(state -> state.execute("UPDATE server SET name = name"));
    }

    /** The source clusters, whose secrets the vault keeps. */
    public ClusterStore clusters(Vault vault) {
        return new ClusterStore(file, vault);
    }

    /** The changefeeds of a server, whose secrets the vault keeps. */
    public FeedStore changefeeds(Vault vault) {
        return new FeedStore(file, vault, checkpoints);
    }

    /** The DDLs that changefeeds have delivered. */
    public DdlHistoryStore ddlHistory() {
        return ddls;
    }

    /** The drafts of changefeeds, whose secrets the vault keeps. */
    public DraftStore drafts(Vault vault) {
        return new DraftStore(file, vault);
    }

    public AccountStore accounts() {
        return new AccountStore(file);
    }

    public AuditStore audit() {
        return new AuditStore(file);
    }

    /** The definition of a changefeed as it was stored, empty if there is none of that name. */
    public Optional<String> definition(String changefeed) {
        return file.reading(state -> state.createQuery("SELECT definition FROM changefeed WHERE name = :name")
                .bind("name", changefeed)
                .mapTo(String.class)
                .findOne());
    }

    /** Stores the definition of a new changefeed of {@code tidegate run}. */
    public void create(String changefeed, String definition) {
        file.writing(state -> state.createUpdate(
                        "INSERT INTO changefeed (name, definition, created_at) VALUES (:name, :definition, :now)")
                .bind("name", changefeed)
                .bind("definition", definition)
                .bind("now", clock.millis())
                .execute());
        file.settle();
    }

    /** Forgets a changefeed with its checkpoint; nothing happens if there is none. */
    public void remove(String changefeed) {
        file.writing(state -> state.createUpdate("DELETE FROM changefeed WHERE name = :name")
                .bind("name", changefeed)
                .execute());
        checkpoints.forget(changefeed);
    }

    /** The names of all changefeeds. */
    public List<String> changefeeds() {
        return file.reading(state -> state.createQuery("SELECT name FROM changefeed ORDER BY name")
                .mapTo(String.class)
                .list());
    }

    /** Empty if there never was one; one that was stored and is not there is STATE_UNREADABLE. */
    @Override
    public Optional<Checkpoint> load(String changefeed) {
        return checkpoints.load(changefeed);
    }

    @Override
    public void save(List<Progress> progress) {
        checkpoints.save(progress);
    }

    /** Closes the file and lets another process have the directory. Idempotent. */
    @Override
    public void close() {
        file.close();
    }

    /** A setting of the connection, for tests. */
    String pragma(String name) {
        return file.reading(
                state -> state.createQuery("PRAGMA " + name).mapTo(String.class).one());
    }
}
