package io.tidegate.mysql.schema;

import java.util.List;

/**
 * Reads the text of DDL statements. Tolerant: what has no effect on a changefeed is skipped unread, every keyword may be
 * an identifier, and what cannot be understood is said to be so and never thrown. Thread safe.
 */
public final class DdlReader {
    @SuppressWarnings("unused") // filled in by the next commit
    private final ServerDialect dialect;

    public DdlReader(ServerDialect dialect) {
        this.dialect = dialect;
    }

    /**
     * What a statement does, one entry per table or database in the order of the text; empty when it does nothing that a
     * changefeed replicates.
     *
     * @param sql the text of a QUERY event
     * @param defaultSchema the schema of unqualified names, empty for none
     * @param mode of the session that ran it
     */
    public List<DdlStatement> read(String sql, String defaultSchema, SqlMode mode) {
        return List.of();
    }
}
