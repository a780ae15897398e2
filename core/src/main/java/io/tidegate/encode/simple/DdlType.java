package io.tidegate.encode.simple;

import io.tidegate.model.DdlKind;

/** The {@code type} of a DDL message, each with its place in the enum of the Avro schema. */
enum DdlType {
    CREATE(0),
    ALTER(1),
    ERASE(2),
    RENAME(3),
    TRUNCATE(4),
    CINDEX(5),
    DINDEX(6),
    QUERY(7);

    private final int symbol;

    DdlType(int symbol) {
        this.symbol = symbol;
    }

    int symbol() {
        return symbol;
    }

    static DdlType of(DdlKind kind) {
        return switch (kind) {
            case CREATE_TABLE -> CREATE;
            case RENAME_TABLE -> RENAME;
            case DROP_TABLE -> ERASE;
            case TRUNCATE_TABLE -> TRUNCATE;
            case CREATE_INDEX, ADD_PRIMARY_KEY, ADD_FOREIGN_KEY -> CINDEX;
            case DROP_INDEX, DROP_PRIMARY_KEY, DROP_FOREIGN_KEY -> DINDEX;
            case ADD_COLUMN,
                    DROP_COLUMN,
                    MODIFY_COLUMN,
                    SET_DEFAULT,
                    RENAME_INDEX,
                    INDEX_VISIBILITY,
                    REBASE_AUTO_ID,
                    TABLE_COMMENT,
                    TABLE_CHARSET,
                    ADD_PARTITION,
                    DROP_PARTITION,
                    TRUNCATE_PARTITION,
                    EXCHANGE_PARTITION,
                    REORGANIZE_PARTITION,
                    PARTITION_BY,
                    REMOVE_PARTITIONING,
                    MULTI_SCHEMA_CHANGE -> ALTER;
            case CREATE_DATABASE,
                    DROP_DATABASE,
                    ALTER_DATABASE,
                    CREATE_VIEW,
                    DROP_VIEW,
                    RECOVER_TABLE,
                    ALTER_TTL,
                    REMOVE_TTL,
                    OTHER -> QUERY;
        };
    }
}
