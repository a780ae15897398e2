package io.tidegate.config;

/** The kinds of source clusters. */
public enum SourceKind {
    TIDB,
    MYSQL,
    MARIADB
}
