package io.tidegate.encode.debezium;

import io.tidegate.model.DdlKind;

/** The {@code type} of a table change. */
final class ChangeType {
    private ChangeType() {}

    /**
     * The type of a kind of statement. TiCDC calls DROP INDEX a {@code DROP}, on which a consumer may drop its table, and
     * leaves out foreign keys, TTL and RECOVER TABLE; here these are what they are.
     */
    static String of(DdlKind kind) {
        return switch (kind) {
            case CREATE_DATABASE, CREATE_TABLE, CREATE_VIEW, RECOVER_TABLE -> "CREATE";
            case DROP_DATABASE, DROP_TABLE, DROP_VIEW, TRUNCATE_TABLE -> "DROP";
            case ALTER_DATABASE,
                    RENAME_TABLE,
                    TABLE_COMMENT,
                    TABLE_CHARSET,
                    ADD_PARTITION,
                    DROP_PARTITION,
                    TRUNCATE_PARTITION,
                    EXCHANGE_PARTITION,
                    REORGANIZE_PARTITION,
                    PARTITION_BY,
                    REMOVE_PARTITIONING,
                    ADD_COLUMN,
                    DROP_COLUMN,
                    MODIFY_COLUMN,
                    SET_DEFAULT,
                    ADD_PRIMARY_KEY,
                    DROP_PRIMARY_KEY,
                    CREATE_INDEX,
                    DROP_INDEX,
                    RENAME_INDEX,
                    INDEX_VISIBILITY,
                    ADD_FOREIGN_KEY,
                    DROP_FOREIGN_KEY,
                    REBASE_AUTO_ID,
                    ALTER_TTL,
                    REMOVE_TTL,
                    MULTI_SCHEMA_CHANGE,
                    OTHER -> "ALTER";
        };
    }
}
