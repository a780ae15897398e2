package io.tidegate.mysql.binlog;

import java.util.Comparator;
import java.util.UUID;

/**
 * Who numbers the transactions of a MySQL GTID: a server, and from 8.3 on optionally a tag.
 *
 * @param server uuid of the server
 * @param tag empty for none, lower case
 */
record GtidSource(UUID server, String tag) {
    /** The order in which sets are written: by the text of the uuid, then by tag, without a tag first. */
    static final Comparator<GtidSource> ORDER = Comparator.comparing(
                    (GtidSource source) -> source.server().toString())
            .thenComparing(GtidSource::tag);

    @Override
    public String toString() {
        return tag.isEmpty() ? server.toString() : server + ":" + tag;
    }
}
