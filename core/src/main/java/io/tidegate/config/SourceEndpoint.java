package io.tidegate.config;

/**
 * Where a MySQL or MariaDB source is and how to log in to it.
 *
 * @param kind MYSQL or MARIADB
 * @param host host name or address
 * @param port TCP port
 * @param user user name
 * @param password password, may be empty
 * @param tls TLS
 */
public record SourceEndpoint(SourceKind kind, String host, int port, String user, Secret password, SourceTls tls) {}
