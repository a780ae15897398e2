package io.tidegate.state;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.checkpoint.CheckpointStore.Progress;
import io.tidegate.config.Secret;
import io.tidegate.state.vault.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * State files as released versions wrote them, kept in the resources of the tests as {@code state-vN.db}, with {@code
 * state-vN-key.json} from version 2 on. {@link #write} makes those of this version from the content below. Once a
 * version is released its files are never made again; what is written into them is then fixed by this class, and content
 * that a later version adds gets constants of its own.
 */
final class StateFixture {
    static final Instant MORNING = Instant.parse("2026-11-25T09:00:00.123Z");
    static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    static final String HASH = "0123456789abcdef".repeat(4);

    static final StoredCluster SHOP = new StoredCluster(
            "shop",
            "The shop",
            new Secret("{\"endpoint\":\"mariadb://cdc:fixture-password@db.example:3306/\"}"),
            MORNING,
            NOON);
    static final StoredChangefeed ORDERS = new StoredChangefeed(
            "orders",
            "shop",
            new Secret("{\"sinkUri\":\"kafka://kafka.example:9092/shop?protocol=canal-json\"}"),
            "{\"want\":\"RUNNING\"}",
            MORNING,
            MORNING);
    static final StoredChangefeed NEVER_RAN = new StoredChangefeed(
            "stock",
            "shop",
            new Secret("{\"sinkUri\":\"kafka://kafka.example:9092/\"}"),
            "{\"want\":\"PAUSED\"}",
            MORNING,
            NOON);
    static final Checkpoint CHECKPOINT =
            new Checkpoint(467_000_000_000_000_000L, "binlog.000007:4711", "{\"tables\":[\"shop.item\"]}");
    static final StoredAccount ADA = new StoredAccount("ada", "$fixture$hash", "ADMIN", false, MORNING);
    static final StoredToken TOKEN = new StoredToken("t1", "ada", "ci", "OPERATOR", HASH, MORNING, NOON, null);
    static final StoredSession SESSION = new StoredSession(HASH, "ada", "ADMIN", "SESSION", MORNING, NOON);
    static final AuditEntry AUDIT =
            new AuditEntry(NOON, "ada", "SESSION", "127.0.0.1", "changefeed.create", "orders", "ok", "");

    /** From version 4 on. */
    static final StoredDraft DRAFT = new StoredDraft(
            "d-1",
            "ada",
            "shop",
            new Secret("{\"brokers\":\"kafka.example:9092\",\"password\":\"typed\"}"),
            MORNING,
            NOON);

    static final ConfigChange CREATED = new ConfigChange("ada", "created");
    static final DeliveredDdl DDL = new DeliveredDdl(
            NOON, CHECKPOINT.checkpointTs(), "shop", "item", "ALTER TABLE item ADD COLUMN note TEXT", "sent");

    private StateFixture() {}

    /** Writes the files of this version into a folder that does not have them. */
    static void write(Path folder, int version, Path temporary) throws IOException {
        try (StateStore store = StateStore.open(temporary, InstantSource.fixed(NOON))) {
            Vault vault = store.vault(Map.of());
            store.clusters(vault).put(SHOP);
            store.changefeeds(vault).create(ORDERS, CREATED);
            store.changefeeds(vault).create(NEVER_RAN, CREATED);
            store.drafts(vault).put(DRAFT);
            store.ddlHistory().add("orders", DDL);
            store.save(List.of(new Progress(
                    "orders", CHECKPOINT.checkpointTs(), CHECKPOINT.position(), CHECKPOINT.sourceState())));
            store.accounts().put(ADA);
            store.accounts().addToken(TOKEN);
            store.accounts().putSession(SESSION);
            store.audit().append(AUDIT);
            store.backup(folder.resolve("state-v" + version + ".db"));
        }
        Files.copy(temporary.resolve(Vault.KEY_FILE), folder.resolve("state-v" + version + "-key.json"));
    }

    /** A data directory with the files of a version. */
    static Path unpack(int version, Path directory) throws IOException {
        copy("state-v" + version + ".db", directory.resolve(StateStore.FILE));
        if (version > 1) {
            copy("state-v" + version + "-key.json", directory.resolve(Vault.KEY_FILE));
        }
        return directory;
    }

    private static void copy(String resource, Path to) throws IOException {
        try (InputStream in = StateFixture.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("no resource " + resource);
            }
            Files.copy(in, to);
            Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-------"));
        }
    }
}
