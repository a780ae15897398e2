package io.tidegate.encode.openprotocol;

import io.tidegate.model.DdlKind;

/** The {@code t} of a DDL: the numbers of TiDB's DDL actions. */
final class DdlType {
    private DdlType() {}

    static int of(DdlKind kind) {
        return switch (kind) {
            case OTHER -> 0;
            case CREATE_DATABASE -> 1;
            case DROP_DATABASE -> 2;
            case CREATE_TABLE -> 3;
            case DROP_TABLE -> 4;
            case ADD_COLUMN -> 5;
            case DROP_COLUMN -> 6;
            case CREATE_INDEX -> 7;
            case DROP_INDEX -> 8;
            case ADD_FOREIGN_KEY -> 9;
            case DROP_FOREIGN_KEY -> 10;
            case TRUNCATE_TABLE -> 11;
            case MODIFY_COLUMN -> 12;
            case REBASE_AUTO_ID -> 13;
            case RENAME_TABLE -> 14;
            case SET_DEFAULT -> 15;
            case TABLE_COMMENT -> 17;
            case RENAME_INDEX -> 18;
            case ADD_PARTITION -> 19;
            case DROP_PARTITION -> 20;
            case CREATE_VIEW -> 21;
            case TABLE_CHARSET -> 22;
            case TRUNCATE_PARTITION -> 23;
            case DROP_VIEW -> 24;
            case RECOVER_TABLE -> 25;
            case ALTER_DATABASE -> 26;
            case ADD_PRIMARY_KEY -> 32;
            case DROP_PRIMARY_KEY -> 33;
            case INDEX_VISIBILITY -> 41;
            case EXCHANGE_PARTITION -> 42;
            case MULTI_SCHEMA_CHANGE -> 61;
            case REORGANIZE_PARTITION -> 64;
            case ALTER_TTL -> 65;
            case REMOVE_TTL -> 67;
            case PARTITION_BY -> 71;
            case REMOVE_PARTITIONING -> 72;
        };
    }
}
