package io.tidegate.mysql.binlog;

import static io.tidegate.mysql.binlog.LogScript.TABLE_HIDDEN;
import static io.tidegate.mysql.binlog.LogScript.TABLE_ITEM;
import static io.tidegate.mysql.binlog.LogScript.event;
import static io.tidegate.mysql.binlog.LogScript.format;
import static io.tidegate.mysql.binlog.LogScript.insert;
import static io.tidegate.mysql.binlog.LogScript.mysqlGtid;
import static io.tidegate.mysql.binlog.LogScript.query;
import static io.tidegate.mysql.binlog.LogScript.xid;
import static io.tidegate.mysql.binlog.ScriptedReader.NOW_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Tso;
import io.tidegate.mysql.protocol.ServerInfo.Flavour;
import org.junit.jupiter.api.Test;

class TransactionReaderTest {
    private static final byte[] ITEM = LogScript.tableMap(TABLE_ITEM, "shop", "item");
    private static final byte[] HIDDEN = LogScript.tableMap(TABLE_HIDDEN, "hidden", "item");
    private static final byte[] BEGIN = query(NOW_SECONDS, "shop", "BEGIN");

    private static byte[] gtid(long sequence) {
        return LogScript.mariaDbGtid(NOW_SECONDS, sequence, 0, 0, 0);
    }

    private static byte[] oneStatement(long sequence) {
        return LogScript.mariaDbGtid(NOW_SECONDS, sequence, 1, 0, 0);
    }

    private static byte[] sql(String text) {
        return query(NOW_SECONDS, "shop", text);
    }

    @Test
    void aMariaDbTransactionEndsWithItsXid() throws Exception {
        ScriptedReader reader = ScriptedReader.ofMariaDb().feed(format(), gtid(1), ITEM, insert(TABLE_ITEM, 1, 2));
        assertThat(reader.out).isEmpty();
        reader.feed(xid());
        assertThat(reader.out).containsExactly("item 1", "item 2", "|");
        assertThat(reader.timestamps).containsOnly(Tso.ofMillis(NOW_SECONDS * 1_000));
        assertThat(reader.position().gtids()).hasToString("0-1-1");
        assertThat(reader.memory.held()).isZero();
    }

    @Test
    void aMySqlTransactionTakesTheOriginalCommitTime() throws Exception {
        long micros = (NOW_SECONDS - 10) * 1_000_000 + 123_456;
        ScriptedReader reader = ScriptedReader.ofMySql()
                .feed(format(), mysqlGtid(NOW_SECONDS, 5, micros), BEGIN, ITEM, insert(TABLE_ITEM, 1), xid());
        assertThat(reader.out).containsExactly("item 1", "|");
        assertThat(reader.timestamps).containsExactly(Tso.ofMillis(micros / 1_000));
        assertThat(reader.position().gtids()).hasToString("00000000-0000-0000-0000-000000000007:5");
    }

    @Test
    void withoutGtidsTheTimeOfBeginCounts() throws Exception {
        ScriptedReader reader = new ScriptedReader(ScriptedReader.start(Flavour.MYSQL, null), 1 << 20);
        reader.feed(format(), BEGIN, ITEM, insert(TABLE_ITEM, 1), sql("COMMIT"), sql("DROP TABLE item"));
        assertThat(reader.out.get(0)).isEqualTo("item 1");
        assertThat(reader.timestamps.get(0)).isEqualTo(Tso.ofMillis(NOW_SECONDS * 1_000));
        assertThat(reader.out.get(2)).contains("DROP TABLE");
        assertThat(reader.position().gtids()).isNull();
    }

    @Test
    void aRowStandsWhereItsEventBeginsIfTheLogTells() throws Exception {
        byte[] rows = insert(TABLE_ITEM, 1, 2);
        ScriptedReader reader = ScriptedReader.ofMySql()
                .feed(format(), mysqlGtid(NOW_SECONDS, 5, 0), BEGIN, ITEM, LogScript.endingAt(2000, rows), xid());
        int begin = 2000 - rows.length - 4;
        String gtid = "00000000-0000-0000-0000-000000000007:5";
        assertThat(reader.origins)
                .containsExactly("binlog.000001:" + begin + " 0 9 " + gtid, "binlog.000001:" + begin + " 1 9 " + gtid);
    }

    @Test
    void aRowStandsWhereItsTransactionBeginsIfTheLogTellsNoPositionInside() throws Exception {
        byte[] format = format();
        ScriptedReader reader = ScriptedReader.ofMariaDb()
                .feed(format, LogScript.endingAt(3000, gtid(1)), ITEM, insert(TABLE_ITEM, 1), insert(TABLE_ITEM, 2))
                .feed(LogScript.endingAt(4000, xid()));
        String begin = "binlog.000001:" + (3000 - gtid(1).length - 4);
        assertThat(reader.origins).containsExactly(begin + " 0 0 0-1-1", begin + " 0 0 0-1-1");
    }

    @Test
    void xaRowsStandWhereTheyWerePrepared() throws Exception {
        byte[] prepared = LogScript.endingAt(3000, LogScript.mariaDbGtid(NOW_SECONDS, 1, 64, 0, 0));
        ScriptedReader reader = ScriptedReader.ofMariaDb()
                .feed(format(), prepared, ITEM, insert(TABLE_ITEM, 1), LogScript.xaPrepare(false, "x"));
        assertThat(reader.origins).isEmpty();
        reader.feed(oneStatement(2), sql("XA COMMIT X'78',X'',1"));
        assertThat(reader.origins).containsExactly("binlog.000001:" + (3000 - prepared.length - 4) + " 0 0 0-1-1");
    }

    @Test
    void aRollbackYieldsNothing() throws Exception {
        ScriptedReader reader = ScriptedReader.ofMariaDb()
                .feed(format(), gtid(1), ITEM, insert(TABLE_ITEM, 1), sql("ROLLBACK"))
                .feed(gtid(2), ITEM, insert(TABLE_ITEM, 2), sql("COMMIT"));
        assertThat(reader.out).doesNotContain("item 1").contains("item 2");
        assertThat(reader.memory.held()).isZero();
    }

    @Test
    void aRollbackToASavepointTakesBackWhatCameAfterIt() throws Exception {
        ScriptedReader reader = ScriptedReader.ofMariaDb()
                .feed(format(), gtid(1), ITEM, insert(TABLE_ITEM, 1), sql("SAVEPOINT `s`"))
                .feed(ITEM, insert(TABLE_ITEM, 2), sql("ROLLBACK TO `s`"), insert(TABLE_ITEM, 3), xid());
        assertThat(reader.out).containsExactly("item 1", "item 3", "|");
    }

    @Test
    void aTransactionAboveTheLimitFlowsAndCannotBeRolledBack() throws Exception {
        ScriptedReader reader =
                new ScriptedReader(ScriptedReader.start(Flavour.MARIADB, MariadbGtidState.empty()), 100);
        reader.feed(format(), gtid(1), ITEM);
        for (int i = 0; i < 20; i++) {
            reader.feed(insert(TABLE_ITEM, i));
        }
        assertThat(reader.out).contains("item 0").doesNotContain("|");
        TidegateException refused = catchThrowableOfType(TidegateException.class, () -> reader.feed(sql("ROLLBACK")));
        assertThat(refused.code()).isEqualTo(ErrorCode.ROLLBACK_TOO_LARGE);
        assertThat(refused.detail()).contains("shop.item");
    }

    @Test
    void otherTablesAndMarkersOfStatementEndsAreSkipped() throws Exception {
        ScriptedReader reader = ScriptedReader.ofMariaDb()
                .feed(format(), gtid(1), ITEM, HIDDEN, insert(TABLE_HIDDEN, 7), insert(TABLE_ITEM, 1))
                .feed(LogScript.endOfStatement(), xid());
        assertThat(reader.out).containsExactly("item 1", "|");
    }

    @Test
    void ddlOfSeveralTablesSharesATimestampAndOnlyTheLastHasAMark() throws Exception {
        ScriptedReader reader = ScriptedReader.ofMariaDb()
                .feed(format(), gtid(1), ITEM, insert(TABLE_ITEM, 1), xid())
                .feed(oneStatement(2), sql("DROP TABLE item, other"));
        assertThat(reader.out).hasSize(5);
        assertThat(reader.out.subList(0, 2)).containsExactly("item 1", "|");
        assertThat(reader.out.get(2)).contains("item");
        assertThat(reader.out.get(3)).contains("other");
        assertThat(reader.out.get(4)).isEqualTo("|");
        assertThat(reader.timestamps.get(1))
                .isEqualTo(reader.timestamps.get(2))
                .isGreaterThan(reader.timestamps.get(0));
    }

    @Test
    void aTemporaryTableIsNobodysBusiness() throws Exception {
        ScriptedReader reader = ScriptedReader.ofMariaDb()
                .feed(format(), gtid(1), ITEM, insert(TABLE_ITEM, 1), sql("DROP TEMPORARY TABLE IF EXISTS t"), xid());
        assertThat(reader.out).containsExactly("item 1", "|");
    }

    @Test
    void aTwoPhaseAlterTakesEffectAtItsCommit() throws Exception {
        String alter = "ALTER TABLE item ADD COLUMN price INT";
        ScriptedReader reader =
                ScriptedReader.ofMariaDb().feed(format(), LogScript.mariaDbGtid(NOW_SECONDS, 1, 1, 2, 0), sql(alter));
        assertThat(reader.out).doesNotContain(alter);
        reader.feed(LogScript.mariaDbGtid(NOW_SECONDS, 2, 1, 4, 1), sql(alter));
        assertThat(reader.out).contains(alter);
    }

    @Test
    void anAlterThatWasRolledBackIsNothing() throws Exception {
        String alter = "ALTER TABLE item ADD COLUMN price INT";
        ScriptedReader reader = ScriptedReader.ofMariaDb()
                .feed(format(), LogScript.mariaDbGtid(NOW_SECONDS, 1, 1, 2, 0), sql(alter))
                .feed(LogScript.mariaDbGtid(NOW_SECONDS, 2, 1, 8, 1), sql(alter));
        assertThat(reader.out).doesNotContain(alter);
    }

    @Test
    void aTableRenamedIntoTheFilterStopsTheReader() throws Exception {
        ScriptedReader reader = ScriptedReader.ofMariaDb().feed(format(), oneStatement(1));
        TidegateException refused =
                catchThrowableOfType(TidegateException.class, () -> reader.feed(sql("RENAME TABLE _item_new TO item")));
        assertThat(refused.code()).isEqualTo(ErrorCode.RENAME_INTO_FILTER);
        ScriptedReader other =
                ScriptedReader.ofMariaDb().feed(format(), oneStatement(1), sql("RENAME TABLE item TO _item_old"));
        assertThat(other.out.get(0)).contains("RENAME TABLE");
    }

    @Test
    void aTransactionThatWasReadBeforeIsDropped() throws Exception {
        ScriptedReader reader =
                new ScriptedReader(ScriptedReader.start(Flavour.MARIADB, MariadbGtidState.parse("0-1-5")), 1 << 20);
        reader.feed(format(), gtid(5), ITEM, insert(TABLE_ITEM, 1), xid())
                .feed(gtid(6), ITEM, insert(TABLE_ITEM, 2), xid());
        assertThat(reader.out).doesNotContain("item 1").contains("item 2");
    }

    @Test
    void xaRowsWaitForTheSecondPhase() throws Exception {
        ScriptedReader reader = ScriptedReader.ofMySql()
                .feed(format(), mysqlGtid(NOW_SECONDS, 1, 0), sql("XA START X'61',X'',1"), ITEM, insert(TABLE_ITEM, 1))
                .feed(sql("XA END X'61',X'',1"), LogScript.xaPrepare(false, "a"))
                .feed(mysqlGtid(NOW_SECONDS, 2, 0), BEGIN, ITEM, insert(TABLE_ITEM, 2), xid());
        assertThat(reader.changes()).containsExactly("item 2");
        assertThat(reader.position().gtids()).hasToString("");
        assertThat(reader.position().delivered()).isEqualTo(1);
        reader.feed(mysqlGtid(NOW_SECONDS, 3, 0), sql("XA COMMIT X'61',X'',1"));
        assertThat(reader.changes()).containsExactly("item 2", "item 1");
        assertThat(reader.timestamps.get(1)).isGreaterThan(reader.timestamps.get(0));
        assertThat(reader.position().gtids()).hasToString("00000000-0000-0000-0000-000000000007:1-3");
        assertThat(reader.memory.held()).isZero();
    }

    @Test
    void xaRollbackYieldsNothingAndOnePhaseCommits() throws Exception {
        ScriptedReader reader = ScriptedReader.ofMariaDb()
                .feed(format(), LogScript.mariaDbGtid(NOW_SECONDS, 1, 64, 0, 0), ITEM, insert(TABLE_ITEM, 1))
                .feed(sql("XA END X'61',X'',1"), LogScript.xaPrepare(false, "a"))
                .feed(oneStatement(2), sql("XA ROLLBACK X'61',X'',1"))
                .feed(LogScript.mariaDbGtid(NOW_SECONDS, 3, 64, 0, 0), ITEM, insert(TABLE_ITEM, 2))
                .feed(sql("XA END X'61',X'',1"), LogScript.xaPrepare(true, "a"));
        assertThat(reader.changes()).containsExactly("item 2");
        assertThat(reader.memory.held()).isZero();
    }

    @Test
    void anXaTransactionAboveTheLimitStopsTheReader() throws Exception {
        ScriptedReader reader =
                new ScriptedReader(ScriptedReader.start(Flavour.MARIADB, MariadbGtidState.empty()), 100);
        reader.feed(format(), LogScript.mariaDbGtid(NOW_SECONDS, 1, 64, 0, 0), ITEM, insert(TABLE_ITEM, 1));
        TidegateException refused = catchThrowableOfType(TidegateException.class, () -> {
            for (int i = 0; i < 20; i++) {
                reader.feed(insert(TABLE_ITEM, i));
            }
        });
        assertThat(refused.code()).isEqualTo(ErrorCode.EVENT_UNSUPPORTED);
        assertThat(reader.out).isEmpty();
    }

    @Test
    void anXaCommitOfUnknownRowsStopsTheReader() throws Exception {
        ScriptedReader reader = ScriptedReader.ofMariaDb().feed(format(), oneStatement(1));
        TidegateException refused =
                catchThrowableOfType(TidegateException.class, () -> reader.feed(sql("XA COMMIT X'61',X'',1")));
        assertThat(refused.code()).isEqualTo(ErrorCode.EVENT_UNSUPPORTED);
    }

    @Test
    void aHalfTransactionAtTheEndOfAFileNeverHappened() throws Exception {
        ScriptedReader reader = ScriptedReader.ofMariaDb()
                .feed(format(), gtid(1), ITEM, insert(TABLE_ITEM, 1))
                .feed(LogScript.rotate("binlog.000002", 4, EventHeader.FLAG_ARTIFICIAL), format())
                .feed(gtid(1), ITEM, insert(TABLE_ITEM, 2), xid());
        assertThat(reader.out).doesNotContain("item 1").contains("item 2");
        assertThat(reader.position().file()).isEqualTo("binlog.000002");
    }

    @Test
    void unknownEventsAreSkippedOnlyIfTheirServerAllowsIt() throws Exception {
        ScriptedReader reader =
                ScriptedReader.ofMariaDb().feed(format(), event(99, 0, EventHeader.FLAG_IGNORABLE, new byte[3]));
        TidegateException refused =
                catchThrowableOfType(TidegateException.class, () -> reader.feed(event(99, 0, 0, new byte[3])));
        assertThat(refused.code()).isEqualTo(ErrorCode.EVENT_UNSUPPORTED);
        assertThat(refused.detail()).contains("99").contains("binlog.000001");
    }

    @Test
    void whatIsNotSupportedNamesItsRemedy() throws Exception {
        ScriptedReader reader = ScriptedReader.ofMariaDb().feed(format());
        byte[] compressed = event(EventType.QUERY_COMPRESSED, 0, 0, new byte[3]);
        TidegateException refused = catchThrowableOfType(TidegateException.class, () -> reader.feed(compressed));
        assertThat(refused.code()).isEqualTo(ErrorCode.EVENT_UNSUPPORTED);
        assertThat(refused.remedy()).contains("SET GLOBAL log_bin_compress");
    }

    @Test
    void aCompressedTransactionIsReadLikeAnyOther() throws Exception {
        ScriptedReader reader = ScriptedReader.ofMySql().feed(format(), mysqlGtid(NOW_SECONDS, 1, 0));
        reader.feed(LogScript.payload(BEGIN, ITEM, insert(TABLE_ITEM, 1), insert(TABLE_ITEM, 2), xid()));
        assertThat(reader.changes()).containsExactly("item 1", "item 2");
        assertThat(reader.position().gtids()).hasToString("00000000-0000-0000-0000-000000000007:1");
        assertThat(reader.memory.held()).isZero();
    }

    @Test
    void aCompressedTransactionThatWasReadBeforeIsDropped() throws Exception {
        GtidSet known = GtidSet.parse("00000000-0000-0000-0000-000000000007:1");
        ScriptedReader reader = new ScriptedReader(ScriptedReader.start(Flavour.MYSQL, known), 1 << 20);
        reader.feed(
                        format(),
                        mysqlGtid(NOW_SECONDS, 1, 0),
                        LogScript.payload(BEGIN, ITEM, insert(TABLE_ITEM, 1), xid()))
                .feed(mysqlGtid(NOW_SECONDS, 2, 0), LogScript.payload(BEGIN, ITEM, insert(TABLE_ITEM, 2), xid()));
        assertThat(reader.changes()).containsExactly("item 2");
    }

    @Test
    void anIncidentMeansThatTheSourceLostEvents() throws Exception {
        ScriptedReader reader = ScriptedReader.ofMariaDb().feed(format());
        TidegateException lost =
                catchThrowableOfType(TidegateException.class, () -> reader.feed(LogScript.incident("disk full")));
        assertThat(lost.code()).isEqualTo(ErrorCode.SOURCE_LOST_EVENTS);
        assertThat(lost.detail()).contains("disk full");
    }

    @Test
    void aStatementThatChangesRowsStopsTheReaderOnlyInASelectedSchema() throws Exception {
        ScriptedReader reader = ScriptedReader.ofMariaDb()
                .feed(format(), gtid(1), query(NOW_SECONDS, "mysql", "UPDATE rds_heartbeat2 SET v = 1"), xid())
                .feed(gtid(2), query(NOW_SECONDS, "shop", "REPLACE INTO hidden.sums SELECT 1 FROM item"), xid())
                .feed(gtid(3));
        for (String change : new String[] {
            "INSERT INTO item VALUES (1)",
            "/* c */ delete from item",
            "LOAD DATA INFILE 'x' INTO TABLE `item`",
            "SET STATEMENT max_statement_time=1 FOR UPDATE item SET id = 2"
        }) {
            TidegateException stopped = catchThrowableOfType(TidegateException.class, () -> reader.feed(sql(change)));
            assertThat(stopped.code()).as(change).isEqualTo(ErrorCode.STATEMENT_FORMAT);
        }
        TidegateException qualified = catchThrowableOfType(
                TidegateException.class,
                () -> reader.feed(query(NOW_SECONDS, "hidden", "UPDATE t JOIN `shop`.item i SET i.id = 2")));
        assertThat(qualified.code()).isEqualTo(ErrorCode.STATEMENT_FORMAT);
    }

    @Test
    void anIdleServerResolvesTimeOnceASecond() throws Exception {
        ScriptedReader reader = ScriptedReader.ofMariaDb().feed(format(), gtid(1), ITEM, insert(TABLE_ITEM, 1), xid());
        BinlogPosition before = reader.position();
        byte[] heartbeat = LogScript.heartbeat("binlog.000001", before.offset());
        reader.pass(5);
        reader.feed(heartbeat, heartbeat);
        assertThat(reader.out).containsExactly("item 1", "|", "|");
        assertThat(reader.mark().resolvedTs()).isEqualTo(Tso.ofMillis((NOW_SECONDS + 4) * 1_000));
        assertThat(reader.position().lastTs()).isEqualTo(reader.mark().resolvedTs());
        reader.feed(gtid(2), ITEM, insert(TABLE_ITEM, 2), xid());
        assertThat(reader.timestamps.get(1)).isGreaterThan(Tso.ofMillis((NOW_SECONDS + 4) * 1_000));
    }

    @Test
    void aHeartbeatFarAheadOnlyMovesThePosition() throws Exception {
        ScriptedReader reader = ScriptedReader.ofMariaDb().feed(format());
        reader.pass(5);
        int marks = reader.out.size();
        reader.feed(LogScript.heartbeat("binlog.000001", 9_999));
        reader.pass(1);
        reader.feed(LogScript.heartbeat("binlog.000001", 9_999));
        assertThat(reader.out.size()).isGreaterThan(marks);
        assertThat(reader.position().offset()).isEqualTo(9_999);
    }

    @Test
    void eventsHandedOnBeforeAreLeftOut() throws Exception {
        BinlogPosition start =
                ScriptedReader.start(Flavour.MARIADB, MariadbGtidState.empty()).withDelivered(2);
        ScriptedReader reader = new ScriptedReader(start, 1 << 20);
        reader.feed(format(), gtid(1), ITEM, HIDDEN, insert(TABLE_ITEM, 1), insert(TABLE_HIDDEN, 2))
                .feed(insert(TABLE_ITEM, 3), xid());
        assertThat(reader.out).containsExactly("item 3", "|");
        assertThat(reader.position().delivered()).isZero();
    }

    @Test
    void transactionsBeforeTheStartTimeAreLeftOut() throws Exception {
        BinlogPosition scan = new BinlogPosition(
                Flavour.MARIADB,
                "1",
                MariadbGtidState.empty(),
                "binlog.000001",
                4,
                0,
                0,
                Tso.ofMillis(NOW_SECONDS * 1_000));
        ScriptedReader reader = new ScriptedReader(scan, 1 << 20);
        reader.feed(format(), gtid(1), ITEM, insert(TABLE_ITEM, 1), xid())
                .feed(gtid(2), ITEM, insert(TABLE_ITEM, 2), xid());
        assertThat(reader.out).doesNotContain("item 1").contains("item 2");
        assertThat(reader.position().afterTs()).isZero();
    }

    @Test
    void whatWasCommittedBeforeABreakIsStillHandedOn() throws Exception {
        ScriptedReader reader = ScriptedReader.ofMariaDb()
                .feed(format(), gtid(1), ITEM, insert(TABLE_ITEM, 1), xid(), gtid(2), ITEM, insert(TABLE_ITEM, 2));
        assertThat(reader.out).isEmpty();
        reader.stop();
        assertThat(reader.out).containsExactly("item 1", "|");
        assertThat(reader.position().gtids()).hasToString("0-1-1");
        reader.discard();
        assertThat(reader.memory.held()).isZero();
    }

    @Test
    void withoutGtidsNoPositionLiesAboveFourGibibytes() throws Exception {
        BinlogPosition start = new BinlogPosition(Flavour.MYSQL, "1", null, "binlog.000001", (1L << 32) - 60, 0, 0, 0);
        ScriptedReader reader = new ScriptedReader(start, 1 << 20);
        reader.feed(BEGIN, sql("COMMIT"), sql("DROP TABLE item"));
        assertThat(reader.mark()).isNull();
        reader.feed(LogScript.rotate("binlog.000002", 4, EventHeader.FLAG_ARTIFICIAL), format());
        reader.pass(2);
        reader.feed(BEGIN, sql("COMMIT"));
        assertThat(reader.position().file()).isEqualTo("binlog.000002");
    }

    @Test
    void rowsWithoutATableMapAreCorrupt() throws Exception {
        ScriptedReader reader = ScriptedReader.ofMariaDb().feed(format(), gtid(1));
        TidegateException corrupt =
                catchThrowableOfType(TidegateException.class, () -> reader.feed(insert(TABLE_ITEM, 1)));
        assertThat(corrupt.code()).isEqualTo(ErrorCode.EVENT_CORRUPT);
    }
}
