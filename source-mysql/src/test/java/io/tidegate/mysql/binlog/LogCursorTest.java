package io.tidegate.mysql.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogCursorTest {
    private static final long FOUR_GIB = 1L << 32;
    private final LogCursor cursor = new LogCursor("binlog.000001", 4);

    @Test
    void eventsAddUp() {
        cursor.pass(EventType.QUERY, 0, 104, 100);
        cursor.pass(EventType.XID, 0, 135, 31);
        assertThat(cursor.position()).isEqualTo(135);
    }

    @Test
    void eventsWithoutAPositionAddUpToo() {
        cursor.pass(EventType.MARIADB_GTID, 0, 0, 42);
        cursor.pass(EventType.TABLE_MAP, 0, 0, 60);
        cursor.pass(EventType.XID, 0, 137, 31);
        assertThat(cursor.position()).isEqualTo(137);
    }

    @Test
    void aHoleIsJumpedOver() {
        cursor.pass(EventType.MARIADB_GTID, 0, 5_042, 42);
        assertThat(cursor.position()).isEqualTo(5_042);
    }

    @Test
    void whatIsNotInTheFileDoesNotCount() {
        cursor.pass(EventType.ROTATE, EventHeader.FLAG_ARTIFICIAL, 0, 47);
        cursor.pass(EventType.HEARTBEAT, 0, 999, 40);
        cursor.pass(EventType.HEARTBEAT_V2, 0, 999, 40);
        cursor.pass(EventType.FORMAT_DESCRIPTION, 0, 0, 120);
        assertThat(cursor.position()).isEqualTo(4);
    }

    @Test
    void theFormatDescriptionAtTheBeginningCounts() {
        cursor.pass(EventType.FORMAT_DESCRIPTION, 0, 256, 252);
        assertThat(cursor.position()).isEqualTo(256);
    }

    @Test
    void theHeadersThirtyTwoBitsWrapInAGiantFile() {
        cursor.enter("binlog.000002", FOUR_GIB - 50);
        cursor.pass(EventType.WRITE_ROWS, 0, 50, 100);
        assertThat(cursor.position()).isEqualTo(FOUR_GIB + 50);
        cursor.pass(EventType.WRITE_ROWS, 0, 0, 100);
        cursor.pass(EventType.XID, 0, 181, 31);
        assertThat(cursor.position()).isEqualTo(FOUR_GIB + 181);
        assertThat(cursor.isAt(181)).isTrue();
    }

    @Test
    void aHoleOverTheWrapGoesForward() {
        cursor.enter("binlog.000002", FOUR_GIB - 50);
        cursor.pass(EventType.GTID, 0, 500, 42);
        assertThat(cursor.position()).isEqualTo(FOUR_GIB + 500);
    }

    @Test
    void aRotationStartsAnotherFile() {
        cursor.enter("binlog.000002", 4);
        assertThat(cursor.file()).isEqualTo("binlog.000002");
        assertThat(cursor.position()).isEqualTo(4);
    }
}
