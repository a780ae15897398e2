package io.tidegate.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testkit.ledger.Change.Kind;
import io.tidegate.testkit.ledger.Journal.Write;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final String ALTER = "ALTER TABLE t ADD COLUMN c INT";

    private final Journal journal = new Journal();
    private final Ledger ledger =
            new Ledger(List.of(new KeyedTable("t", List.of("id")), new KeyedTable("log", List.of("version"))), journal);
    private final Map<List<@Nullable String>, Map<String, @Nullable String>> database = new HashMap<>();
    private final long[] offsets = new long[2];

    @Test
    void whatArrivesAsItWasWrittenIsOk() {
        insert(1, 1, 10);
        update(1, 2, 20);
        insert(2, 3, 20);
        delete(2, 3, 30);
        Verdict verdict = close();
        assertThat(verdict.complaints()).isEmpty();
        assertThat(verdict.line()).isEqualTo("ledger: ok rows=4 keys=1 lost=0 regressed=0 duplicates=0");
    }

    @Test
    void aWriteThatNeverArrivesIsLost() {
        insert(1, 1, 10);
        written(2, false);
        insert(1, 3, 30);
        Verdict verdict = close();
        assertThat(verdict.lost()).isEqualTo(1);
        assertThat(verdict.complaints()).containsExactly("lost: Write[table=t, version=2, deleted=false]");
    }

    @Test
    void aDeleteThatNeverArrivesIsLost() {
        insert(1, 1, 10);
        written(1, true);
        database.remove(key(1));
        Verdict verdict = close();
        assertThat(verdict.lost()).isEqualTo(1);
        assertThat(verdict.complaints())
                .containsExactly("lost: Write[table=t, version=1, deleted=true]", "t[1] is in the topics only");
    }

    @Test
    void whatNobodyWroteIsNoticed() {
        insert(1, 1, 10);
        add(Kind.INSERT, 2, 9, 20, 0);
        assertThat(close().complaints())
                .containsExactly(
                        "never written: Write[table=t, version=9, deleted=false]", "t[2] is in the topics only");
    }

    @Test
    void anUncertainWriteMayArriveOrNot() {
        journal.uncertain(List.of(new Write("t", 1, false), new Write("t", 2, false)));
        database.put(key(1), row(1, 1));
        add(Kind.INSERT, 1, 1, 10, 0);
        assertThat(close().isOk()).isTrue();
    }

    @Test
    void anUncertainWriteThatHappenedMustArrive() {
        journal.uncertain(List.of(new Write("t", 1, false)));
        database.put(key(1), row(1, 1));
        assertThat(close().complaints()).containsExactly("t[1] is in the database only");
    }

    @Test
    void aValueThatDiffersIsNamed() {
        insert(1, 1, 10);
        Map<String, @Nullable String> other = row(1, 1);
        other.put("text", null);
        database.put(key(1), other);
        assertThat(close().complaints()).containsExactly("t[1].text is <null> in the database and <v1> in the topics");
    }

    @Test
    void anOlderVersionBehindANewerOneIsARegression() {
        insert(1, 1, 10);
        written(2, false);
        written(3, false);
        add(Kind.UPDATE, 1, 3, 30, 0);
        add(Kind.UPDATE, 1, 2, 20, 0);
        database.put(key(1), row(1, 2));
        Verdict verdict = close();
        assertThat(verdict.regressed()).isEqualTo(1);
        assertThat(verdict.complaints()).singleElement().asString().startsWith("went back: ");
    }

    @Test
    void aRepetitionNobodyDeclaredIsARegression() {
        insert(1, 1, 10);
        add(Kind.INSERT, 1, 1, 10, 0);
        Verdict verdict = close();
        assertThat(verdict.regressed()).isEqualTo(1);
        assertThat(verdict.duplicates()).isEqualTo(1);
        assertThat(verdict.complaints())
                .singleElement()
                .asString()
                .startsWith("repeats without a restart that explains it: ");
    }

    @Test
    void aRestartMayRepeatWhatLiesBehindItsCheckpoint() {
        insert(1, 1, 10);
        update(1, 2, 20);
        ledger.declare(new Replay(10, ends()));
        add(Kind.UPDATE, 1, 2, 20, 0);
        update(1, 3, 30);
        Verdict verdict = close();
        assertThat(verdict.complaints()).isEmpty();
        assertThat(verdict.duplicates()).isEqualTo(1);
    }

    @Test
    void aRestartMayNotRepeatWhatLiesBeforeItsCheckpoint() {
        insert(1, 1, 10);
        ledger.declare(new Replay(10, ends()));
        add(Kind.INSERT, 1, 1, 10, 0);
        assertThat(close().regressed()).isEqualTo(1);
    }

    @Test
    void aCheckpointThatCountedWhatWasNotThereIsNoticed() {
        insert(1, 1, 10);
        ledger.declare(new Replay(20, ends()));
        update(1, 2, 20);
        assertThat(close().complaints()).singleElement().asString().startsWith("a checkpoint was ahead of: ");
    }

    @Test
    void aWatermarkThatCountedWhatComesLaterIsNoticed() {
        insert(1, 1, 10);
        watermark(20, 0);
        update(1, 2, 20);
        assertThat(close().complaints()).singleElement().asString().startsWith("a watermark was ahead of: ");
    }

    @Test
    void theWatermarkIsTheLowestOfAllPartitions() {
        TopicPartition first = new TopicPartition("topic", 0);
        TopicPartition second = new TopicPartition("topic", 1);
        watermark(30, 0);
        assertThat(ledger.watermark(List.of(first, second))).isZero();
        watermark(20, 1);
        assertThat(ledger.watermark(List.of(first, second))).isEqualTo(20);
        assertThat(ledger.watermark(List.of(first))).isEqualTo(30);
    }

    @Test
    void aDdlBetweenItsRowsIsOk() {
        insert(1, 1, 10);
        ddl(20, 200);
        journal.defined(ALTER);
        update(1, 2, 30);
        assertThat(close().complaints()).isEmpty();
    }

    @Test
    void aRowSentBeforeAnEarlierDdlIsNoticed() {
        insert(1, 1, 30);
        ddl(20, 301);
        assertThat(close().complaints())
                .containsExactly(
                        "definitions: a row of t with commit-ts 30 was sent on the wrong side of the DDL at 20");
    }

    @Test
    void aRowSentBehindALaterDdlIsNoticed() {
        ddl(20, 99);
        insert(1, 1, 10);
        assertThat(close().complaints())
                .containsExactly(
                        "definitions: a row of t with commit-ts 10 was sent on the wrong side of the DDL at 20");
    }

    @Test
    void aDdlThatNeverArrivesIsLost() {
        journal.defined(ALTER);
        insert(1, 1, 10);
        assertThat(close().complaints()).containsExactly("definitions: lost or out of order: the DDL " + ALTER);
    }

    @Test
    void aKeyThatChangesIsDeletedAndInsertedInAnotherPartition() {
        insert(1, 1, 10);
        written(2, false);
        database.remove(key(1));
        database.put(key(7), row(7, 2));
        add(Kind.INSERT, 7, 2, 20, 1);
        add(Kind.DELETE, 1, 1, 20, 0);
        assertThat(close().complaints()).isEmpty();
    }

    private void insert(int id, long version, long commitTs) {
        written(version, false);
        database.put(key(id), row(id, version));
        add(Kind.INSERT, id, version, commitTs, 0);
    }

    private void update(int id, long version, long commitTs) {
        written(version, false);
        database.put(key(id), row(id, version));
        add(Kind.UPDATE, id, version, commitTs, 0);
    }

    private void delete(int id, long version, long commitTs) {
        written(version, true);
        database.remove(key(id));
        add(Kind.DELETE, id, version, commitTs, 0);
    }

    private void written(long version, boolean deleted) {
        journal.committed(List.of(new Write("t", version, deleted)));
    }

    /** A row is sent at ten times its commit-ts. */
    private void add(Kind kind, int id, long version, long commitTs, int partition) {
        message(kind, commitTs, row(id, version), "", partition, commitTs * 10);
    }

    private void watermark(long ts, int partition) {
        message(Kind.WATERMARK, ts, Map.of(), "", partition, 0);
    }

    private void ddl(long commitTs, long sent) {
        message(Kind.DDL, commitTs, Map.of(), ALTER, 0, sent);
    }

    private void message(
            Kind kind, long ts, Map<String, @Nullable String> values, String sql, int partition, long sent) {
        String table = kind == Kind.WATERMARK ? "" : "t";
        ledger.add(new Change(
                kind, "shop", table, ts, values, Map.of(), sql, "topic", partition, offsets[partition]++, sent));
    }

    private Map<TopicPartition, Long> ends() {
        return Map.of(new TopicPartition("topic", 0), offsets[0], new TopicPartition("topic", 1), offsets[1]);
    }

    private Verdict close() {
        return ledger.close(Map.of("t", database));
    }

    private static List<@Nullable String> key(int id) {
        return List.of(Integer.toString(id));
    }

    private static Map<String, @Nullable String> row(int id, long version) {
        Map<String, @Nullable String> row = new HashMap<>();
        row.put("id", Integer.toString(id));
        row.put("text", "v" + version);
        row.put("version", Long.toString(version));
        return row;
    }
}
