package io.tidegate.source;

import io.tidegate.model.TableName;

/** Which tables and databases a changefeed replicates. Thread safe. */
public interface TableSelection {
    /** Whether rows and DDLs of the table are replicated. */
    boolean matches(TableName table);

    /** Whether DDLs of the database itself are replicated. */
    boolean matchesSchema(String schema);
}
