package io.tidegate.model;

/** What a DDL statement does, in the categories that event filters and message formats distinguish. */
public enum DdlKind {
    CREATE_DATABASE("create database", 1),
    DROP_DATABASE("drop database", 2),
    ALTER_DATABASE("modify schema charset and collate", 26),
    CREATE_TABLE("create table", 3),
    DROP_TABLE("drop table", 4),
    TRUNCATE_TABLE("truncate table", 11),
    RENAME_TABLE("rename table", 14),
    RECOVER_TABLE("recover table", 25),
    TABLE_COMMENT("modify table comment", 17),
    TABLE_CHARSET("modify table charset and collate", 22),
    CREATE_VIEW("create view", 21),
    DROP_VIEW("drop view", 24),
    ADD_PARTITION("add table partition", 19),
    DROP_PARTITION("drop table partition", 20),
    TRUNCATE_PARTITION("truncate table partition", 23),
    EXCHANGE_PARTITION("exchange table partition", 42),
    REORGANIZE_PARTITION("reorganize table partition", 64),
    PARTITION_BY("alter table partitioning", 71),
    REMOVE_PARTITIONING("remove table partitioning", 72),
    ADD_COLUMN("add column", 5),
    DROP_COLUMN("drop column", 6),
    MODIFY_COLUMN("modify column", 12),
    SET_DEFAULT("set default value", 15),
    ADD_PRIMARY_KEY("add primary key", 32),
    DROP_PRIMARY_KEY("drop primary key", 33),
    CREATE_INDEX("create index", 7),
    DROP_INDEX("drop index", 8),
    RENAME_INDEX("rename index", 18),
    INDEX_VISIBILITY("alter index visibility", 41),
    ADD_FOREIGN_KEY("add foreign key", 9),
    DROP_FOREIGN_KEY("drop foreign key", 10),
    REBASE_AUTO_ID("rebase auto id", 13),
    ALTER_TTL("alter ttl info", 65),
    REMOVE_TTL("alter ttl remove", 67),
    MULTI_SCHEMA_CHANGE("multi schema change", 61),
    /** Anything that changes a table in a way no other kind names. */
    OTHER("", 0);

    private final String eventType;
    private final int tidbAction;

    DdlKind(String eventType, int tidbAction) {
        this.eventType = eventType;
        this.tidbAction = tidbAction;
    }

    /** The name that event filters use, as TiCDC spells it; empty for OTHER. */
    public String eventType() {
        return eventType;
    }

    /** The number that TiDB gives such a statement, its action type; 0 for OTHER. */
    public int tidbAction() {
        return tidbAction;
    }
}
