package io.tidegate.mysql.binlog;

import io.tidegate.checkpoint.SourceState;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.model.Collation;
import io.tidegate.mysql.protocol.MetadataConnection;
import io.tidegate.mysql.protocol.ReplicationConnection;
import io.tidegate.mysql.protocol.ServerInfo.Flavour;
import io.tidegate.mysql.row.CollationTable;
import io.tidegate.mysql.row.TableMapParser;
import io.tidegate.mysql.schema.InformationSchema;
import io.tidegate.mysql.schema.ServerDialect;
import io.tidegate.mysql.schema.TableStore;
import io.tidegate.source.StartPoint;
import io.tidegate.source.TableSelection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out what must be known of the tables at a start: from the stored state, else from what the server has now. */
final class LogTablesReader {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final String COLLATIONS = "SELECT ID, CHARACTER_SET_NAME, COLLATION_NAME"
            + " FROM information_schema.COLLATIONS WHERE ID IS NOT NULL AND CHARACTER_SET_NAME IS NOT NULL";

    /** From MariaDB 10.10 on a collation can belong to several character sets, under an id with each. */
    private static final String SHARED_COLLATIONS = "SELECT ID, CHARACTER_SET_NAME, FULL_COLLATION_NAME"
            + " FROM information_schema.COLLATION_CHARACTER_SET_APPLICABILITY WHERE ID IS NOT NULL";

    private static final int FIRST_WITH_SHARED_COLLATIONS = 101_000;

    private final SourceEndpoint endpoint;
    private final ReplicationConnection connection;

    LogTablesReader(SourceEndpoint endpoint, ReplicationConnection connection) {
        this.endpoint = endpoint;
        this.connection = connection;
    }

    /** @param now the commit-ts of this moment, for definitions that are read from the server */
    LogTables read(StartPoint start, TableSelection selection, long now) {
        ServerDialect dialect = ServerDialect.of(connection.server().versionText(), lowerCaseNames());
        CollationTable collations = new CollationTable(collations(dialect));
        InformationSchema server = new InformationSchema(
                () -> MetadataConnection.open(endpoint, CONNECT_TIMEOUT),
                failure -> MetadataConnection.failure(failure, endpoint));
        String stored = storedState(start);
        TableStore store;
        if (stored == null) {
            store = new TableStore(dialect, server, collations);
            store.loadAll(selection, now);
        } else {
            store = TableStore.restore(stored, dialect, server, collations);
        }
        boolean mariaDb = connection.server().flavour() == Flavour.MARIADB;
        return new LogTables(new TableMapParser(mariaDb, collations), collations, store);
    }

    private static @Nullable String storedState(StartPoint start) {
        if (start instanceof StartPoint.AtCheckpoint at) {
            return at.checkpoint().sourceState();
        }
        if (start instanceof StartPoint.Continue at) {
            SourceState state = at.state();
            return state == null ? null : state.text();
        }
        return null;
    }

    private Map<Integer, Collation> collations(ServerDialect dialect) {
        boolean shared = dialect.mariaDb() && dialect.version() >= FIRST_WITH_SHARED_COLLATIONS;
        Map<Integer, Collation> listed = new HashMap<>();
        for (List<@Nullable String> row : connection.query(shared ? SHARED_COLLATIONS : COLLATIONS)) {
            String id = row.get(0);
            String charset = row.get(1);
            String name = row.get(2);
            if (id != null && charset != null && name != null) {
                listed.put(Integer.valueOf(id), new Collation(charset, name));
            }
        }
        return listed;
    }

    private boolean lowerCaseNames() {
        return "1"
                .equals(connection
                        .query("SELECT @@lower_case_table_names")
                        .get(0)
                        .get(0));
    }
}
