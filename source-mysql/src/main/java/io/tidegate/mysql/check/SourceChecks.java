package io.tidegate.mysql.check;

import io.tidegate.check.Check;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.TableVersion;
import io.tidegate.mysql.protocol.DumpRequest;
import io.tidegate.mysql.protocol.EventStream;
import io.tidegate.mysql.protocol.ReplicationConnection;
import io.tidegate.mysql.protocol.ServerInfo;
import io.tidegate.mysql.protocol.ServerInfo.Flavour;
import io.tidegate.source.TableSelection;
import io.tidegate.source.TidbVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What must hold on a MySQL or MariaDB server before a changefeed reads from it. Privileges are tried, not read from
 * SHOW GRANTS, which roles and managed clouds make unreadable: the very statements and the very dump that a changefeed
 * needs are run, and what the server refuses becomes a failed check with the GRANT that mends it.
 */
public final class SourceChecks {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration FIRST_EVENT_TIMEOUT = Duration.ofSeconds(10);
    private static final long PROBE_MEMORY = 1 << 20;
    private static final String STATUS_CODE = "M030";
    private static final String DUMP_CODE = "M031";
    private static final String TABLES_CODE = "M032";
    /** The ids from here on are those of readers, away from the small numbers that people give to servers. */
    private static final int FIRST_READER_ID = 0x40000000;

    private final SourceEndpoint endpoint;
    private final ReplicationConnection connection;
    private final ServerInfo server;
    private final List<Check> checks = new ArrayList<>();

    private SourceChecks(SourceEndpoint endpoint, ReplicationConnection connection) {
        this.endpoint = endpoint;
        this.connection = connection;
        this.server = connection.server();
    }

    /**
     * Looks at everything, whatever fails; a server that cannot be reached is one failed check.
     *
     * @param tables called once, after the connection is known to work; those that do not match are not looked at, and
     *     what it throws becomes a failed check
     */
    public static List<Check> run(
            SourceEndpoint endpoint, TableSelection selection, Supplier<List<TableVersion>> tables) {
        try (ReplicationConnection connection = ReplicationConnection.connect(endpoint, CONNECT_TIMEOUT)) {
            SourceChecks checks = new SourceChecks(endpoint, connection);
            checks.runAll(selection, tables);
            return List.copyOf(checks.checks);
        } catch (TidegateException failure) {
            return List.of(failed(failure.code().code(), endpoint.host() + ":" + endpoint.port(), failure));
        }
    }

    private void runAll(TableSelection selection, Supplier<List<TableVersion>> tables) {
        Optional<Check> mismatch = kindMismatch();
        if (mismatch.isPresent()) {
            // Everything else would be asked in the wrong language.
            checks.add(mismatch.get());
            return;
        }
        ServerVariables variables = variables();
        checks.addAll(SettingChecks.of(variables));
        attempt("M011", "replica", () -> checks.add(replicaUpdates(variables)));
        @Nullable BinlogStatus status = variables.is("log_bin", "ON") ? binlogStatus() : null;
        if (status != null) {
            attempt(DUMP_CODE, "REPLICATION SLAVE", () -> checks.add(dumpProbe(status)));
        }
        attempt(TABLES_CODE, "tables", () -> checkTables(selection, tables.get(), status));
    }

    private Optional<Check> kindMismatch() {
        boolean mariadb = server.flavour() == Flavour.MARIADB;
        Optional<TidbVersion> tidb = TidbVersion.of(server.versionText());
        if (tidb.isPresent()) {
            return Optional.of(refused(ofTidb(tidb.get())));
        }
        boolean fits =
                switch (endpoint.kind()) {
                    case MYSQL -> !mariadb;
                    case MARIADB -> mariadb;
                    case TIDB -> false;
                };
        return fits ? Optional.empty() : Optional.of(refused(ofAnotherKind(mariadb ? "mariadb" : "mysql")));
    }

    /** A TiDB has no binlog, whatever its version. */
    private TidegateException ofTidb(TidbVersion tidb) {
        String which = "it is TiDB, version " + tidb.text();
        return switch (tidb.verdict()) {
            case SERVERLESS ->
                new TidegateException(
                                ErrorCode.SOURCE_VERSION_UNSUPPORTED,
                                which
                                        + ": TiDB Serverless gives access by SQL alone, there is no PD to read changes from")
                        .withRemedy("Replicate from a TiDB Dedicated or self-managed cluster of version 6.4 or later.");
            case TOO_OLD ->
                new TidegateException(ErrorCode.SOURCE_VERSION_UNSUPPORTED, which + ", older than 6.4")
                        .withRemedy("Upgrade the cluster to TiDB 6.4 or later.");
            case READABLE ->
                new TidegateException(
                                ErrorCode.SOURCE_KIND_MISMATCH,
                                which + ", which has no binlog; the source URI says " + kindName())
                        .withRemedy("TiDB is a source of its own kind, tidb, which is not available yet; use a MySQL or"
                                + " MariaDB server.");
        };
    }

    private TidegateException ofAnotherKind(String scheme) {
        return new TidegateException(
                        ErrorCode.SOURCE_KIND_MISMATCH,
                        "it is version " + server.versionText() + ", the source URI says " + kindName())
                .withRemedy("Use " + scheme + "://" + endpoint.user() + "@" + endpoint.host() + ":" + endpoint.port()
                        + "/ as the source URI.");
    }

    private String kindName() {
        return endpoint.kind().name().toLowerCase(Locale.ROOT);
    }

    private Check refused(TidegateException why) {
        return failed(why.code().code(), endpoint.host() + ":" + endpoint.port(), why);
    }

    private ServerVariables variables() {
        Map<String, String> values = new HashMap<>();
        for (List<@Nullable String> row : connection.query("SHOW GLOBAL VARIABLES")) {
            values.put(String.valueOf(row.get(0)).toLowerCase(Locale.ROOT), String.valueOf(row.get(1)));
        }
        return new ServerVariables(server, values);
    }

    private Check replicaUpdates(ServerVariables variables) {
        String name = variables.find("log_replica_updates").isPresent() ? "log_replica_updates" : "log_slave_updates";
        if (variables.is(name, "ON")) {
            return Check.pass("M011", name, "ON");
        }
        boolean modern = variables.isMariaDb() ? server.atLeast(10, 5, 1) : server.atLeast(8, 0, 22);
        try {
            if (connection
                    .query(modern ? "SHOW REPLICA STATUS" : "SHOW SLAVE STATUS")
                    .isEmpty()) {
                return Check.pass("M011", name, "OFF, and the server is no replica");
            }
        } catch (TidegateException refused) {
            // A privilege that nothing else needs: not a reason to refuse the changefeed.
            return Check.warn(
                    "M011",
                    name,
                    "OFF, and whether the server is a replica cannot be seen: " + refused.detail(),
                    refused.remedy());
        }
        return Check.fail(
                "M011",
                name,
                "OFF on a replica: what it takes over from its own source is not in its binlog",
                "Set " + name + " = ON under [mysqld] and restart the server, or read from its source.");
    }

    private @Nullable BinlogStatus binlogStatus() {
        try {
            boolean renamed = server.flavour() == Flavour.MYSQL && server.atLeast(8, 2, 0);
            List<List<@Nullable String>> rows =
                    connection.query(renamed ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS");
            connection.query("SHOW BINARY LOGS");
            if (rows.isEmpty()) {
                return null;
            }
            checks.add(Check.pass(STATUS_CODE, "REPLICATION CLIENT", "the state of the binlog can be read"));
            return BinlogStatus.of(rows.get(0));
        } catch (TidegateException failure) {
            checks.add(failed(STATUS_CODE, "REPLICATION CLIENT", failure));
            return null;
        }
    }

    /** Opens a dump at the end of the binlog, on a connection of its own, and waits for the event that greets. */
    private Check dumpProbe(BinlogStatus status) {
        int id = new SplittableRandom().nextInt(FIRST_READER_ID, Integer.MAX_VALUE);
        DumpRequest request = new DumpRequest(
                new DumpRequest.FilePosition(status.file(), status.position()),
                id,
                UUID.randomUUID().toString(),
                FIRST_EVENT_TIMEOUT,
                "tidegate-check");
        try (ReplicationConnection probe = ReplicationConnection.connect(endpoint, CONNECT_TIMEOUT);
                EventStream events = probe.startDump(request, new ProbeMemory(PROBE_MEMORY))) {
            if (events.next(FIRST_EVENT_TIMEOUT)) {
                return Check.pass(DUMP_CODE, "REPLICATION SLAVE", "the binlog can be read");
            }
            throw new TidegateException(ErrorCode.SOURCE_CONNECTION_LOST, "the server sends no binlog event");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TidegateException(ErrorCode.SOURCE_CONNECTION_LOST, "interrupted", interrupted);
        }
    }

    private void checkTables(TableSelection selection, List<TableVersion> all, @Nullable BinlogStatus status) {
        List<TableVersion> tables =
                all.stream().filter(table -> selection.matches(table.name())).toList();
        checks.add(TableChecks.matched(tables, endpoint.user()));
        checks.add(TableChecks.keys(tables));
        attempt("M013", "storage", () -> checks.addAll(StorageChecks.of(connection, tables)));
        if (status != null) {
            checks.add(TableChecks.logged(tables, status.onlySchemas(), status.ignoredSchemas()));
        }
    }

    private void attempt(String code, String subject, Runnable check) {
        try {
            check.run();
        } catch (TidegateException failure) {
            checks.add(failed(code, subject, failure));
        }
    }

    private static Check failed(String code, String subject, TidegateException failure) {
        return Check.fail(code, subject, failure.sentence(), failure.remedy());
    }
}
