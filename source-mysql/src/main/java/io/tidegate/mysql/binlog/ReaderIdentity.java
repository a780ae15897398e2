package io.tidegate.mysql.binlog;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Who a changefeed is among the replicas of a server: always the same, so that the server ends a dump that an earlier
 * session left behind, and another one for each changefeed.
 *
 * @param serverId in a range that people don't use
 * @param uuid made from the name
 */
record ReaderIdentity(long serverId, String uuid) {
    private static final long FIRST_ID = 0x4000_0000L;
    private static final long IDS = 0x4000_0000L;

    static ReaderIdentity of(String changefeed) {
        UUID uuid = UUID.nameUUIDFromBytes(("tidegate changefeed " + changefeed).getBytes(StandardCharsets.UTF_8));
        return new ReaderIdentity(FIRST_ID + Math.floorMod(uuid.getMostSignificantBits(), IDS), uuid.toString());
    }
}
