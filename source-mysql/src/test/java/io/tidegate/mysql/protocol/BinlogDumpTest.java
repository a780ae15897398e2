package io.tidegate.mysql.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.testkit.memory.CountingBudget;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BinlogDumpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ROTATE = 4;
    private static final int FORMAT_DESCRIPTION = 15;
    private static final int HEARTBEAT = 27;
    private static final int MARIADB_GTID = 162;

    private static EmbeddedMariaDb server;

    @BeforeAll
    static void startServer() throws SQLException {
        server = EmbeddedMariaDb.builder()
                .option("--max-allowed-packet=256M")
                .option("--binlog-annotate-row-events=OFF")
                .build()
                .start();
        sql("CREATE DATABASE shop", "CREATE TABLE shop.item (id INT PRIMARY KEY, name LONGTEXT)");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void everyEventOfAFileComesWithinItsChecksum() throws Exception {
        sql("INSERT INTO shop.item VALUES (1, 'one'), (2, 'two')", "DELETE FROM shop.item");
        try (EventStream events = dump(fileStart(), new CountingBudget(1 << 22))) {
            assertThat(next(events)).isEqualTo(ROTATE);
            assertThat(next(events)).isEqualTo(FORMAT_DESCRIPTION);
            assertThat(events.wireLength()).isEqualTo(events.length() + 4);
            long position = 4L + events.wireLength();
            long end = fileEnd().position();
            while (position < end) {
                assertThat(events.next(PATIENCE)).isTrue();
                position += events.wireLength();
            }
            assertThat(position).isEqualTo(end);
            assertThat(events.hasBuffered()).isFalse();
        }
    }

    @Test
    void aGtidStateIsTakenUpWhereItEnds() throws Exception {
        String state = scalar("SELECT @@gtid_binlog_pos");
        sql("INSERT INTO shop.item VALUES (10, 'ten')", "DELETE FROM shop.item");
        try (EventStream events = dump(new DumpRequest.MariadbGtidState(state), new CountingBudget(1 << 22))) {
            long sequence = Long.parseLong(state.substring(state.lastIndexOf('-') + 1));
            while (next(events) != MARIADB_GTID) {
                assertThat(events.length()).isPositive();
            }
            assertThat(EventGuard.u32(events.slab().bytes(), events.offset() + EventGuard.HEADER_LENGTH))
                    .isEqualTo((int) sequence + 1);
        }
    }

    @Test
    void anUnknownGtidIsAnInvalidPosition() throws Exception {
        assertThat(failureOf(new DumpRequest.MariadbGtidState("0-1-99999999"))).isEqualTo(ErrorCode.POSITION_INVALID);
    }

    @Test
    void anIdleServerGivesSignsOfLife() throws Exception {
        try (EventStream events = dump(fileEnd(), new CountingBudget(1 << 22))) {
            while (next(events) != HEARTBEAT) {
                assertThat(events.length()).isPositive();
            }
            assertThat(next(events)).isEqualTo(HEARTBEAT);
        }
    }

    @Test
    void aPurgedFileIsALostPosition() throws Exception {
        DumpRequest.FilePosition old = fileStart();
        sql("FLUSH BINARY LOGS");
        sql("SET GLOBAL slave_connections_needed_for_purge = 0");
        // The server keeps a file while the dump of a reader that has gone still holds it.
        await().atMost(PATIENCE).until(() -> {
            sql("PURGE BINARY LOGS TO '" + fileEnd().file() + "'");
            return !scalar("SHOW BINARY LOGS").equals(old.file());
        });
        TidegateException lost = failure(old);
        assertThat(lost.code()).isEqualTo(ErrorCode.POSITION_LOST);
        assertThat(lost.detail()).contains(old.file() + ":4");
        assertThat(lost.remedy()).contains("SHOW BINARY LOGS");
    }

    @Test
    void aPositionBehindTheEndIsInvalid() throws Exception {
        DumpRequest.FilePosition end = fileEnd();
        assertThat(failureOf(new DumpRequest.FilePosition(end.file(), end.position() + 100_000)))
                .isEqualTo(ErrorCode.POSITION_INVALID);
    }

    @Test
    void aFlippedBitIsACorruptEvent() throws Exception {
        DumpRequest.FilePosition end = fileEnd();
        sql("INSERT INTO shop.item VALUES (20, 'a wooden chair')", "DELETE FROM shop.item");
        try (TamperingProxy proxy = new TamperingProxy(server.port())) {
            proxy.flipIn("wooden");
            try (EventStream events = dump(proxy.port(), end, new CountingBudget(1 << 22))) {
                TidegateException failure = catchThrowableOfType(TidegateException.class, () -> drain(events));
                assertThat(failure.code()).isEqualTo(ErrorCode.EVENT_CORRUPT);
                assertThat(failure.detail()).contains(end.file()).contains("checksum is");
            }
        }
    }

    @Test
    void aKilledConnectionIsLost() throws Exception {
        try (ReplicationConnection connection = ReplicationConnection.connect(Endpoints.of(server), PATIENCE);
                EventStream events = connection.startDump(request(fileEnd()), new CountingBudget(1 << 22))) {
            assertThat(next(events)).isEqualTo(ROTATE);
            sql("KILL " + connection.server().connectionId());
            TidegateException failure = catchThrowableOfType(TidegateException.class, () -> drain(events));
            assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_CONNECTION_LOST);
            assertThat(failure.retryable()).isTrue();
        }
    }

    @Test
    void silenceForThreeHeartbeatsIsALostConnection() throws Exception {
        try (TamperingProxy proxy = new TamperingProxy(server.port());
                EventStream events = dump(proxy.port(), fileEnd(), new CountingBudget(1 << 22))) {
            assertThat(next(events)).isEqualTo(ROTATE);
            proxy.swallow();
            TidegateException failure = catchThrowableOfType(TidegateException.class, () -> drain(events));
            assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_CONNECTION_LOST);
            assertThat(failure.detail()).contains("no sign of life");
        }
    }

    @Test
    void timeoutsInTheMidstOfPacketsLoseNothing() throws Exception {
        DumpRequest.FilePosition start = fileEnd();
        String text = "x".repeat(300_000);
        sql("INSERT INTO shop.item VALUES (30, '" + text + "')", "DELETE FROM shop.item");
        long end = fileEnd().position();
        try (TamperingProxy proxy = new TamperingProxy(server.port())) {
            proxy.inPiecesOf(997);
            try (EventStream events = dump(proxy.port(), start, new CountingBudget(1 << 19))) {
                long position = start.position();
                int empty = 0;
                while (position < end) {
                    if (!events.next(Duration.ZERO)) {
                        empty++;
                    } else if (!isArtificial(events)) {
                        position += events.wireLength();
                    }
                }
                assertThat(position).isEqualTo(end);
                assertThat(empty).isPositive();
            }
        }
    }

    @Test
    void anEventOfSeveralPacketsIsJoined() throws Exception {
        DumpRequest.FilePosition start = fileEnd();
        CountingBudget budget = new CountingBudget(1 << 20);
        sql(
                "INSERT INTO shop.item VALUES (40, CONCAT('<', REPEAT('abcdefgh', 5000000), '>'))",
                "DELETE FROM shop.item WHERE id = -1");
        try (EventStream events = dump(start, budget)) {
            assertThat(next(events)).isEqualTo(ROTATE);
            while (events.length() < 40_000_000) {
                assertThat(events.next(PATIENCE)).isTrue();
            }
            String row =
                    new String(events.slab().bytes(), events.offset(), events.length(), StandardCharsets.ISO_8859_1);
            assertThat(row.substring(row.indexOf('<'))).isEqualTo("<" + "abcdefgh".repeat(5_000_000) + ">");
            assertThat(next(events)).as("the commit behind it").isEqualTo(16);
        }
        sql("DELETE FROM shop.item");
        assertThat(budget.held()).isZero();
    }

    @Test
    void anEventThatFillsItsPacketsToTheBrimIsClosedByAnEmptyOne() throws Exception {
        DumpRequest.FilePosition start = fileEnd();
        sql("INSERT INTO shop.item VALUES (50, 'x')");
        int overhead = rowsEventLength(start) - 1;
        sql("DELETE FROM shop.item");
        for (int packets = 1; packets <= 2; packets++) {
            DumpRequest.FilePosition before = fileEnd();
            int text = packets * PacketChannel.FULL_PAYLOAD - 1 - overhead;
            sql("INSERT INTO shop.item VALUES (50, REPEAT('x', " + text + "))", "DELETE FROM shop.item");
            assertThat(rowsEventLength(before)).isEqualTo(packets * PacketChannel.FULL_PAYLOAD - 1);
        }
    }

    @Test
    void keptEventsStayReadableAndTheirMemoryIsGivenBack() throws Exception {
        DumpRequest.FilePosition start = fileEnd();
        for (int i = 0; i < 20; i++) {
            sql("INSERT INTO shop.item VALUES (" + (100 + i) + ", REPEAT('row" + i + " ', 5000))");
        }
        long end = fileEnd().position();
        CountingBudget budget = new CountingBudget(1 << 22);
        List<Slab> kept = new ArrayList<>();
        try (EventStream events = dump(start, budget)) {
            for (long position = start.position(); position < end; ) {
                assertThat(events.next(PATIENCE)).isTrue();
                events.slab().retain();
                kept.add(events.slab());
                position += isArtificial(events) ? 0 : events.wireLength();
            }
        }
        assertThat(kept.stream().distinct().count()).isGreaterThan(1);
        assertThat(budget.held()).isPositive();
        kept.forEach(Slab::release);
        assertThat(budget.held()).isZero();
        sql("DELETE FROM shop.item");
    }

    @Test
    void closingFromAnotherThreadEndsAWait() throws Exception {
        CountingBudget budget = new CountingBudget(1 << 22);
        EventStream events = dump(fileEnd(), budget);
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread reader =
                new Thread(() -> ended.complete(catchThrowableOfType(TidegateException.class, () -> drain(events))));
        reader.start();
        await().atMost(PATIENCE).until(() -> budget.held() > 0);
        events.close();
        events.close();
        assertThat(ended.get(10, TimeUnit.SECONDS)).hasMessageContaining(ErrorCode.SOURCE_CONNECTION_LOST.code());
        reader.join();
        assertThat(budget.held()).isZero();
    }

    @Test
    void aReaderWithoutThePrivilegeIsToldWhatToGrant() throws Exception {
        sql("CREATE USER reader@'%' IDENTIFIED BY 'secret'");
        try (ReplicationConnection connection =
                ReplicationConnection.connect(Endpoints.of(server, "reader", "secret"), PATIENCE)) {
            DumpRequest request = request(fileEnd());
            assertThatThrownBy(() -> {
                        try (EventStream events = connection.startDump(request, new CountingBudget(1 << 22))) {
                            drain(events);
                        }
                    })
                    .isInstanceOfSatisfying(TidegateException.class, failure -> {
                        assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_GRANT_MISSING);
                        assertThat(failure.remedy()).contains("GRANT REPLICATION SLAVE ON *.* TO 'reader'@'%'");
                    });
        }
    }

    private static int rowsEventLength(DumpRequest.FilePosition start) throws Exception {
        try (EventStream events = dump(start, new CountingBudget(1 << 20))) {
            while (next(events) != 23) {
                assertThat(events.length()).isPositive();
            }
            return events.wireLength();
        }
    }

    private static ErrorCode failureOf(DumpRequest.Start start) throws InterruptedException {
        return failure(start).code();
    }

    private static TidegateException failure(DumpRequest.Start start) {
        try (EventStream events = dump(start, new CountingBudget(1 << 22))) {
            return catchThrowableOfType(TidegateException.class, () -> drain(events));
        }
    }

    private static void drain(EventStream events) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            events.next(PATIENCE);
        }
    }

    private static boolean isArtificial(EventStream events) {
        byte[] bytes = events.slab().bytes();
        int type = bytes[events.offset() + 4] & 0xFF;
        boolean flag = (bytes[events.offset() + 17] & 0x20) != 0;
        return flag || type == HEARTBEAT || type == FORMAT_DESCRIPTION;
    }

    private static int next(EventStream events) throws InterruptedException {
        assertThat(events.next(PATIENCE)).isTrue();
        return events.slab().bytes()[events.offset() + 4] & 0xFF;
    }

    private static EventStream dump(DumpRequest.Start start, CountingBudget budget) {
        return dump(server.port(), start, budget);
    }

    private static EventStream dump(int port, DumpRequest.Start start, CountingBudget budget) {
        return ReplicationConnection.connect(Endpoints.at(Endpoints.of(server), "127.0.0.1", port), PATIENCE)
                .startDump(request(start), budget);
    }

    private static DumpRequest request(DumpRequest.Start start) {
        return new DumpRequest(
                start, 0x40000001L, "5f2d9c0e-1f7b-4f2c-9a51-0c2f4f0a1b01", Duration.ofMillis(400), "tidegate");
    }

    private static DumpRequest.FilePosition fileStart() throws SQLException {
        return new DumpRequest.FilePosition(fileEnd().file(), 4);
    }

    private static DumpRequest.FilePosition fileEnd() throws SQLException {
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW MASTER STATUS")) {
            rows.next();
            return new DumpRequest.FilePosition(rows.getString(1), rows.getLong(2));
        }
    }

    private static String scalar(String query) throws SQLException {
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }
}
