package io.tidegate.mysql.binlog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A statement in the log.
 *
 * @param thread the session that ran it
 * @param seconds when it began, seconds since 1970
 * @param schema the default database, empty for none
 * @param sqlMode the session's sql_mode as a bit set, 0 when the log does not say
 * @param clientCollation collation id of the character set the text is in, 0 when the log does not say
 * @param updatedSchemas the databases it changes, empty when the log does not say
 * @param statement its text, undecoded
 */
record QueryEvent(
        long thread,
        long seconds,
        String schema,
        long sqlMode,
        int clientCollation,
        List<String> updatedSchemas,
        byte[] statement) {
    private static final int TOO_MANY_SCHEMAS = 254;
    private static final int LOAD_FILE_BYTES = 13;

    /** Parses the body of a QUERY event. */
    static QueryEvent parse(long seconds, EventBody body) {
        return parse(seconds, body, 0);
    }

    /** Parses the body of an EXECUTE_LOAD_QUERY event, whose fixed part also tells about the file. */
    static QueryEvent parseLoad(long seconds, EventBody body) {
        return parse(seconds, body, LOAD_FILE_BYTES);
    }

    private static QueryEvent parse(long seconds, EventBody body, int extraBytes) {
        long thread = body.u32();
        body.skip(4);
        int schemaLength = body.u8();
        body.skip(2);
        int statusLength = body.u16();
        body.skip(extraBytes);
        StatusVariables status = StatusVariables.parse(body, statusLength);
        String schema = body.text(schemaLength);
        body.skip(1);
        return new QueryEvent(
                thread,
                seconds,
                schema,
                status.sqlMode,
                status.clientCollation,
                List.copyOf(status.updatedSchemas),
                body.rest());
    }

    /** The text as far as keywords and ASCII names matter. */
    String asciiText() {
        return new String(statement, StandardCharsets.ISO_8859_1);
    }

    /** The few status variables that matter; the walk ends at the first code whose length is not known. */
    private static final class StatusVariables {
        private long sqlMode;
        private int clientCollation;
        private final List<String> updatedSchemas = new ArrayList<>();

        static StatusVariables parse(EventBody body, int length) {
            StatusVariables status = new StatusVariables();
            EventBody block = body.slice(length);
            boolean known = true;
            while (known && block.remaining() > 0) {
                known = status.read(block.u8(), block);
            }
            return status;
        }

        private boolean read(int code, EventBody block) {
            switch (code) {
                case 1 -> sqlMode = block.i64();
                case 4 -> {
                    clientCollation = block.u16();
                    block.skip(4);
                }
                case 12 -> readUpdatedSchemas(block);
                case 2 -> block.skip(block.u8() + 1);
                case 5, 6 -> block.skip(block.u8());
                case 11 -> {
                    block.skip(block.u8());
                    block.skip(block.u8());
                }
                case 16, 19, 20 -> block.skip(1);
                case 7, 8, 18 -> block.skip(2);
                case 13, 128 -> block.skip(3);
                case 0, 3, 10 -> block.skip(4);
                case 9, 17, 129 -> block.skip(8);
                default -> {
                    return false;
                }
            }
            return true;
        }

        private void readUpdatedSchemas(EventBody block) {
            int count = block.u8();
            for (int i = 0; i < count && count != TOO_MANY_SCHEMAS; i++) {
                updatedSchemas.add(block.textToZero());
            }
        }
    }
}
