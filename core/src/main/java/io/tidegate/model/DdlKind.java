package io.tidegate.model;

/** What a DDL statement does, in the categories that event filters and message formats distinguish. */
public enum DdlKind {
    CREATE_DATABASE("create database"),
    DROP_DATABASE("drop database"),
    ALTER_DATABASE("modify schema charset and collate"),
    CREATE_TABLE("create table"),
    DROP_TABLE("drop table"),
    TRUNCATE_TABLE("truncate table"),
    RENAME_TABLE("rename table"),
    RECOVER_TABLE("recover table"),
    TABLE_COMMENT("modify table comment"),
    TABLE_CHARSET("modify table charset and collate"),
    CREATE_VIEW("create view"),
    DROP_VIEW("drop view"),
    ADD_PARTITION("add table partition"),
    DROP_PARTITION("drop table partition"),
    TRUNCATE_PARTITION("truncate table partition"),
    EXCHANGE_PARTITION("exchange table partition"),
    REORGANIZE_PARTITION("reorganize table partition"),
    PARTITION_BY("alter table partitioning"),
    REMOVE_PARTITIONING("remove table partitioning"),
    ADD_COLUMN("add column"),
    DROP_COLUMN("drop column"),
    MODIFY_COLUMN("modify column"),
    SET_DEFAULT("set default value"),
    ADD_PRIMARY_KEY("add primary key"),
    DROP_PRIMARY_KEY("drop primary key"),
    CREATE_INDEX("create index"),
    DROP_INDEX("drop index"),
    RENAME_INDEX("rename index"),
    INDEX_VISIBILITY("alter index visibility"),
    ADD_FOREIGN_KEY("add foreign key"),
    DROP_FOREIGN_KEY("drop foreign key"),
    REBASE_AUTO_ID("rebase auto id"),
    ALTER_TTL("alter ttl info"),
    REMOVE_TTL("alter ttl remove"),
    MULTI_SCHEMA_CHANGE("multi schema change"),
    /** Anything that changes a table in a way no other kind names. */
    OTHER("");

    private final String eventType;

    DdlKind(String eventType) {
        this.eventType = eventType;
    }

    /** The name that event filters use, as TiCDC spells it; empty for OTHER. */
    public String eventType() {
        return eventType;
    }
}
