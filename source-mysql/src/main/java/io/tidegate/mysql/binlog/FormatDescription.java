package io.tidegate.mysql.binlog;

import java.util.Arrays;

/**
 * What the first event of a binlog file says of the others: which server wrote it, and how many bytes stand in front of
 * the body proper in each type of event.
 *
 * @param serverVersion such as {@code 11.4.5-MariaDB-log}
 * @param postHeaderLengths by event type from 1
 */
record FormatDescription(String serverVersion, byte[] postHeaderLengths) {
    private static final int VERSION_BYTES = 50;
    private static final int TRAILING_BYTES = 1;

    /** Parses the body of a FORMAT_DESCRIPTION event, the checksum cut off. */
    static FormatDescription parse(EventBody body) {
        body.skip(2);
        String version = body.text(VERSION_BYTES);
        int end = version.indexOf('\0');
        body.skip(4 + 1);
        byte[] rest = body.rest();
        return new FormatDescription(
                end < 0 ? version : version.substring(0, end),
                Arrays.copyOf(rest, Math.max(0, rest.length - TRAILING_BYTES)));
    }

    /** Bytes between the common header and the body of an event of this type. */
    int postHeaderLength(int type) {
        if (type > postHeaderLengths.length) {
            throw EventBody.corrupt("the format description of " + serverVersion + " does not know event type " + type);
        }
        return postHeaderLengths[type - 1] & 0xFF;
    }
}
