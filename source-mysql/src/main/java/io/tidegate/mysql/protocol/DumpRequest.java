package io.tidegate.mysql.protocol;

import java.time.Duration;

/**
 * What a replica asks its server for.
 *
 * @param start where to begin
 * @param serverId of the replica, unique among all replicas of the server; not 0
 * @param replicaUuid stable for a changefeed: MySQL ends an older dump of the same one
 * @param heartbeat after how long without an event the server shall give a sign of life; after three times as long
 *     without any byte the connection counts as lost
 * @param reportHost the name under which the server lists the replica, at most 255 bytes
 */
public record DumpRequest(Start start, long serverId, String replicaUuid, Duration heartbeat, String reportHost) {
    /** Where a dump begins. */
    public sealed interface Start {}

    /**
     * Inside a file, for either family.
     *
     * @param file name of the binlog file
     * @param position of the first event wanted; at least 4, and at most what fits 32 bits unsigned
     */
    public record FilePosition(String file, long position) implements Start {}

    /**
     * After the transactions of a MySQL GTID set.
     *
     * @param encodedSet the set as COM_BINLOG_DUMP_GTID takes it; not to be modified
     */
    public record MysqlGtidSet(byte[] encodedSet) implements Start {}

    /**
     * After the last transaction of each MariaDB replication domain.
     *
     * @param state {@code domain-server-sequence}, separated by commas; empty for the beginning
     */
    public record MariadbGtidState(String state) implements Start {}
}
